"""Makers of small files that hold pages: letters, boxes, web archives, MHTML and PDF."""

import gzip
import io
import zipfile

HTML = (
    b"<html><head><title>Bridge at Havrin falls</title></head><body><article><h1>Bridge at "
    b"Havrin falls</h1><p>The old bridge at Havrin fell on Monday, the council said in a "
    b"statement.</p>"
    b"<p>Nobody was hurt, said Ana Reyes, who keeps the ferry below it.</p></article>"
    b"</body></html>"
)
LETTER = """\
From: Ana Reyes <ana@harbour.example>
To: desk@post.example
Subject: The bridge
Date: Mon, 3 Mar 2031 19:27:00 +0200
Message-ID: <1@harbour.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{body}
"""


def mail(body: str) -> bytes:
    return LETTER.format(body=body).encode()


def box(*letters: bytes) -> bytes:
    opening = b"From ana@harbour.example Mon Mar  3 19:27:00 2031\n"
    return b"".join(opening + letter + b"\n" for letter in letters)


def http(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *fields])
    return f"{head}\r\n\r\n".encode() + body


def record(
    block: bytes, *, url: str = "https://post.example/bridge", kind: str = "response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2031-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def wacz(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def mhtml(html: bytes = HTML) -> bytes:
    return (
        b"From: <Saved by Harbour>\r\nSnapshot-Content-Location: https://post.example/2031/bridge\r\n"
        b"Subject: Bridge\r\nDate: Tue, 4 Mar 2031 05:06:07 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--"\r\n\r\n'
        b"----x--\r\nContent-Type: text/css\r\n\r\np {}\r\n"
        b"----x--\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml>\r\n"
        b"Content-Location: https://post.example/2031/bridge\r\n\r\n" + html + b"\r\n----x----\r\n"
    )


def pdf(*pages: str, pack: bool = False, extra: str = "") -> bytes:
    """A PDF of these pages, a line each `\\n`; without a table of places, which readers mend."""
    from zlib import compress

    out = [b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"]
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    out.append(f"2 0 obj <</Type /Pages /Count {len(pages)} /Kids [{kids}]>> endobj\n".encode())
    out.append(b"3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n")
    out.append(b"4 0 obj <</Title (Bridge at Havrin) /CreationDate (D:20310304050607Z)>> endobj\n")
    for n, words in enumerate(pages):
        lines = " ".join(f"({line}) Tj T*" for line in words.split("\n"))
        drawn = f"BT /F1 12 Tf 14 TL 50 700 Td {lines} ET".encode() if words else b" "
        drawn = compress(drawn) if pack else drawn
        how = " /Filter /FlateDecode" if pack else ""
        out.append(
            f"{10 + 2 * n} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
            f"/Resources <</Font <</F1 3 0 R>>>> /Contents {11 + 2 * n} 0 R>> endobj\n"
            f"{11 + 2 * n} 0 obj <</Length {len(drawn)}{how}>> stream\n".encode()
            + drawn
            + b"\nendstream endobj\n"
        )
    body = b"".join(out) + extra.encode()
    tail = f"trailer <</Root 1 0 R /Info 4 0 R /Size {10 + 2 * len(pages)}>>\n"
    return body + f"{tail}startxref\n0\n%%EOF\n".encode()
