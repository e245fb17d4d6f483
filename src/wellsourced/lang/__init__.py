"""Pure string functions."""
