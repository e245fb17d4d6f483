"""Ours beside other tools: the same sample, one after the other, quality and CPU side by side."""

import argparse
import gzip
import importlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "bench"
OUT = ROOT / "bench" / "out" / "rivals"
TABLE = ROOT / "bench" / "rivals.json"
SEED = 0
_WARM = 5  # rows given first and not counted: models, word lists and compilers are then loaded
_THREADS = {f"{n}_NUM_THREADS": "1" for n in ("OMP", "OPENBLAS", "MKL")}

Row = dict[str, object]


class Contest(NamedTuple):
    """A task on a set: what is marked, how it is scored, and who takes part, ours first."""

    task: str  # the scorer's name for it
    data: str  # below DATA, without .input.jsonl; of pages, the archive
    gold: str
    figure: tuple[str, ...]
    bar: float
    systems: tuple[tuple[str, str, str], ...]  # name, module, what it is told


class Absent(NamedTuple):
    """A rival that cannot be had here: its figure was measured earlier, on another split."""

    task: str
    data: str
    name: str
    quality: float
    note: str


class Result(NamedTuple):
    """A line of the table."""

    task: str
    data: str
    documents: int
    system: str
    quality: float | None
    bar: float | None
    cpu: float | None  # seconds here; only its ratio to ours is written
    note: str


def _marked(only: str) -> tuple[str, str, str]:
    return ("ours", "ours", only)


def _times(name: str, bar: float, kind: str) -> Contest:
    systems = (
        _marked("times"),
        ("HeidelTime 2.2.1, no tagger", "heideltime", kind),
        ("dateparser search_dates", "dateparser_search", ""),
    )
    return Contest("times", f"time/{name}.dev", f"time/{name}.dev", ("value_f1",), bar, systems)


def _places(name: str, bar: float) -> Contest:
    rival = ("spaCy names, most populous of our gazetteer", "prior_places", "")
    data = f"geo/{name}.dev"
    return Contest("geo", data, data, ("e2e161_f1",), bar, (_marked("places"), rival))


GVA = "incidents/gva.dev"
CONTESTS = (
    Contest(
        "attribution",
        "attribution/polnear.dev",
        "attribution/polnear.dev",
        ("pair_dice50_f1",),
        0.50,
        (
            _marked("attributions"),
            ("textacy direct quotations", "textacy_rules", ""),
            ("Gender Gap Tracker rules, written anew", "gap_rules", ""),
        ),
    ),
    _times("timebank", 0.79, "news"),
    _times("aquaint", 0.74, "news"),
    _times("wikiwars", 0.83, "narratives"),
    Contest(
        "pages",
        "read/aeb",
        "read/aeb",
        ("aeb", "f1"),
        0.964,
        (_marked("read"), ("trafilatura, precise, article only", "trafilatura_pages", "")),
    ),
    Contest(
        "incidents",
        GVA,
        GVA,
        ("both_exact",),
        0.72,
        (_marked("quantities"), ("regex counts (our own 20 lines)", "regex_counts", "")),
    ),
    _places("geovirus", 0.68),
    _places("lgl", 0.58),
    Contest(
        "clusters",
        GVA,
        "incidents/gva_clusters.dev",
        ("conll_f1",),
        0.88,
        (_marked("incidents"), ("TF-IDF within 7 days", "tfidf_days", "")),
    ),
)
ABSENT = (
    Absent(
        "attribution",
        "attribution/polnear.dev",
        "Gender Gap Tracker, the authors' own program",
        0.457,
        "not run here: in no package; measured earlier, on the held-out split",
    ),
    Absent(
        "incidents",
        "incidents/gva.dev",
        "regex counts of an earlier study",
        0.594,
        "not run here: measured earlier, on the whole of the same set",
    ),
)


