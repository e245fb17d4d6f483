"""The command `hypotheses`: rival accounts against the claims."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from wellsourced.app.options import as_of_option, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.screen import STYLES, estimate, names, plain, short, table
from wellsourced.app.seen import asked_case, seen
from wellsourced.case import matrix_sheet
from wellsourced.model import Fit, Matrix, MatrixRow, Ranked

_SIGNS = {Fit.CONSISTENT: "+", Fit.INCONSISTENT: "-", Fit.NEUTRAL: "."}
_VOICES = 5  # of a side that are named


@format_options
@click.command()
@asked_case
@click.option("--question", metavar="WORDS", help="Only questions that hold these words.")
@click.option("--dispute", metavar="ID", help="Take the rival claims of a dispute instead.")
@as_of_option
def hypotheses(
    *,
    case: Path,
    question: str | None,
    dispute: str | None,
    as_of: date | None,
    form: str | None,
) -> None:
    """Weigh rival accounts against the claims (analysis of competing hypotheses).

    The accounts are those of [[hypotheses]] in CASE/wellsourced.toml, question by question, or the
    claims of a dispute that exclude each other. In the matrix "+" stands for a claim that sits
    with an account, "-" for one that does not, "." for neither; "apart" is the share of pairs of
    accounts that it tells apart. Least against leads: against an account stand the independent
    origins, each with one voice, of all claims that do not sit with it. Below stand the sources
    without which another would lead.

    \b
    Example:
      wellsourced hypotheses my-case
      wellsourced hypotheses my-case --dispute 3fa9c2d1 --as-of 2009-09-20
    """
    found = seen(case).hypotheses(question=question, dispute=dispute, as_of=as_of)
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(matrix_sheet(found))
    else:
        with paper() as console:
            for matrix in found:
                print_matrix(matrix, console)


def print_matrix(matrix: Matrix, console: Console) -> None:
    """Print a question: its accounts with their ranks, the claims, and what it hangs on."""
    console.print(Text(plain(matrix.question).plain, "bold"))
    order = sorted(range(len(matrix.hypotheses)), key=lambda n: (matrix.hypotheses[n].rank, n))
    for n in order:
        for line in _account(n, matrix.hypotheses[n]):
            console.print(line)
    console.print(_grid(matrix.rows, len(matrix.hypotheses)))
    for says in (*matrix.says, *(s.says for s in matrix.sensitivity)):
        console.print(Padding(plain(says), (0, 0, 0, 2)))
    console.print()


def _account(number: int, score: Ranked) -> Iterator[Padding]:
    head = Text.assemble(
        (f"{score.rank}. ", "dim"), (f"H{number + 1} ", "cyan"), plain(score.name)
    )
    yield Padding(head, (0, 0, 0, 2))
    for word, origins, claims, voices in (
        ("against", score.against, score.claims_against, score.voices_against),
        ("for", score.supported, score.claims_for, score.voices_for),
    ):
        told = f"{claims} {'claim' if claims == 1 else 'claims'}"
        many = "origin" if origins.high == 1 else "origins"
        line = f"{word} {estimate(origins)} {many} ({told}){_voiced(voices)}"
        yield Padding(Text(plain(line).plain, "dim"), (0, 0, 0, 8))


def _voiced(voices: Sequence[str]) -> str:
    rest = len(voices) - _VOICES
    more = [f"{rest} more"] if rest > 0 else []
    return f": {', '.join([*voices[:_VOICES], *more])}" if voices else ""


def _grid(rows: Sequence[MatrixRow], many: int) -> object:
    """The matrix, a row a claim, those that tell most apart first."""
    heads = [f"H{n + 1}" for n in range(many)]
    found = table(*heads, "apart", "origins", "status", "id", "claim")
    for row in rows:
        signs = (Text(_SIGNS[f], _style(f)) for f in row.fits)
        said = Text.assemble(plain(row.text), ("\nsays: ", "dim"), names(row.said_by))
        status = Text(row.status, STYLES[row.status])
        apart, origins = Text(f"{row.diagnosticity:.2f}"), Text(estimate(row.origins))
        found.add_row(*signs, apart, origins, status, short(row.claim), said)
    return found


def _style(fit: Fit) -> str:
    return {Fit.CONSISTENT: "green", Fit.INCONSISTENT: "red", Fit.NEUTRAL: "dim"}[fit]
