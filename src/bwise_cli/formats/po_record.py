"""The `# bwise:` comment of a PO entry to a Record and back.

A line looks like `bwise: state=reviewed by="Ana Kos" on=2026-11-23 of=3f2a9c81`. Values with anything but
plain characters stand in straight quotes, in which a backslash escapes.
"""

import re
from collections.abc import Iterable

from bwise_cli.domain.message import Record, State

PREFIX = "bwise: "
"""How a comment begins that is a record."""

_STATES = {str(state): state for state in State}
_FIELDS = {
    **{name: name for name in ("engine", "model", "glossary", "match")},
    "from": "origin",
    **{name: name for name in ("marking", "by", "on", "of", "change", "minor", "was", "before")},
}
"""The fields of a record by what they are called here, in their order."""
_PAIR = re.compile(r'([a-z][a-z0-9_-]*)=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s"\\=]+))(?: |$)')
_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_BARE = re.compile(r'[^\s"\\=]+')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_ESCAPED = {escape[1]: character for character, escape in _ESCAPES.items()}


def parse_record(comment: str) -> Record | None:
    """The record that `comment` holds; None if it is any other comment or is malformed."""
    pairs = parse_pairs(comment)
    state = _STATES.get(pairs.get("state", "")) if pairs else None
    if pairs is None or state is None:
        return None
    said = {_FIELDS[name]: value for name, value in pairs.items() if name in _FIELDS}
    extra = tuple((key, value) for key, value in pairs.items() if key not in _FIELDS and key != "state")
    return Record(state, extra=extra, **said)


def parse_pairs(comment: str) -> dict[str, str] | None:
    """The keys and values of a comment of the program's.

    None if it is any other comment, anything else stands in it or a key is there twice.
    """
    return _pairs(comment[len(PREFIX) :].rstrip()) if comment.startswith(PREFIX) else None


def _pairs(text: str) -> dict[str, str] | None:
    pairs: dict[str, str] = {}
    position = 0
    while position < len(text):
        match = _PAIR.match(text, position)
        if match is None or match[1] in pairs:
            return None
        value = match[3] if match[2] is None else _unescaped(match[2])
        if value is None:
            return None
        pairs[match[1]] = value
        position = match.end()
    return pairs


def _unescaped(text: str) -> str | None:
    """The value of a quoted text; None if it has an escape that is not ours."""
    pieces = re.split(r"\\(.)", text)
    if not all(escape in _ESCAPED for escape in pieces[1::2]):
        return None
    return "".join(_ESCAPED[piece] if index % 2 else piece for index, piece in enumerate(pieces))


def serialise_record(record: Record) -> str:
    """The comment that holds `record`. Empty fields are left out.

    Raises `ValueError` if a key of `extra` is not a name of small letters, or is there already.
    """
    pairs = [("state", str(record.state))]
    pairs += [(name, value) for name, field in _FIELDS.items() if (value := getattr(record, field))]
    taken = {"state", *_FIELDS}
    for key, value in record.extra:
        if not _KEY.fullmatch(key) or key in taken:
            raise ValueError(f"a record cannot hold the key {key!r}")
        taken.add(key)
        pairs.append((key, value))
    return PREFIX + " ".join(f"{key}={_quoted(value)}" for key, value in pairs)


def _quoted(value: str) -> str:
    if _BARE.fullmatch(value):
        return value
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def split_record(comments: Iterable[str]) -> tuple[Record | None, tuple[str, ...]]:
    """The record among `comments`, and the comments without it.

    Where a merge of two branches left several, the last one holds and the others go.
    """
    record: Record | None = None
    others: list[str] = []
    for comment in comments:
        found = parse_record(comment)
        if found is None:
            others.append(comment)
        else:
            record = found
    return record, tuple(others)
