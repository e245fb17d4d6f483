"""Why tellings are one claim: what they have in common, and what each says in its own way."""

from collections.abc import Iterator, Sequence

from wellsourced.model import Claim, ClaimMark, ClaimType, Polarity, Step, Topic
from wellsourced.tell.ground import Ground, Told, listed, many, quote, words

_SLOTS = ("actor", "recipient", "place")
_NOT = ("CT-", "PR-", "PS-")


def together(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give what makes the tellings one claim, then those that say it otherwise."""
    own = [t for t in told if t.backing]
    pages = {t.evidence.document for t in own}
    one = f"{many(len(own), 'telling')} on {many(len(pages), 'page')}"
    yield Step(
        topic=Topic.TELLINGS,
        says=f"{one} {'says' if len(own) == 1 else 'are one claim; they say'}: {sense(claim)}.",
        quotes=tuple(words(t.evidence) for t in own),
    )
    others: dict[str, list[Told]] = {}
    for t in own:
        if t.mark is not None and (other := _otherwise(claim, t.mark, of)):
            others.setdefault(other, []).append(t)
    for other, here in others.items():
        quotes = tuple(words(t.evidence) for t in here)
        says = f"{many(len(here), 'telling')} {other}."
        yield Step(topic=Topic.TELLINGS, says=says, quotes=quotes)


def sense(claim: Claim | ClaimMark) -> str:
    """Write what a claim says by its slots.

    >>> from wellsourced.model import ClaimType, MarkId
    >>> left = ClaimMark(id=MarkId("m"), attribution=None, start=0, end=1, actor="Jan Kell",
    ...     type=ClaimType.WHEREABOUTS, place="Norvia", polarity=Polarity.FAILS)
    >>> sense(left)
    'Jan Kell is not in Norvia (WHEREABOUTS)'
    """
    fails = claim.polarity is not Polarity.HOLDS
    place = f"in {claim.place}" if claim.place else ""
    if claim.type is ClaimType.WHEREABOUTS and claim.actor:
        is_ = "is not" if fails else "is"
        return f"{claim.actor} {is_} {place or ('there' if fails else 'somewhere')} ({claim.type})"
    by = f"by {claim.actor}" if claim.actor else ""
    on = f"towards {claim.recipient}" if claim.recipient else ""
    slots = " ".join(w for w in (by, on, place) if w) or "in like words"
    return f"{'no ' if fails else ''}{claim.type} {slots}"


def surfaces(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give the other names by which the tellings call those of the claim, and who says so."""
    wanted = {n for slot in _SLOTS for n in _names(getattr(claim, slot))}
    seen: set[tuple[str, str]] = set()
    for t in told:
        marks = of.marks.get(t.evidence.document)
        for m in marks.entities if marks else ():
            within = t.evidence.start <= m.start and m.end <= t.evidence.end
            text = of.documents[t.evidence.document].text[m.start : m.end]
            name = of.called(m.name)
            if not within or name not in wanted or text == name or (text, name) in seen:
                continue
            seen.add((text, name))
            found = quote(of.documents[t.evidence.document], m.start, m.end)
            says = f"“{' '.join(text.split())}” is {name}: {_taught(text, name, of)}."
            yield Step(topic=Topic.NAMES, says=says, quotes=(found,))


def _otherwise(claim: Claim, mark: ClaimMark, of: Ground) -> str:
    """What a telling says in other slots than the claim as a whole has."""
    missing, parts = [], []
    for slot in _SLOTS:
        own = {of.called(n) for n in _names(getattr(mark, slot))}
        whole = _names(getattr(claim, slot))
        if own and own != whole:
            parts.append(f"{slot} {listed(sorted(own))}")
        elif whole and not own:
            missing.append(slot)
    if claim.type is ClaimType.WHEREABOUTS and mark.polarity is not claim.polarity:
        return f"put it so: {sense(mark)}, which comes to the same"
    if mark.polarity is not claim.polarity:
        parts.append("what is denied" if mark.commitment in _NOT else "the contrary, denied")
    says = f"put it as {', '.join(parts)}" if parts else ""
    silent = f"do not say the {listed(missing)}" if missing else ""
    return "; ".join(p for p in (says, silent) if p)


def _names(slot: str | None) -> set[str]:
    return {n.strip() for n in (slot or "").split(";") if n.strip()}


def _taught(text: str, name: str, of: Ground) -> str:
    """What makes one name another: the settings, words of a page, or likeness."""
    key = _bare(text)
    settled = {
        _bare(n) for a in of.settings.actors if a.name == name for n in (*a.aliases, *a.roles)
    }
    if key in settled:
        return "your settings say so"
    known = (a for e in of.entities if e.name == name for a in e.aliases if _bare(a.name) == key)
    taught = next((a.taught_by for a in known), None)
    own = taught is None or _bare(taught.quote) == key
    return _like(key, name) if taught is None or own else f"taught by “{taught.quote}”"


def _bare(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).casefold().removeprefix("the ")


def _like(key: str, name: str) -> str:
    short = set(key.split()) <= set(name.casefold().split())
    return "a short form, and the only one that it fits" if short else "a form of that name"
