"""What the `#.` and `#:` comments of a PO entry say of a message, in both directions.

`#.` lines are the kinds on one line, then a line `(n) description` for each numbered part, then notes. A note
that could be taken for one of the others is written behind `note: `. `#:` lines hold the references; whatever
gettext or polib would take for the end of a name or for a line number is percent-encoded in them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote, unquote

from bwise_cli.domain.message import Kind, Message, Reference

_KINDS = {str(kind): kind for kind in Kind}
_PART = re.compile(r"\((\d+)\)(?: (.*))?")
_NOTE = "note: "
_LINE_END = re.compile(r"\r\n|\r|\n")
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(?::\\d+)?|(\\S+)")
_LINE_NUMBER = re.compile(r":\d+$")


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """`texts` as single lines: one that has line breaks becomes several."""
    return tuple(line for text in texts for line in _LINE_END.split(text))


# Extracted comments


def parse_extracted(lines: Sequence[str]) -> tuple[tuple[Kind, ...], tuple[str, ...], tuple[str, ...]]:
    """Kinds, parts and notes from the `#.` lines of an entry; lines of other tools become notes."""
    kinds = _parse_kinds(lines[0]) if lines else ()
    rest = lines[1:] if kinds else lines
    parts: list[str] = []
    for line in rest:
        match = _PART.fullmatch(line)
        if match is None or match[1] != str(len(parts) + 1):
            break
        parts.append(match[2] or "")
    return kinds, tuple(parts), tuple(_plain_note(line) for line in rest[len(parts) :])


def serialise_extracted(message: Message) -> tuple[str, ...]:
    """The `#.` lines for `message`."""
    kinds = [", ".join(dict.fromkeys(map(str, message.kinds)))] if message.kinds else []
    parts = [f"({n}) {' '.join(lines_of([part]))}" if part else f"({n})" for n, part in enumerate(message.parts, 1)]
    notes = [_NOTE + note if _is_ambiguous(note) else note for note in lines_of(message.notes)]
    return (*kinds, *parts, *notes)


def _parse_kinds(line: str) -> tuple[Kind, ...]:
    """The kinds that `line` lists; none if it is anything but a list of different kinds."""
    names = line.split(", ")
    if not all(name in _KINDS for name in names) or len(set(names)) != len(names):
        return ()
    return tuple(_KINDS[name] for name in names)


def _is_ambiguous(note: str) -> bool:
    """Whether `note`, or what stands behind `note: ` in it, looks like kinds or a part."""
    while note.startswith(_NOTE):
        note = note.removeprefix(_NOTE)
    return bool(_PART.fullmatch(note) or _parse_kinds(note))


def _plain_note(line: str) -> str:
    return line.removeprefix(_NOTE) if _is_ambiguous(line) else line


# References


def parse_references(lines: Iterable[str]) -> tuple[Reference, ...]:
    """The references of the `#:` lines of an entry, without repeats and without line numbers of other tools."""
    found = [match[1] or match[2] or "" for line in lines for match in _REFERENCE.finditer(line)]
    return tuple(dict.fromkeys(_parse_reference(name) for name in found if name))


@lru_cache(maxsize=4096)
def _parse_reference(name: str) -> Reference:
    file, _, anchor = _LINE_NUMBER.sub("", name).partition("#")
    return Reference(_decoded(file), _decoded(anchor))


def _decoded(name: str) -> str:
    if "%" not in name:
        return name
    try:
        return unquote(name, errors="strict")
    except UnicodeDecodeError:
        return name


def serialise_references(references: Iterable[Reference]) -> tuple[str, ...]:
    """One name for each reference, such as `02-tools.md#e-mail`."""
    split = (Reference(_encoded(reference.file), _encoded(reference.anchor)) for reference in references)
    return tuple(dict.fromkeys(name for reference in split if (name := str(reference))))


_MARKS = frozenset(" %:#")


def _encoded(name: str) -> str:
    """`name` with all that does not survive in a list of names percent-encoded."""
    if name.isprintable() and _MARKS.isdisjoint(name):
        return name
    return "".join(c if c.isprintable() and c not in _MARKS else quote(c, safe="") for c in name)
