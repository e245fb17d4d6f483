"""The tasks of `quality.py`: what is marked, how it is scored, and which figure counts."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).resolve().parent / "out"


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
