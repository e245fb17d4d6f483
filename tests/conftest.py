"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# No clock decides whether a test passes; where CI is set, Hypothesis always draws the same.
settings.register_profile("suite", parent=settings(), deadline=None)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data that lie beside the project; without them the test is skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the development data do not lie beside the project (../shared)")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> list[Path]:
    """The five founding pages."""
    return sorted((shared / "seeds").glob("*.txt"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are written anew on request; then read the diff like prose."""
    parser.addoption("--golden-update", action="store_true", help="write the golden files anew")
