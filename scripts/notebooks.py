"""Notebooks from scripts: cells are run on the shipped example, and kept with what they gave.

A notebook is written by hand as a script of cells (`# %%`), which can be read, compared and
checked as all code; Jupyter is not needed to run it, only to look at it.
"""

import ast
import base64
import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import matplotlib as mpl

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "docs" / "notebooks"
ADDED = datetime(2010, 1, 1, tzinfo=UTC)
_STYLE = {"figure.dpi": 90, "savefig.bbox": "tight", "svg.hashsalt": "wellsourced"}


def cells(script: str) -> Iterator[tuple[str, str]]:
    """Give the cells of a script, each with its kind: "markdown" or "code"."""
    for piece in script.split("# %%")[1:]:
        head, _, body = piece.partition("\n")
        if head.strip() == "[markdown]":
            lines = [line.removeprefix("#").removeprefix(" ") for line in body.strip().split("\n")]
            yield "markdown", "\n".join(lines)
        else:
            yield "code", body.strip()


def ran(script: str) -> dict:
    """Run a script of cells here; gives a notebook with what each cell printed and drew."""
    mpl.use("agg")
    import matplotlib.pyplot as plt

    names: dict[str, object] = {}
    found = []
    with mpl.rc_context(_STYLE):
        for number, (kind, source) in enumerate(cells(script)):
            cell = {"id": f"c{number}", "cell_type": kind, "metadata": {}, "source": source}
            if kind == "code":
                outputs = _outputs(source, names, plt)
                cell |= {"execution_count": len(found) + 1, "outputs": outputs}
            found.append(cell)
    shown = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": found,
        "metadata": {"kernelspec": shown, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _outputs(source: str, names: dict[str, object], plt) -> list[dict]:
    """What a cell prints, what its last expression is, and its figures."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    plt.show = lambda: None
    value, printed = None, io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    found = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    if value is not None:
        found.append(_shown("execute_result", {"text/plain": str(value)}, execution_count=1))
    for figure in map(plt.figure, plt.get_fignums()):
        image = io.BytesIO()
        figure.savefig(image, format="png", metadata={"Software": None})
        plain = base64.b64encode(image.getvalue()).decode()
        found.append(_shown("display_data", {"image/png": plain}))
    plt.close("all")
    return found


def _shown(kind: str, data: dict[str, str], **more: object) -> dict:
    return {"output_type": kind, "data": data, "metadata": {}, **more}


def example(folder: Path) -> Path:
    """Build the case of the shipped example in a folder, as `demo-case`."""
    from wellsourced import Case

    case = Case.create(folder / "demo-case")
    case.settle(ROOT / "examples" / "wellsourced.toml")
    case.add([ROOT / "examples" / "pages"], at=ADDED)
    case.run(workers=0)
    return case.path


def main() -> None:
    """Run all notebooks and write them."""
    with tempfile.TemporaryDirectory() as folder:
        example(Path(folder))
        for script in sorted(NOTEBOOKS.glob("*.py")):
            with contextlib.chdir(folder):
                made = ran(script.read_text("utf-8"))
            words = json.dumps(made, indent=1, ensure_ascii=False)
            script.with_suffix(".ipynb").write_text(f"{words}\n", "utf-8")
            print(f"{script.stem}: {len(made['cells'])} cells", file=sys.stderr)


if __name__ == "__main__":
    main()
