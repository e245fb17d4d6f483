"""A release, built twice from the last commit and held against itself.

Usage: python scripts/release.py [FOLDER]      else into dist/
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import sbom

_ROOT = Path(__file__).parents[1]
_NEEDED = (
    "wellsourced/app/cli.py",
    "wellsourced/app/web/static/vendor/htmx.min.js",
    "wellsourced/app/web/templates/base.html",
    "wellsourced/constraints.txt",
    "wellsourced/examples/wellsourced.toml",
    "wellsourced/lexicon/en/cues.toml",
    "wellsourced/lexicon/geo/gazetteer.tsv.z",
    "wellsourced/lexicon/models.toml",
)
_FOREIGN = ("tests/", "shared/", "bench/", "docs/", ".venv/", "__pycache__")


def source(commit: str, into: Path) -> Path:
    """Put the files of a commit into a folder, and nothing else that may lie about."""
    tree = subprocess.run(["git", "archive", commit], cwd=_ROOT, check=True, capture_output=True)
    held = into / "source.tar"
    held.write_bytes(tree.stdout)
    with tarfile.open(held) as archive:
        archive.extractall(into / "source", filter="data")
    held.unlink()
    return into / "source"


def built(tree: Path, into: Path, *, epoch: str) -> list[Path]:
    """Build sdist, and from it the wheel; the time in them is that of the commit."""
    command = [
        "env",
        "-u",
        "PYTHONPATH",
        f"SOURCE_DATE_EPOCH={epoch}",
        sys.executable,
        "-m",
        "build",
    ]
    command += ["--no-isolation", "--outdir", str(into), str(tree)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted(into.glob("wellsourced-*"))


def faults(wheel: Path) -> list[str]:
    """Give what a wheel lacks, and what it should not hold."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    lacking = [f"lacks {name}" for name in _NEEDED if name not in names]
    if not any(n.startswith("wellsourced/examples/pages/") for n in names):
        lacking.append("lacks the pages of the example")
    return lacking + [f"holds {n}" for n in names if n.startswith(_FOREIGN) or "__pycache__" in n]


def epoch_of(commit: str) -> str:
    """Give the time of a commit, in seconds."""
    return _log(commit, "%ct")


def day_of(commit: str) -> str:
    """Give the day of a commit."""
    return _log(commit, "%cs")


def _log(commit: str, form: str) -> str:
    asked = ["git", "log", "-1", f"--format={form}", commit]
    done = subprocess.run(asked, cwd=_ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def changes(tree: Path, *, on: str) -> str:
    """Give the changes since the last release, out of their fragments."""
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--date", on, "--version"]
    version = next(
        line.split('"')[1]
        for line in (tree / "pyproject.toml").read_text("utf-8").splitlines()
        if line.startswith("version = ")
    )
    done = subprocess.run(
        [*command, version], cwd=tree, check=True, capture_output=True, text=True
    )
    return done.stdout


def main() -> None:
    """Build, compare, check, write."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "dist").absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        spare = Path(folder)
        epoch = epoch_of("HEAD")
        for name in ("one", "two"):
            (spare / name).mkdir()
            tree = source("HEAD", spare / name)
            built(tree, spare / f"{name}-dist", epoch=epoch)
        files = sorted((spare / "one-dist").iterdir())
        for file in files:
            if file.read_bytes() != (spare / "two-dist" / file.name).read_bytes():
                sys.exit(f"{file.name}: two builds of one commit differ")
        wrong = [fault for file in files if file.suffix == ".whl" for fault in faults(file)]
        if wrong:
            sys.exit("the wheel " + "; ".join(wrong))
        for file in files:
            (out / file.name).write_bytes(file.read_bytes())
        (out / "CHANGES.md").write_text(changes(tree, on=day_of("HEAD")), "utf-8")
    (out / "sbom.cdx.json").write_text(sbom.text(), "utf-8")
    names = [f.name for f in files] + ["CHANGES.md", "sbom.cdx.json"]
    sums = [f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}\n" for n in sorted(names)]
    (out / "SHA256SUMS").write_text("".join(sums), "utf-8")
    print(f"built twice, byte for byte the same; {len(names)} files and SHA256SUMS in {out}")


if __name__ == "__main__":
    main()
