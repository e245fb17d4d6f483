"""Scores every task whose data lies beside the project, and prints ours beside the rivals."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

import floors
from floors import Measured
from intervals import Interval, of_documents, of_pages
from tasks import OUT, TASKS, Task

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "bench"
TOOL = [sys.executable, "-m", "wellsourced.app.cli"]

# Those that a check can afford: half a minute of CPU in all.
QUICK = ("threads", "seeds", "times", "dates", "plover", "acled")


def main() -> int:
    """Run the tasks asked for and print the table; 0 also where there is no data."""
    asked = _asked()
    if not DATA.is_dir():
        print(
            "the development data do not lie beside the project (../shared/bench): nothing scored"
        )
        return 0
    OUT.mkdir(exist_ok=True)
    names = [*asked.names, *(QUICK if asked.quick else ())]
    tasks = [t for t in TASKS if not names or any(t.name.startswith(n) for n in names)]
    print("\n".join(HEAD))
    rows: list[Row] = []
    for task in tasks:
        ours = _figure(task)
        rows.append(_row(task, ours, _interval(task, asked.bootstrap)))
        print(_line(rows[-1]), flush=True)
    if asked.write:
        _write(rows)
    now = [
        Measured(t.name, r["ours"], _gold(t), less="mae" in t.figure)
        for t, r in zip(tasks, rows, strict=True)
    ]
    return _held(now, asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="first words of tasks; all, if none")
    parser.add_argument("--quick", action="store_true", help=f"those that cost little: {QUICK}")
    parser.add_argument("--bootstrap", type=int, default=0, help="draws for 95%% intervals")
    parser.add_argument("--write", action="store_true", help="write bench/figures.* too")
    parser.add_argument("--floors", action="store_true", help="end with 1 below a floor")
    parser.add_argument("--raise", action="store_true", help="raise the floors to these figures")
    parser.add_argument("--allow-regression", metavar="REASON", help="lower them, and say why")
    return parser.parse_args()


def _held(now: Sequence[Measured], asked: argparse.Namespace) -> int:
    """Hold today's figures against the floors, or move the floors."""
    kept = floors.read()
    if asked.allow_regression:
        kept, told = floors.lowered(now, kept, asked.allow_regression)
        if told:
            print(*told, f"written to {floors.tell(told)}", sep="\n")
            floors.write(kept)
    if vars(asked)["raise"]:
        floors.write(kept := floors.raised(now, kept))
    if not (asked.floors or vars(asked)["raise"] or asked.allow_regression):
        return 0
    wrong = [w for n in now if (w := floors.complaint(n, kept.get(n.name)))]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(now) - len(wrong)} of {len(now)} figures hold their floors")
    return 1 if wrong else 0


def _gold(task: Task) -> str:
    """The digest of what a task is scored against."""
    if task.source == "reuse:":
        return floors.digest([DATA / "read" / "reuse_gen.py"])
    gold = DATA / task.folder / task.scorer[task.scorer.index("--gold") + 1]
    return floors.digest(gold.glob("*.json") if gold.is_dir() else [gold])


class Row(TypedDict):
    """A line of the table, as bench/figures.json keeps it."""

    task: str
    ours: float
    interval: Interval | None
    rival: float | None
    bar: float | None
    less: bool  # of errors less is better
    earlier: bool  # not measured when the file was last written


HEAD = (f"| {'task':18} | ours | 95 of 100 | rival | bar |", "| --- | --- | --- | --- | --- |")
_DRAWN = 3  # digits that are told


def _row(task: Task, ours: float, sure: Interval | None) -> Row:
    between = (round(sure[0], _DRAWN), round(sure[1], _DRAWN)) if sure else None
    return Row(
        task=task.name,
        ours=round(ours, _DRAWN),
        interval=between,
        rival=task.rival,
        bar=task.bar,
        less="mae" in task.figure,
        earlier=False,
    )


def _line(row: Row) -> str:
    own, rival, bar = (
        "" if x is None else f"{x:.3f}" for x in (row["ours"], row["rival"], row["bar"])
    )
    sure = row["interval"]
    between = f"{sure[0]:.3f} to {sure[1]:.3f}" if sure else ""
    mark = " *" if row["earlier"] else ""
    return f"| {row['task']:18} | {own}{mark} | {between} | {rival} | {bar} |"


def _write(rows: Sequence[Row]) -> None:
    """Keep the figures; those not measured now stay, marked as of an earlier day."""
    path = ROOT / "bench" / "figures.json"
    kept: list[Row] = json.loads(path.read_text()) if path.is_file() else []
    now = {r["task"]: r for r in rows}
    held = {r["task"]: Row(**{**r, "earlier": True}) for r in kept} | now
    order = [held[t.name] for t in TASKS if t.name in held]
    path.write_text(json.dumps(order, indent=1) + "\n")
    title = ("# Figures on the development side", "", FOOT, "")
    lines = (*title, *HEAD, *(_line(r) for r in order), "")
    (ROOT / "bench" / "figures.md").write_text("\n".join(lines))


FOOT = "Rows marked * were measured earlier than the others, on an older tree."


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
