"""The tolls: from the lowest to the highest that anybody gives, and the sums that fail."""

from collections.abc import Iterable, Sequence

from wellsourced.lang.numbers import TENS, UNITS
from wellsourced.model import (
    BriefPart,
    BriefSection,
    BriefSentence,
    Evidence,
    OriginKind,
    Outcome,
    Paragraph,
    Source,
    Tally,
    TallyCheck,
    Verdict,
)
from wellsourced.tell.brief.days import day, within
from wellsourced.tell.brief.pen import Pen, agrees, sentence
from wellsourced.tell.brief.voices import thing
from wellsourced.tell.ground import listed

_COUNTED = {
    Outcome.KILLED: "killed",
    Outcome.WOUNDED: "wounded",
    Outcome.CAPTURED: "captured",
    Outcome.DETAINED: "detained",
    Outcome.SURRENDERED: "surrendered",
    Outcome.DISPLACED: "driven from home",
    Outcome.MISSING: "missing",
}
_ORDER = {o: n for n, o in enumerate(Outcome)}
_SHOWN = 6  # tallies of a short brief


def tolls(found: Iterable[Tally], pen: Pen, *, most: int | None) -> BriefSection | None:
    """Give the counts of people, then those of strength and money; what fails by its side."""
    rows = ranked(t for t in found if not _readers(t))
    shown = rows if most is None else _those(rows, most)
    told = tuple(_told(t, rows, pen) for t in shown)
    sums = tuple(_checked(c, who, pen) for c, who in _checks(rows))
    blocks = (("", told), ("The sums", sums))
    paragraphs = tuple(Paragraph(head=h, sentences=s) for h, s in blocks if s)
    if not paragraphs:
        return None
    return BriefSection(part=BriefPart.TOLLS, heading="Tolls and numbers", paragraphs=paragraphs)


def ranked(found: Iterable[Tally]) -> list[Tally]:
    """Give the counts that a brief tells, the gravest and greatest first."""
    rows = [t for t in found if t.best is not None and (t.outcome in _COUNTED or _scoped(t))]
    return sorted(rows, key=lambda t: (_ORDER[t.outcome], -(t.best or 0), t.id))


def _scoped(t: Tally) -> bool:
    """Whether one can tell whose strength or money it is."""
    return t.outcome in (Outcome.STRENGTH, Outcome.AMOUNT) and bool(t.group or t.by)


def scope(t: Tally, pen: Pen) -> str:
    """Write what a count is of: "killed at Kell on 4 March"."""
    what = _COUNTED.get(t.outcome, "")
    by = f" by {listed(thing(n) for n in t.by.split('; '))}" if t.by else ""
    where = f" in {t.place}" if t.place else ""
    when = _when(t, pen)
    per = f" per {t.per}" if t.per else ""
    return f"{what}{per}{by}{where}{when}"


def _when(t: Tally, pen: Pen) -> str:
    """The days of a count; one that has overtaken others is as of its last day."""
    if t.earliest is None or t.latest is None:
        return ""
    if any(e.stance == "superseded" for e in t.evidence):
        return f" by {day(t.latest, pen.year)}"
    return f" {within(t.earliest, t.latest, pen.year)}"


def counted(t: Tally) -> str:
    """Write a count with its bounds: "26", "between 20 and 30", "at least 5"."""
    if t.low is not None and t.high is not None and t.low != t.high:
        return f"between {t.low:,} and {t.high:,}"
    head = {
        "at_least": "at least ",
        "more_than": "more than ",
        "at_most": "at most ",
        "approx": "about ",
    }
    return f"{head.get(t.bound, '')}{t.best:,}"


def _those(rows: Sequence[Tally], most: int) -> list[Tally]:
    """The first of each outcome before the second of any; parts of a sum are told with it."""
    parts = {t.id for t in rows if _part(t, rows)}
    whole = [t for t in rows if t.id not in parts]
    return sorted(whole[: min(most, _SHOWN)], key=rows.index)


def _part(t: Tally, rows: Sequence[Tally]) -> bool:
    """Whether it is a part of another's sum."""
    sums = {c.why for c in t.checks if "+" in c.why}
    return bool(sums) and any(
        o.id != t.id and (o.best or 0) > (t.best or 0) and sums & {c.why for c in o.checks}
        for o in rows
    )


