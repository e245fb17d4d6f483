"""Claims, and how they stand."""
