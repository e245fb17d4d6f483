"""A case of many pages: kept on shelves, linked and weighed shelf by shelf and block by block."""
