"""Reading: pages become documents, cut into headline, body, quotations and thread."""
