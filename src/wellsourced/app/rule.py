"""The command `rule`: what an analyst decides, each with its undoing."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from wellsourced.app.options import case_argument, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.review import print_rulings
from wellsourced.case import Case, sheet
from wellsourced.model import Credibility, Decision, Order, Reliability, RulingRow, Slot

_by = click.option(
    "--by", metavar="NAME", default=getpass.getuser, show_default="you", help="Who decides."
)
_why = click.option("--why", default="", metavar="WORDS", help="The reason, kept with it.")
_claims = click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
_within = click.option("--within", metavar="CLAIM", help="Only as far as this claim goes.")


@click.group()
@case_argument
def rule(*, case: Path) -> None:
    """Decide something about a case: accept, reject, correct, merge, split, grade, redact, undo.

    The machine's record stays as it is; what you decide lies over it (claims --ruled), with your
    name, the time and the reason, and can be undone. CLAIM is an id as the lists print it, or its
    beginning. A ruling is about words and names, so it holds after a further run, too.

    \b
    Example:
      wellsourced rule my-case accept 3fa9c2d1 --why "read both pages"
      wellsourced rule my-case merge "the Ferryman" "Danil Orsak"
      wellsourced rule my-case undo 2
    """
    click.get_current_context().meta["case"] = case


def _signed(command: click.Command) -> click.Command:
    """Add --by and --why."""
    return _by(_why(command))


def _decide(order: Order, by: str) -> None:
    """Write a ruling down, and say what it changed."""
    done = Case.open(click.get_current_context().meta["case"]).rule(
        order, by=by, at=datetime.now(UTC)
    )
    changed = f"{done.before} -> {done.after}" if done.before else done.after
    click.echo(f"ruling {done.number}: {done.decision}: {changed}", err=True)


@_signed
@rule.command()
@_claims
def accept(*, claims: tuple[str, ...], by: str, why: str) -> None:
    """The pages do say this."""
    _decide(Order(decision=Decision.ACCEPT, of=claims, why=why), by)


@_signed
@rule.command()
@_claims
def reject(*, claims: tuple[str, ...], by: str, why: str) -> None:
    """The pages do not say this: the machine misread them. It counts no more against others."""
    _decide(Order(decision=Decision.REJECT, of=claims, why=why), by)


@_signed
@rule.command()
@click.argument("claim")
@click.argument("slot", type=click.Choice([s.value for s in Slot]))
@click.argument("value")
def correct(*, claim: str, slot: str, value: str, by: str, why: str) -> None:
    """Put right a slot of a claim; an empty VALUE: the pages do not say."""
    order = Order(
        decision=Decision.CORRECT, of=(claim,), field=Slot(slot), value=value or None, why=why
    )
    _decide(order, by)


@_signed
@rule.command()
@click.argument("things", nargs=-1, required=True, metavar="ID_OR_NAME...")
def merge(*, things: tuple[str, ...], by: str, why: str) -> None:
    """Claims that are one, names of one man or group, pages with one text; the first gives it."""
    _decide(Order(decision=Decision.MERGE, of=things, why=why), by)


@_signed
@rule.command()
@click.argument("thing", metavar="ID_OR_NAME")
@click.option(
    "--out", multiple=True, required=True, help="Words FILE:START-END, a page, or a name."
)
@click.option("--as", "name", metavar="NAME", help="Who it is that goes out, of names.")
def split(*, thing: str, out: tuple[str, ...], name: str | None, by: str, why: str) -> None:
    """Part what is not one: words of a claim, names of an entity, pages of one text."""
    order = Order(decision=Decision.SPLIT, of=(thing,), out=out, value=name, why=why)
    _decide(order, by)


@_signed
@rule.command()
@click.argument("sources", nargs=-1, required=True, metavar="NAME...")
@_within
def same_source(*, sources: tuple[str, ...], within: str | None, by: str, why: str) -> None:
    """Sources that are one origin; NAME@FILE is the one in that page."""
    order = Order(decision=Decision.SAME_SOURCE, of=sources, within=within, why=why)
    _decide(order, by)


@_signed
@rule.command()
@click.argument("sources", nargs=-1, required=True, metavar="NAME...")
@_within
def different_sources(*, sources: tuple[str, ...], within: str | None, by: str, why: str) -> None:
    """Sources that are known to differ, also where both have no name."""
    order = Order(decision=Decision.DIFFERENT_SOURCES, of=sources, within=within, why=why)
    _decide(order, by)


@_signed
@rule.command()
@click.argument("source")
@click.argument("grade", type=click.Choice([g.value for g in Reliability]))
def reliability(*, source: str, grade: str, by: str, why: str) -> None:
    """Grade a source: A completely reliable ... E not; F cannot be judged."""
    _decide(Order(decision=Decision.RELIABILITY, of=(source,), value=grade, why=why), by)


@_signed
@rule.command()
@click.argument("claim")
@click.argument("grade", type=click.Choice([g.value for g in Credibility]))
def credibility(*, claim: str, grade: str, by: str, why: str) -> None:
    """Grade a claim: 1 confirmed ... 5 improbable; 6 cannot be judged."""
    _decide(Order(decision=Decision.CREDIBILITY, of=(claim,), value=grade, why=why), by)


@_signed
@rule.command()
@click.argument("thing", metavar="ID_OR_NAME")
@click.argument("words")
def note(*, thing: str, words: str, by: str, why: str) -> None:
    """Note something about a claim, count, name, page or source."""
    _decide(Order(decision=Decision.NOTE, of=(thing,), value=words, why=why), by)


@_signed
@rule.command()
@click.argument("claim")
@click.argument("reviewer")
def assign(*, claim: str, reviewer: str, by: str, why: str) -> None:
    """Give a claim to a reviewer; of two, neither sees the other's judgement before both ruled."""
    _decide(Order(decision=Decision.ASSIGN, of=(claim,), value=reviewer, why=why), by)


@_signed
@rule.command()
@click.argument("words", nargs=-1, required=True, metavar="NAME_OR_WORDS...")
def redact(*, words: tuple[str, ...], by: str, why: str) -> None:
    """Show a name, or words FILE:START-END, nowhere any more; the evidence is kept."""
    _decide(Order(decision=Decision.REDACT, of=words, why=why), by)


@_signed
@rule.command()
@click.argument("answer")
@click.option("--claim", metavar="CLAIM", help="Which, where several are told in these words.")
def take(*, answer: str, claim: str | None, by: str, why: str) -> None:
    """Make an ANSWER of the reading aid your own (aid CASE --list); it stays named."""
    from wellsourced import aided

    case = Case.open(click.get_current_context().meta["case"])
    for order in aided.take(case, answer, claim=claim):
        _decide(msgspec.structs.replace(order, why=why), by)


@_signed
@rule.command()
@click.argument("ruling")
def undo(*, ruling: str, by: str, why: str) -> None:
    """Undo a ruling, by its number or id; also one that undid another."""
    _decide(Order(decision=Decision.UNDO, of=(ruling,), why=why), by)


@format_options
@rule.command("list")
@click.option("--about", metavar="ID_OR_NAME", help="Only what bears on it.")
@click.option("--reviewer", metavar="NAME", help="With what this one of two has judged.")
def list_(*, about: str | None, reviewer: str | None, form: str | None) -> None:
    """List all rulings, and what became of each; what no longer applies with the reason."""
    case = Case.open(click.get_current_context().meta["case"])
    rows = case.rulings(about=about, reviewer=reviewer)
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(sheet(RulingRow, rows))
    else:
        with paper() as console:
            print_rulings(rows, console)
