"""Plants hidden worlds, reads their pages, and scores what the record says against the truth."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from multiprocessing import Pool
from random import Random

from msgspec.structs import replace
from planted.pages import Written, pages, settings
from planted.truth import Right, right
from planted.words import LINK
from planted.world import DAYS, START, Proposition, Way, World, world

from wellsourced.flow import stages
from wellsourced.flow.asof import known_on
from wellsourced.mark.stance import stanced
from wellsourced.model import Claim, Document, Layout, Link, Polarity
from wellsourced.read.pipe import Row, document_of_row

ASKED = 10  # days a world is asked for


@dataclass
class Score:
    """Right and wrong answers, and examples of the wrong ones."""

    had: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, what: str, why: str, *, ok: bool) -> None:
        """Note an answer; `why` tells of a wrong one."""
        self.had[what] += 1
        if not ok:
            self.wrong[what].append(why)

    def plus(self, other: "Score") -> None:
        """Add another's."""
        self.had += other.had
        for what, told in other.wrong.items():
            self.wrong[what] += told

    def share(self, what: str) -> float:
        """Give the share of right answers."""
        return 1 - len(self.wrong[what]) / self.had[what] if self.had[what] else 1.0


BARS = {
    "found": ("a claim that says it is in the record", None),
    "held": ("independence: the range holds the true number", 0.97),
    "exact": ("independence: exact where all origins have names", 0.95),
    "standing": ("standing as of the day", 0.95),
    "no later page": ("the record of a day is that of the day's pages", 1.0),
}


def main() -> int:
    """Run the worlds asked for and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="seed of the first world")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--wrong", type=int, default=0, help="wrong answers to show of each kind")
    parser.add_argument("--page", type=int, help="print the pages of one world, and nothing else")
    asked = parser.parse_args()
    if asked.page is not None:
        for page in pages(world(asked.page)):
            print(f"--- {page.file} {page.url}\n{page.text}\n")
        return 0
    total = Score()
    seeds = range(asked.first, asked.first + asked.worlds)
    blocks = [seeds[i : i + 20] for i in range(0, len(seeds), 20)]
    with Pool(asked.workers) as pool:
        for score in pool.imap(scored, blocks):
            total.plus(score)
    print(f"{asked.worlds} worlds, from seed {asked.first}")
    for what, (words, bar) in BARS.items():
        print(f"{words:52} {total.share(what):.4f} of {total.had[what]:6}  bar {bar or '-'}")
    for what, told in total.wrong.items():
        for line in told[: asked.wrong]:
            print(f"  {what}: {line}")
    met = all(bar is None or total.share(what) >= bar for what, (_, bar) in BARS.items())
    return 0 if met else 1


def scored(seeds: Sequence[int]) -> Score:
    """Score some worlds."""
    out = Score()
    for seed in seeds:
        of = world(seed)
        _score(of, pages(of), out)
    return out


def _score(of: World, written: Sequence[Written], out: Score) -> None:
    known = settings(of)
    rows = [Row(id=p.file, text=p.text, url=p.url, layout=Layout.PAGE) for p in written]
    documents = _wired(tuple(stanced(document_of_row(r, known)) for r in rows), written)
    marks = tuple(stages.mark(documents, known))
    chance = Random(of.seed * 31 + 7)
    days = sorted(chance.sample(range(DAYS), ASKED))
    for day in (START + timedelta(d) for d in days):
        seen, marked = known_on(day, documents, marks, {})
        claims = stages.weigh(seen, marked, known)[1].claims
        due = {p.file for p in written if p.report.day <= day}
        odd = sorted({d.file for d in seen} ^ due)
        out.count("no later page", f"{of.seed} {day}: {odd}", ok=not odd)
        for about in of.propositions:
            if truth := right(of, about, day):
                spots = list(_spots(about, written, {d.file: d for d in seen}))
                _judge(f"{of.seed} {day} {about.plain!r}", _best(spots, about, claims), truth, out)


def _wired(found: Sequence[Document], written: Sequence[Written]) -> tuple[Document, ...]:
    """Documents with their links, and as versions of one page, as a reader of HTML gives them."""
    by_file = {d.file: d for d in found}
    out = []
    for page in written:
        document = by_file[page.file]
        if page.links:
            start = document.text.index(LINK)
            link = Link(start=start, end=start + len(LINK), target=page.links)
            document = replace(document, links=(link,))
        if page.version:
            fetched = datetime.combine(page.report.day, time(12), UTC)
            earlier = by_file[page.version].id
            document = replace(document, earlier=earlier, fetched_at=fetched)
        out.append(document)
    return tuple(out)


Spots = list[tuple[str, int, int, bool]]  # document, start, end, and whether said outright


def _spots(
    about: Proposition, written: Sequence[Written], seen: dict[str, Document]
) -> Iterator[tuple[str, int, int, bool]]:
    """Where in the documents the proposition is said."""
    for page in written:
        document = seen.get(page.file)
        for spot in page.spots if document else ():
            if spot.act.about == about and spot.act.way in (Way.SAYS, Way.HEDGES):
                start = document.text.find(spot.sentence) if document else -1
                if document and start >= 0:
                    flat = spot.act.way is Way.SAYS
                    yield document.id, start, start + len(spot.sentence), flat


def _best(spots: Spots, about: Proposition, claims: Sequence[Claim]) -> Claim | None:
    """The claim that rests on most of them, first of those that say it outright."""
    found = [
        (sum(_meets(c, s) * (10 if s[3] else 1) for s in spots), c)
        for c in claims
        if c.type.value in about.kind.value and c.polarity is Polarity.HOLDS
    ]
    best = max(found, key=lambda f: (f[0], f[1].id), default=(0, None))
    return best[1] if best[0] else None


def _meets(claim: Claim, spot: tuple[str, int, int, bool]) -> bool:
    document, start, end, _ = spot
    return any(
        e.document == document and start <= e.start < end
        for e in claim.evidence
        if e.stance in ("backs", "confirms", "superseded")
    )


def _judge(where: str, claim: Claim | None, truth: Right, out: Score) -> None:
    out.count("found", where, ok=claim is not None)
    low, high = (claim.origins.low, claim.origins.high) if claim else (-1, -1)
    told = f"{where}: {low}..{high} for {truth.origins}"
    out.count("held", told, ok=low <= truth.origins <= high)
    if truth.named:
        out.count("exact", told, ok=low == high == truth.origins)
    status = claim.status if claim else None
    why = f"{where}: {status} for {truth.status}; {claim.why if claim else ''}"
    out.count("standing", why, ok=status is truth.status)


if __name__ == "__main__":
    sys.exit(main())
