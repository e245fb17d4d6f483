"""The answers of a reading aid: a file of a case that is only added to, each line sealed."""

from pathlib import Path

import msgspec

from wellsourced.model import digest
from wellsourced.model.aid import Aid
from wellsourced.store.links import Links

FILE = "aid.jsonl"


def aids(case: Path) -> Links[Aid]:
    """Give what was answered, in its order."""
    return Links(case, FILE, Aid, sealed)


def sealed(aid: Aid, previous: str) -> Aid:
    """Give an answer with its seal."""
    bare = msgspec.structs.replace(aid, seal="")
    seal = digest("aid", previous, msgspec.json.encode(bare).decode())
    return msgspec.structs.replace(bare, seal=seal)