def main() -> int:
    """Run the contests asked for and print the table; 0 also where something is absent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="first words of tasks or sets; all, if none")
    parser.add_argument("--share", type=float, default=1.0, help="share of each set (seeded)")
    parser.add_argument("--write", action="store_true", help="keep the table in bench/rivals.json")
    parser.add_argument("--one", nargs=4, metavar="X", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return _answer(*asked.one)
    print("| task, set | documents | system | quality | bar | CPU, ours = 1 | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    rows: list[Result] = []
    for contest in CONTESTS:
        called = (contest.task, Path(contest.data).name)
        if not asked.names or any(c.startswith(n) for c in called for n in asked.names):
            rows += _held(contest, asked.share)
    if asked.write:
        kept = json.loads(TABLE.read_text())["rows"] if TABLE.is_file() else []
        TABLE.write_text(written(rows, asked.share, kept))
    return 0


def written(rows: Iterable[Result], share: float, kept: Iterable[Row] = ()) -> str:
    """Give the table as JSON, rows kept for sets that were not run now.

    CPU is a ratio to ours, for seconds do not travel.

    >>> row = Result("times", "time/x.dev", 9, "ours", 0.81251, 0.79, 2.5, "")
    >>> json.loads(written([row], 0.2))["rows"][0]["cpu"]
    1.0
    """
    held = list(rows)
    ours = {(r.task, r.data): r.cpu for r in held if r.system == "ours"}
    lines: list[Row] = [
        {**r._asdict(), "quality": _rounded(r.quality), "cpu": _ratio(r, ours), "share": share}
        for r in held
    ]
    lines += [r for r in kept if (r["task"], r["data"]) not in ours]
    place = {(c.task, c.data): n for n, c in enumerate(CONTESTS)}
    lines.sort(key=lambda r: place.get((str(r["task"]), str(r["data"])), len(place)))
    return json.dumps({"seed": SEED, "rows": lines}, indent=1) + "\n"


def kept() -> str:
    """Give the table that was kept, in the manner of the printed one, with the share."""
    rows = json.loads(TABLE.read_text())["rows"]
    head = ["| task, set | pages | share | system | quality | bar | CPU, ours = 1 | |"]
    head.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
    return "\n".join([*head, *(_told(r) for r in rows)])


def _told(row: Row) -> str:
    quality = "" if row["quality"] is None else f"{row['quality']:.3f}"
    cpu = "" if row["cpu"] is None else f"{row['cpu']:.3g}"
    pages, share = (row["documents"], row["share"]) if row["documents"] else ("", "")
    where = f"{row['task']}, {Path(str(row['data'])).name}"
    cells = (where, pages, share, row["system"], quality, row["bar"], cpu, row["note"])
    return f"| {' | '.join(map(str, cells))} |"


def _ratio(row: Result, ours: dict[tuple[str, str], float | None]) -> float | None:
    own = ours.get((row.task, row.data))
    return float(f"{row.cpu / own:.3g}") if row.cpu is not None and own else None


def _rounded(x: float | None) -> float | None:
    return None if x is None else round(x, 3)


def _held(contest: Contest, share: float) -> list[Result]:
    """Run a contest's systems one after the other, and print a line for each."""
    if not _there(contest).is_file():
        found = [_missing(contest, name, "the data are absent") for name, *_ in contest.systems]
    else:
        sample, gold, count = _sample(contest, share)
        found = [_run(contest, system, sample, gold, count) for system in contest.systems]
    found += [
        Result(a.task, a.data, 0, a.name, a.quality, contest.bar, None, a.note)
        for a in ABSENT
        if (a.task, a.data) == (contest.task, contest.data)
    ]
    own = {(r.task, r.data): r.cpu for r in found if r.system == "ours"}
    for row in found:
        quality = "" if row.quality is None else f"{row.quality:.3f}"
        cpu = "" if (ratio := _ratio(row, own)) is None else f"{ratio:.3g}"
        where = f"{row.task}, {Path(row.data).name}"
        print(
            f"| {where} | {row.documents or ''} | {row.system} | {quality} | {row.bar} | {cpu} "
            f"| {row.note} |",
            flush=True,
        )
    return found


def _missing(contest: Contest, name: str, why: str) -> Result:
    return Result(contest.task, contest.data, 0, name, None, contest.bar, None, why)


def _there(contest: Contest) -> Path:
    ending = ".jsonl.gz" if contest.task == "pages" else ".input.jsonl"
    return DATA / f"{contest.data}{ending}"


