import argparse
import json
from pathlib import Path

import floors
import pytest
import quality
from floors import Floor, Measured
from hypothesis import given
from hypothesis import strategies as st
from tasks import TASKS

names = st.sampled_from(["dates", "places", "counts"])
figures = st.floats(0, 1).map(lambda x: round(x, 3))
kept = st.dictionaries(names, st.builds(Floor, figures, st.just("g")))
today = st.lists(
    st.builds(Measured, names, figures, st.just("g"), st.just(value=False)),
    unique_by=lambda m: m.name,
    max_size=3,
)


@given(kept, today)
def test_raising_lowers_no_floor(held: dict[str, Floor], now: list[Measured]) -> None:
    after = floors.raised(now, held)
    assert all(after[name].figure >= floor.figure for name, floor in held.items())


@given(kept, today)
def test_after_raising_and_lowering_all_figures_hold(
    held: dict[str, Floor], now: list[Measured]
) -> None:
    fallen, _ = floors.lowered(now, floors.raised(now, held), "a rule was wrong")
    assert not [w for m in now if (w := floors.complaint(m, fallen.get(m.name)))]


def test_a_floor_on_other_gold_is_not_raised_by_the_way() -> None:
    held = {"dates": Floor(0.5, "old")}
    assert floors.raised([Measured("dates", 0.9, "new")], held) == held


def test_a_fall_is_told_in_the_changelog(tmp_path: Path) -> None:
    _, told = floors.lowered([Measured("dates", 0.7, "g")], {"dates": Floor(0.8, "g")}, "honesty")
    path = floors.tell(told, tmp_path)
    assert path.name.endswith(".changed.md")
    assert path.read_text() == "The floor of dates goes from 0.800 to 0.700: honesty.\n"


def test_floors_are_kept_as_they_were_read(tmp_path: Path) -> None:
    floors.write({"b": Floor(0.5, "g"), "a": Floor(0.4, "g")}, tmp_path / "f.json")
    assert floors.read(tmp_path / "f.json") == {"a": Floor(0.4, "g"), "b": Floor(0.5, "g")}
    assert not floors.read(tmp_path / "none.json")


def test_the_digest_sees_each_byte_and_no_order(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("one")
    b.write_text("two")
    before = floors.digest([a, b])
    assert floors.digest([b, a]) == before
    b.write_text("too")
    assert floors.digest([a, b]) != before


def test_every_task_has_a_floor_and_every_floor_a_task() -> None:
    assert set(floors.read()) == {t.name for t in TASKS}


def test_no_kept_figure_is_below_its_floor() -> None:
    held = floors.read()
    for row in json.loads((floors.ROOT / "bench" / "figures.json").read_text()):
        floor = held[row["task"]]
        now = Measured(row["task"], row["ours"], floor.gold, row["less"])
        assert floors.complaint(now, floor) is None


@pytest.mark.shared
def test_the_floors_were_set_on_the_gold_that_lies_here(shared: Path) -> None:
    assert (shared / "bench").is_dir()
    held = floors.read()
    assert [t.name for t in TASKS if quality._gold(t) != held[t.name].gold] == []


def test_a_figure_below_its_floor_ends_the_check_with_one() -> None:
    asked = argparse.Namespace(floors=True, allow_regression=None, **{"raise": False})
    name, floor = next(iter(floors.read().items()))
    assert quality._held([Measured(name, floor.figure, floor.gold)], asked) == 0
    assert quality._held([Measured(name, floor.figure - 0.01, floor.gold)], asked) == 1
