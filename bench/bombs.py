"""Hostile files, each read in a process of its own: what comes of it, in what memory and time.

    python bench/bombs.py            # all
    python bench/bombs.py warc html  # those whose names begin so

Ends with 1 where a file takes more than 300 MB or two minutes, or breaks a reader.
"""

import base64
import gzip
import io
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

MOST_MEMORY = 300  # MB
MOST_SECONDS = 120
GIB = 1 << 30
PAGE = b"<html><head><title>Bridge at Havrin</title></head><body>%s</body></html>"
Make = Callable[[], bytes]


def zeros(pack: Callable[[bytes], bytes], flush: Callable[[], bytes], size: int = GIB) -> bytes:
    """So many zeros, packed a megabyte at a time."""
    step = bytes(1 << 20)
    return b"".join(pack(step) for _ in range(size >> 20)) + flush()


def gzipped(head: bytes = b"", size: int = GIB) -> bytes:
    """Words and a gibibyte of zeros, by gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(head) + zeros(packer.compress, packer.flush, size)


def zstandard_of(head: bytes = b"", size: int = GIB) -> bytes:
    """The same by zstd."""
    import zstandard

    packer = zstandard.ZstdCompressor(level=3).compressobj()
    return packer.compress(head) + zeros(packer.compress, packer.flush, size)


def brotli_of(size: int = GIB) -> bytes:
    """A gibibyte of zeros, by brotli."""
    import brotli

    packer = brotli.Compressor(quality=3)
    return zeros(packer.process, packer.finish, size)


def record(block: bytes, length: int | None = None) -> bytes:
    """A record of a web archive."""
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/bridge\r\n"
        "WARC-Date: 2031-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *fields: str) -> bytes:
    """An answer over HTTP."""
    head = ["HTTP/1.1 200 OK", "Content-Type: text/html", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def zipped(**members: bytes) -> bytes:
    """A zip archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def stored(body: bytes) -> bytes:
    """A web archive in a zip archive that packs nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/a.warc", body)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A zip archive with a member of a gibibyte."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.html", "w", force_zip64=True) as member,
    ):
        for _ in range(1024):
            member.write(bytes(1 << 20))
    return out.getvalue()


def overlapping() -> bytes:
    """Many names for one member of 20 MB."""
    words = b"".join(b"%d It fell, he said. " % n for n in range(800_000))[:19_000_000]
    body = zipped(**{"0.txt": words})
    at = body.index(b"PK\1\2")
    entry, end = body[at : body.index(b"PK\5\6")], body[body.index(b"PK\5\6") :]
    many = b"".join(entry.replace(b"0.txt", b"%05d" % n) for n in range(2_000))
    tail = end[:8] + (2_000).to_bytes(2, "little") * 2 + len(many).to_bytes(4, "little") + end[16:]
    return body[:at] + many + tail


def nested(depth: int = 50) -> bytes:
    """A zip archive within a zip archive, and so on."""
    body = zipped(**{"a.txt": b"It fell."})
    for _ in range(depth):
        body = zipped(**{"a.zip": body})
    return body


def pdf(drawn: bytes, pages: int = 1) -> bytes:
    """A PDF all pages of which are drawn by one stream."""
    kids = " ".join("4 0 R" for _ in range(pages))
    return (
        b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
        + f"2 0 obj <</Type /Pages /Count {pages} /Kids [{kids}]>> endobj\n".encode()
        + b"4 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
        b"/Resources <</Font <</F1 3 0 R>>>> /Contents 5 0 R>> endobj\n"
        + f"5 0 obj <</Length {len(drawn)} /Filter /FlateDecode>> stream\n".encode()
        + drawn
        + b"\nendstream endobj\ntrailer <</Root 1 0 R /Size 6>>\nstartxref\n0\n%%EOF\n"
    )


def laughs(kind: str) -> bytes:
    """Entities made of entities, a thousand million words when spelt out."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]>'
    item = "<item><title>A</title><description>&l9;</description></item>"
    body = f"<rss><channel>{item}</channel></rss>" if kind == "rss" else "<html><p>&l9;</html>"
    return f"<?xml version='1.0'?>{doctype}{body}".encode()


