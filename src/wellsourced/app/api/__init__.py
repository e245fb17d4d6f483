"""The HTTP API: one address for each question that a case can be asked."""
