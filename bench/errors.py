"""Tells the commonest kinds of error in attribution, misses and false alarms apart, with examples.

    python bench/errors.py                        the ten commonest of each set
    python bench/errors.py polnear --kind "noun cue" --examples 20

Kinds are read off the parse at the cue. All is computed from the data beside the project; nothing
of it is kept.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Token

from wellsourced.mark.cues import cues
from wellsourced.mark.syntax import parser
from wellsourced.mark.trees import children, passive

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"
TOOL = [sys.executable, "-m", "wellsourced.app.cli", "mark", "--only", "attributions"]
SETS = ("polnear", "opennews", "seeds")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_SAME = 0.5  # Dice from which on two spans are one
_CONTEXT = 90  # characters of an example either side of its cue

Places = frozenset[int]  # where words begin


class Row(NamedTuple):
    """An attribution of a key or of ours, by the words it covers."""

    sources: tuple[Places, ...]  # the first, and others that will do as well
    cue: Places
    content: Places
    nested: bool
    free: bool  # finding it is neither gain nor loss

    @property
    def source(self) -> Places:
        """The words of the source."""
        return self.sources[0]


class Error(NamedTuple):
    """One error: its kind and where its cue or content begins."""

    kind: str
    text: str
    at: int


class Tally:
    """What one set's pages add up to."""

    def __init__(self) -> None:
        self.right = self.key = self.ours = 0
        self.missed: list[Error] = []
        self.false: list[Error] = []


def main() -> int:
    """Print, for each set, precision, recall and the commonest kinds."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("sets", nargs="*", default=SETS, help=f"some of: {', '.join(SETS)}")
    asking.add_argument("--kinds", type=int, default=10)
    asking.add_argument("--examples", type=int, default=1)
    asking.add_argument("--kind", default="", help="only kinds that begin so")
    asked = asking.parse_args()
    if not DATA.is_dir():
        print("the development data do not lie beside the project: nothing to read")
        return 0
    for name in asked.sets:
        _print(name, _tally(_pages(name), flat=name == "polnear"), asked)
    return 0


def _print(name: str, tally: Tally, asked: argparse.Namespace) -> None:
    precision, recall = tally.right / tally.ours, tally.right / tally.key
    f1 = 2 * precision * recall / (precision + recall)
    print(f"\n## {name}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    for side, errors in (("missed", tally.missed), ("false alarms", tally.false)):
        print(f"\n{side}: {len(errors)}")
        kinds: dict[str, list[Error]] = defaultdict(list)
        for error in errors:
            kinds[error.kind].append(error)
        ranked = sorted(kinds, key=lambda k: (-len(kinds[k]), k))
        for kind in [k for k in ranked if k.startswith(asked.kind)][: asked.kinds]:
            print(f"{len(kinds[kind]):5}  {kind}")
            step = max(1, len(kinds[kind]) // max(1, asked.examples))
            for error in kinds[kind][::step][: asked.examples]:
                print(f"         {_around(error)}")


def _around(error: Error) -> str:
    first = max(0, error.at - _CONTEXT)
    before, after = error.text[first : error.at], error.text[error.at : error.at + _CONTEXT]
    return " ".join(f"{before}>>{after}".split())


# ---------------------------------------------------------------- pages


class Page(NamedTuple):
    """A page with its key and our marks."""

    text: str
    key: tuple[Row, ...]
    ours: tuple[Row, ...]


def _pages(name: str) -> Iterator[Page]:
    asked, keys = _read(name)
    texts = {r["id"]: r["text"] for r in asked}
    lines = [json.dumps(r) for r in asked if r["id"] in keys]
    done = subprocess.run(TOOL, input="\n".join(lines), capture_output=True, text=True, check=True)
    for found in map(json.loads, done.stdout.splitlines()):
        text, key = texts[found["id"]], keys[found["id"]]
        words = [m.span() for m in _WORD.finditer(text)]
        rows, ours = ([_row(r, words) for r in x] for x in (key, found["attributions"]))
        yield Page(text, tuple(r for r in rows if r.content), tuple(r for r in ours if r.content))


Lines = list[dict[str, object]]


def _read(name: str) -> tuple[Lines, dict[str, Lines]]:
    """Give what the pipe is asked of a set, and what the set's key attributes on each page."""
    if name == "polnear":
        files = DATA / "attribution"
        gold = {r["id"]: r["attributions"] for r in _lines(files / "polnear.dev.gold.jsonl")}
        return _lines(files / "polnear.dev.input.jsonl"), gold
    folder = DATA / ("seeds/dev" if name == "seeds" else "opennews/gold")
    pages = [json.loads(f.read_bytes()) for f in sorted(folder.glob("*.json"))]
    gold = {p["id"]: p["attributions"] for p in pages if "attributions" in p}
    if name == "opennews":
        return _lines(DATA / "opennews" / "input.jsonl"), gold
    texts = [(i, (DATA.parent / "seeds" / i).read_text(encoding="utf-8")) for i in sorted(gold)]
    return [{"id": i, "text": text, "layout": "page"} for i, text in texts], gold


def _lines(file: Path) -> Lines:
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def _row(row: dict[str, object], words: Sequence[tuple[int, int]]) -> Row:
    others = (row.get("also") or {}).get("source", [])
    return Row(
        tuple(_places(_spans(s), words) for s in (row.get("source"), *others)),
        _places(_spans(row.get("cue")), words),
        _places(_spans(row.get("content")), words),
        nested=bool(row.get("nested_in")),
        free=bool(row.get("optional")),
    )


