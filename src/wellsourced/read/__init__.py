"""Pages into documents."""
