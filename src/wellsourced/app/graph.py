"""The command `graph`: who says things and who passes on whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from wellsourced.app.options import as_of_option, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.screen import plain
from wellsourced.app.seen import asked_case, seen
from wellsourced.case import sheet
from wellsourced.model import OriginKind, SourceEdge, SourceGraph, SourceNode, SourceRoute

_SHOWN = 8  # sources below one teller; the rest are counted

_Below = Mapping[tuple[str, ...], Sequence[SourceRoute]]


@format_options
@click.command()
@asked_case
@as_of_option
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Leave out sources and links of fewer claims.",
)
def graph(*, case: Path, as_of: date | None, least: int, form: str | None) -> None:
    """Draw who passes on whom: from the pages down to those who said it first.

    Each line is a source with the claims that come to us by that way; below it those from whom it
    has them. "says" counts claims of which it is an origin itself. The readers of a page are one
    source. --json gives sources with level and place, and links with an example of the words;
    --csv gives the links.

    \b
    Example:
      wellsourced graph my-case --least 2
    """
    found = seen(case).graph(as_of=as_of, least=least)
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(sheet(SourceEdge, found.edges))
    else:
        with paper() as console:
            print_graph(found, console)


def print_graph(found: SourceGraph, console: Console) -> None:
    """Print what one reads, most claims first, each with those whom it passes on."""
    nodes = {n.name: n for n in found.nodes}
    below: dict[tuple[str, ...], list[SourceRoute]] = defaultdict(list)
    for route in found.routes:
        below[route.chain[:-1]].append(route)
    for route in below[()]:
        node = nodes[route.chain[0]]
        console.print(Text.assemble((plain(_named(node)).plain, "bold"), _does(node)))
        for line in _tree(route.chain, nodes, below):
            console.print(line)
    if found.left_out:
        console.print(Text(f"{found.left_out} smaller sources are left out", "dim"))


def _tree(
    chain: tuple[str, ...], nodes: Mapping[str, SourceNode], below: _Below
) -> Iterator[Text]:
    """The sources that a way leads on to, the most used first; those of few claims are counted."""
    routes = below.get(chain, ())
    indent = "  " * len(chain)
    for route in routes[:_SHOWN]:
        name = plain(_named(nodes[route.chain[-1]]))
        claims = f"  {route.claims} {'claim' if route.claims == 1 else 'claims'}"
        yield Text.assemble(indent, ("<- ", "dim"), name, (claims, "dim"))
        yield from _tree(route.chain, nodes, below)
    rest = routes[_SHOWN:]
    if rest:
        unnamed = sum(nodes[r.chain[-1]].unnamed for r in rest)
        words = f"and {len(rest)} more ({unnamed} without a name), {_span(rest)} each"
        yield Text.assemble(indent, (f"   {words}", "dim"))


def _span(routes: Sequence[SourceRoute]) -> str:
    few, much = routes[-1].claims, routes[0].claims
    words = str(few) if few == much else f"{few} to {much}"
    return f"{words} {'claim' if much == 1 else 'claims'}"


def _named(node: SourceNode) -> str:
    if node.kind is OriginKind.COMMENTER:
        return f"{node.name} ({node.many} {'reader' if node.many == 1 else 'readers'})"
    return f"{node.name} (unnamed)" if node.unnamed and node.name != "unnamed" else node.name


def _does(node: SourceNode) -> Text:
    parts = [f"says {node.says}"] if node.says else []
    parts += [f"passes on {node.passes_on}"] if node.passes_on else []
    return Text(f"  {', '.join(parts)}", "dim")
