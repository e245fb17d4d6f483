"""Scores every task whose data lies beside the project, and prints ours beside the rivals."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from intervals import Interval, of_documents, of_pages

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "bench"
OUT = ROOT / "bench" / "out"
TOOL = [sys.executable, "-m", "wellsourced.app.cli"]


class Task(NamedTuple):
    """One line of the table: what to mark, how to score it, which figure counts."""

    name: str
    source: str  # the pipe's input, below DATA; or what `score.py inputs` makes
    only: str
    scorer: tuple[str, ...]  # run in `folder`; {pred} is the pipe's output
    folder: str
    figure: tuple[str, ...]  # the keys that lead to the figure in the scorer's JSON
    rival: float | None
    bar: float | None


def _plain(
    name: str, task: str, path: str, only: str, figure: str, beside: tuple[float, float]
) -> Task:
    gold = f"{path}.gold.jsonl"
    command = (sys.executable, "-m", "score", task, "--gold", gold, "--pred", "{pred}", "--json")
    return Task(name, f"{path}.input.jsonl", only, command, ".", (figure,), *beside)


def _events(
    task: str, data: str, only: str, figures: tuple[tuple[str, float, float], ...]
) -> Iterator[Task]:
    """Give a line for each figure of a task on events; all share one run."""
    for key, rival, bar in figures:
        yield _plain(f"{task}-{key}", task, f"events/{data}.dev", only, key, (rival, bar))


def _pages(name: str, figure: tuple[str, ...], rival: float | None, bar: float | None) -> Task:
    command = (sys.executable, "score.py", "--gold", "dev", "--pred", "{pred}", "--json")
    return Task(name, "seeds:pages", "", command, "seeds", figure, rival, bar)


def _open(name: str, figure: tuple[str, ...], bar: float | None) -> Task:
    command = (sys.executable, "../seeds/score.py", "--gold", "gold", "--pred", "{pred}", "--json")
    return Task(name, "opennews/input.jsonl", "", command, "opennews", figure, None, bar)


def _threads(name: str, data: str, figure: tuple[str, ...], rival: float, bar: float) -> Task:
    command = (
        sys.executable,
        "score.py",
        "threads",
        "--gold",
        f"{data}.jsonl.gz",
        "--pred",
        "{pred}",
        "--json",
    )
    return Task(name, f"read:{data}", "parts", command, "read", figure, rival, bar)


def _html(name: str, data: str, figure: tuple[str, ...], beside: tuple[float, float]) -> Task:
    what = "threads" if data == "harvest" else "body"
    gold = f"{data}.jsonl.gz"
    command = (sys.executable, "score.py", what, "--gold", gold, "--pred", "{pred}", "--json")
    return Task(name, f"html:{data}", "", command, "read", figure, *beside)


def _reuse(name: str, figure: tuple[str, ...], beside: tuple[float, float]) -> Task:
    gold = str(OUT / "reuse")
    command = (sys.executable, "score.py", "reuse", "--gold", gold, "--pred", "{pred}", "--json")
    return Task(name, "reuse:", "", command, "read", figure, *beside)


ATTRIBUTIONS = "attributions"
TASKS = (
    _plain(
        "attribution",
        "attribution",
        "attribution/polnear.dev",
        ATTRIBUTIONS,
        "pair_dice50_f1",
        (0.524, 0.50),
    ),
    _threads("threads-seeds", "seeds", ("item_f1_exact",), 0.929, 0.95),
    _threads("threads-synth", "synth", ("item_f1_exact",), 0.758, 0.93),
    _pages("seeds-attribution", ("attribution pair", "f1"), None, 0.68),
    _pages("seeds-chain", ("chain", "f1"), None, 0.55),
    _pages("seeds-origin", ("origin", "f1"), None, 0.60),
    _pages("seeds-claim", ("claim", "f1"), None, 0.45),
    _pages("seeds-claim-core", ("claim core", "f1"), None, 0.32),
    _pages("seeds-quantity", ("quantity", "f1"), None, 0.65),
    _pages("seeds-check", ("check", "f1"), None, None),
    _pages("seeds-MAIN", ("MAIN",), None, 0.48),
    _open("open-attribution", ("attribution pair", "f1"), 0.66),
    _open("open-chain", ("chain", "f1"), 0.58),
    _open("open-claim", ("claim", "f1"), None),
    _open("open-quantity", ("quantity", "f1"), None),
    _open("open-MAIN", ("MAIN",), None),
    _plain("times-timebank", "times", "time/timebank.dev", "times", "value_f1", (0.812, 0.79)),
    _plain("times-aquaint", "times", "time/aquaint.dev", "times", "value_f1", (0.759, 0.74)),
    _plain("times-wikiwars", "times", "time/wikiwars.dev", "times", "value_f1", (0.852, 0.83)),
    _plain("dates-gum", "dates", "time/gum_news.dev", "times", "exact", (0.815, 0.84)),
    _plain(
        "entities-re3d",
        "entities",
        "entities/re3d.dev",
        "entities,times,places,quantities",
        "exact_f1",
        (0.394, 0.55),
    ),
    _plain("dates-other", "dates", "time/gum_other.dev", "times", "exact", (0.760, 0.78)),
    _plain("geo-geovirus", "geo", "geo/geovirus.dev", "places", "e2e161_f1", (0.622, 0.68)),
    _plain("geo-gwn", "geo", "geo/gwn.dev", "places", "e2e161_f1", (0.533, 0.57)),
    _plain("geo-lgl", "geo", "geo/lgl.dev", "places", "e2e161_f1", (0.524, 0.58)),
    # Two rivals on the held-out split: there is no figure for them on this one.
    _plain("commitment", "commitment", "commitment/uds.dev", "commitments", "mae", (1.201, 1.15)),
    *_events(
        "plover",
        "plover_gsr",
        "claims,entities,quantities",
        (
            ("type_f1", 0.398, 0.58),
            ("source_f1", 0.46, 0.62),
            ("target_f1", 0.47, 0.58),
            ("full_f1", 0.21, 0.32),
        ),
    ),
    *_events("acled", "case2021", "claims", (("weighted_f1_25", 0.556, 0.64),)),
    *_events(
        "police",
        "india_police",
        "claims,entities",
        (
            ("kill_f1", 0.693, 0.75),
            ("fail_f1", 0.26, 0.40),
        ),
    ),
    *_events(
        "muc",
        "muc4",
        "claims,quantities",
        (
            ("casualty_f1", 0.232, 0.42),
            ("type_f1", 0.67, 0.75),
        ),
    ),
    *(
        _plain(f"incidents-{key}", "incidents", "incidents/gva.dev", "quantities", key, beside)
        for key, beside in (
            ("both_exact", (0.594, 0.72)),
            ("multi_both_exact", (0.54, 0.66)),
            ("cas3_both_exact", (0.43, 0.55)),
            ("killed_in_range", (0.87, 0.93)),
            ("injured_in_range", (0.87, 0.93)),
        )
    ),
    *(
        Task(
            f"clusters-{key}",
            "clusters:incidents/gva.dev.input.jsonl",
            "",
            (
                sys.executable,
                "-m",
                "score",
                "clusters",
                "--gold",
                "incidents/gva_clusters.dev.gold.jsonl",
                "--pred",
                "{pred}",
                "--json",
            ),
            ".",
            (key,),
            rival,
            bar,
        )
        for key, rival, bar in (("conll_f1", 0.843, 0.88), ("lea_f1", 0.761, 0.84))
    ),
    _plain("stance", "stance", "stance/rumoureval.train", "parts", "macro_f1", (0.504, 0.54)),
    _html("body-aeb", "aeb", ("aeb", "f1"), (0.964, 0.964)),
    _html("body-trafilatura", "trafilatura", ("segments", "f1"), (0.927, 0.927)),
    _html("forum-boundary", "harvest", ("boundary_f1",), (0.17, 0.80)),
    _html("forum-author", "harvest", ("author_f1",), (0.26, 0.80)),
    _html("forum-time", "harvest", ("time_f1",), (0.28, 0.80)),
    _reuse("reuse-precision", ("precision",), (0.542, 0.98)),
    _reuse("reuse-edited-quote", ("quote60edit10", "span_recall"), (0.14, 0.80)),
    _plain("geo-trnews", "geo", "geo/trnews.dev", "places", "e2e161_f1", (0.560, 0.64)),
)


def main() -> int:
    """Run the tasks asked for and print the table; 0 also where there is no data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="first words of tasks; all, if none")
    parser.add_argument("--bootstrap", type=int, default=0, help="draws for 95%% intervals")
    parser.add_argument("--write", action="store_true", help="write bench/figures.md too")
    asked = parser.parse_args()
    if not DATA.is_dir():
        print(
            "the development data do not lie beside the project (../shared/bench): nothing scored"
        )
        return 0
    OUT.mkdir(exist_ok=True)
    tasks = [t for t in TASKS if not asked.names or any(t.name.startswith(n) for n in asked.names)]
    rows = [f"| {'task':18} | ours | 95 of 100 | rival | bar |", "| --- | --- | --- | --- | --- |"]
    print("\n".join(rows))
    for task in tasks:
        ours = _figure(task)
        rows.append(_row(task, ours, _interval(task, asked.bootstrap)))
        print(rows[-1], flush=True)
    if asked.write:
        (ROOT / "bench" / "figures.md").write_text(
            "\n".join(["# Figures on the development side", "", *rows, ""])
        )
    return 0


