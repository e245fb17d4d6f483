"""A small case about an invented town, made once; each test rules on a copy of its own."""

import functools
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.factories import case
from wellsourced.case import Case
from wellsourced.model import Claim, Decision, Order, Ruled

AT = datetime(2031, 6, 1, 9, tzinfo=UTC)
PAGES = {
    "courier.txt": """Army holds the harbour

May 4, 2031

The army controls Lorne, General Ivo Brandt said on Sunday.

The River Guard attacked the bridge at Tarn, a security official said.

2 Comments

  • Petra K says:

    I live in Lorne. The army controls Lorne.

  • eel catcher says:

    @Petra K: so it does.
""",
    "ledger.txt": """Two officers speak

May 4, 2031

Two military officers said that the army controls Lorne.

A military officer said that the River Guard attacked the bridge at Tarn.

The mayor, Ada Orm, said that police arrested Jan Kell in Tarn.
""",
    "denial.txt": """Spokesman denies the attack

May 5, 2031

Jan Kell, a spokesman for the River Guard, denied that the River Guard attacked the bridge at Tarn.
""",
}


@functools.cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ruled-"))
    return case(folder, PAGES).path


def desk(folder: Path) -> Case:
    """A copy of the case, with no rulings yet."""
    path = folder / "case"
    shutil.copytree(_made(), path)
    return Case.open(path)


def rule(on: Case, decision: Decision, *of: str, by: str = "ada", **fields: object):
    """Rule as somebody would from the command line."""
    return on.rule(Order(decision=decision, of=of, **fields), by=by, at=AT)


def told(on: Case, words: str, polarity: str = "+") -> Claim:
    """The machine's claim in which words are told."""
    return next(c for c in on.claims(ruled=False) if words in c.text and c.polarity == polarity)


def ruled(on: Case, name: str) -> Ruled:
    """A claim with the analysts' layer."""
    return next(c for c in on.claims(ruled=True) if c.id == name)
