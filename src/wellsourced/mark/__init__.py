"""Documents into marks."""
