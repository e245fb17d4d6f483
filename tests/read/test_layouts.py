"""One thread in many layouts: whatever the page's pattern, the same comments are found."""

import pytest

from wellsourced.model import PartKind

TALK = (
    ("marsh fox", "3", "9:12 AM", "The noise was the crane, not the bridge."),
    (
        "Ben",
        "3",
        "9:40 AM",
        "The crane left in autumn.\n\nI saw it leave, and so did half of the town.",
    ),
    ("Olm Harbour Watch", "3", "11:05 AM", "No doctor, no ferry, no bridge. What next?"),
    ("Dora K.", "3", "1:30 PM", "They knew.\n\nRead the minutes of the council."),
    ("b.c.", "4", "7:02 AM", "Who paid for the inspection? Nobody has said so yet."),
)
STORY = (
    "Bridge at Havrin falls\n\nThe old bridge at Havrin fell on Monday, the council said.\n\n"
    "A driver told the Courier that he had heard a noise for weeks.\n\n"
)
BEFORE = {
    "name says": "{who} says:\n\n{words}\n\n",
    "name said, with the time below": "{who} said...\n{words}\n\nMarch {day}, 2031 {time}\n\n",
    "name, bar, time": "{who} | March {day}, 2031 at {time}\n\n{words}\n\n",
    "name, dash, time, reply": "{who} — March {day}, 2031 @ {time}\n\n{words}\n\nReply\n\n",
    "numbered": "{n}. {who}, March {day}, 2031 {time}\n\n{words}\n\n",
    "name, then time on a line of its own": "{who}\nMarch {day}, 2031 at {time}\n\n{words}\n\n",
    "name, blank, time": "{who}\n\nMarch {day}, 2031 at {time}\n\n{words}\n\n",
    "time, name said": "On March {day}, 2031 at {time} {who} said:\n\n{words}\n\n",
    "name wrote on": "{who} wrote on March {day}, 2031 at {time}:\n\n{words}\n\n",
    "name, so long ago": "{who} • {n} years ago\n\n{words}\n\nReply\n\nShare\n\n",
    "European": "{who} - {day}.03.2031, {time}\n\n{words}\n\n",
    "ISO": "{who} 2031-03-0{day} {time}\n\n{words}\n\n",
    "name alone": "{who}\n\n{words}\n\n",
    "permalink first": "#{n} {who} on March {day}, 2031 {time} (link)\n\n{words}\n\n",
}
AFTER = {
    "signature": "{words}\n\n{who} on March {day}, 2031 at {time}\n\n",
    "posted by": "{words}\n\nPosted by {who} at March {day}, 2031 {time}\n\n",
    "permalink": "{words}\n\nPosted by: {who} on March {day}, 2031 at {time} | PERMALINK\n\n",
    "comment by": "{words}\n\nComment by {who} — March {day}, 2031 @ {time}\n\n",
    "posted on, by": "{words}\n\nPosted on March {day}, 2031 {time} by {who}\n\n",
    "left by": "{words}\n\nLeft by {who} on 03/0{day}/2031 {time}\n\n",
    "with its number": "{words}\n\nPosted by {who} | March {day}, 2031 {time} | {n}\n\n",
}
HEADS = ("Tags: ,\n\n5 Comments\n\n", "Related Posts:\n\nComments\n\n", "Discussion (5)\n\n")
TAILS = ("", "\n\nPost a Comment\n\n© 2031 Veld Courier\n", "\n\nTarsk\n\nVeld\n\nOlm\n")
LAYOUTS = {**BEFORE, **AFTER}


def dump(layout: str, head: str, tail: str) -> str:
    rows = [
        LAYOUTS[layout].format(who=who, day=day, time=time, words=words, n=n)
        for n, (who, day, time, words) in enumerate(TALK, 1)
    ]
    return STORY + head + "".join(rows) + tail


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_thread_is_found_in_any_layout(dumped, layout, head, tail):
    page = dumped(dump(layout, head, tail))

    thread = [p for p in page.parts if p.kind is PartKind.COMMENT]
    assert [(p.author, page.text[p.start : p.end]) for p in thread] == [
        (who, words) for who, _, _, words in TALK
    ]
    body = [page.text[p.start : p.end] for p in page.parts if p.kind is PartKind.BODY]
    assert len(body) == 2


@pytest.mark.parametrize("layout", [k for k, v in LAYOUTS.items() if "{time}" in v])
def test_the_time_is_found_in_any_layout(dumped, layout):
    page = dumped(dump(layout, HEADS[0], ""))

    times = [p.at for p in page.parts if p.kind is PartKind.COMMENT]
    assert times == [
        "2031-03-03T09:12",
        "2031-03-03T09:40",
        "2031-03-03T11:05",
        "2031-03-03T13:30",
        "2031-03-04T07:02",
    ]
