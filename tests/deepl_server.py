"""A DeepL for tests: a local HTTP server that speaks its v2 and v3 endpoints, counts, and fails when told to.

    with deepl_server() as server:
        ...  # point the real client, or a bwise in a subprocess, to server.url with server.key
    assert server.billed == 120             # characters, as DeepL counts: no tags, no context
    assert [each.texts for each in server.translations] == [["Ask first."]]

What is translated comes back as `pseudo(text)` of `deepl_answers.py`, or as `server.answers[text]` says. A fault for
the next requests to translate goes into `server.faults.queue`, one that stays is a field of `server.faults`:

    server.faults.queue += [429, 429]       # a status: any of 403 413 429 456 500 503 …
    server.faults.queue += ["html", "short", "empty", "unbilled", "drop", "hang up"]
    server.faults.everywhere = 503          # for requests of every kind, not only to translate; or "html"
    server.faults.quota = 5_000             # 456 for whatever would pass it
    server.faults.tags["HR"] = "moved"      # or lost, doubled, renamed; for all languages: tags["*"]; tokens likewise
    server.faults.delay = 0.5               # seconds before each answer
    server.before_answer = lambda request: process.kill()   # called when it is billed, and not answered yet
"""

import json
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .deepl_answers import NotXmlError, pseudo, pseudo_xml, spoilt_tokens, words_of
from .deepl_glossaries import Glossaries, RefusedRequestError
from .deepl_languages import LANGUAGES, glossary_languages, target_languages, text_languages
from .deepl_requests import Faults, Request
from .local_http import Handler, serving

KEY = "0f6c2a4e-test-4b1d-9c37-5a1e8d20b7f4:fx"
MAX_BODY = 128 * 1024
MAX_TEXTS = 50


