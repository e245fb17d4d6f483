"""The stages as file tasks, and the engines that run them."""