def _sample(contest: Contest, share: float) -> tuple[Path, Path, int]:
    """Write the rows of the sample and their gold; whole incidents stay whole."""
    folder = OUT / contest.task / Path(contest.data).name
    folder.mkdir(parents=True, exist_ok=True)
    if contest.task == "pages":
        return _sampled_pages(contest, share, folder)
    gold = _lines(DATA / f"{contest.gold}.gold.jsonl")
    kept = sampled(gold, share, _group)
    ids = {str(i) for g in kept for i in [g.get("id") or g.get("doc"), *_pages(g)]}
    rows = [r for r in _lines(_there(contest)) if str(r["id"]) in ids]
    name = Path(contest.gold).name
    _write(folder / f"{name}.gold.jsonl", kept)
    _write(folder / f"{name}.input.jsonl", rows)
    return folder / f"{name}.input.jsonl", folder / f"{name}.gold.jsonl", len(rows)


def _sampled_pages(contest: Contest, share: float, folder: Path) -> tuple[Path, Path, int]:
    with gzip.open(_there(contest), "rt", encoding="utf-8") as archive:
        kept = sampled([json.loads(line) for line in archive], share, lambda g: g["id"])
    gold, html = folder / "gold.jsonl", folder / "html"
    _write(gold, kept)
    words = [sys.executable, "score.py", "inputs", "--gold", str(gold), "--out", str(html)]
    subprocess.run(words, cwd=DATA / "read", check=True, capture_output=True)
    _write(folder / "input.jsonl", [{"file": str(html / f"{g['id']}.html")} for g in kept])
    return folder / "input.jsonl", gold, len(kept)


def sampled(rows: list[Row], share: float, group: Callable[[Row], object]) -> list[Row]:
    """Give a share of the groups, drawn by the seed, their rows in their order.

    >>> rows = [{"id": n, "of": n // 2} for n in range(8)]
    >>> [r["id"] for r in sampled(rows, 0.5, lambda r: r["of"])]
    [2, 3, 6, 7]
    """
    names = sorted({str(group(r)) for r in rows})
    count = max(1, round(len(names) * share))
    drawn = set(random.Random(SEED).sample(names, count))
    return [r for r in rows if str(group(r)) in drawn]


def _group(gold: Row) -> object:
    return gold.get("cluster") or gold.get("incident") or gold["id"]


def _pages(gold: Row) -> list[object]:
    pages = gold.get("pages")
    return pages if isinstance(pages, list) else []


def _run(
    contest: Contest, system: tuple[str, str, str], sample: Path, gold: Path, count: int
) -> Result:
    """Let one system answer in a process of its own, and score what it says."""
    name, module, told = system
    pred = sample.parent / f"{module}.pred.jsonl"
    words = [sys.executable, str(Path(__file__)), "--one", module, told, str(sample), str(pred)]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, **_THREADS}
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["ended"])[-1]
        return _missing(contest, name, f"not run: {why[:90]}")
    said = json.loads(done.stdout)
    note = f"{said['errors']} documents lost" if said["errors"] else ""
    quality = _score(contest, gold, pred)
    where = (contest.task, contest.data, count, name)
    return Result(*where, quality, contest.bar, said["cpu"], note)


def _score(contest: Contest, gold: Path, pred: Path) -> float:
    """Score with the scorer that all rows of the task share."""
    after = ["--gold", str(gold), "--pred", str(pred), "--json"]
    if contest.task == "pages":
        words, folder = [sys.executable, "score.py", "body", *after], DATA / "read"
    else:
        words, folder = [sys.executable, "-m", "score", contest.task, *after], DATA
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    value = json.loads(done.stdout)
    for key in contest.figure:
        value = value[key]
    return float(value)


def _answer(module: str, told: str, sample: str, pred: str) -> int:
    """Answer in this process: a few rows to get warm, then all of them by the clock."""
    system = importlib.import_module(f"beside.{module}")
    spent = getattr(system, "spent", time.process_time)
    rows = _lines(Path(sample))
    more = (told,) if told else ()
    list(system.answers(rows[:_WARM], *more))
    before = spent()
    found = list(system.answers(rows, *more))
    cpu = spent() - before
    _write(Path(pred), found)
    print(json.dumps({"cpu": cpu, "errors": sum("error" in r for r in found)}))
    return 0


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _write(path: Path, rows: Iterable[Row]) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
