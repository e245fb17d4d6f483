"""The record of small pages, as reasons, dossiers and hypotheses are looked up in it."""

from msgspec.structs import replace

from tests.weigh.makers import SETTINGS, Page
from wellsourced.config import Settings
from wellsourced.link.whole import link
from wellsourced.model import Claim, Topic, Why
from wellsourced.tell.ground import Ground, ground
from wellsourced.weigh.whole import weigh


def record(*pages: Page, settings: Settings = SETTINGS) -> Ground:
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    linked = link(documents, marks, settings)
    return ground(linked, weigh(linked, documents, marks, settings), documents, marks, settings)


def asking(settings: Settings = SETTINGS, **fields: object) -> Settings:
    """The settings with hypotheses."""
    return replace(settings, **fields)


def the(of: Ground, **slots: object) -> Claim:
    """The one claim of a record that has these slots."""
    found = [c for c in of.claims.values() if all(getattr(c, k) == v for k, v in slots.items())]
    assert len(found) == 1, [(c.text, c.actor, c.place, c.polarity) for c in of.claims.values()]
    return found[0]


def says(why: Why, topic: Topic) -> str:
    """All that is said on a topic."""
    return " ".join(s.says for s in why.steps if s.topic is topic)
