"""Subtitles of broadcasts: SubRip and WebVTT."""

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from wellsourced.model import (
    Dated,
    Document,
    DocumentId,
    Page,
    Part,
    PartId,
    PartKind,
    Rejected,
    digest,
)

_TIME = r"(?:(\d+):)?(\d\d):(\d\d)[.,]\d{3}"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}.*$", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
_NAMED = re.compile(r"^(?:>>\s*)?([A-Z][A-Z .'-]{2,40}):\s+")


class SubtitleReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads .srt and .vtt; `outlet` is who broadcast it, a pause of `gap` seconds begins a part."""

    outlet: str | None = None
    gap: int = 4

    def accepts(self, page: Page) -> bool:
        """Whether the file is called so, or begins so."""
        return page.file.lower().endswith((".srt", ".vtt")) or page.body.startswith(b"WEBVTT")

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the one document: what was said, a part for each who says it."""
        try:
            told = page.body.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            reason = f"subtitles are UTF-8, and this is not: {error}"
            yield Rejected(stage="read", input=page.file, reason=reason)
            return
        text, parts = _written(_turns(told, self.gap))
        if not parts:
            reason = "no subtitles: no line such as 00:00:01,000 --> 00:00:02,000"
            yield Rejected(stage="read", input=page.file, reason=reason)
            return
        seal = hashlib.sha256(page.body).hexdigest()
        day = page.published
        yield Document(
            id=DocumentId(digest(seal, "")),
            evidence=seal,
            file=page.file,
            text=text,
            parts=parts,
            url=page.url,
            title=page.title,
            outlet=self.outlet,
            published=Dated(earliest=day, latest=day, basis="given") if day else Dated(),
        )


def _turns(told: str, gap: int) -> Iterator[tuple[str | None, str]]:
    """Who says what: cues are joined until somebody else speaks, or nobody for a while."""
    cues = list(_CUE.finditer(told))
    speaker: str | None = None
    words: list[str] = []
    last = 0
    for n, cue in enumerate(cues):
        after = cues[n + 1].start() if n + 1 < len(cues) else len(told)
        body = told[cue.end() : after].strip("\n").split("\n\n")[0]
        name = _speaker(body)
        if words and (name or _second(cue, 1) - last > gap):
            yield speaker, " ".join(words)
            words = []
            speaker = None
        speaker, last = name or speaker, _second(cue, 4)
        words += _NAMED.sub("", _TAG.sub("", body)).split()
    if words:
        yield speaker, " ".join(words)


def _speaker(body: str) -> str | None:
    voice = _VOICE.search(body)
    named = _NAMED.match(_TAG.sub("", body))
    return voice[1].strip() if voice else named[1].strip().title() if named else None


def _second(cue: re.Match[str], first: int) -> int:
    hours, minutes, seconds = (int(cue[first + n] or 0) for n in range(3))
    return hours * 3600 + minutes * 60 + seconds


def _written(turns: Iterator[tuple[str | None, str]]) -> tuple[str, tuple[Part, ...]]:
    """A quotation of whoever speaks is a paragraph that says so: 'Ada Orm said: "..."'."""
    text, parts = "", []
    for n, (speaker, words) in enumerate(turns):
        start = len(text) + (2 if text else 0)
        told = f'{speaker} said: "{words}"' if speaker else words
        text += ("\n\n" if text else "") + told
        body = PartKind.BODY
        parts.append(Part(id=PartId(f"turn{n}"), kind=body, start=start, end=len(text)))
    return text, tuple(parts)
