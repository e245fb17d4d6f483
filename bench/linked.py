"""What an export costs, in CPU time a claim and memory at its most: neither may grow with a case.

    bench/multiplied.py SMALL --claims 10000 --tellings 10000 --rulings 40
    bench/multiplied.py LARGE --claims 100000 --tellings 10000 --rulings 40
    bench/linked.py SMALL LARGE [--to FORMAT]... [--withheld] [--ruled]

Each export is a process of its own, so that its memory is its own. It prints a table in Markdown:
CPU time, memory, and how much more of both the last case takes than the first. Cases that were
made with --originals can be asked for wacz and bagit too, and for `verify`, which is no export.
"""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time

from wellsourced import exporting
from wellsourced.case import Case
from wellsourced.store import tables
from wellsourced.store.snapshots import Snapshots, snapshot
from wellsourced.tell.export import formats as known

LINKED = (
    *("ftm", "stix", "prov", "prov-jsonld", "webanno", "schemaorg", "geojson", "plover"),
    *("graphml", "gexf", "csl", "ris", "bibtex", "acled", "ucdp", "timemap"),
)
_VERIFY = "verify"
_LENSES = ("withheld", "ruled")


def main() -> int:
    """Measure exports of some cases."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("cases", nargs="+", type=Path)
    given.add_argument("--to", action="append")
    given.add_argument(
        "--one", action="store_true", help="this one here: what it cost, in numbers"
    )
    for lens in _LENSES:
        given.add_argument(f"--{lens}", action="store_true")
    asked = given.parse_args()
    lens = [n for n in _LENSES if getattr(asked, n)]
    if asked.one:
        print(*one(asked.cases[0], asked.to[0], lens))
        return 0
    claims = [_claims(c) for c in asked.cases]
    head = " | ".join(f"{n:,} claims: CPU µs a claim | MB" for n in claims)
    print("| format |", head, f"| {claims[-1] / claims[0]:.1f} x claims: CPU | MB |")
    print("| --- |", " --- | --- |" * (len(claims) + 1))
    for to in asked.to or LINKED:
        found = [_apart(c, to, lens) for c in asked.cases]
        cells = [f"{each:,.0f} | {most:,.0f}" for each, most in found]
        cpu = found[-1][0] * claims[-1] / (found[0][0] * claims[0])
        print(
            f"| `{to}` | {' | '.join(cells)} | {cpu:.1f} x | {found[-1][1] / found[0][1]:.2f} x |",
            flush=True,
        )
    return 0


def _apart(case: Path, to: str, lens: list[str]) -> tuple[float, float]:
    command = [sys.executable, __file__, str(case), "--one", "--to", to, *(f"--{n}" for n in lens)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    each, most = done.stdout.split()
    return float(each), float(most)


def _claims(folder: Path) -> int:
    folder_in_force = Snapshots(folder).current()
    return snapshot(folder_in_force).count(tables.CLAIMS.name) if folder_in_force else 0


def one(folder: Path, to: str, lens: list[str]) -> tuple[float, float]:
    """Export a case to nowhere; gives the microseconds a claim and the megabytes."""
    case = Case.open(folder)
    many = _claims(folder)
    case = case.seen(ruled="ruled" in lens, withhold_commenters="withheld" in lens)
    before = process_time()
    if to == _VERIFY:
        case.verify()
    else:
        _exported(case, to)
    spent = process_time() - before
    return spent / many * 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _exported(case: Case, to: str) -> None:
    with Path(os.devnull).open("wb") as nowhere:
        for file in known.exporter(to, {}).files(exporting.told(case, None)):
            file.write(nowhere)


if __name__ == "__main__":
    sys.exit(main())
