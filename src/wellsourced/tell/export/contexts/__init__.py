"""The JSON-LD contexts that exports name, with the terms that we use: read without a network."""
