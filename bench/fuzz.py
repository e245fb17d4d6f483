"""Bytes that no one has thought of, given to each reader, led by what code they reach (atheris).

    pip install atheris
    python bench/fuzz.py --minutes 10          # all targets in turn, each as long as any other
    python bench/fuzz.py --minutes 1 warc pdf  # some of them

A reader must give documents whose parts point at words, or rows with a reason: anything else is a
crash, whose bytes are written to bench/out/fuzz/TARGET/ and named on the screen. Each one that is
repaired becomes a test (tests/read/test_any_bytes.py). Ends with 1 if there was a crash.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "bench" / "out" / "fuzz"
TARGETS = {
    "html": "text/html",
    "text": "text/plain",
    "feed": "application/rss+xml",
    "mail": "message/rfc822",
    "mbox": "application/mbox",
    "mhtml": "multipart/related",
    "warc": "application/warc",
    "wacz": "application/wacz",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
MOST_BYTES = 20_000
SLOW = 20  # seconds that one input may take


def seeds(target: str) -> list[bytes]:
    """Small files of the type: the makers of the tests, and the shipped example."""
    sys.path.insert(0, str(ROOT))
    from tests.read import archives as a

    page, plain = "Content-Type: text/html", a.mail("It fell.\n> Did it?\n>> Yes.\n-- \nAna")
    records = a.record(a.http(a.HTML, page))
    examples = sorted((ROOT / "examples" / "pages").iterdir())
    pages = sorted((ROOT / "tests" / "read" / "pages").iterdir())
    named = [p.read_bytes() for p in (*examples, *pages) if p.is_file()]
    rss = (
        b"<?xml version='1.0'?><rss><channel><title>Post</title><item><title>Bridge</title><link>"
        b"https://post.example/b</link><description>&lt;p&gt;It fell.&lt;/p&gt;</description>"
        b"<pubDate>Mon, 3 Mar 2031 19:27:00 GMT</pubDate></item></channel></rss>"
    )
    made = {
        "html": [b for b in named if b"<html" in b[:2_000].lower()] + [a.HTML],
        "text": [b for b in named if b"<html" not in b[:2_000].lower()],
        "feed": [rss],
        "mail": [plain],
        "mbox": [a.box(plain, a.mail("Two."))],
        "mhtml": [a.mhtml()],
        "warc": [records, a.packed(records)],
        "wacz": [a.wacz(**{"archive/a.warc": records, "pages/pages.jsonl": b'{"url": "a"}\n'})],
        "pdf": [a.pdf("It fell.", "It did."), a.pdf("It fell.", pack=True)],
        "zip": [a.wacz(**{"a.html": a.HTML, "b/c.txt": b"It fell."})],
    }
    return [body[:MOST_BYTES] for body in made[target]]


def run_one(target: str, seconds: int) -> None:
    """In a process of its own: fuzz a target until the time is over or it crashes."""
    import atheris

    with atheris.instrument_imports(include=["wellsourced", "pypdf", "feedparser"]):
        from wellsourced.config import Settings
        from wellsourced.model import Document, Page, Rejected
        from wellsourced.read.files import pages
        from wellsourced.read.page import documents

    folder = OUT / target
    settings, packed = Settings(), folder / "one.zip"

    def sound(found: Document | Rejected) -> bool:
        if isinstance(found, Rejected):
            return bool(found.reason)
        found.text.encode()
        return all(p.span.of(found.text).strip() for p in found.parts)

    def read(body: bytes) -> None:
        if target == "zip":
            packed.write_bytes(body)
            assert all(isinstance(p, Page | Rejected) for p in pages([packed]))
            return
        page = Page(file="f", body=body, media_type=TARGETS[target])
        found = list(documents(page, settings))
        assert found, "neither a document nor a reason"
        assert all(map(sound, found)), "a part without words"
        assert found == list(documents(page, settings)), "not the same twice"

    options = [
        f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-artifact_prefix={folder}/",
        f"-timeout={SLOW}", "-rss_limit_mb=2000", "-verbosity=0", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], read)
    atheris.Fuzz()


def fuzzed(target: str, seconds: int) -> bool:
    """Fuzz a target; gives whether it held."""
    folder = OUT / target
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, body in enumerate(seeds(target)):
        (folder / "corpus" / f"seed-{number}").write_bytes(body)
    command = [sys.executable, __file__, "--one", target, "--seconds", str(seconds)]
    done = subprocess.run(
        ["nice", *command], capture_output=True, text=True, check=False, errors="replace"
    )
    lines = done.stderr.splitlines()
    runs = next((x.split()[-1] for x in lines if "number_of_executed_units" in x), "?")
    crashes = sorted(p.name for p in folder.glob("crash-*"))
    (folder / "last.txt").write_text(done.stderr, encoding="utf-8")
    state = "held" if done.returncode == 0 else "BROKE"
    print(f"{target:6} {state:6} {runs:>8} inputs  {' '.join(crashes)}", flush=True)
    return done.returncode == 0


def main() -> int:
    """Fuzz what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--one", choices=TARGETS, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, default=60, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        run_one(asked.one, asked.seconds)
        return 0
    targets = asked.targets or list(TARGETS)
    seconds = max(1, int(asked.minutes * 60 / len(targets)))
    held = [fuzzed(target, seconds) for target in targets]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
