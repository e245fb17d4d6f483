"""The plots of docs/figures.md, from the figures, rivals and growth that lie here as JSON."""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from drawing import INK, OURS, RIVAL, Axis, bar, diamond, dot, line, picture, text

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
FOLDER = ROOT / "docs" / "images" / "figures"
_SMALL = "font-size='11' fill='#595959'"
_BOLD = "font-weight='600'"
_STEP = 22  # points between lines

Row = dict[str, object]


def main() -> int:
    """Write the plots; with --check only say whether they are those of the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if one differs")
    check = parser.parse_args().check
    stale = []
    for name, made in plots().items():
        path = FOLDER / name
        if path.is_file() and path.read_text() == made:
            continue
        stale.append(name)
        if not check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(made)
    print(
        *(
            [("not drawn anew: " if check else "drawn: ") + n for n in stale]
            or ["all as they were"]
        ),
        sep="\n",
    )
    return 1 if check and stale else 0


def plots() -> dict[str, str]:
    """Give the plots by their file names."""
    return {
        "quality.svg": quality(_read("figures.json")),
        "rivals.svg": rivals(_read("rivals.json")["rows"]),
        "growth.svg": growth(_read("growth.json")),
    }


def _read(name: str) -> object:
    return json.loads((BENCH / name).read_text())


def quality(rows: list[Row]) -> str:
    """Draw each task's figure, its interval, the best rival's and the bar."""
    shown = [r for r in rows if not r["less"]]
    axis = Axis(200, 640, 0.0, 1.0)
    bottom = 84 + _STEP * len(shown)
    marks = [
        text(
            16,
            26,
            "Development side: ours, the best rival known, the bar",
            look="font-size='15' font-weight='600'",
        ),
        *_key(46, interval=True),
        *_grid(axis, 66, bottom - 8),
        text(axis.right + 16, 74, "ours", look=_BOLD),
        text(axis.right + 64, 74, "rival", look=f"fill='{RIVAL}'"),
        text(axis.right + 112, 74, "bar"),
    ]
    for n, row in enumerate(shown):
        marks += _task(row, axis, 92 + _STEP * n)
    return picture(850, bottom + 12, "Quality by task: ours, best rival, bar", marks)


def _task(row: Row, axis: Axis, y: float) -> Iterator[str]:
    ours, rival, least = (row[k] for k in ("ours", "rival", "bar"))
    yield text(axis.left - 12, y + 4, f"{row['task']}{' *' if row['earlier'] else ''}", end=True)
    if sure := row["interval"]:
        yield line(axis.at(sure[0]), y, (axis.at(sure[1]), y), OURS, 3)
    if least is not None:
        yield bar(axis.at(least), y)
        yield text(axis.right + 112, y + 4, f"{least:.2f}")
    if rival is not None:
        yield diamond(axis.at(rival), y, full=False)
        yield text(axis.right + 64, y + 4, f"{rival:.2f}", look=f"fill='{RIVAL}'")
    yield dot(axis.at(ours), y)
    yield text(axis.right + 16, y + 4, f"{ours:.2f}", look=f"fill='{OURS}' {_BOLD}")
    if least is not None and ours < least:
        yield text(axis.right + 148, y + 4, "below it", look=_BOLD)


def _key(y: float, *, interval: bool = False) -> Iterator[str]:
    """Say what the marks are, beside them."""
    yield dot(24, y - 4)
    yield text(36, y, f"ours{', with the middle 95 of 100 draws' if interval else ''}")
    kinds = [(280, False, "best rival, measured earlier")]
    if not interval:
        kinds = [(100, True, "rival, run beside ours"), (270, False, "rival, not run here")]
    for x, full, words in kinds:
        yield diamond(x, y - 4, full=full)
        yield text(x + 12, y, words)
    x = 490 if interval else 430
    yield bar(x, y - 4)
    yield text(x + 10, y, "bar set beforehand")


def _grid(axis: Axis, top: float, bottom: float) -> Iterator[str]:
    for tenth in range(0, 11, 2):
        x = axis.at(tenth / 10)
        yield line(x, top + 12, (x, bottom))
        yield text(x, top + 6, f"{tenth / 10:.1f}", look=f"{_SMALL} text-anchor='middle'")


def rivals(rows: list[Row]) -> str:
    """Draw quality and CPU of each system that was run beside ours."""
    axis, cpu = Axis(300, 560, 0.0, 1.0), Axis(640, 900, -3.0, 3.0)
    marks = [
        text(
            16,
            26,
            "Ours beside rivals: the same pages, one after the other, in one run",
            look="font-size='15' font-weight='600'",
        ),
        *_key(48),
        text(axis.left, 76, "quality (more is better)", look=_BOLD),
        text(cpu.left, 76, "CPU, ours = 1 (less is better)", look=_BOLD),
    ]
    y = 112
    body: list[str] = []
    for (task, data), group in groupby(rows, key=lambda r: (r["task"], r["data"])):
        held = list(group)
        pages = max(int(r["documents"]) for r in held)
        body.append(
            text(
                16,
                y + 4,
                f"{task}, {Path(str(data)).name.removesuffix('.dev')} ({pages} pages)",
                look=_BOLD,
            )
        )
        y += _STEP
        for row in held:
            body += _system(row, (axis, cpu), y)
            y += _STEP
        y += 8
    marks += [*_grid(axis, 82, y - 20), *_powers(cpu, 82, y - 20), *body]
    return picture(980, y + 4, "Quality and CPU: ours beside rivals", marks)


def _system(row: Row, axes: tuple[Axis, Axis], y: float) -> Iterator[str]:
    axis, cpu = axes
    ours = row["system"] == "ours"
    colour = OURS if ours else RIVAL
    yield text(axis.left - 12, y + 4, str(row["system"]), end=True)
    if row["quality"] is None:
        yield text(axis.left + 4, y + 4, str(row["note"]), look=_SMALL)
        return
    ran = row["cpu"] is not None
    yield bar(axis.at(row["bar"]), y)
    yield (
        dot(axis.at(row["quality"]), y) if ours else diamond(axis.at(row["quality"]), y, full=ran)
    )
    yield text(axis.right + 10, y + 4, f"{row['quality']:.3f}", look=f"fill='{colour}' {_BOLD}")
    if not ran:
        yield text(cpu.left, y + 4, "not run here", look=_SMALL)
        return
    x = cpu.at(math.log10(row["cpu"]))
    yield dot(x, y) if ours else diamond(x, y)
    yield text(cpu.right + 12, y + 4, f"{row['cpu']:.3g}", look=f"fill='{colour}' {_BOLD}")


def _powers(axis: Axis, top: float, bottom: float) -> Iterator[str]:
    for power in range(-3, 4):
        x = axis.at(power)
        yield line(x, top + 12, (x, bottom), INK if power == 0 else "#d9d9d9")
        yield text(x, top + 6, f"{10.0**power:g}", look=f"{_SMALL} text-anchor='middle'")


def growth(held: Row) -> str:
    """Draw how CPU grows with claims, beside what grows in proportion."""
    points = [(int(c), float(s)) for c, s in held["points"]]
    (first, least), (last, _) = points[0], points[-1]
    decades = math.log10(last / first)
    across, up = Axis(90, 520, 0, decades), Axis(300, 70, 0, decades)
    marks = [
        text(
            16,
            26,
            "Linking, weighing and writing: CPU against claims",
            look="font-size='15' font-weight='600'",
        ),
        text(16, 46, f"CPU of {first:,} claims = 1; both axes tenfold a line", look=_SMALL),
    ]
    for power in range(math.ceil(decades) + 1):
        x, y = across.at(power), up.at(power)
        marks += [line(x, 70, (x, 300)), line(90, y, (520, y))]
        marks += [text(x, 320, f"{first * 10**power:,}", look=f"{_SMALL} text-anchor='middle'")]
        marks += [text(80, y + 4, f"{10**power:,}", end=True, look=_SMALL)]
    marks += [line(90, 300, (520, 70), "#8c8c8c", 1.5)]
    marks += [text(288, 180, "in proportion", end=True, look=_SMALL)]
    spots = [(across.at(math.log10(c / first)), up.at(math.log10(s / least))) for c, s in points]
    for (x, y), then in pairwise(spots):
        marks.append(line(x, y, then, OURS, 2))
    for (x, y), (_, cpu) in zip(spots, points, strict=True):
        marks += [
            dot(x, y),
            text(x + 10, y + 5, f"{cpu / least:.3g}", look=f"fill='{OURS}' {_BOLD}"),
        ]
    return picture(600, 340, "CPU against claims", marks)


if __name__ == "__main__":
    sys.exit(main())
