"""Annotations that people made elsewhere on pages of a case: W3C Web Annotations, Hypothesis."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec import Struct

from wellsourced.errors import InputError
from wellsourced.lang.anchor import Anchored
from wellsourced.lang.verdicts import Verdict, tagged, verdict, worded
from wellsourced.model import Carried, Decision

_HERE = frozenset({"commenting", "assessing", "moderating", "tagging", "questioning", "replying"})
_OURS = "application/json"


class Remark(NamedTuple):
    """What somebody decided or noted about words of a page; `name` tells which annotation.

    `carried`: the ruling that our own export wrote it for; `edited`: its words say otherwise by
    now. `words` None: such a ruling, about names alone.
    """

    name: str
    page: str
    words: Anchored | None
    verdict: Verdict
    by: str
    at: datetime | None
    carried: Carried | None = None
    edited: bool = False


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
    modified: str = ""
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
    format: str = ""


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
    carried = next((_carried(b.value) for b in bodies if b.format == _OURS), None)
    said = [b for b in bodies if b.format != _OURS]
    tags = [*one.tags, *(b.value for b in said if b.purpose == "tagging")]
    words = " ".join(b.value for b in said if b.purpose != "tagging")
    edited = carried is not None and worded(carried.draft) != words
    if carried is not None and not edited:
        draft = carried.draft
        decided = Verdict(draft.decision, draft.value, draft.why, draft.field)
    else:
        decided = _decided(tags, words, assessing="assessing" in motives)
    when = _when(one.modified or one.created) if edited or carried is None else carried.at
    page, place = _where(one, bare=carried is not None and carried.subject is None)
    return Remark(name, page, place, decided, _who(one), when, carried, edited)


def _carried(value: str) -> Carried | None:
    """A ruling of our own export; None: some other tool's data."""
    try:
        return msgspec.json.decode(value, type=Carried)
    except msgspec.MsgspecError:
        return None


def _decided(tags: list[str], words: str, *, assessing: bool) -> Verdict:
    """What is decided: by a tag, or by the first word of what assesses; else it is a note."""
    judged = [d for t in tags if (d := tagged(t))]
    if judged:
        return Verdict(judged[0], why=words)
    found = verdict(words) if assessing else Verdict(Decision.NOTE, words)
    if found is None:
        first = words.split()[0].casefold()
        raise _Unfit(f"{first!r} cannot be decided from words alone: `wellsourced rule` can")
    if found.decision is Decision.NOTE and not (found.value or "").strip():
        raise _Unfit("it says nothing")
    return found


def _where(one: _Annotation, *, bare: bool) -> tuple[str, Anchored | None]:
    """The page and the words that it is about; `bare`: it is about names."""
    raw = _listed(one.target)
    if not raw:
        raise _Unfit("it is about nothing")
    if bare:
        return "", None
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