def mail(body: bytes, *fields: str) -> bytes:
    """A letter."""
    head = ["From: ana@harbour.example", "Subject: The bridge", "MIME-Version: 1.0", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


BASE64 = "Content-Transfer-Encoding: base64"
BOMBS: dict[str, tuple[str, Make]] = {
    "zip, a member of 1 GiB": ("zip", zip_bomb),
    "zip, 2,000 names for one member": ("zip", overlapping),
    "zip within zip, 50 deep": ("zip", nested),
    "warc.gz, a record of 1 GiB": (
        "warc.gz",
        lambda: gzipped(record(answer(b""), GIB + 46)[:-4]),
    ),
    "warc.gz, an endless head": ("warc.gz", lambda: gzipped(b"WARC/1.0\r\nWARC-Type: ")),
    "warc.gz, zeros before the records": ("warc.gz", lambda: gzipped(b"WARC/1.0\r\n\r\n")),
    "warc.zst, a record of 1 GiB": (
        "warc.zst",
        lambda: zstandard_of(record(answer(b""), GIB + 46)[:-4]),
    ),
    "warc, an answer of gzip of 1 GiB": (
        "warc",
        lambda: record(answer(gzipped(), "Content-Encoding: gzip")),
    ),
    "warc, an answer of gzip of gzip": (
        "warc",
        lambda: record(answer(gzip.compress(gzipped()), "Content-Encoding: gzip, gzip")),
    ),
    "warc, an answer of brotli of 1 GiB": (
        "warc",
        lambda: record(answer(brotli_of(), "Content-Encoding: br")),
    ),
    "warc, an answer of zstd of 1 GiB": (
        "warc",
        lambda: record(answer(zstandard_of(), "Content-Encoding: zstd")),
    ),
    "warc, 100,000 small records": (
        "warc",
        lambda: record(answer(b"x", "X: y").replace(b"text/html", b"image/png")) * 100_000,
    ),
    "warc, 500,000 bad heads": ("warc", lambda: b"WARC/1.0\r\n" * 5_000_000),
    "wacz, a member of 1 GiB": (
        "wacz",
        lambda: zip_bomb().replace(b"a.html", b"a.warc"),
    ),
    "wacz, a list of pages of 1 GiB": (
        "wacz",
        lambda: zip_bomb().replace(b"a.html", b"pages/"),
    ),
    "wacz, a member of 95 MB": (
        "wacz",
        lambda: stored(record(answer(PAGE % b"<p>It fell.", "X: " + "y" * 900)) * 70_000),
    ),
    "warc, 95 MB of one page": (
        "warc",
        lambda: record(answer(PAGE % b"<p>It fell.", "X: " + "y" * 900)) * 70_000,
    ),
    "html, 100,000 nested tags": ("html", lambda: PAGE % (b"<div>" * 100_000 + b"It fell.")),
    "html, 100,000 nested bold tags": ("html", lambda: PAGE % (b"<b>" * 100_000 + b"It fell.")),
    "html, 1,000,000 remarks": ("html", lambda: PAGE % (b"<p>It fell.<!-- a -->" * 900_000)),
    "html, 1,000,000 elements": ("html", lambda: PAGE % (b"<p>It fell.</p>" * 1_000_000)),
    "html, as many elements as are read": ("html", lambda: PAGE % (b"<p>It fell.</p>" * 199_000)),
    "html, 200,000 comments": (
        "html",
        lambda: (
            PAGE
            % b"".join(
                b'<div class="comment" id="c%d"><b>Ana %d</b> May 1, 2031 9:21 AM<p>It fell.</div>'
                % (n, n)
                for n in range(200_000)
            )
        ),
    ),
    "html, 60,000 comments": (
        "html",
        lambda: (
            PAGE
            % b"".join(
                b'<div class="comment" id="c%d"><b>Ana %d</b> May 1, 2031 9:21 AM'
                b"<p>It fell on Monday, as number %d of us said.</div>" % (n, n, n)
                for n in range(60_000)
            )
        ),
    ),
    "html, a word of 12 MB": ("html", lambda: PAGE % (b"<p>" + b"a" * 12_000_000)),
    "html, a paragraph of 12 MB": ("html", lambda: PAGE % (b"<p>" + b"It fell. " * 1_300_000)),
    "html, an attribute of 15 MB": (
        "html",
        lambda: PAGE % (b'<p class="' + b"a b " * 4_000_000 + b'">It fell.'),
    ),
    "html, 1,000,000 attributes": (
        "html",
        lambda: PAGE % (b"<p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">It fell."),
    ),
    "html, 500,000 unclosed tables": ("html", lambda: PAGE % (b"<table><tr><td>" * 500_000)),
    "html, entities in entities": ("html", lambda: laughs("html")),
    "feed, entities in entities": ("xml", lambda: laughs("rss")),
    "feed, 200,000 entries": (
        "rss",
        lambda: (
            b"<?xml version='1.0'?><rss><channel>"
            + b"<item><title>A</title><description>It fell.</description></item>" * 200_000
            + b"</channel></rss>"
        ),
    ),
    "feed, 100,000 nested tags": ("rss", lambda: b"<rss><channel>" + b"<item>" * 100_000),
    "pdf, a stream of 1 GiB": (
        "pdf",
        lambda: pdf(zeros((p := zlib.compressobj(9)).compress, p.flush)),
    ),
    "pdf, 100,000 pages of one stream": (
        "pdf",
        lambda: pdf(zlib.compress(b"BT /F1 9 Tf (It fell.) Tj ET " * 2_000), 100_000),
    ),
    "pdf, a page of 10,000,000 letters": (
        "pdf",
        lambda: pdf(zlib.compress(b"BT /F1 9 Tf " + b"(It fell.) Tj " * 1_000_000 + b"ET")),
    ),
    "mbox, one endless line": (
        "mbox",
        lambda: b"From ana@x Mon Mar  3 19:27:00 2031\nA: " + b"a" * 90_000_000,
    ),
    "mbox, 1,000,000 letters": (
        "mbox",
        lambda: b"From a@x Mon Mar  3 19:27:00 2031\nSubject: A\n\nIt fell.\n\n" * 1_000_000,
    ),
    "eml, 90 MB of base64": (
        "eml",
        lambda: mail(
            base64.b64encode(bytes(67_000_000)),
            "Content-Type: text/plain",
            BASE64,
            "Content-Length: 1000000000",
        ),
    ),
    "eml, 35 MB of base64 of words": (
        "eml",
        lambda: mail(
            base64.b64encode(b"It fell. " * 2_900_000), "Content-Type: text/html", BASE64
        ),
    ),
    "eml, parts without end": (
        "eml",
        lambda: mail(
            b"--x\r\n\r\nIt fell.\r\n" * 1_000_000, "Content-Type: multipart/mixed; boundary=x"
        ),
    ),
    "eml, a head of 30 MB": (
        "eml",
        lambda: mail(b"It fell.", *(["Received: by harbour"] * 1_400_000)),
    ),
    "mht, a page of 90 MB": (
        "mht",
        lambda: mail(
            b"--x\r\nContent-Type: text/html\r\n\r\n" + b"<p>It fell." * 8_000_000 + b"\r\n--x--",
            "Content-Type: multipart/related; boundary=x",
        ),
    ),
    "txt, a line of 19 MB": ("txt", lambda: b"It fell. " * 2_100_000),
    "txt, 1,000,000 empty lines": ("txt", lambda: b"It fell.\n\n" * 1_900_000),
    "txt, 300,000 comments": (
        "txt",
        lambda: (
            b"Title\n\nIt fell.\n\nComments\n\n"
            + b"".join(
                b"It did.\n\nAna %d on May 1, 2031 at 9:21 AM\n\n" % n for n in range(400_000)
            )
        ),
    ),
}


def read(path: Path) -> Iterator[str]:
    """What comes of a file, as a run would have it."""
    from wellsourced.config import Settings
    from wellsourced.flow import work
    from wellsourced.model import Rejected
    from wellsourced.read.files import pages

    for page in pages([path]):
        if isinstance(page, Rejected):
            yield f"refused: {page.reason}"
            continue
        for found in work.read(page, Settings()):
            reason = found.reason if isinstance(found, Rejected) else None
            yield f"refused: {reason}" if reason else f"{len(found.text):,} characters"


def one(path: Path) -> None:
    """In the process of its own: print what came of the file, and what it took."""
    began = time.process_time()
    count, first = 0, ""
    for told in read(path):
        count += 1
        first = (
            told
            if told.startswith("refused") and not first.startswith("refused")
            else first or told
        )
    took = time.process_time() - began
    # Not resource.getrusage: there a process begins with the peak of the one that started it.
    status = Path("/proc/self/status").read_text()
    memory = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"{memory:.0f}\t{took:.1f}\t{count}\t{first}")


def measured(name: str, folder: Path) -> tuple[bool, str]:
    """Give whether it went well, and what came of a file."""
    ending, make = BOMBS[name]
    path = folder / f"bomb.{ending}"
    body = make()
    path.write_bytes(body)
    size = f"{len(body) / 1e6:.1f}"
    del body
    try:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(path)],
            capture_output=True, text=True, timeout=5 * MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False, f"{size:>6} {'-':>5} {'long':>6}  does not end"
    if done.returncode:
        return False, f"{size:>6} {'-':>5} {'-':>6}  {done.stderr.strip()[-90:]}"
    memory, took, count, first = done.stdout.rstrip("\n").split("\t")
    good = (
        float(memory) <= MOST_MEMORY and float(took) <= MOST_SECONDS and "line " not in first[-12:]
    )
    rows = f" ({count} rows)" if count != "1" else ""
    return good, f"{size:>6} {memory:>5} {took:>6}  {first[:100]}{rows}"


def main(asked: list[str]) -> int:
    """Read all that is asked for."""
    bad = 0
    print(f"{'':4} {'bomb':38} {'MB':>6} {'MB':>5} {'CPU s':>6}")
    for name in (n for n in BOMBS if not asked or n.startswith(tuple(asked))):
        with tempfile.TemporaryDirectory() as folder:
            good, words = measured(name, Path(folder))
        bad += not good
        print(f"{'ok' if good else 'BAD':4} {name:38} {words}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    else:
        sys.exit(main(sys.argv[1:]))
