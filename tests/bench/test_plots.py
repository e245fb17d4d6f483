from xml.etree import ElementTree

import plots
from plots import FOLDER


def test_the_plots_are_those_of_the_figures() -> None:
    for name, made in plots.plots().items():
        assert (FOLDER / name).read_text() == made, f"{name}: run python bench/plots.py"


def test_the_same_figures_give_the_same_bytes() -> None:
    assert plots.plots() == plots.plots()


def test_a_plot_is_whole_and_says_what_it_is() -> None:
    for made in plots.plots().values():
        picture = ElementTree.fromstring(made)
        assert picture.find("{http://www.w3.org/2000/svg}title") is not None


def test_a_figure_below_its_bar_says_so_in_words() -> None:
    row = {"task": "dates", "ours": 0.4, "interval": None, "rival": None, "bar": 0.5}
    row |= {"less": False, "earlier": False}
    assert "below it" in plots.quality([row])
    assert "below it" not in plots.quality([row | {"ours": 0.5}])


def test_a_rival_that_was_not_run_has_no_cpu() -> None:
    row = {"task": "dates", "data": "time/x.dev", "documents": 3, "quality": 0.5, "bar": 0.5}
    made = plots.rivals([row | {"system": "other", "cpu": None, "note": ""}])
    assert "not run here" in made.split("</text>")[-2]
