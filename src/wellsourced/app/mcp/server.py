"""The server: tools that only read, answered by a case; nothing of a page is ever in their words.

The list of tools, their descriptions and the standing instructions are made of our words alone,
before a page is looked at: no page can change them.
"""

from typing import TypeVar

import anyio
import mcp_types as types
import msgspec
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError

from wellsourced import __version__
from wellsourced.app.api.answers import OutdatedError
from wellsourced.app.api.question import WrongQuestionError
from wellsourced.app.mcp.answers import Answer
from wellsourced.app.mcp.asking import Desk
from wellsourced.app.mcp.fenced import NOTE, fence, text
from wellsourced.app.mcp.told import sheet
from wellsourced.app.mcp.tools import TOOLS, Given, Tool, schema
from wellsourced.app.web.serving import Site
from wellsourced.errors import InputError, StoreError, WellsourcedError

LARGEST = 400_000  # characters of one answer
_SAYS = (
    "A sourced record of contested news: who says what happened, through whom, on how many "
    "independent origins it rests, who denies it. All tools only read. "
)
_TEMPLATES = (
    ("claim", "wellsourced://claims/{id}", "One claim with its first tellings, as JSON."),
    ("page", "wellsourced://pages/{id}", "One page as it was read, as JSON."),
)
_KINDS = (
    (OutdatedError, "outdated"),
    (WrongQuestionError, "wrong-question"),
    (StoreError, "case"),
)
_JSON = "application/json"
_BY_NAME = {tool.name: tool for tool in TOOLS}
Context = TypeVar("Context")


def server(site: Site) -> Server[dict[str, object]]:
    """Give the server that answers from a case."""

    async def tools(_: Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[*map(_described, TOOLS)])

    async def call(_: Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = _BY_NAME.get(asked.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, "there is no such tool")
        return await anyio.to_thread.run_sync(_called, site, tool, asked.arguments or {})

    async def resources(
        _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[])

    async def templates(
        _: Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(name=n, uri_template=u, description=d, mime_type=_JSON)
                for n, u, d in _TEMPLATES
            ]
        )

    async def read(_: Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await anyio.to_thread.run_sync(_read, site, str(asked.uri))

    return Server(
        "wellsourced",
        version=__version__,
        title="wellsourced",
        instructions=_SAYS + NOTE,
        on_list_tools=tools,
        on_call_tool=call,
        on_list_resources=resources,
        on_list_resource_templates=templates,
        on_read_resource=read,
    )


def _described(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.says,
        input_schema=schema(tool.takes),
        output_schema=schema(tool.gives),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _called(site: Site, tool: Tool, given: Given) -> types.CallToolResult:
    """Answer, or say what is wrong in a way that the assistant can put right."""
    try:
        told = _answer(site, tool, given)
        words = text(told)
        if len(words) > LARGEST:
            raise InputError("this answer is too large", hint="ask for fewer rows with `limit`")
    except WellsourcedError as error:
        return types.CallToolResult(content=[_text(_wrong(error))], is_error=True)
    whole = msgspec.json.decode(msgspec.json.encode(told))
    return types.CallToolResult(content=[_text(words)], structured_content=whole)


def _answer(site: Site, tool: Tool, given: Given) -> Answer:
    with site.turn:
        return tool.answer(Desk(site), given)


def _read(site: Site, address: str) -> types.ReadResourceResult:
    """Read a claim or a page by its address."""
    kind, _, name = address.removeprefix("wellsourced://").partition("/")
    try:
        if kind == "claims":
            told = _answer(site, _BY_NAME["claim"], {"id": name})
        elif kind == "pages":
            with site.turn:
                told = sheet(Desk(site), name)
        else:
            raise InputError("there is nothing at this address")
    except WellsourcedError as error:
        raise MCPError(types.INVALID_PARAMS, _wrong(error)) from error
    content = types.TextResourceContents(uri=address, mime_type=_JSON, text=text(told))
    return types.ReadResourceResult(contents=[content])


def _wrong(error: WellsourcedError) -> str:
    """Tell what is wrong; what an error quotes may be a page's, so it is fenced as well."""
    kind = next((k for e, k in _KINDS if isinstance(error, e)), "not-found")
    return text({"error": kind, "told": fence(str(error)), "note": NOTE})


def _text(words: str) -> types.TextContent:
    return types.TextContent(type="text", text=words)
