"""Scores threads of invented layouts: how many comments come out whole, with writer and time."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.read.forms import FORMS, SEEDS, made
from wellsourced.config import Settings
from wellsourced.model import Layout, PartKind
from wellsourced.read.pipe import Row, document_of_row

THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def main() -> int:
    """Print a line a layout and the sum: comments whole, with their writer, with their time."""
    names = sys.argv[1:] or list(FORMS)
    rows = {name: _row(name) for name in names}
    rows["all"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    for name, (wanted, given, whole, named, timed) in rows.items():
        shares = " ".join(f"{n / wanted:5.2f}" for n in (whole, named, timed))
        print(f"{name:28} {shares}  F1 {2 * whole / (wanted + given):.3f} of {wanted}")
    return 0


def _row(name: str) -> tuple[int, ...]:
    row = [0, 0, 0, 0, 0]
    for seed in range(SEEDS):
        dumped = made(name, seed)
        page = document_of_row(Row(id="page", text=dumped.text, layout=Layout.PAGE), Settings())
        got = {(p.start, p.end): p for p in page.parts if p.kind in THREAD}
        row[0] += len(dumped.thread)
        row[1] += len(got)
        for told in dumped.thread:
            part = got.get((told.start, told.end))
            row[2] += part is not None
            row[3] += part is not None and part.author == told.author
            row[4] += part is not None and part.at == told.at
    return tuple(row)


if __name__ == "__main__":
    sys.exit(main())