class DeepLServer:
    """The state of the server; `deepl_server()` makes one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = KEY
        self.faults = Faults()
        self.answers: dict[str, str] = {}
        self.languages = {code: set(features) for code, features in LANGUAGES.items()}
        self.glossaries = Glossaries(self.languages)
        self.requests: list[Request] = []
        self.billed = 0
        self.used_before = 0
        self.before_answer: Callable[[Request], None] = lambda request: None
        self._lock = threading.Lock()

    @property
    def translations(self) -> list[Request]:
        """The requests to translate, whatever became of them."""
        return [request for request in self.requests if request.path == "/v2/translate"]

    @property
    def sent(self) -> int:
        """Characters of all requests to translate, answered or not, tags included."""
        return sum(len(text) for request in self.translations for text in request.texts)

    def answer(self, request: Request) -> tuple[int, Any, str]:
        """Status, JSON and fault with which a request is answered."""
        time.sleep(self.faults.delay)
        with self._lock:
            self.requests.append(request)
            status, value, fault = self._decide(request)
            request.status = fault or status
        if status == 200 and request.path == "/v2/translate":
            self.before_answer(request)
        return status, value, fault

    def _decide(self, request: Request) -> tuple[int, Any, str]:
        if request.headers.get("authorization") != f"DeepL-Auth-Key {self.key}":
            return 403, {"message": f"Forbidden for {request.headers.get('authorization')}"}, ""
        fault = self.faults.everywhere
        if fault is None and request.path == "/v2/translate":
            fault = self._next_fault()
        if isinstance(fault, int):
            return fault, {"message": "as told"}, ""
        if fault == "html":
            return 200, None, fault
        try:
            return 200, self._spoil(self._route(request), fault), fault or ""
        except RefusedRequestError as error:
            return error.status, {"message": str(error)}, ""
        except NotXmlError:
            return 400, {"message": "Tag handling parsing failed, please check input."}, ""

    def _next_fault(self) -> int | str | None:
        return self.faults.queue.popleft() if self.faults.queue else self.faults.always

    @staticmethod
    def _spoil(value: Any, fault: str | None) -> Any:
        if fault == "short":
            del value["translations"][-1]
        elif fault == "empty":
            value["translations"][0]["text"] = ""
        elif fault == "unbilled":
            for translation in value["translations"]:
                del translation["billed_characters"]
        return value

    def _route(self, request: Request) -> Any:
        url = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()} | request.body
        match request.method, url.path.strip("/").split("/"):
            case "POST", ["v2", "translate"]:
                return self._translate(request)
            case "GET", ["v2", "usage"]:
                limit = self.faults.quota or 500_000
                return {"character_count": self.used_before + self.billed, "character_limit": limit}
            case "GET", ["v2", "languages"]:
                return target_languages(self.languages)
            case "GET", ["v3", "languages"]:
                if query.get("resource") == "glossary":
                    return glossary_languages(self.languages)
                return text_languages(self.languages)
            case method, ["v3", "glossaries", *rest]:
                return self.glossaries.answer(method, rest, query)
        raise RefusedRequestError(404, "Not found")

    def _translate(self, request: Request) -> Any:
        body, texts = request.body, request.texts
        if request.octets > MAX_BODY:
            raise RefusedRequestError(413, "Request Entity Too Large")
        if not texts or len(texts) > MAX_TEXTS:
            raise RefusedRequestError(400, f"from 1 to {MAX_TEXTS} texts, not {len(texts)}")
        target = body["target_lang"]
        features = {code.upper(): features for code, features in self.languages.items()}.get(target)
        if features is None:
            raise RefusedRequestError(400, "Value for 'target_lang' not supported.")
        if body.get("formality") in ("more", "less") and "formality" not in features:
            raise RefusedRequestError(400, "'formality' is not supported for given 'target_lang'.")
        terms = self.glossaries.terms(body["glossary_id"], body, features) if "glossary_id" in body else {}
        is_xml = body.get("tag_handling") == "xml"
        counts = [len(words_of(text) if is_xml else text) for text in texts]
        if self.faults.quota is not None and self.used_before + self.billed + sum(counts) > self.faults.quota:
            raise RefusedRequestError(456, "Quota Exceeded")
        found = [self._translation(text, body, terms) for text in texts]
        self.billed += sum(counts)
        return {"translations": [_entry(text, count, body) for text, count in zip(found, counts, strict=True)]}

    def _translation(self, text: str, body: dict[str, Any], terms: dict[str, str]) -> str:
        if text in self.answers:
            return self.answers[text]
        target = body["target_lang"]
        if body.get("tag_handling") == "xml":
            fault = self.faults.tags.get(target, self.faults.tags.get("*", ""))
            return pseudo_xml(text, body.get("ignore_tags", ()), terms, fault)
        fault = self.faults.tokens.get(target, self.faults.tokens.get("*", ""))
        return spoilt_tokens(pseudo(text, terms), fault) if fault else pseudo(text, terms)


def _entry(text: str, count: int, body: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"detected_source_language": "EN", "text": text}
    if body.get("show_billed_characters"):
        entry["billed_characters"] = count
    if "model_type" in body:
        entry["model_type_used"] = body["model_type"]
    return entry


class _Handler(Handler):
    state: DeepLServer

    def _serve(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.loads(data) if "json" in headers.get("content-type", "") and data else {}
        status, value, fault = self.state.answer(Request(self.command, self.path, headers, body, len(data)))
        if fault == "hang up":
            self.close_connection = True
            return
        is_html = fault == "html"
        text = "<html><body>Please log in</body></html>" if is_html else json.dumps(value, ensure_ascii=False)
        payload = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if is_html else "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        if fault == "drop":
            payload, self.close_connection = payload[: len(payload) // 2], True
        self.wfile.write(payload)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 -- names that http.server calls


def deepl_server() -> AbstractContextManager[DeepLServer]:
    """A server on a free port of this machine, for as long as the `with` lasts."""
    return serving(_Handler, DeepLServer)
