"""Invented threads in many layouts of text, with who wrote which words when: for tests and bench.

Nothing of it is any page's: names, words and places are made up; the layouts are those in which
people copy, print and save threads. The same seed gives the same dump.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple


class Told(NamedTuple):
    """A comment as it has to be found. `after`: the number of the comment that it answers."""

    start: int
    end: int
    author: str | None
    at: str | None
    after: int | None = None


class Form(NamedTuple):
    """A layout: a template for an item, what parts paragraphs, and what the page shows.

    Of the template {who}, {when}, {words}, {n}, {m} and {to} are filled in.
    """

    item: str
    when: str = "{0:%B} {0.day}, {0.year} at {h}:{0:%M} {0:%p}"
    gap: str = "\n\n"
    named: bool = True
    timed: str = "minute"  # "day", "none"
    head: str = "{n} Comments\n\n"
    tail: str = ""
    plain: bool = False  # names of letters only


class Dumped(NamedTuple):
    """A text and the comments in it."""

    text: str
    thread: tuple[Told, ...]


NAMES = (
    "marsh fox",
    "Ben",
    "Olm Harbour Watch",
    "Dora K.",
    "b.c.",
    "Søren Aaboe",
    "Zoltán Kerekes",
    "Lena_77",
    "María del Olmo",
    "Ján",
    "Old Salt",
    "Farid al-Hadi",
    "Оля Ветрова",
    "Prof. H. Quill",
    "TidewaterTom",
    "x",
    "Gerda",
    "hollis",
)
WORDS = (
    ("The noise was the crane, not the bridge.",),
    ("The crane left in autumn.", "I saw it leave, and so did half of the town."),
    ("No doctor, no ferry, no bridge. What next?",),
    ("They knew.", "Read the minutes of the council."),
    ("Who paid for the inspection? Nobody has said so yet.",),
    ("Agreed.",),
    (
        "I worked on that pier for nine years, and in March 2029 we told the harbour twice.",
        "He wrote it down: two cracks, one hand wide.",
        "Then nothing happened, as always.",
    ),
    ("My brother drove over it an hour before; he says that it shook like a wet dog.",),
    ("Will the ferry run tonight?",),
    (
        "Three things:",
        "the steel was old, the paint was new, and the engineer had left for the coast by then.",
    ),
    ("I doubt it, and I will go on doubting it until somebody shows me the report.",),
    ("Yes!",),
    ("According to the Courier the council met on 2 March 2031 and closed the road that day.",),
    ("Thanks for this. More pictures, please...",),
)
STORIES = (
    (
        "Bridge at Havrin falls\n\nThe old bridge at Havrin fell on Monday, the council said.\n\n"
        "A driver told the Courier that he had heard a noise for weeks.\n\n"
    ),
    (
        "Why the bridge fell\n\nPosted on March 2, 2031 by gullwing\n\nNobody in Havrin was "
        "surprised. The town had waited for it.\n\nThe council will meet on Thursday, and "
        "the minister is said to come.\n\nHe said on Monday: “We shall look into it.”\n\n"
    ),
)
DAY = "{0:%B} {0.day}, {0.year}"
AM = "{h}:{0:%M} {0:%p}"
SHORT = "{0:%b} {0.day}, {0.year}"
EU = "{0.day} {0:%B} {0.year}, {0:%H}:{0:%M}"
DOTS = "{0:%d}.{0:%m}.{0.year}"
CLOCK = "{0:%H}:{0:%M}"
AGO = "{n} years ago"

BEFORE = {
    "says": Form("{who} says:\n{words}\n\n", timed="none"),
    "says, time below": Form("{who} Says:\n{when}\n\n{words}\n\n"),
    "numbered, said": Form("{n}\t{who} on {when} said:\n\n{words}\n\n"),
    "number and clock": Form("#{n} {who}, {when}\n\n{words}\n\n", AM, timed="none"),
    "wrote on": Form("{who} wrote on {when}:\n\n{words}\n\n", DAY, timed="day"),
    "fields, the words in the last": Form(
        "Name: {who}\nDate: {when}\nComment: {words}\n\n", "{0:%Y}-{0:%m}-{0:%d} {0:%H}:{0:%M}"
    ),
    "bare names": Form("{who}\n\n{words}\n\n", timed="none"),
    "bullet, colon": Form("* {who}: {words}\n\n", gap=" ", timed="none"),
    "name, colon": Form("{who}: {words}\n\n", timed="none", gap=" ", plain=True),
    "forum print-out": Form(
        "{who}\n{when}\n{words}\n\n", "{0:%B} {0.day}rd, {0.year}, {0:%I}:{0:%M} {0:%p}", head=""
    ),
    "by, angle": Form(
        "Re: Bridge at Havrin falls\n\nby {who} » {when}\n\n{words}\n\n",
        "{0:%a} {0:%b} {0:%d}, {0.year} {h}:{0:%M} {0:%p}",
        head="",
    ),
    "points, ago": Form(
        "[–]{who} {n} points {when}\n\n{words}\n\npermalinkembedsavereportreply\n\n",
        "{n} hours ago",
        timed="none",
    ),
    "points, ago, below": Form(
        "{who}\n•\n{when}\n\n{words}\n\nUpvote\n{n}\n\nDownvote\nReply\nShare\n\n",
        "{n}h ago",
        timed="none",
    ),
    "dot, ago": Form(
        "{who} • {when}\n{words}\n\n{n} •Reply•Share ›\n\n", AGO, timed="none", gap="\n"
    ),
    "at sign": Form(
        "@{who}\n{when}\n{words}\n\n{n}\n\nReply\n\n", AGO, timed="none", gap="\n", plain=True
    ),
    "likes below": Form("{who}\n{words}\nLike\nReply\n{n} y\n\n", gap="\n", timed="none"),
    "time with a full stop": Form(
        "{who}\n{when}\n\n{n}\n\n{words}\n\nReply\nReport\n\n",
        "{0.day} {0:%b} {0.year} {0:%H}.{0:%M}",
    ),
    "name, town, ago": Form(
        "{who}, Havrin, Veldland, {when}\n\n{words}\n\nReply\n{n}\n{m}\n\n", AGO, timed="none"
    ),
    "German": Form(
        "{who} schrieb am {when}:\n\n{words}\n\n",
        DOTS + " um " + CLOCK + " Uhr",
        head="{n} Kommentare\n\n",
    ),
    "German, sagt": Form(
        "{who} sagt:\n{when}\n\n{words}\n\nAntworten\n\n",
        "{0.day}. März {0.year} um " + CLOCK,
        head="{n} Kommentare zu „Bridge at Havrin falls“\n\n",
    ),
    "French": Form(
        "{who}, le {when}\n\n{words}\n\nRépondre\n\n",
        "{0.day} mars {0.year} à " + CLOCK,
        head="{n} commentaires\n\n",
    ),
    "French, dit": Form(
        "{who} a dit…\n{words}\n{when}\n\n",
        "{0.day} mars {0.year} " + CLOCK,
        head="Commentaires\n\n",
    ),
    "Spanish, dijo": Form(
        "{who} dijo...\n{words}\n{when}\n\n",
        "{0.day} de marzo de {0.year}, " + CLOCK,
        head="{n} comentarios:\n\n",
    ),
    "ago, parent": Form(
        "{who} {when} | parent | next [–]\n\n{words}\n\nreply\n\n", "{n} hours ago", timed="none"
    ),
    "by, number, on": Form(
        "by {who} ({n}{m}7) on {when} (#{m}99{n})\n{words}\n\nReply to This\n\n",
        "{0:%A} {0:%B} {0:%d}, {0.year} @{0:%I}:{0:%M}{0:%p}",
    ),
    "journal": Form(
        "{who}\n{when} (UTC)\n{words}\n(Reply) (Thread)\n\n",
        "{0.year}-{0:%m}-{0:%d} {0:%I}:{0:%M} {0:%p}",
        gap="\n",
    ),
    "town in brackets": Form("{who} (Havrin) - {when}\n\n{words}\n\n", EU),
    "town below the name": Form(
        "{who}\nHavrin\n{when}\n\n{words}\n\n{n} Recommend\nShare\n\n", DAY, timed="day"
    ),
    "at, name said": Form(
        "At {when}, {who} said...\n{words}\n\n", "{h}:{0:%M} {0:%p}, {0:%B} {0:%d}, {0.year}"
    ),
    "reply by": Form(
        "Reply by {who} on {when}\n{words}\n\n",
        "{0:%B} {0.day}, {0.year} at {h}:{0:%M}{0:%p}",
        gap="\n",
    ),
    "three lines": Form("{who}\n{day}\n{clock}\n{words}\n\n", gap="\n"),
    "avatar": Form(
        "{who}'s avatar - Go to profile\n{who} · {m} weeks ago\n\n{words}\n\nReport\nReply\n\n",
        timed="none",
    ),
    "brackets": Form("[{who}, {when}]\n{words}\n\n", EU),
    "dash line between": Form(
        "{who}, {when}\n{words}\n----------\n", SHORT, timed="day", gap="\n"
    ),
    "number, name, date, table": Form(
        "{n}\t{who}\t{when}\t{words}\n", "{0.year}-{0:%m}-{0:%d} " + CLOCK, gap=" "
    ),
    "bars, table": Form("| {who} | {when} | {words} |\n", DOTS, gap=" ", timed="day"),
    "mail digest": Form(
        "Message: {n}\nDate: {when}\nFrom: {who} <u{n}@post.example>\n"
        "Subject: Re: [harbour] Bridge at Havrin falls\n\n{words}\n\n"
        "------------------------------\n\n",
        "{0:%a}, {0.day} {0:%b} {0.year} {0:%H}:{0:%M}:00 +0200",
        head="",
    ),
    "times alone": Form("{when}\n\n{words}\n\n", named=False),
    "Anonymous": Form("Anonymous said...\n{words}\n\n{when}\n\n", named=False),
}
AFTER = {
    "posted by, permalink": Form("{words}\n\nPosted by: {who} on {when} | PERMALINK\n\n"),
    "posted by, at": Form(
        "{words}\n\nPosted by {who} at {when}\n\n", "{0:%B} {0.day}, {0.year} {0:%I}:{0:%M} {0:%p}"
    ),
    "posted by, bar": Form(
        "{words}\n\nPosted by: {who} | {when}\n\n",
        "{0:%B} {0:%d}, {0.year} at {0:%I}:{0:%M} {0:%p}",
        gap="\n\n",
    ),
    "dash, name": Form("{words}\n— {who}\n\n", timed="none"),
    "dash, name, day": Form("{words}\n\n— {who}, {when}\n\n", DAY, timed="day"),
    "comment by": Form(
        "{words}\n\nComment by {who} — {when}\n\n",
        "{0:%B} {0.day}, {0.year} @ {h}:{0:%M} {0:%p}",
    ),
    "bar, day, number sign": Form(
        "{words}\n{who} | {when} | #\n\n", "{0:%d}.{0:%m}.{0:%y} - {h}:{0:%M} {0:%p}", gap="\n"
    ),
    "posted by, favourites": Form(
        "{words}\nposted by {who} at {when} [{n} favorites]\n\n",
        "{h}:{0:%M} {0:%p} on {0:%B} {0.day}",
        timed="none",
        gap="\n",
    ),
    "French, écrit par": Form(
        "{words}\n\nÉcrit par : {who} | {when}\n\n",
        "{0.day} mars {0.year}",
        timed="day",
        head="Commentaires\n\n",
    ),
    "letters": Form(
        "To the Editor:\n\n{words}\n\n{WHO}\nHavrin, {when}\n\n",
        SHORT,
        timed="day",
        head="Letters\n\n",
        plain=True,
    ),
}
SECOND = {
    "user, joined": Form(
        "#{n}\n{when}\n{who}\nSenior Member\nJoin Date: May 2029\nPosts: 1,{m}4\n\n{words}\n\n",
        "{0:%d}-{0:%m}-{0.year}, {0:%H}:{0:%M}",
        head="",
    ),
    "name and member": Form(
        "{who}\nMember\nPosted {when}\n\n{words}\n\nQuote\n\n", SHORT + ", " + AM, head=""
    ),
    "wrote, angle, time": Form("{who} wrote ({when}):\n\n{words}\n\n", DAY, timed="day"),
    "tilde": Form("{words}\n~ {who} ~ {when}\n\n", DAY + ", " + AM, gap="\n"),
    "brackets after": Form("{words} [{who}, {when}]\n\n", SHORT, gap=" ", timed="day"),
    "time first, bar": Form("{when} | {who}\n{words}\n\n", "{0:%H}:{0:%M} {0:%d}/{0:%m}/{0.year}"),
    "number, time, name": Form(
        "{n}. At {when}, {who} wrote:\n{words}\n\n", AM + " on " + DAY, gap="\n"
    ),
    "stars": Form("*** {who} *** ({when})\n\n{words}\n\n", EU),
    "comment number by": Form(
        "Comment #{n} by {who} on {when}\n\n{words}\n\n", "{0:%d} {0:%b} {0.year} {0:%H}:{0:%M}"
    ),
    "Italian": Form(
        "{who} ha scritto:\n{when}\n\n{words}\n\nRispondi\n\n",
        "{0.day} marzo {0.year} alle {0:%H}:{0:%M}",
        head="{n} commenti\n\n",
    ),
    "Dutch": Form(
        "{who} op {when}\n{words}\n\nReageer\n\n",
        "{0.day} maart {0.year} om {0:%H}:{0:%M}",
        head="{n} reacties\n\n",
    ),
    "Portuguese": Form(
        "{who} disse:\n{when}\n{words}\n\nResponder\n\n",
        "{0.day} de março de {0.year} às {0:%H}:{0:%M}",
        head="{n} comentários\n\n",
    ),
    "likes, then time": Form("{who}\n\n{words}\n\n{n} Likes\n{when}\n\n", SHORT, timed="day"),
    "verified, town, ISO": Form(
        "{who} (verified) from Olm, {when}\n\n{words}\n\n",
        "{0.year}-{0:%m}-{0:%d}T{0:%H}:{0:%M}:00Z",
    ),
    "rank before": Form("Top Commenter {who} - {when}\n{words}\n\n+{n} -{m}\n\n", DAY + " " + AM),
    "underlined name": Form("{who}\n=======\n{words}\n\n", timed="none"),
    "double angle": Form("<{who}> {words}\n", timed="none", gap=" "),
    "chat": Form("[{when}] {who}: {words}\n", "{0:%H}:{0:%M}", timed="none", gap=" ", plain=True),
    "heading with hash": Form("### {who}, {when}\n\n{words}\n\n", EU),
    "thread of letters": Form(
        "{words}\n\n{who}, Havrin\n\n", timed="none", head="Letters\n\n", plain=True
    ),
}
BETWEEN = {
    "rules, no names": Form("{words}\n\n* * *\n\n", named=False, timed="none"),
    "bullets, no names": Form("  • {words}\n\n", named=False, timed="none", gap="\n    "),
    "numbers, no names": Form("{n}. {words}\n\n", named=False, timed="none", gap="\n"),
}
FORMS = {**BEFORE, **AFTER, **SECOND, **BETWEEN}
SEEDS = 4


def _pick(pool: tuple, seed: int, n: int, step: int):
    return pool[(seed * step + n * (2 * seed + 1) + seed) % len(pool)]


def said_in(form: Form, seed: int) -> list[tuple[str, datetime, str]]:
    names = [n for n in NAMES if n.isascii() and n.isalpha()] if form.plain else list(NAMES)
    size = (7, 3, 12, 5)[seed % 4]
    first = datetime(2031, 3, 3, 9, 12)  # noqa: DTZ001 - as printed
    rows = []
    for n in range(size):
        who = names[(seed * 5 + n * (1 if form.plain else 3) + n // len(names)) % len(names)]
        words = WORDS[(seed * 3 + n * 5) % len(WORDS)]
        rows.append((who, first + timedelta(minutes=97 * n * (seed + 1)), form.gap.join(words)))
    return rows


def made(name: str, seed: int, *, write: Callable[[int, str], str] | None = None) -> Dumped:
    """Give the dump of a layout; `write` may change the words of comment number n."""
    form = FORMS[name]
    rows = said_in(form, seed)
    head = form.head.format(n=len(rows))
    text = STORIES[seed % len(STORIES)] + head
    thread = []
    for n, (who, at, said) in enumerate(rows):
        words = write(n, said) if write else said
        facts = {"n": n + 1, "m": 3 * n + 2, "h": at.hour % 12 or 12}
        filled = form.item.format(
            who=who,
            WHO=who.upper(),
            words="\x00",
            when=form.when.format(at, **facts),
            day=DAY.format(at),
            clock=AM.format(at, **facts),
            **facts,
        )
        begin = len(text) + filled.index("\x00")
        text += filled.replace("\x00", words)
        name_of = (who.upper() if "{WHO}" in form.item else who) if form.named else None
        when = {"minute": at.isoformat()[:16], "day": at.date().isoformat()}.get(form.timed)
        if name == "Anonymous":
            name_of = "Anonymous"
        thread.append(Told(begin, begin + len(words), name_of, when))
    return Dumped(text + form.tail, tuple(thread))
