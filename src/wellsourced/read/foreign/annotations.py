"""Annotations that people made elsewhere on pages of a case: W3C Web Annotations, Hypothesis."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec import Struct

from wellsourced.errors import InputError
from wellsourced.lang.anchor import Anchored
from wellsourced.model import Credibility, Decision

_JUDGED = {
    "accept": Decision.ACCEPT,
    "accepted": Decision.ACCEPT,
    "reject": Decision.REJECT,
    "rejected": Decision.REJECT,
}
_GRADED = re.compile(r"credibility ([1-6])\b")
_HERE = frozenset({"commenting", "assessing", "moderating", "tagging", "questioning", "replying"})
_SAID = re.compile(r"^(?P<first>[\w-]+)\b(?:: )?(?P<rest>.*)$", re.DOTALL)


class Remark(NamedTuple):
    """What somebody decided or noted about words of a page; `name` tells which annotation."""

    name: str
    page: str
    words: Anchored
    decision: Decision
    value: str | None
    why: str
    by: str
    at: datetime | None


class Read(NamedTuple):
    """The remarks of a file, what of it could not be used, and how many decide nothing."""

    remarks: tuple[Remark, ...]
    rejected: tuple[str, ...]
    idle: int


class _Unfit(Exception):  # noqa: N818  # no error of the program: it becomes a rejected row
    """Why an annotation cannot be used."""


class _Selector(Struct, frozen=True):
    type: str = ""
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


class _Annotation(Struct, frozen=True):
    """Both shapes: the W3C's, and the rows of Hypothesis (`uri`, `text`, `tags`, `user`)."""

    id: str = ""
    motivation: msgspec.Raw = msgspec.Raw(b'""')
    created: str = ""
    creator: msgspec.Raw = msgspec.Raw(b'""')
    body: msgspec.Raw = msgspec.Raw(b'""')
    target: msgspec.Raw = msgspec.Raw(b'""')
    uri: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    user: str = ""


class _Body(Struct, frozen=True):
    value: str = ""
    purpose: str = ""


class _Target(Struct, frozen=True):
    source: msgspec.Raw = msgspec.Raw(b'""')
    selector: msgspec.Raw = msgspec.Raw(b"[]")


def remarks(file: str, body: bytes) -> Read:
    """Give what a file of annotations decides and notes; raises InputError if it is none."""
    found: list[Remark] = []
    rejected: list[str] = []
    idle = 0
    for number, raw in enumerate(_items(file, body), start=1):
        try:
            remark = _remark(f"{file}, annotation {number}", raw)
        except (_Unfit, msgspec.MsgspecError) as error:
            rejected.append(f"{file}, annotation {number}: {error}; {_REMEDY}")
            continue
        found += [remark] if remark else []
        idle += remark is None
    return Read(tuple(found), tuple(rejected), idle)


_REMEDY = "give it words (TextQuoteSelector) and a body, and import it again"


def _items(file: str, body: bytes) -> list[msgspec.Raw]:
    """The annotations of a list, a page, a collection, or an answer of Hypothesis."""
    try:
        whole = msgspec.json.decode(body, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
        while isinstance(whole, dict):
            inner = next((whole[k] for k in ("items", "rows", "first") if k in whole), None)
            if inner is None:
                return [msgspec.Raw(body)]
            whole = msgspec.json.decode(inner, type=list[msgspec.Raw] | dict[str, msgspec.Raw])
    except msgspec.MsgspecError as error:
        raise InputError(f"{file} holds no annotations: {error}", hint="give JSON-LD") from error
    return whole


def _remark(name: str, raw: msgspec.Raw) -> Remark | None:
    one = msgspec.json.decode(raw, type=_Annotation)
    motives = set(_strings(one.motivation))
    if motives and not motives & _HERE:
        return None
    bodies = [b for b in _bodies(one) if b.value]
    if any(b.purpose == "describing" for b in bodies):
        return None
    tags = [*one.tags, *(b.value for b in bodies if b.purpose == "tagging")]
    words = " ".join(b.value for b in bodies if b.purpose != "tagging")
    decision, value, why = _decided(tags, words, assessing="assessing" in motives)
    page, place = _where(one)
    return Remark(name, page, place, decision, value, why, _who(one), _when(one.created))


def _decided(tags: list[str], words: str, *, assessing: bool) -> tuple[Decision, str | None, str]:
    """What is decided: by a tag, or by the first word of what assesses; else it is a note."""
    judged = [_JUDGED[t.casefold()] for t in tags if t.casefold() in _JUDGED]
    if judged:
        return judged[0], None, words
    graded = _GRADED.match(words)
    if assessing and graded:
        return Decision.CREDIBILITY, Credibility(graded[1]), words[graded.end() :].lstrip(": ")
    said = _SAID.match(words)
    first = said["first"].casefold() if said else ""
    if assessing and said and first in _JUDGED:
        return _JUDGED[first], None, said["rest"]
    if assessing and said and first in {d.value for d in Decision} - {"note"}:
        raise _Unfit(f"{first!r} cannot be decided from words alone: `wellsourced rule` can")
    note = said["rest"].strip() if said and assessing and first == "note" else words
    if not note.strip():
        raise _Unfit("it says nothing")
    return Decision.NOTE, note, ""


def _where(one: _Annotation) -> tuple[str, Anchored]:
    raw = _listed(one.target)
    if not raw:
        raise _Unfit("it is about nothing")
    if raw[0].lstrip()[:1] == b'"':
        raise _Unfit("it is about a whole page, and no words of it")
    target = msgspec.json.decode(raw[0], type=_Target)
    chosen = [msgspec.json.decode(s, type=_Selector) for s in _listed(target.selector)]
    quote = next((s for s in chosen if s.type == "TextQuoteSelector"), None)
    place = next((s for s in chosen if s.type == "TextPositionSelector"), _Selector())
    if quote is None or not quote.exact.strip():
        raise _Unfit("it quotes no words")
    page = one.uri or next(iter(_strings(target.source)), "")
    start, end = place.start, place.end
    return page, Anchored(start, end, quote.exact, quote.prefix, quote.suffix)


def _bodies(one: _Annotation) -> Iterator[_Body]:
    if one.text:
        yield _Body(value=one.text)
    for raw in _listed(one.body):
        if raw.lstrip()[:1] == b'"':
            yield _Body(value=msgspec.json.decode(raw, type=str))
        else:
            yield msgspec.json.decode(raw, type=_Body)


def _who(one: _Annotation) -> str:
    """Who made it: "acct:ada@hypothes.is" is ada."""
    found = next(iter(_strings(one.creator)), "") or one.user
    return found.removeprefix("acct:").split("@")[0] or "unknown annotator"


def _when(told: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _listed(raw: msgspec.Raw) -> list[bytes]:
    """One, or a list of them."""
    plain = bytes(raw).strip()
    if plain.startswith(b"["):
        return [bytes(r) for r in msgspec.json.decode(plain, type=list[msgspec.Raw])]
    return [plain] if plain not in (b"", b'""', b"null") else []


def _strings(raw: msgspec.Raw) -> Iterator[str]:
    """The words that name something: itself, or its name, nickname or id."""
    for one in _listed(raw):
        if one.startswith(b'"'):
            yield msgspec.json.decode(one, type=str)
            continue
        fields: Mapping[str, msgspec.Raw] = msgspec.json.decode(one, type=dict[str, msgspec.Raw])
        named = next((fields[k] for k in ("nickname", "name", "id") if k in fields), None)
        if named is not None:
            yield from _strings(named)
