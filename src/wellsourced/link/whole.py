"""Linking as a whole: marks of single documents in, what they share out."""

from collections.abc import Iterable

from wellsourced.config import Settings
from wellsourced.link.copies import shared
from wellsourced.link.entities import entities
from wellsourced.link.origins import Names, page
from wellsourced.link.roles import roles
from wellsourced.link.same import utterances
from wellsourced.link.stories import known, stories, wire
from wellsourced.link.tellings import of_claims, of_counts
from wellsourced.link.utterances import heard, sources
from wellsourced.link.versions import versions
from wellsourced.link.vias import anchors
from wellsourced.model import Document, Linked, Marks, Reuse


def link(documents: Iterable[Document], marks: Iterable[Marks], settings: Settings) -> Linked:
    """Give who is who, what copies what, and who said each thing first.

    Documents without marks are left out, as are marks of no document. The order of either does
    not matter.
    """
    by_id = {d.id: d for d in documents}
    found = sorted((m for m in marks if m.doc in by_id), key=lambda m: m.doc)
    versioned = versions(by_id[m.doc] for m in found)
    pages = {m.doc: page(by_id[m.doc], m, by_id[versioned[m.doc].first]) for m in found}
    texts = [p.document for p in pages.values()]
    who = entities({d.id: d for d in texts}, found, settings)
    common = shared(texts)
    told = stories(texts, common, settings)
    reused = _sorted(s.reuse for s in common if not s.boilerplate)
    outlets = {o.name for o in settings.outlets} | {d.outlet for d in texts if d.outlet}
    names = Names(
        names=_agencies() | who.names,
        kinds={e.name: e.kind for e in who.entities},
        outlets=frozenset(outlets) | frozenset(known().agencies),
        roles=roles(who.entities),
    )
    wires = {d.id: w for d in texts if (w := wire(d, settings)) and w != d.outlet}
    at = sources(pages, reused, wires, names)._replace(anchors=anchors(texts, versioned))
    claims = [t for p in pages.values() for t in of_claims(p)]
    counts = [t for p in pages.values() for t in of_counts(p)]
    return Linked(
        entities=who.entities,
        stories=told,
        utterances=utterances(heard(claims, claims, at)),
        names=dict(names.names),
        counts=utterances(heard(counts, counts, at)),
    )


def _agencies() -> dict[str, str]:
    """Short names of agencies, as far as the case does not know better."""
    return {
        f"{the}{n}".casefold(): full for n, full in known().short.items() for the in ("", "the ")
    }


def _sorted(found: Iterable[Reuse]) -> list[Reuse]:
    return sorted(found, key=lambda r: (r.a, r.b, r.a_span, r.b_span))
