"""The pipes, which need no case: pages to text, text to marks, texts to what they share."""
