"""Which engine runs a case: asked for, set, unknown, or not installed."""

import sys
from pathlib import Path

import pytest

from wellsourced.config import By, Running, Settings
from wellsourced.errors import PluginError, SettingsError
from wellsourced.flow.engines import engine_of
from wellsourced.flow.engines.local import LocalEngine

HERE = Path("case")


def test_without_a_word_about_it_pages_are_read_on_this_machine():
    assert engine_of(Settings(), By(), HERE) == LocalEngine()


def test_options_of_the_settings_hold_unless_others_are_asked_for():
    settings = Settings(engines={"local": {"workers": 3, "seconds": 20}})

    assert engine_of(settings, By(), HERE) == LocalEngine(workers=3, seconds=20.0)
    assert engine_of(settings, By(workers=1), HERE) == LocalEngine(workers=1, seconds=20.0)


def test_an_engine_that_nobody_has_is_named_with_those_there_are():
    with pytest.raises(
        PluginError, match=r"no plug-in named 'steam'.*there are: local, ray, spark"
    ):
        engine_of(Settings(run=Running(engine="steam")), By(), HERE)


def test_an_engine_that_is_not_installed_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "wellsourced.flow.engines.ray", raising=False)

    with pytest.raises(PluginError, match=r"pip install 'wellsourced\[ray\]'"):
        engine_of(Settings(), By(engine="ray"), HERE)


def test_an_option_that_an_engine_does_not_have_is_refused():
    with pytest.raises(
        SettingsError, match=r"'local' takes no address .it takes: workers, seconds"
    ):
        engine_of(Settings(), By(address="10.0.0.1:6379"), HERE)
    with pytest.raises(SettingsError, match=r"\[engines.local\] Expected `int | null`"):
        engine_of(Settings(engines={"local": {"workers": "many"}}), By(), HERE)


def test_by_what_a_case_is_run_makes_no_difference_to_what_is_read():
    plain = Settings()
    other = Settings(run=Running(engine="ray"), engines={"ray": {"address": "auto"}})

    assert plain.digest() == other.digest()
    assert isinstance(hash(other), int)
