"""A brief as a file: one writer a format."""
