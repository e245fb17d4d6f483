"""A case in which every text is written by somebody who means harm."""

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from wellsourced.case import Case
from wellsourced.model import Decision, Order, Slot

AT = datetime(2031, 3, 9, tzinfo=UTC)
CANARY = "ranThisWell"  # what each would set, were it run
STRINGS = (
    f"<script>window.{CANARY}=1</script>",
    f'"><img src=x onerror="window.{CANARY}=1">',
    f"'-alert(window.{CANARY}=1)-'",
    f"javascript:window.{CANARY}=1//",
    f"</textarea></title><svg onload=window.{CANARY}=1>",
    f'<a href="https://evil.example/" onmouseover="window.{CANARY}=1">here</a>',
    '<iframe src="https://evil.example/"></iframe>',
    '<meta http-equiv="refresh" content="0;url=//evil.example">',
    "abc\u202egnp.exe\u2066\u200f",
    "nul\x00and\x1b[31mbell\x07",
    "\U0001f6a8\U0001f468\u200d\U0001f469\u200d\U0001f467 four bytes",
    "Long" + "wordwithoutend" * 40,
    "=cmd|' /C calc'!A0",
    '+1+HYPERLINK("https://evil.example/";"x")',
    "{{ 7*7 }}{% include 'base.html' %}${7*7}#{7*7}",
    "../../../../etc/passwd",
    "x\r\nSet-Cookie: a=b\r\n\r\n<b>body</b>",
    "'; DROP TABLE rulings; --",
    "</script><!-- ]]> -->",
)

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{0} | {2}</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="{2}">
<meta property="og:title" content="{0}">
<meta property="article:published_time" content="2031-03-0{day}T09:30:00+02:00">
<meta name="author" content="{1}"></head><body><main><article><h1>{0}</h1>
<p class="byline">By {1}</p>
<p>Police arrested Danil Orsak in Selm on Tuesday, {3} told Reuters. At least {many} people were
killed in Selm, the interior ministry said.</p>
<p>&ldquo;{4} has left Selm,&rdquo; said {5}, the spokesman of the River Guard. Jarin Tolle denied
on Monday that Danil Orsak has left the country.</p>
<p>{6} accused {7} of shelling the market in Selm. The army denied it.</p>
</article></main>
<div id="comments"><h3 class="comments-title">2 Responses</h3><ol class="commentlist">{thread}</ol>
</div></body></html>"""
_COMMENT = """<li class="comment depth-1" id="comment-{n}"><article class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">{who}</b>
<span class="says">says:</span></div><div class="comment-metadata">
<time datetime="2031-03-0{day}T11:05:00+00:00">at 11:05 am</time></div></footer>
<div class="comment-content"><p>{says} Police did not arrest Danil Orsak in Selm. My cousin says
that {who} shot him in Dubrena.</p></div></article></li>"""


def case(folder: Path) -> Case:
    """Build it: pages, settings, and rulings, each string in each kind of field somewhere."""
    made = Case.create(folder / "<img src=x onerror=alert(1)>{{7*7}}")
    settings = folder / "wellsourced.toml"
    settings.write_text(_settings(), "utf-8")
    made.settle(settings)
    pages = folder / "pages"
    pages.mkdir()
    for day in range(1, 7):
        (pages / _file(day)).write_text(_page(day), "utf-8")
    made.add([pages], at=AT)
    made.run(workers=0)
    _rule(made)
    return made


def _page(day: int) -> str:
    turned = [escape(STRINGS[(3 * day + n) % len(STRINGS)]) for n in range(len(STRINGS))]
    turned = [t.replace("\x00", "&#0;") for t in turned]
    thread = "".join(
        _COMMENT.format(n=n, day=day, who=turned[8 + n], says=turned[12 + n]) for n in range(4)
    )
    return _PAGE.format(*turned, day=day, many=3 + day, thread=thread)


def _file(day: int) -> str:
    found = STRINGS[3 * day % len(STRINGS)].replace("/", "\u2044").replace("\x00", "")
    return f"{found[:80]}{day}.html"


def _settings() -> str:
    """Names, roles, places, outlets and hypotheses of the settings; TOML has JSON's strings."""
    told = [json.dumps(s, ensure_ascii=False).replace("\x7f", "") for s in STRINGS]
    lines = [
        '[[actors]]\nname = "Danil Orsak"\nkind = "person"',
        f"aliases = [{', '.join(told)}]",
        f"roles = [{told[0]}, {told[1]}]",
        f'[[actors]]\nname = {told[5]}\nkind = "organisation"\naliases = ["River Guard"]',
        f"[[outlets]]\nname = {told[4]}\naliases = [{told[6]}]",
        f"[[places]]\nname = {told[13]}\naliases = ['Selm']\nlatitude = 1.5\nlongitude = 2.5",
    ]
    for name in (told[0], told[13]):
        lines.append(f"[[hypotheses]]\nquestion = {told[1]}\nname = {name}")
        lines.append('[[hypotheses.supports]]\nactor = "Danil Orsak"')
    return "\n".join(lines)


def _rule(made: Case) -> None:
    claims = made.claims()
    for n, words in enumerate(STRINGS):
        claim = claims[n % len(claims)].id
        note = Order(decision=Decision.NOTE, of=(claim,), value=words, why=words)
        made.rule(note, by=words, at=AT)
    for n, words in enumerate(STRINGS[:4]):
        assigned = Order(decision=Decision.ASSIGN, of=(claims[n].id,), value=words)
        made.rule(assigned, by="Ada", at=AT)
    actor = Order(
        decision=Decision.CORRECT, of=(claims[0].id,), field=Slot.ACTOR, value=STRINGS[1]
    )
    made.rule(actor, by=STRINGS[0], at=AT)
