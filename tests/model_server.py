"""A Mozilla for tests: a local HTTP server with a list of models and their files, that counts and fails when told to.

    with model_server() as server:
        ...  # a ModelStore with server.source
    assert [path for path, _ in server.requests] == ["/records", "/files/main/1.zst", …]

`server.add("en-sl")` offers a model, the tiny one of `tiny_model.py` by default. What goes wrong is said in
`server.queue`, one fault for each next file: a status, "cut" (half of it, and the connection ends), "short" (half of
it, as if that were all), "spoilt" (other bytes), "long", or "" for none. Files can be asked for in parts unless
`server.in_parts` is false.
"""

import hashlib
import json
import struct
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from bwise_cli.engines.model_index import ModelSource

from .local_http import Handler, serving
from .tiny_model import model_files


def packed(data: bytes) -> bytes:
    """`data` as zstandard writes what it cannot make smaller."""
    blocks = [data[start : start + 65536] for start in range(0, len(data), 65536)] or [b""]
    parts = [b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data))]
    for number, block in enumerate(blocks, 1):
        parts.append(struct.pack("<I", len(block) << 3 | (number == len(blocks)))[:3] + block)
    return b"".join(parts)


class ModelServer:
    """The state of the server; `model_server()` makes one."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.source = ModelSource(f"{url}/records", f"{url}/files/")
        self.records: Any = []
        self.page: bytes | None = None
        self.files: dict[str, bytes] = {}
        self.queue: deque[int | str] = deque()
        self.index_faults: deque[int] = deque()
        self.in_parts = True
        self.delay = 0.0
        self.requests: list[tuple[str, str]] = []
        self._lock = threading.Lock()

    @property
    def file_requests(self) -> list[tuple[str, str]]:
        """The requests for files: path, and what part."""
        return [request for request in self.requests if request[0].startswith("/files/")]

    def add(
        self,
        pair: str = "en-sl",
        version: str = "3.0",
        files: Mapping[str, bytes] | None = None,
        architecture: str = "tiny",
        is_packed: bool = True,
    ) -> list[dict[str, Any]]:
        """Offer a model; returns its records, for spoiling."""
        source, _, target = pair.partition("-")
        added = []
        for name, data in (files or model_files(pair)).items():
            sent = packed(data) if is_packed else data
            location = f"main/{len(self.files)}.zst"
            self.files[location] = sent
            added.append(
                {
                    "name": name,
                    "fileType": name.partition(".")[0],
                    "sourceLanguage": source,
                    "targetLanguage": target,
                    "version": version,
                    "architecture": architecture,
                    "decompressedHash": hashlib.sha256(data).hexdigest(),
                    "decompressedSize": len(data),
                    "attachment": {
                        "filename": f"{name}.zst",
                        "location": location,
                        "hash": hashlib.sha256(sent).hexdigest(),
                        "size": len(sent),
                        "mimetype": "application/zstd",
                    },
                }
            )
        self.records += added
        return added

    def answer(self, path: str, part: str) -> tuple[int, bytes, dict[str, str], bool]:
        """Status, content and headers with which a request is answered, and whether the connection ends too early."""
        time.sleep(self.delay)
        with self._lock:
            self.requests.append((path, part))
            if path == "/records":
                status = self.index_faults.popleft() if self.index_faults else 200
                content = json.dumps({"data": self.records}).encode() if self.page is None else self.page
                return status, content, {}, False
            fault = self.queue.popleft() if self.queue else ""
        data = self.files.get(path.removeprefix("/files/"))
        if isinstance(fault, int) or data is None:
            return fault if isinstance(fault, int) else 404, b"no", {}, False
        return self._part(data, part, fault)

    def _part(self, data: bytes, part: str, fault: str) -> tuple[int, bytes, dict[str, str], bool]:
        status = 200
        headers: dict[str, str] = {}
        if part and self.in_parts:
            start = int(part.removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            status, data = 206, data[start:]
        if fault == "short":
            data = data[: len(data) // 2]
        if fault == "spoilt":
            data = bytes(255 - byte for byte in data)
        if fault == "long":
            data += b"and more"
        return status, data, headers, fault == "cut"


class _Handler(Handler):
    state: ModelServer

    def _serve(self) -> None:
        status, content, headers, is_cut = self.state.answer(self.path, self.headers.get("Range", ""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if is_cut:
            content, self.close_connection = content[: len(content) // 2], True
        self.wfile.write(content)

    do_GET = _serve  # noqa: N815 -- a name that http.server calls


def model_server() -> AbstractContextManager[ModelServer]:
    """A server on a free port of this machine, for as long as the `with` lasts."""
    return serving(_Handler, ModelServer)
