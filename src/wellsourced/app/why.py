"""The command `why`: the reasons for one thing of the record, in sentences, with the words."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from wellsourced.app.options import as_of_option
from wellsourced.app.output import paper, print_json
from wellsourced.app.screen import plain
from wellsourced.app.seen import asked_case, seen
from wellsourced.app.words import Pages, quoted
from wellsourced.case import texts
from wellsourced.model import Quote, Step, Topic, Why

_HEADS = {
    Topic.STANDING: "Why it stands so",
    Topic.TELLINGS: "Why these words are one",
    Topic.NAMES: "Who is who",
    Topic.ORIGINS: "How many origins",
    Topic.COPIES: "What is copied",
    Topic.AGAINST: "What stands against it",
    Topic.NUMBER: "The numbers",
    Topic.CHECK: "The sums",
    Topic.DATE: "When",
    Topic.PLACE: "Where",
    Topic.HEARD: "Since when it could be known",
    Topic.CHANGE: "What would change it",
}
_LONG, _HEAD, _TAIL = 240, 90, 60  # characters of a passage, and of it what is shown
_SHOWN = 6  # pieces of words below one reason; --json has them all


@click.command()
@asked_case
@click.argument("name", metavar="ID")
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="The reasons as data, with all spans.")
def why(*, case: Path, name: str, as_of: date | None, as_json: bool) -> None:
    """Explain why something of the record is as it is, in sentences, with the words.

    ID is a claim, count, check, incident, page or text of several pages, by the id that the
    lists print or its beginning; or the name of a person, group, place or page. It says which rule
    gives the status, why tellings are one claim, which origins are one or may be, which words give
    the date and the place, who taught a name, what copies what; and what would change it.

    \b
    Example:
      wellsourced why my-case 3fa9c2d1
      wellsourced why my-case "the Ferryman"
    """
    opened = seen(case)
    found = opened.why(name, as_of=as_of)
    if as_json:
        print_json(found)
        return
    with paper() as console:
        print_why(found, texts(opened, as_of=as_of), console)


def print_why(found: Why, pages: Pages, console: Console) -> None:
    """Print the reasons under heads; words that stand above already are named by their place."""
    console.print(Text.assemble(plain(found.of), style="bold"))
    console.print(Text(f"{found.kind} {found.id}", "dim"))
    seen: set[Quote] = set()
    for topic, steps in _by_topic(found.steps):
        console.print(Text(f"\n{_HEADS[topic]}", "bold"))
        for step in steps:
            _print_step(step, pages, seen, console)


def _by_topic(steps: Iterable[Step]) -> Iterator[tuple[Topic, list[Step]]]:
    """The steps under their heads, in the order of the heads."""
    whole = list(steps)
    for topic in _HEADS:
        if own := [s for s in whole if s.topic is topic]:
            yield topic, own


def _print_step(step: Step, pages: Pages, seen: set[Quote], console: Console) -> None:
    """A sentence, and below it the words that did not stand above yet."""
    see = f" [{', '.join(s[:8] for s in step.see)}]" if step.see else ""
    console.print(Padding(Text.assemble(plain(step.says), (see, "cyan")), (0, 0, 0, 2)))
    new = [q for q in step.quotes if q not in seen]
    seen.update(new)
    lines = [line for q in new if len(q.quote) > _LONG for line in _long(q, pages)]
    lines += quoted([q for q in new if len(q.quote) <= _LONG], pages)
    for words, place in lines[:_SHOWN]:
        console.print(Padding(Text.assemble(words, (f"  ({place})", "dim")), (0, 0, 0, 6)))
    if len(lines) > _SHOWN:
        console.print(Text(f"      and {len(lines) - _SHOWN} more places", "dim"))


def _long(words: Quote, pages: Pages) -> Iterator[tuple[Text, str]]:
    """The beginning and the end of a passage."""
    flat = plain(words.quote).plain
    shown = f"“{flat[:_HEAD].rpartition(' ')[0]} ... {flat[-_TAIL:].partition(' ')[2]}”"
    yield Text(shown), f"{pages[words.document].file} {words.start}-{words.end}"
