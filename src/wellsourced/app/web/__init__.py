"""The web application: pages for people, the same as records, and nothing from elsewhere."""
