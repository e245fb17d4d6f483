"""One question to a language model, by the interface that most servers of such have (OpenAI's).

The address is the user's own, so it may be on this machine; nothing is followed elsewhere.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from wellsourced.errors import InputError, WellsourcedError

_LARGEST = 256 * 1024  # bytes of an answer
_PIECE = 16 * 1024
_AGAIN = frozenset({408, 429, 500, 502, 503, 504})


class UnansweredError(WellsourcedError):
    """No answer came; `again`: another try may bring one."""

    def __init__(self, problem: str, *, again: bool = True) -> None:
        super().__init__(problem)
        self.again = again


class Speaker(Protocol):
    """What gives the words of a model for messages, written as JSON."""

    def __call__(self, messages: str) -> str:
        """Give the words; raises UnansweredError."""
        ...


class Completion(Struct, frozen=True, kw_only=True):
    """A server of a model. `seconds` is how long one try may take, `clock` counts them."""

    address: str
    model: str
    key: str
    seconds: float
    tries: int
    clock: Callable[[], float]
    pause: Callable[[float], None]

    def __call__(self, messages: str) -> str:
        """Give the words of the model; raises UnansweredError after the last try."""
        body = {
            "model": self.model,
            "messages": msgspec.Raw(messages.encode()),
            "temperature": 0,
            "max_tokens": 400,
            "response_format": {"type": "json_object"},
        }
        for left in reversed(range(self.tries)):
            try:
                return _words(self._once(msgspec.json.encode(body)))
            except UnansweredError as error:
                if not (left and error.again):
                    raise
                self.pause(1.0)
        raise UnansweredError("it was asked no time")

    def _once(self, body: bytes) -> bytes:
        end = self.clock() + self.seconds
        line = self._line()
        headers = {"Content-Type": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        path = f"{urlsplit(self.address).path.rstrip('/')}/chat/completions"
        try:
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            content = self._read(answer, line.sock, end)
        except TimeoutError:
            raise UnansweredError(f"no answer within {self.seconds:g} seconds") from None
        except (OSError, http.client.HTTPException) as error:
            raise UnansweredError(f"{type(error).__name__}: no answer could be had") from error
        finally:
            line.close()
        if answer.status != 200:
            again = answer.status in _AGAIN
            raise UnansweredError(f"the server answers {answer.status}", again=again)
        return content

    def _line(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{self.address!r} is no address", hint="http://HOST:PORT/v1")
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.seconds)
        return http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=self.seconds, context=ssl.create_default_context()
        )

    def _read(
        self, answer: http.client.HTTPResponse, line: socket.socket | None, end: float
    ) -> bytes:
        """Read an answer as long as there is time for all of it."""
        content = bytearray()
        while True:
            left = end - self.clock()
            if left <= 0:
                raise TimeoutError
            if line is not None:
                line.settimeout(left)
            piece = answer.read1(_PIECE)
            if not piece:
                return bytes(content)
            content += piece
            if len(content) > _LARGEST:
                raise UnansweredError("the answer is too large", again=False)


class _Message(Struct, frozen=True):
    content: str


class _Choice(Struct, frozen=True):
    message: _Message


class _Told(Struct, frozen=True):
    choices: tuple[_Choice, ...]


def _words(content: bytes) -> str:
    """The words in an answer; nothing of it is taken on trust."""
    try:
        return msgspec.json.decode(content, type=_Told).choices[0].message.content
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
        raise UnansweredError("the server answers in another form", again=False) from error
