"""Whether what a release stands on is what it says, and has no known vulnerability.

Ends with 0: asked, and nothing was found; 1: something is not as it is said here, or a pinned
package has a known vulnerability; 2: pip-audit failed; 3: all that can be seen without a network
holds, but nobody could be asked. `--offline`: do not ask, and end with 0 if all holds.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import licences
import sbom
from packaging.utils import canonicalize_name
from parts import components

from wellsourced.flow.doctor import MODELS, seal_of_model

_ROOT = Path(__file__).parents[1]
_VENDORED = _ROOT / "src/wellsourced/app/web/static/vendor"
_KNOWN = _ROOT / "src/wellsourced/lexicon/models.toml"
_COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt"),
    *("--no-deps", "--disable-pip", "--vulnerability-service", "osv", "--progress-spinner", "off"),
]
_AWAY = re.compile(
    r"ConnectionError|ConnectTimeout|ServiceError|Max retries|NameResolution|Could not connect"
    r"|timed out|Name or service not known|Temporary failure in name resolution|ProxyError",
)
_SKIPPED = re.compile(r"^.*could not be audited.*$", re.MULTILINE)
_NONE = "No known vulnerabilities found"
_ELSEWHERE = "run scripts/audit where there is a network"


class Verdict(NamedTuple):
    """What to end with, and what to say."""

    code: int
    words: str


def verdict(code: int, output: str) -> Verdict:
    """Give what an audit amounts to: not having been able to ask is not "nothing found".

    >>> verdict(0, "No known vulnerabilities found")
    Verdict(code=0, words='audited: no known vulnerabilities')
    >>> verdict(1, "requests.exceptions.ConnectionError: ...").code
    3
    """
    if code == 1 and "known vulnerabilit" in output and _NONE not in output:
        return Verdict(1, "audited: see above")
    if skipped := _SKIPPED.findall(output):
        return Verdict(
            3, f"NOT AUDITED: {len(skipped)} packages are not known there; {_ELSEWHERE}"
        )
    if code == 0 and _NONE in output:
        return Verdict(0, "audited: no known vulnerabilities")
    if _AWAY.search(output):
        words = "NOT AUDITED: the vulnerability service cannot be reached from here"
        return Verdict(3, f"{words}; {_ELSEWHERE}")
    return Verdict(2, f"NOT AUDITED: pip-audit ended with {code}")


def untrue() -> Iterator[str]:
    """Tell what is not as the project says: pins, model, licences, parts, the files of others."""
    yield from _unpinned()
    yield from _models()
    page = (_ROOT / "docs/reference/licences.md").read_text("utf-8")
    rows = licences.table().splitlines()
    yield from (f"licences.md lacks: {row}" for row in rows if row not in page)
    listed = json.loads(sbom.text())["components"]
    names = {part["name"] for part in listed}
    yield from (f"the list of parts lacks {c.name}" for c in components() if c.name not in names)
    yield from _foreign()


def _unpinned() -> Iterator[str]:
    """Packages of the product that are installed in another version than is pinned."""
    lines = (_ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {canonicalize_name(n): v for n, _, v in (line.partition("==") for line in lines) if v}
    for part in components():
        if part.name not in ("pip", "setuptools") and pins.get(part.name) != part.version:
            yield f"{part.name} {part.version} is installed, pinned is {pins.get(part.name)}"


def _models() -> Iterator[str]:
    """Models that are installed, and whose files are not those that were published."""
    known = tomllib.loads(_KNOWN.read_text("utf-8"))["known"]
    for name in MODELS:
        try:
            label = f"{name}=={metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue
        if known.get(label) != seal_of_model(name):
            yield f"{label}: its files are not those that were published"


def _foreign() -> Iterator[str]:
    """Files of others within ours that are not what is listed."""
    for row in tomllib.loads((_VENDORED / "vendored.toml").read_text("utf-8"))["files"]:
        file = _VENDORED / row["file"]
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != row["sha256"]:
            yield f"{row['file']} is not {row['package']} {row['version']}"


def main() -> int:
    """Look at what is here, then ask."""
    faults = list(untrue())
    for words in faults:
        print(words)
    many = len(components())
    print(f"{many} packages, their licences, the model and the list of parts: {_held(faults)}")
    if "--offline" in sys.argv[1:]:
        return int(bool(faults))
    done = subprocess.run(_COMMAND, cwd=_ROOT, capture_output=True, text=True, timeout=600)
    output = done.stdout + done.stderr
    found = verdict(done.returncode, output)
    if found.code == 1:
        print(done.stdout)
    elif found.code == 2:
        print(output[-2000:], file=sys.stderr)
    print(found.words)
    return 1 if faults else found.code


def _held(faults: list[str]) -> str:
    return f"{len(faults)} things are not as it is said" if faults else "all as it is said"


if __name__ == "__main__":
    sys.exit(main())