def _row(task: Task, ours: float, sure: Interval | None) -> str:
    own, rival, bar = ("" if x is None else f"{x:.3f}" for x in (ours, task.rival, task.bar))
    between = f"{sure[0]:.3f} to {sure[1]:.3f}" if sure else ""
    return f"| {task.name:18} | {own} | {between} | {rival} | {bar} |"


def _interval(task: Task, draws: int) -> Interval | None:
    """How sure the figure is, where its scorer tells the parts that it is made of."""
    words = _words(task)
    if not draws or task.folder == "read":
        return None
    if task.folder == ".":
        return of_documents(words, DATA, task.figure[0], draws)
    return of_pages(words, DATA / task.folder, task.figure, draws)


def _words(task: Task) -> list[str]:
    return [w.replace("{pred}", str(_predictions(task))) for w in task.scorer]


def _figure(task: Task) -> float:
    words = _words(task)
    done = subprocess.run(
        words, cwd=DATA / task.folder, capture_output=True, text=True, check=True
    )
    value = json.loads(done.stdout)
    for key in task.figure:
        value = value[key]
    return float(value["f1"] if isinstance(value, dict) else value)


def _predictions(task: Task) -> Path:
    """The pipe's output on the task's input; made once a run for all tasks that share it."""
    pred = (
        OUT / f"{task.source.replace('/', '_').replace(':', '_')}.{task.only or 'all'}.pred.jsonl"
    )
    if pred not in _made:
        pred.write_bytes(_answer(task))
        _made.add(pred)
    return pred


