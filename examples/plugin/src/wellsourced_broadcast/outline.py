"""The claims as an outline in Markdown, each above the words it rests on."""

from collections.abc import Iterator
from typing import BinaryIO, ClassVar

from msgspec import Struct

from wellsourced.model import Claim, Exported, Told


class OutlineExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes at most `quotes` quotations below each claim."""

    quotes: int = 3

    about: ClassVar[str] = "an outline in Markdown: claims, and the words that each rests on"
    loses: ClassVar[str] = "counts, checks, rivals, places on the map, dates of publication"
    suffix: ClassVar[str] = ".md"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield Exported("outline.md", lambda out: self._write(told, out))

    def _write(self, told: Told, out: BinaryIO) -> None:
        out.writelines("\n".join(self._lines(claim)).encode() + b"\n" for claim in told.claims())

    def _lines(self, claim: Claim) -> Iterator[str]:
        origins = f"{claim.origins.low} to {claim.origins.high} origins"
        yield f"- {' '.join(claim.text.split())} ({claim.status}, {origins})"
        for e in claim.evidence[: self.quotes]:
            yield f"  - “{' '.join(e.quote.split())}” ({' <- '.join(e.chain)})"
