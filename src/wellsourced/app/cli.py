"""The command line: one command a case verb; a command's module is imported when it is called."""

import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword

import click
from click.shell_completion import get_completion_class

from wellsourced import __version__
from wellsourced.errors import WellsourcedError

# name -> (module of wellsourced.app, what --help lists)
_COMMANDS = {
    "demo": ("build", "Build the shipped example and show what it holds."),
    "add": ("build", "Put pages into a case; originals are kept and hashed."),
    "import": ("imports", "Bring in what other tools hold: names, places, events."),
    "imports": ("imports", "List what was imported, and take it out again."),
    "run": ("build", "Read and mark what is new, link and weigh all."),
    "claims": ("ask", "List what is claimed, by whom, and how it stands."),
    "show": ("show", "Show one claim, count, entity or document with its words."),
    "why": ("why", "Explain why a claim, count, name, date or copy is as it is."),
    "dossier": ("dossier", "Gather what there is about a person, group, place or source."),
    "timeline": ("ask", "List the claims in the order of the days they speak of."),
    "tallies": ("ask", "List the counts: low, best and high, and what does not add up."),
    "incidents": ("incidents", "List what happened, when, where, and how many it cost."),
    "sources": ("ask", "Rank the origins by what rests on them."),
    "graph": ("graph", "Draw who passes on whom, with counts of claims."),
    "hypotheses": ("hypotheses", "Weigh rival accounts against the claims."),
    "documents": ("ask", "List the pages, and those that could not be read."),
    "checks": ("ask", "List the sums and dates that were checked."),
    "brief": ("brief", "Write a sourced brief: HTML, Markdown, Word or PDF."),
    "lint": ("brief", "Look through a brief for words of likelihood outside ICD 203."),
    "serve": ("serve", "Show the case in the browser."),
    "mcp": ("mcp.command", "Let assistants that speak MCP ask the case."),
    "aid": ("aid", "Ask a language model about marks in doubt; off by default."),
    "accounts": ("accounts", "Say who may enter where a case is served to others."),
    "review": ("review", "List what to look at first, and why."),
    "rule": ("rule", "Decide: accept, reject, correct, merge, split, grade, redact, undo."),
    "export": ("export", "Write the record in the formats of other tools."),
    "publish": ("archive", "Put the record into an object store, for others to fetch."),
    "fetch": ("archive", "Fetch a record that was published, to ask it here."),
    "verify": ("integrity", "Re-read every span and re-derive every hash."),
    "head": ("integrity", "Print the line that stands for the whole case, to be kept elsewhere."),
    "settings": ("build", "Print the settings that are in force."),
    "doctor": ("integrity", "Look whether everything that is needed is there."),
    "read": ("read", "Pages to text and parts, without a case."),
    "mark": ("mark", "Text to marks, without a case."),
    "reuse": ("reuse", "Texts to what they copy from each other, without a case."),
}


class _Commands(click.Group):
    """The commands, in the order in which one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(f"wellsourced.app.{_COMMANDS[cmd_name][0]}")
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, words) for name, (_, words) in _COMMANDS.items()]
        rows += [
            (name, command.get_short_help_str(90))
            for name, command in sorted(self.commands.items())
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wellsourced")
def cli() -> None:
    """Turn pages of contested news into a sourced record.

    Who says what happened, how they know, how many independent sources stand behind it, who
    denies it, and which numbers do not add up; every answer shows the words it rests on.

    \b
    Example:
      wellsourced demo
      wellsourced add my-case pages/ && wellsourced run my-case
      wellsourced claims my-case --about "River Guard"
    """


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Example:
      wellsourced completion bash > ~/.local/share/bash-completion/completions/wellsourced
    """
    kind = get_completion_class(shell)
    assert kind
    click.echo(kind(cli, {}, "wellsourced", "_WELLSOURCED_COMPLETE").source())


def main() -> None:
    """Run the command line; errors that the user can put right end with one line and a code."""
    gc.set_threshold(100_000, 20, 100)  # records hold no rings; looking for them costs a sixth
    try:
        cli.main(prog_name="wellsourced", standalone_mode=True)
    except WellsourcedError as error:
        click.echo(f"wellsourced: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is wrong, and nobody listens.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except OSError as error:
        if error.filename is None:
            raise
        hint = "look whether it is there, and whether you may read and write it"
        click.echo(f"wellsourced: {error.filename}: {error.strerror} ({hint})", err=True)
        sys.exit(WellsourcedError.exit_code)


if __name__ == "__main__":
    main()
