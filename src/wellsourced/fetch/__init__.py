"""Addresses to pages: the only room that opens a socket."""
