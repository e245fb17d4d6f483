"""How much mark-up a page may have: far more than any page has, and what can be read in time."""

_MOST_TAGS = 200_000
_MOST_REMARKS = 2_000_000  # cost next to nothing, as they are left out
_LONGEST = 9_900_000  # bytes between two tags: the parser leaves out what is longer, in silence
_LONG = 20_000  # bytes of a tag in which attributes are counted
_MOST_ATTRIBUTES = 2_000  # of one tag: the parser compares each with all before it


def too_much(body: bytes) -> str | None:
    """Tell why a page's mark-up is beyond reason; None: it is not.

    >>> too_much(b"<p>It fell.")
    >>> too_much(b"<p>" * 200_001)
    'too much mark-up: 200,001 tags, 200,000 are read; split it'
    """
    remarks = body.count(b"<!--")
    tags = body.count(b"<") - body.count(b"</") - remarks
    if tags > _MOST_TAGS:
        return f"too much mark-up: {tags:,} tags, {_MOST_TAGS:,} are read; split it"
    if remarks > _MOST_REMARKS:
        return f"too much mark-up: {remarks:,} remarks, {_MOST_REMARKS:,} are read"
    wide = [s for s in body.split(b"<") if len(s) > _LONG] if len(body) > _LONG else []
    return next((reason for stretch in wide if (reason := _too_long(stretch))), None)


def _too_long(stretch: bytes) -> str | None:
    """Whether a long tag, and what stands behind it, is beyond reason."""
    if len(stretch) > _LONGEST:
        least = f"{len(stretch):,} bytes without mark-up, {_LONGEST:,} are read"
        return f"too long: {least}; save it as text"
    if stretch[:1].isalpha():
        # Blanks, as attributes need no values; a picture written into a tag has none.
        words = stretch.partition(b">")[0].split(maxsplit=_MOST_ATTRIBUTES + 1)
        named = sum(b"=" in word or word.isalnum() for word in words)
        if named > _MOST_ATTRIBUTES:
            return f"too much mark-up: a tag of more than {_MOST_ATTRIBUTES:,} attributes"
    return None
