"""A server on loopback that speaks as a language model does, from recorded answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW = "slow"
BROKEN = "broken"
STRANGE = "strange"
ENDLESS = "endless"
BY_HALVES = "by halves"


class Recorded(ThreadingHTTPServer):
    """Answers by the mark that is asked about; `asked` is all that it was sent."""

    daemon_threads = True

    def __init__(self, answers: dict[str, list[str]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = {mark: list(said) for mark, said in answers.items()}
        self.asked: list[dict] = []
        self.keys: list[str | None] = []
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Recorded

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization"))
        mark = json.loads(body["messages"][1]["content"])["mark"]
        said = self.server.answers.get(mark, ['{"quote": null, "value": null}'])
        words = said.pop(0) if len(said) > 1 else said[0]
        if self.path != "/v1/chat/completions":
            self.send_error(404)
        elif words == BROKEN:
            self.send_error(500)
        elif words == SLOW:
            self.server.over.wait(20)
        elif words == BY_HALVES:
            self._headed(10_000)
            while not self.server.over.wait(0.05):
                self.wfile.write(b" ")
        elif words == ENDLESS:
            self._told(b"x" * 400_000)
        elif words == STRANGE:
            self._told(b'{"choices": []}')
        else:
            self._told(json.dumps({"choices": [{"message": {"content": words}}]}).encode())

    def _told(self, content: bytes) -> None:
        self._headed(len(content))
        self.wfile.write(content)

    def _headed(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            return  # who asked has gone

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def speaking(answers: dict[str, list[str]]) -> Iterator[Recorded]:
    server = Recorded(answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
