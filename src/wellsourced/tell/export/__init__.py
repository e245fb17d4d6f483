"""One module a format."""

from wellsourced.tell.export.write import FORMATS, export

__all__ = ["FORMATS", "export"]
