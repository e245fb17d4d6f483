"""The description of the API, and that the API is as it is described, whatever it is asked."""

import shutil
import warnings
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings

from tests.web.within import BASE, ask
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import Desk, Rules
from wellsourced.app.access.passes import Passes
from wellsourced.app.access.roles import Role, Scope
from wellsourced.app.api.examples import examples
from wellsourced.app.api.openapi import document
from wellsourced.app.api.routes import ROUTES, Rows
from wellsourced.app.web.site import site
from wellsourced.case import Case

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of starlette's, about the client it is tested with
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import load_all_checks

    load_all_checks()
    DESCRIBED = schemathesis.openapi.from_dict(msgspec.json.decode(document(secured=False)))
    OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations()]

NOW = datetime(2010, 1, 1, tzinfo=UTC)
EACH = 8  # questions an address and a kind of question
CAREFUL = settings(
    max_examples=EACH,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the example that may be ruled on."""
    return Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("api") / "own"))


@pytest.fixture(scope="module")
def app(own: Case) -> FastAPI:
    return site(own, user="Ada")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: o.label)
def test_every_answer_is_as_it_is_described(
    operation: schemathesis.APIOperation, mode: GenerationMode, app: FastAPI
) -> None:
    @CAREFUL
    @given(operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(app=app, base_url=BASE)

    holds()


def test_no_address_is_left_out() -> None:
    described = set(msgspec.json.decode(document(secured=False))["paths"])

    assert len(OPERATIONS) == len(described) == len(ROUTES) + 2


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: r.verb)
def test_the_examples_are_records(route: Rows) -> None:
    answer = msgspec.json.decode(examples()[route.verb].answer)

    rows = answer["items"] if isinstance(route, Rows) else [answer]
    assert rows
    for row in rows:
        msgspec.convert(row, route.gives[0], strict=False)


def test_the_description_tells_of_tokens_where_there_are_accounts(
    example: Case, tmp_path: Path
) -> None:
    own = Case.open(shutil.copytree(example.path, tmp_path / "own"))
    before = ask(site(own), "/api/v1/openapi.json").json()
    accounts = Accounts(own.path)
    accounts.add("ada", Role.VIEWER, None, at=NOW)
    token = Passes(accounts).issue("ada", [Scope.READ], now=NOW, days=1)
    desk = Desk(accounts, Rules(), now=lambda: NOW)
    after = ask(
        site(own, desk=desk), "/api/v1/openapi.json", headers={"Authorization": f"Bearer {token}"}
    ).json()

    assert "securitySchemes" not in before["components"]
    assert after["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert all(
        p["security"] == [{"token": []}] for ways in after["paths"].values() for p in ways.values()
    )
