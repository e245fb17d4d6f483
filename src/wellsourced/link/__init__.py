"""Marks into things that documents share."""