_made: set[Path] = set()


def _answer(task: Task) -> bytes:
    """What the command says to the task's input."""
    kind, _, name = task.source.partition(":")
    if kind == "html":
        pages = OUT / name
        make = [sys.executable, "score.py", "inputs", "--gold", f"{name}.jsonl.gz", "--out"]
        subprocess.run([*make, str(pages)], cwd=DATA / "read", check=True, capture_output=True)
        words, lines = [*TOOL, "read", *map(str, sorted(pages.glob("*.html"))), "--jsonl"], b""
    elif kind == "reuse":
        words = [sys.executable, "reuse_gen.py", str(OUT / "reuse")]
        subprocess.run(words, cwd=DATA / "read", check=True, capture_output=True)
        words, lines = [*TOOL, "reuse"], (OUT / "reuse" / "docs.jsonl").read_bytes()
    elif kind == "clusters":
        words, lines = [*TOOL, "incidents"], (DATA / name).read_bytes()
    else:
        words, lines = [*TOOL, "mark", *(["--only", task.only] if task.only else [])], _input(task)
    done = subprocess.run(words, input=lines, capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{task.name}: ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return done.stdout


def _input(task: Task) -> bytes:
    kind, _, name = task.source.partition(":")
    if kind == "seeds":
        pages = sorted((DATA / "seeds" / "dev").glob("0*.json"))
        texts = [(p.stem + ".txt", DATA.parent / "seeds" / (p.stem + ".txt")) for p in pages]
        rows = [
            {"id": i, "text": f.read_text(encoding="utf-8"), "layout": "page"} for i, f in texts
        ]
        return "\n".join(json.dumps(r) for r in rows).encode()
    if kind == "read":
        made = OUT / f"{name}.in.jsonl"
        words = [
            sys.executable,
            "score.py",
            "inputs",
            "--gold",
            f"{name}.jsonl.gz",
            "--out",
            str(made),
        ]
        subprocess.run(words, cwd=DATA / "read", check=True, capture_output=True)
        return made.read_bytes()
    return (DATA / task.source).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
