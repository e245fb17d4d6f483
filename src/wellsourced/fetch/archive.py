"""Questions and answers written as a web archive (WARC), the very bytes of both."""

import base64
import hashlib
import io
from collections.abc import Sequence
from datetime import UTC

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from wellsourced.fetch.exchange import Exchange


def archived(exchanges: Sequence[Exchange]) -> bytes:
    """Give the archive, two records an exchange; the same exchanges give the same bytes."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    for one in exchanges:
        asked, answered = _name(one, one.asked), _name(one, one.answered)
        writer.write_record(_record(one, "response", answered, asked))
        writer.write_record(_record(one, "request", asked, answered))
    return out.getvalue()


def _record(one: Exchange, kind: str, name: str, other: str) -> ArcWarcRecord:
    block = one.answered if kind == "response" else one.asked
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", name),
        ("WARC-Concurrent-To", other),
        ("WARC-Target-URI", one.target.url),
        ("WARC-Date", one.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")),
        ("WARC-IP-Address", one.address),
        ("WARC-Block-Digest", _digest(block)),
        ("WARC-Payload-Digest", _digest(one.body if kind == "response" else b"")),
    ]
    head = StatusAndHeaders("", fields, protocol="WARC/1.1")
    content = f"application/http; msgtype={kind}"
    return ArcWarcRecord("warc", kind, head, io.BytesIO(block), None, content, len(block))


def _name(one: Exchange, block: bytes) -> str:
    """A record's name: a UUID made of what it holds and when and where that was."""
    what = f"{one.target.url}\n{one.at.isoformat()}\n".encode() + block
    d = hashlib.sha256(what).hexdigest()
    return f"<urn:uuid:{d[:8]}-{d[8:12]}-8{d[13:16]}-8{d[17:20]}-{d[20:32]}>"


def _digest(block: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode("ascii")
