"""Reading texts with pandoc: one process for many texts, several at once where there are many."""

import json
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

from bwise_cli.domain.batches import in_batches
from bwise_cli.domain.errors import ToolError
from bwise_cli.engines import pandoc

BATCH = 250_000
"""Characters that one process reads: ten times its start, and far below its limit of memory."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that pandoc refused."""

    reason: str
    """Why, in one line."""
    line: int
    """Line of the text, from 1; 0 if it is not known."""
    tag: str = "master-markup"
    """That of the finding."""


def read_texts(texts: Sequence[str], form: str) -> list[Any]:
    """The JSON document of each text in the format `form`, or an `Unreadable`.

    A text on which pandoc fails or does not end costs the others nothing.
    """
    batches = list(in_batches(texts, len, BATCH))
    if len(batches) < 2:
        return [outcome for batch in batches for outcome in _read(batch, form)]
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return [outcome for outcomes in pool.map(lambda batch: _read(batch, form), batches) for outcome in outcomes]


def _read(texts: Sequence[str], form: str) -> list[Any]:
    """Read `texts` in one process; in two halves if that fails, until the one is found that is at fault."""
    request = json.dumps({"format": form, "texts": list(texts)}, ensure_ascii=False).encode("utf-8")
    try:
        with as_file(files("bwise_cli.engines") / "read.lua") as script:
            printed = pandoc.run(["lua", str(script)], request).decode("utf-8")
    except ToolError as error:
        if len(texts) == 1:
            return [Unreadable(str(error), 0)]
        half = len(texts) // 2
        return _read(texts[:half], form) + _read(texts[half:], form)
    return [_outcome(line) for line in printed.split("\n") if line]


def _outcome(line: str) -> Any:
    try:
        status, content = line[:3], json.loads(line[3:])
    except RecursionError:
        return Unreadable("markup is nested too deeply", 0)
    return content if status == "ok " else _unreadable(content)


_YAML_FAULT = re.compile(r"YAML parse exception at line (\d+), column \d+[:,]\s*")


def _unreadable(reason: str) -> Unreadable:
    found = _YAML_FAULT.search(reason)
    told = reason[found.end() :] if found else reason
    return Unreadable(" ".join(told.split()), int(found[1]) + 1 if found else 0)
