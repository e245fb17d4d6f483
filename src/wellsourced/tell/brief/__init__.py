"""A brief: what is claimed, how it stands and who says otherwise, as an editor would write it."""

from wellsourced.tell.brief.compose import Asked, Given, compose
from wellsourced.tell.brief.lint import findings

__all__ = ["Asked", "Given", "compose", "findings"]
