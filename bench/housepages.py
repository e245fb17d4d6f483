"""Made-up pages of common length, as houses serve them: a story, readers below, furniture around.

The sentences are those of the free news in ../shared/bench/opennews, else of the shipped example;
names and numbers are drawn anew for each page, so that no paragraph is another's but where a page
is to be a copy. A quarter of the pages carry the story of an earlier page of another house.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "bench" / "opennews" / "pool.jsonl"
HOUSES = tuple(
    f"{a} {b}" for a in ("Orm", "Kell", "Selm") for b in ("Post", "Herald", "Mail", "Sun")
)
COPIES = 4  # every so many pages, one is a copy
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"(?<![\d.,:])[1-9]\d?(?![\d.,:])")
_NAMES = ("Aldan", "Brask", "Corvin", "Delmar", "Estor", "Falk", "Garen", "Holm", "Istra", "Jorun")
_ENDS = ("a", "en", "or", "ic", "av", "et", "un", "is")
_SECTIONS = ("Home", "World", "Region", "Business", "Sport", "Weather", "Opinion", "Obituaries")
_SMALL = (
    "Subscribe to our newsletter and never miss a story.",
    "All rights reserved. No part of this page may be reproduced without written consent.",
    "We use cookies to make this site work, to measure our audience and to show advertisements.",
    "Comments are the opinions of our readers. Please keep to the rules of the house.",
)


@dataclass(frozen=True)
class Story:
    """What a page tells, without the house around it."""

    title: str
    paragraphs: tuple[str, ...]
    day: date


def pages(count: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give so many pages: a name and the bytes of each."""
    rng, pool = Random(seed), _paragraphs()
    told: list[Story] = []
    for n in range(count):
        copy = n % COPIES == COPIES - 1
        story = rng.choice(told[-200:]) if copy and told else _story(rng, pool)
        told.append(story)
        house = HOUSES[n % len(HOUSES)]
        yield f"page-{n:05d}.html", _page(story, house, rng, pool).encode()


def _paragraphs() -> list[str]:
    if NEWS.exists():
        rows = map(json.loads, NEWS.read_text("utf-8").splitlines())
        texts = [row["text"] for row in rows]
    else:
        texts = [p.read_text("utf-8") for p in sorted((ROOT / "examples" / "pages").glob("*.txt"))]
    found = (" ".join(p.split()) for t in texts for p in t.split("\n"))
    return sorted({p for p in found if 12 <= len(p.split()) <= 120})


def _story(rng: Random, pool: list[str]) -> Story:
    names = {}
    told: list[str] = []
    while sum(len(p.split()) for p in told) < 450:
        told.append(_anew(rng.choice(pool), rng, names))
    title = " ".join(told[0].split()[:9]).strip(",.;:")
    return Story(title, tuple(told), date(2009, 1, 5) + timedelta(rng.randrange(700)))


def _anew(paragraph: str, rng: Random, names: dict[str, str]) -> str:
    """A paragraph with other names and other numbers."""

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], rng.choice(_NAMES) + rng.choice(_ENDS))

    out = _NUMBER.sub(lambda m: str(rng.randrange(2, 99)), paragraph)
    return _NAME.sub(name, out)


def _page(story: Story, house: str, rng: Random, pool: list[str]) -> str:
    links = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in _SECTIONS)
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs)
    side = "".join(
        f'<li><a href="/{n}">{html.escape(_head(rng, pool))}</a></li>' for n in range(24)
    )
    small = "".join(f"<p>{s}</p>" for s in _SMALL)
    shares = "".join(f'<a href="/share/{s}">{s}</a> ' for s in ("Facebook", "Twitter", "Email"))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(story.title)} - {house}</title>
<meta property="og:site_name" content="{house}">
<meta property="article:published_time" content="{story.day}T09:00:00Z">
<script>var page = {{section: "world", house: "{house}"}};</script>
<style>.story p {{ margin: 1em }}</style></head><body>
<header><div class="logo">{house}</div><nav><ul>{links}</ul></nav></header>
<main><article class="story"><h1>{html.escape(story.title)}</h1>
<p class="byline">By {_writer(rng)}</p><time datetime="{story.day}">{story.day:%B %d, %Y}</time>
<div class="share">{shares}</div>
{body}
</article><section id="comments" class="comments"><h2>Comments</h2>
{"".join(_comments(story, rng, pool))}</section></main>
<aside class="related"><h3>Most read</h3><ul>{side}</ul></aside>
<footer>{small}<p>&copy; 2009 {house}</p></footer></body></html>
"""


def _comments(story: Story, rng: Random, pool: list[str]) -> Iterator[str]:
    for n in range(rng.choice((0, 0, 2, 4, 8))):
        words = re.split(r"(?<=[.!?]) ", _anew(rng.choice(pool), rng, {}))[:3]
        at = f"{story.day}T{10 + n:02d}:15:00Z"
        yield (
            f'<div class="comment" id="c{n}"><span class="comment-author">{_writer(rng)}</span> '
            f'<time datetime="{at}">{at}</time><p>{html.escape(" ".join(words))}</p></div>\n'
        )


def _head(rng: Random, pool: list[str]) -> str:
    return " ".join(_anew(rng.choice(pool), rng, {}).split()[:8]).strip(",.;:")


def _writer(rng: Random) -> str:
    return f"{rng.choice(('Ada', 'Ivo', 'Mira', 'Tom'))} {rng.choice(_NAMES)}{rng.choice(_ENDS)}"
