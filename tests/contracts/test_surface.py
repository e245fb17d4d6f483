"""What others may rely on: public names, commands and verbs, and that the docs know them all."""

import re
from pathlib import Path

import pytest

import wellsourced
from wellsourced import plugins
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.config import Actor, Hypothesis, Outlet, OwnPlace, Rule, Settings
from wellsourced.errors import PluginError
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.model import Engine, Layer

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
COMMANDS = sorted(cli.list_commands(None))
NOT_VERBS = {
    "aid",
    "completion",
    "demo",
    "lint",
    "mark",
    "mcp",
    "read",
    "serve",
}  # a shell's, the example's, pipes
NOT_VERBS |= {"accounts"}  # of the app alone: who may enter is no part of the record
NOT_VERBS |= {"import", "imports"}  # functions of wellsourced.imports, beside the case
NOT_COMMANDS = {
    "create",
    "open",
    "settle",
    "table",
    "entities",
    "nearest",
    "claim",
    "days",
    "history",
    "page",
    "places",
    "renew",
    "tally",
}
NOT_COMMANDS |= {"seen", "lens", "undo", "rulings", "agreement"}  # by rule, review, options
NOT_COMMANDS |= {"decided", "changes"}  # on the screens of `serve`
NOT_COMMANDS |= {"adopt"}  # by import


def test_the_public_names_are_few():
    assert wellsourced.__all__ == sorted(wellsourced.__all__) == ["Case", "WellsourcedError"]
    assert wellsourced.Case is Case
    with pytest.raises(AttributeError):
        wellsourced.nothing  # noqa: B018


def test_each_command_is_a_verb_of_the_case():
    verbs = {n for n in dir(Case) if not n.startswith("_")}

    assert set(COMMANDS) - NOT_VERBS == verbs - NOT_COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_what_it_does_with_an_example(name):
    text = cli.get_command(None, name).help

    assert "Example:" in text
    assert f"wellsourced {name}" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_docs_name_each_command(name):
    assert f"wellsourced {name}" in (REFERENCE / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("layer", Layer)
def test_the_docs_name_each_layer_of_the_pipe(layer):
    assert f"`{layer}`" in (REFERENCE / "pipe.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", [Settings, Actor, OwnPlace, Outlet, Hypothesis, Rule], ids=lambda k: k.__name__
)
def test_the_docs_name_each_setting(kind):
    words = (REFERENCE / "settings.md").read_text(encoding="utf-8")

    assert [f for f in kind.__struct_fields__ if f"`{f}`" not in words] == []


def test_our_plug_ins_keep_their_ports():
    engine: Engine = plugins.load("engines", "local", LocalEngine)()

    assert engine == LocalEngine()
    with pytest.raises(PluginError, match="there are: local, ray"):
        plugins.load("engines", "steam", LocalEngine)


def test_no_import_is_hidden_behind_type_checking():
    files = (ROOT / "src").rglob("*.py")

    assert [f for f in files if re.search(r"\bTYPE_CHECKING\b", f.read_text("utf-8"))] == []
