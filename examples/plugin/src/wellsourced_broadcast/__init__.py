"""Plug-ins for wellsourced: subtitles, grid references, an outline of claims."""
