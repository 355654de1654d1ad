"""HTTP servers for tests, on this machine, for as long as a `with` lasts."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

State = TypeVar("State")


class Handler(BaseHTTPRequestHandler):
    """Answers requests from its `state`, and says nothing else."""

    protocol_version = "HTTP/1.1"
    state: Any

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no fault of the server."""


@contextlib.contextmanager
def serving(handler: type[Handler], make: Callable[[str], State]) -> Iterator[State]:
    """The state that `make` makes of the address of a server, whose requests a `handler` with that state answers."""
    bound: Any = type("Bound", (handler,), {})
    httpd = _Server(("127.0.0.1", 0), bound)
    state = bound.state = make(f"http://127.0.0.1:{httpd.server_address[1]}")
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
