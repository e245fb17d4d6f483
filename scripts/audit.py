"""Which pinned packages have known vulnerabilities; says so clearly when it could not be asked."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[1]
_COMMAND = [
    *(sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt"),
    *("--no-deps", "--disable-pip", "--vulnerability-service", "osv", "--progress-spinner", "off"),
]
_AWAY = re.compile(
    r"ConnectionError|ConnectTimeout|ServiceError|Max retries|NameResolution|Could not connect"
    r"|timed out|Name or service not known|Temporary failure in name resolution|ProxyError",
)
_NONE = "No known vulnerabilities found"


class Verdict(NamedTuple):
    """What to end with, and what to say."""

    code: int
    words: str


def verdict(code: int, output: str, *, strict: bool) -> Verdict:
    """Give what an audit amounts to: not having been able to ask is not "nothing found".

    >>> verdict(0, "No known vulnerabilities found", strict=True)
    Verdict(code=0, words='audited: no known vulnerabilities')
    >>> verdict(1, "requests.exceptions.ConnectionError: ...", strict=False).words[:11]
    'NOT AUDITED'
    """
    if code == 0 and _NONE in output:
        return Verdict(0, "audited: no known vulnerabilities")
    if _AWAY.search(output):
        words = "NOT AUDITED: the vulnerability service cannot be reached from here"
        return Verdict(2 if strict else 0, f"{words}; run scripts/audit where there is a network")
    if code == 1 and "known vulnerabilit" in output:
        return Verdict(1, "audited: see above")
    return Verdict(2, f"NOT AUDITED: pip-audit ended with {code}")


def main() -> None:
    """Run the audit."""
    done = subprocess.run(_COMMAND, cwd=_ROOT, capture_output=True, text=True, timeout=600)
    output = done.stdout + done.stderr
    found = verdict(done.returncode, output, strict="--strict" in sys.argv[1:])
    if found.code == 1:
        print(done.stdout)
    elif found.words == f"NOT AUDITED: pip-audit ended with {done.returncode}":
        print(output[-2000:], file=sys.stderr)
    print(found.words)
    sys.exit(found.code)


if __name__ == "__main__":
    main()
