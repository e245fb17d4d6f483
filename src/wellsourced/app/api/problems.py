"""What went wrong, as RFC 9457 has it, with what to do about it."""

from http import HTTPStatus

import msgspec
from msgspec import Struct
from starlette.responses import Response

MEDIA = "application/problem+json"
KINDS = {
    400: ("bad-request", "a word of the address, or the body, is not what is asked for"),
    401: ("not-signed-in", "the case has accounts, and the question shows none"),
    403: ("not-allowed", "the account or token may not do that, or a page of another site asked"),
    404: ("not-found", "there is no such address, or nothing of that id or name in the record"),
    405: ("wrong-method", "the address is there, but takes other methods (see Allow)"),
    409: ("conflict", "the record is not there, or another than the cursor or the ruling is for"),
    413: ("too-large", "the body is longer than 64 kB"),
    415: ("wrong-media-type", "the body is no application/json"),
    421: ("wrong-host", "this is not served under that name"),
    429: ("too-many-tries", "wait as long as Retry-After says"),
}


class Problem(Struct, frozen=True, kw_only=True):
    """What went wrong. `type`: which kind, told of at that address; `hint`: what to do."""

    type: str
    title: str
    status: int
    detail: str
    hint: str = ""


def problem(status: HTTPStatus, detail: str, hint: str = "", kind: str = "") -> Response:
    """Give the answer that tells what went wrong."""
    known = KINDS.get(int(status), ("", ""))[0]
    told = Problem(
        type=f"/api#problem-{kind or known}" if kind or known else "about:blank",
        title=status.phrase,
        status=int(status),
        detail=detail,
        hint=hint,
    )
    return Response(msgspec.json.encode(told), int(status), media_type=MEDIA)
