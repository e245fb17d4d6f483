"""One module a format; `plugins` lists them."""
