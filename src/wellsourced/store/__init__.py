"""Evidence, tables and snapshots on disk."""
