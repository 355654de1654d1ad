"""A LibreTranslate for tests: a local HTTP server that speaks its API, counts, and fails when told to.

    with libretranslate_server() as server:
        ...  # point an engine, or a bwise in a subprocess, to server.url
    assert server.translations[0]["q"] == ["Ask first."]

Texts come back as `shouted(text)`: in capitals, tokens as they are. What goes wrong is said in `server`:

    server.queue += [429, 503, "html", "short", "drop", "hang up", …]    # with the next requests to translate, one each
    server.key = "secret"               # it wants this key
    server.char_limit = 100             # characters of a text
    server.batch_limit = 3              # texts of a request
"""

import contextlib
import json
import threading
import time
from collections import deque
from contextlib import AbstractContextManager
from typing import Any

from .local_http import Handler, serving

LANGUAGES = ("en", "bg", "de", "el", "es", "fr", "it", "lv", "nl", "pl", "pt-BR", "ro", "sl")
MESSAGES = {429: "Slowdown: 20 per 1 minute", 403: "Invalid API key", 500: "Cannot translate text: oh"}


def shouted(text: str) -> str:
    """What the server makes of a text."""
    return text.upper()


class LibreTranslateServer:
    """The state of the server; `libretranslate_server()` makes one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = ""
        self.char_limit = -1
        self.batch_limit = -1
        self.languages: Any = [{"code": code, "name": code, "targets": list(LANGUAGES)} for code in LANGUAGES]
        self.queue: deque[int | str] = deque()
        self.everywhere: int | str | None = None
        self.said = ""
        self.answers: dict[str, Any] = {}
        self.location = "http://127.0.0.1:9/translate"
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self._lock = threading.Lock()

    @property
    def translations(self) -> list[dict[str, Any]]:
        """The bodies of the requests to translate, whatever became of them."""
        return [body for path, body in self.requests if path == "/translate"]

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, Any, str]:
        """Status, JSON and fault with which a request is answered."""
        with self._lock:
            self.requests.append((path, body))
            fault = self.everywhere
            if fault is None and path == "/translate" and self.queue:
                fault = self.queue.popleft()
        if isinstance(fault, int):
            return fault, {"error": self.said or MESSAGES.get(fault, "as told")}, ""
        if path == "/languages":
            return 200, self.languages, fault or ""
        if path != "/translate":
            return 404, {"error": "Not found"}, ""
        return *self._translate(body), fault or ""

    def _translate(self, body: dict[str, Any]) -> tuple[int, Any]:
        if self.key and not body.get("api_key"):
            return 400, {"error": "Visit https://portal.example.org to get an API key"}
        if self.key and body["api_key"] != self.key:
            return 403, {"error": f"Invalid API key {body['api_key']}"}
        texts = body["q"]
        if -1 < self.batch_limit < len(texts):
            said = f"request ({len(texts)}) exceeds text limit ({self.batch_limit})"
            return 400, {"error": f"Invalid request: {said}"}
        longest = max(map(len, texts))
        if -1 < self.char_limit < longest:
            return 400, {"error": f"Invalid request: request ({longest}) exceeds text limit ({self.char_limit})"}
        if body["target"] not in LANGUAGES:
            return 400, {"error": f"{body['target']} is not supported"}
        return 200, {"translatedText": [self.answers.get(text, shouted(text)) for text in texts]}


class _Handler(Handler):
    state: LibreTranslateServer

    def _serve(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, value, fault = self.state.answer(self.path, json.loads(data) if data else {})
        if fault == "hang up":
            self.close_connection = True
            return
        if fault == "slow":
            time.sleep(0.5)
        if fault == "short":
            value["translatedText"] = value["translatedText"][:-1]
        payload = json.dumps(value).encode("utf-8")
        if fault in ("html", "deep"):
            payload = b"<html>Please log in</html>" if fault == "html" else b"[" * 100_000
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.state.location)
        self.send_header("Content-Length", str(1 << 40 if fault == "endless" else len(payload)))
        self.end_headers()
        if fault == "endless":
            self._pour()
        if fault == "drop":
            payload, self.close_connection = payload[: len(payload) // 2], True
        self.wfile.write(payload)

    def _pour(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            for _ in range(64):
                self.wfile.write(b" " * (1 << 20))

    do_GET = do_POST = _serve  # noqa: N815 -- names that http.server calls


def libretranslate_server() -> AbstractContextManager[LibreTranslateServer]:
    """A server on a free port of this machine, for as long as the `with` lasts."""
    return serving(_Handler, LibreTranslateServer)