def _spans(value: object) -> list[tuple[int, int]]:
    """Give the spans of a slot: null, a span, a list of spans, or a list of pairs."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [(value["start"], value["end"])]
    return [(v["start"], v["end"]) if isinstance(v, dict) else (v[0], v[1]) for v in value]


def _places(spans: Iterable[tuple[int, int]], words: Sequence[tuple[int, int]]) -> Places:
    return frozenset(a for s, e in spans for a, b in words if a < e and b > s)


# ---------------------------------------------------------------- comparing


def _tally(pages: Iterable[Page], *, flat: bool) -> Tally:
    """Compare key and ours; `flat`: the key has only the outermost attributions."""
    tally = Tally()
    for page in pages:
        ours = [r for r in page.ours if r.content and not (flat and r.nested)]
        inner = [r for r in page.ours if r.content and flat and r.nested]
        pairs = _pairs(page.key, ours)
        good = {i: j for i, j in pairs.items() if _agree(page.key[i], ours[j], strict=flat)}
        free = {j for i, j in good.items() if page.key[i].free}
        tally.right += len(good) - len(free)
        tally.key += sum(not r.free for r in page.key)
        tally.ours += len(ours) - len(free)
        tree = parser()(page.text)
        for i, row in enumerate(page.key):
            if i not in good and not row.free:
                other = ours[pairs[i]] if i in pairs else None
                kind = _bounds(row, other) if other else _hidden(row, inner)
                kind = kind or _reading(row, tree, found=False)
                tally.missed.append(Error(kind, page.text, min(row.cue or row.content)))
        back = {j: i for i, j in pairs.items()}
        for j, row in enumerate(ours):
            if j not in good.values():
                other = page.key[back[j]] if j in back else None
                kind = _bounds(other, row) if other else ""
                kind = kind or _reading(row, tree, found=True)
                tally.false.append(Error(kind, page.text, min(row.cue or row.content)))
    return tally


def _dice(a: Places, b: Places) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _agree(key: Row, ours: Row, *, strict: bool) -> bool:
    """Whether content and source are the same; not strict: a shared word of a source will do."""
    if _dice(key.content, ours.content) < _SAME:
        return False
    if strict:
        return _dice(key.source, ours.source) >= _SAME
    return any(s & ours.source or not (s or ours.source) for s in key.sources)


def _pairs(key: Sequence[Row], ours: Sequence[Row]) -> dict[int, int]:
    """Pair one to one, those most alike first, as the scorer does."""
    likes = sorted(
        (-(4 * d + 2 * _dice(g.cue, p.cue) + _dice(g.source, p.source)), i, j)
        for i, g in enumerate(key)
        for j, p in enumerate(ours)
        if (d := _dice(g.content, p.content))
    )
    left: dict[int, int] = {}
    for _, i, j in likes:
        if i not in left and j not in left.values():
            left[i] = j
    return left


def _bounds(key: Row, ours: Row) -> str:
    """Tell what differs between two that share words of content."""
    if key.cue and ours.cue and not key.cue & ours.cue:
        return ""  # another cue: not the same statement
    if _dice(key.content, ours.content) < _SAME:
        longer = len(ours.content) > len(key.content)
        return "content too long" if longer else "content too short"
    if not (ours.source and key.source):
        return "source missed" if key.source else "source where the key has none"
    if not key.source & ours.source:
        return "source another"
    return "source too long" if len(ours.source) > len(key.source) else "source too short"


def _hidden(key: Row, inner: Sequence[Row]) -> str:
    """Tell whether the key's attribution is ours, but under another."""
    return (
        "nested by us, outermost in the key"
        if any(_agree(key, r, strict=True) for r in inner)
        else ""
    )


# ---------------------------------------------------------------- reading the parse


def _reading(row: Row, tree: Doc, *, found: bool) -> str:
    """Tell what sort of cue it is."""
    if not row.cue:
        return "no cue"
    first, last = min(row.cue), max(row.cue)
    words = tree.char_span(first, last + 1, alignment_mode="expand")
    if words is None:
        return "cue unread"
    word = next((t for t in words if t.pos_ == "VERB"), words.root)
    return f"{_sort(word)}{_standing(word, found=found)}"


_SORTS = {
    "ADP": "aside cue",
    "SCONJ": "aside cue",
    "NOUN": "noun cue",
    "PROPN": "noun cue",
    "ADJ": "adjective cue",
    "ADV": "adverb cue",
}
_AFTER = ("ccomp", "xcomp", "dobj", "prep")


def _sort(word: Token) -> str:
    if word.lower_ in cues().asides:
        return "aside cue"
    if word.pos_ not in ("VERB", "AUX"):
        return _SORTS.get(word.pos_, "cue of another sort")
    kids = children(word)
    if passive(word, kids):
        return "passive cue"
    if word.tag_ == "VBG":
        return "participle cue"
    shape = next((s for s in _AFTER if s in kids and kids[s].i > word.i), "nothing")
    return f"{'infinitive' if word.tag_ == 'VB' else 'verb'} cue with {shape}"


def _standing(word: Token, *, found: bool) -> str:
    known = cues()
    table = {"NOUN": known.nouns, "PROPN": known.nouns, "ADJ": known.adjectives}
    cue = table.get(word.pos_, known.verbs).get(word.lemma_)
    if cue is None:
        return "" if found or word.pos_ in ("ADP", "SCONJ", "ADV") else ", not in the word list"
    if found:
        return f", {cue.first.name}"
    return ", an attitude" if cue.first.attitude else ", in the word list"


if __name__ == "__main__":
    sys.exit(main())