def _told(t: Tally, rows: Sequence[Tally], pen: Pen) -> BriefSentence:
    who = pen.voices.many(t.said_by)
    said = f", {who} {agrees(t.said_by, 'says', 'say')}" if who else ""
    text = f"{_number(t, pen)}{said}{_earlier(t)}"
    current = [e for e in t.evidence if e.stance in ("backs", "confirms")]
    old = [e for e in t.evidence if e.stance == "superseded"]
    return BriefSentence(text=sentence(text), notes=pen.cite((*current[:2], *_each(old))))


def _number(t: Tally, pen: Pen) -> str:
    many = counted(t)
    group = t.group or ("people" if t.outcome in _COUNTED else "")
    if t.outcome is Outcome.STRENGTH:
        who = thing(t.by or t.group or "")
        place = f" in {t.place}" if t.place else ""
        return f"{who} has {many} fighters{place}" if t.by or t.group else _bare(t, many, pen)
    if t.outcome is Outcome.AMOUNT:
        return _bare(t, many, pen)
    if t.group == "wounded" and t.outcome is Outcome.KILLED:
        return f"{many} of the wounded died{scope(t, pen).removeprefix('killed')}"
    one = t.best == 1 and t.low in (None, 1)
    head = "one" if one and t.low == t.high else many
    named = group[:1].isupper()
    who = f"of {thing(group)}" if named else group.removesuffix("s") if one else group
    who = "person" if one and group == "people" else who
    return f"{head} {who} {'was' if one else 'were'} {scope(t, pen)}".replace("  ", " ")


def _bare(t: Tally, many: str, pen: Pen) -> str:
    """A number that is known by its words only: these, quoted."""
    words = next((" ".join(e.quote.split()) for e in t.evidence if not e.quote.isdigit()), many)
    rest = scope(t, pen).strip()
    return f"the number given is “{words}”{f' {rest}' if rest else ''}"


def _earlier(t: Tally) -> str:
    """The numbers that newer ones have overtaken."""
    old = sorted({_figure(e.quote) for e in t.evidence if e.stance == "superseded"} - {0, t.best})
    return (
        f"; earlier counts were {listed(str(n) for n in old)}"
        if len(old) > 1
        else (f"; an earlier count was {old[0]}" if old else "")
    )


_WORDS = UNITS | TENS


def _figure(words: str) -> int:
    """The number that words begin with; 0: none that can be read."""
    first = words.replace(",", "").split()[0] if words.split() else ""
    return int(first) if first.isdigit() and first.isascii() else _WORDS.get(first.casefold(), 0)


def _each(found: Iterable[Evidence]) -> list[Evidence]:
    """One telling of each earlier number."""
    seen: dict[int, Evidence] = {}
    for e in found:
        seen.setdefault(_figure(e.quote), e)
    return list(seen.values())


def _checks(rows: Iterable[Tally]) -> list[tuple[TallyCheck, tuple[Source, ...]]]:
    """The sums, each once with who gives its numbers; those that fail first.

    That a number stands twice is no sum.
    """
    found: dict[str, TallyCheck] = {}
    who: dict[str, dict[Source, None]] = {}
    for t in rows:
        for c in t.checks:
            if "+" in c.why or c.verdict is Verdict.INCONSISTENT:
                found[c.why] = c
                who.setdefault(c.why, {}).update(dict.fromkeys(t.said_by))
    order = sorted(found.values(), key=lambda c: (c.verdict is Verdict.CONSISTENT, c.why))
    return [(c, tuple(who[c.why])) for c in order]


def _checked(check: TallyCheck, who: Sequence[Source], pen: Pen) -> BriefSentence:
    fails = check.verdict is Verdict.INCONSISTENT
    whose = f"the numbers of {pen.voices.many(who)}" if who else "the numbers"
    text = f"{whose} {'do not add up' if fails else 'add up'}: {check.why}"
    notes = pen.notes.cite((q.document, q.start, q.end) for q in check.about)
    return BriefSentence(text=sentence(text), notes=notes)


def _readers(t: Tally) -> bool:
    return bool(t.said_by) and all(s.kind is OriginKind.COMMENTER for s in t.said_by)


def moved(now: Tally, then: Tally) -> bool:
    """Whether a count is another than it was."""
    return (now.low, now.best, now.high) != (then.low, then.best, then.high)
