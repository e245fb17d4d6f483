"""Word lists as data, and their one reader."""
