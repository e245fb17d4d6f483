"""The tools: what an assistant can do, said in words of ours alone."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from wellsourced.app.api.question import WrongQuestionError
from wellsourced.app.mcp import told, wanted
from wellsourced.app.mcp.answers import (
    Answer,
    Claims,
    File,
    Found,
    Known,
    OneClaim,
    Reasons,
    Reread,
    Sources,
    Tallies,
    Timeline,
)
from wellsourced.app.mcp.asking import Desk

W = TypeVar("W", bound=Struct)
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Plan = dict[str, Json]
Given = Mapping[str, object]


class Tool(Struct, frozen=True, kw_only=True):
    """What can be asked: by which name, with what, and what is given; `says`: in a sentence."""

    name: str
    title: str
    says: str
    takes: type[Struct]
    gives: type[Answer]
    answer: Callable[[Desk, Given], Answer]


def _tool(
    title: str, says: str, takes: type[W], gives: type[Answer], ask: Callable[[Desk, W], Answer]
) -> Tool:
    def answer(desk: Desk, given: Given) -> Answer:
        try:
            return ask(desk, msgspec.convert(dict(given), takes))
        except msgspec.ValidationError as error:
            raise WrongQuestionError(str(error)) from error

    return Tool(name=ask.__name__, title=title, says=says, takes=takes, gives=gives, answer=answer)


TOOLS: tuple[Tool, ...] = (
    _tool(
        "Search",
        "Look for words in names, claims and the text of the pages; gives the first 30 of each "
        "kind and how many there are. Begin here, then ask `claim`, `why` or `dossier`.",
        wanted.Searched,
        Found,
        told.search,
    ),
    _tool(
        "Claims",
        "List what is claimed, by whom, and how it stands; about a name, or of one status.",
        wanted.AboutClaims,
        Claims,
        told.claims,
    ),
    _tool(
        "Claim",
        "Give one claim with every telling of it, who denies it, and its rivals.",
        wanted.OfClaim,
        OneClaim,
        told.claim,
    ),
    _tool(
        "Why",
        "Explain step by step why a claim, count, check, name, page or story is as it is.",
        wanted.OfAnything,
        Reasons,
        told.why,
    ),
    _tool(
        "As of a day",
        "Tell what was known on a day: how many claims stood how, and the days until then on "
        "which something came to be known; or how one claim stood until then.",
        wanted.OfDay,
        Known,
        told.as_of,
    ),
    _tool(
        "Timeline",
        "List claims in the order of the days that they speak of.",
        wanted.About,
        Timeline,
        told.timeline,
    ),
    _tool(
        "Tallies",
        "List counts (killed, wounded and others): low, best and high, who says so, and the sums "
        "that do not add up.",
        wanted.About,
        Tallies,
        told.tallies,
    ),
    _tool(
        "Dossier",
        "Gather what the record holds about one person, group, place or source.",
        wanted.OfName,
        File,
        told.dossier,
    ),
    _tool(
        "Sources",
        "Rank the origins by how many claims rest on them, the unnamed ones apart.",
        wanted.Listing,
        Sources,
        told.sources,
    ),
    _tool(
        "Quote",
        "Read a stretch of a page again where it stands, compare it with the words that you have, "
        "and check the hash of the page. Do this before you quote.",
        wanted.Stretch,
        Reread,
        told.quote,
    ),
)


def schema(kind: type[Struct]) -> Plan:
    """Give the JSON Schema of what a tool takes or gives, as one object."""
    _, parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    known: dict[str, Plan] = msgspec.json.decode(msgspec.json.encode(parts))
    for part in known.values():
        part.pop("title", None)
    own = known.pop(kind.__name__)
    rest: Plan = {**known}
    return own | ({"$defs": rest} if rest else {})
