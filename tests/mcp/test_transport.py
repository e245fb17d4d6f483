"""The command, driven by the real client: on standard input and output, and by HTTP."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters

from tests.mcp.asked import all_calls, asked, files, listed, within
from wellsourced.app.cli import cli
from wellsourced.case import Case, texts

COMMAND = "from wellsourced.app.cli import main; main()"
THREAD = """Bridge at Havrin falls

September 18, 2009

General Anton Brask said on Thursday that the bridge at Havrin was blown up by rebels.

Comments

Posted by Wilmina Oakes on September 19, 2009 at 10:15 AM
The bridge was blown up by soldiers, my cousin in Havrin told me.

Posted by Peder Lunt on September 19, 2009 at 11:20 AM
Wilmina Oakes is wrong. Two soldiers were killed.
"""


def by_stdio(case: Case, *words: str) -> Client:
    args = ["-c", COMMAND, "mcp", str(case.path), *words]
    return Client(StdioServerParameters(command=sys.executable, args=args))


@pytest.fixture
def address(river: Case) -> Iterator[str]:
    words = [sys.executable, "-c", COMMAND, "mcp", str(river.path), "--http", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        yield line.split()[3]
        process.terminate()
        process.communicate(timeout=30)


def test_on_standard_input_and_by_http_the_answers_are_the_same_and_no_file_changes(
    river: Case, address: str
):
    calls = all_calls(river)
    before = files(river.path)
    own = asked(within(river), *calls)

    assert asked(by_stdio(river), *calls) == own
    assert asked(Client(address), *calls) == own
    after = files(river.path)
    assert {name: after.get(name) for name in before} == before
    assert all("/as-of/" in name for name in after.keys() - before.keys())  # kept, to be quick


def test_all_ways_list_the_same_tools(river: Case, address: str):
    own = listed(within(river))

    assert listed(by_stdio(river)) == own
    assert listed(Client(address)) == own


def test_a_site_in_a_browser_cannot_ask(address: str):
    ask = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    wanted = {"Accept": "application/json, text/event-stream"}

    def status(**headers: str) -> int:
        return httpx.post(address, json=ask, headers={**wanted, **headers}).status_code

    assert status(Host="rebound.example") == 421
    assert status(Origin="http://rebound.example") == 403
    assert status(Host="127.0.0.1:1") == 421


def test_readers_are_named_only_if_that_is_asked_for(tmp_path: Path):
    file = tmp_path / "page.txt"
    file.write_text(THREAD, encoding="utf-8")
    case = Case.create(tmp_path / "case")
    case.add([file], at=datetime(2010, 1, 1, tzinfo=UTC))
    case.run(workers=0)
    assert [d.commenters for d in case.documents()] == [("Peder Lunt", "Wilmina Oakes")]
    (page,) = texts(case).values()
    quote = {"document": page.id, "start": 0, "end": len(page.text)}
    calls = [("claims", {}), ("sources", {}), ("search", {"words": "cousin"}), ("quote", quote)]

    held, named = asked(by_stdio(case), *calls), asked(within(case, withhold=False), *calls)
    assert not any(n in str(held) for n in ("Wilmina", "Peder"))
    assert "Wilmina Oakes" in str(named)
    assert all(isinstance(a, dict) for a in (*held, *named))


def test_where_there_is_no_case_it_says_so(tmp_path: Path):
    done = CliRunner().invoke(cli, ["mcp", str(tmp_path / "none")])

    assert "no case at" in str(done.exception)
