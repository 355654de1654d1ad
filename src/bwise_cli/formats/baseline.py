"""The baseline of `bwise check`: findings that were there before, as JSON and back. One line for each, sorted."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.known import Known
from bwise_cli.domain.message import State

BASELINE_FORMAT = 1
"""Version of the file's form."""
_FIELDS = ("path", "tag", "context", "text", "message", "state")


def serialise_baseline(known: Mapping[Known, int]) -> bytes:
    """The file for findings and how often each is there: the same bytes for the same findings."""
    rows = [{**_row(each), "count": count} for each, count in sorted(known.items(), key=lambda item: _order(item[0]))]
    lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
    body = f"[\n{lines}\n  ]" if rows else "[]"
    return f'{{\n  "format": {BASELINE_FORMAT},\n  "findings": {body}\n}}\n'.encode()


def _row(known: Known) -> dict[str, Any]:
    row = {name: getattr(known, name) for name in _FIELDS}
    return {name: value for name, value in row.items() if value is not None and (value or name == "context")}


def _order(known: Known) -> tuple[str, ...]:
    return tuple(getattr(known, name) or "" for name in _FIELDS)


def parse_baseline(data: bytes, path: str) -> Counter[Known]:
    """The findings that the file holds. Raises `RefusedError` if it is none of ours."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
        if content["format"] != BASELINE_FORMAT:
            raise _refused(path, f"has format {content['format']!r}, which this version does not know", 0)
        return Counter(dict(_known(content["findings"])))
    except json.JSONDecodeError as error:
        raise _refused(path, f"is not JSON: {error.msg}", error.lineno) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _refused(path, "is not a baseline", 0) from error


def _known(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Known, int]]:
    for row in rows:
        values = {name: row.get(name, None if name == "context" else "") for name in _FIELDS}
        if not all(isinstance(value, str | None) for value in values.values()) or not isinstance(row["count"], int):
            raise ValueError("a field of another type")
        if values["state"] and values["state"] not in tuple(State):
            raise ValueError("no state")
        yield Known(**values), row["count"]


def _refused(path: str, what: str, line: int) -> RefusedError:
    note = Note("take a sound version of the file, or write it anew with bwise check --write-baseline")
    return RefusedError(
        f"{path} cannot be read", findings=(Finding("baseline", what, Place(path, line), notes=(note,)),)
    )
