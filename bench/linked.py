"""What an export costs, in CPU time a claim and memory at its most: neither may grow with a case.

    bench/multiplied.py SMALL --claims 10000 --tellings 10000
    bench/multiplied.py LARGE --claims 100000 --tellings 10000
    bench/linked.py SMALL LARGE [--to FORMAT]... [--withheld] [--ruled]

Each export is a process of its own, so that its memory is its own. It prints a table in Markdown.
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

LINKED = ("ftm", "prov", "prov-jsonld", "schemaorg", "stix", "webanno")
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
    head = [f"{_claims(c):,} claims" for c in asked.cases]
    print("| format |", " | ".join(f"{h}: CPU µs a claim | MB" for h in head), "|")
    print("| --- |", " --- | --- |" * len(head))
    for to in asked.to or LINKED:
        print(f"| `{to}` |", " | ".join(_apart(c, to, lens) for c in asked.cases), "|", flush=True)
    return 0


def _apart(case: Path, to: str, lens: list[str]) -> str:
    command = [sys.executable, __file__, str(case), "--one", "--to", to, *(f"--{n}" for n in lens)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    each, most = done.stdout.split()
    return f"{float(each):,.0f} | {float(most):,.0f}"


def _claims(folder: Path) -> int:
    folder_in_force = Snapshots(folder).current()
    return snapshot(folder_in_force).count(tables.CLAIMS.name) if folder_in_force else 0


def one(folder: Path, to: str, lens: list[str]) -> tuple[float, float]:
    """Export a case to nowhere; gives the microseconds a claim and the megabytes."""
    case = Case.open(folder)
    many = _claims(folder)
    case = case.seen(ruled="ruled" in lens, withhold_commenters="withheld" in lens)
    before = process_time()
    with Path(os.devnull).open("wb") as nowhere:
        exporting.pour(case, to, nowhere, as_of=None, options={})
    spent = process_time() - before
    return spent / many * 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
