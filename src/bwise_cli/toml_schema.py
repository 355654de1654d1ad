"""Reads a TOML text against what is expected, and reports every mistake of the file at once.

A reader method returns a usable value also when it has found a mistake, so that reading goes on;
`TomlDocument.raise_if_faulty` then raises once, with all findings in the order of their lines.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.nearest import nearest_notes
from bwise_cli.toml_lines import KeyPath, key_lines, nearest_line
from bwise_cli.toml_syntax import syntax_fault, syntax_remedies

_T = TypeVar("_T")


class TomlDocument:
    """A TOML file: its content, where its keys stand, and what was found to be wrong with it."""

    def __init__(self, text: str, path: str) -> None:
        """Parse `text`, the content of the file `path`. Raises `ConfigurationError` if it is not TOML."""
        self._path = path
        self._findings: list[Finding] = []
        text = text.removeprefix("\ufeff")
        try:
            self._content: dict[str, Any] = tomllib.loads(text)
            self._lines = key_lines(text)
        except RecursionError:
            self._refuse("arrays or tables are nested too deeply", 0)
        except ValueError as error:
            message, line = syntax_fault(str(error), text)
            self._refuse(message, line, *syntax_remedies(text, line))

    def top(self) -> "TableReader":
        """Reader for the keys outside all tables."""
        return TableReader(self, self._content, ())

    def report(self, tag: str, message: str, at: KeyPath, notes: tuple[str, ...] = ()) -> None:
        """Record a mistake at the key `at`, or at the nearest table around it."""
        place = Place(self._path, nearest_line(self._lines, at))
        self._findings.append(Finding(tag, message, place, notes=tuple(Note(note) for note in notes)))

    def raise_if_faulty(self) -> None:
        """Raise `ConfigurationError` with all findings, if there are any."""
        if self._findings:
            findings = sorted(self._findings, key=lambda finding: finding.place)
            count = "1 error" if len(findings) == 1 else f"{len(findings)} errors"
            raise ConfigurationError(f"{count} in {self._path}", findings=tuple(findings))

    def _refuse(self, message: str, line: int, *remedies: str) -> None:
        notes = tuple(Note(remedy) for remedy in remedies)
        self._findings.append(Finding("config-syntax", message, Place(self._path, line), notes=notes))
        self.raise_if_faulty()


class TableReader:
    """Reads the keys of one table. Every key that is asked for is a known key; `close` reports the others."""

    def __init__(self, document: TomlDocument, content: Mapping[str, Any] | None, path: KeyPath) -> None:
        """Read `content`; None stands for something that is not a table, which has been reported."""
        self._document = document
        self.is_table = content is not None
        self._content: Mapping[str, Any] = content or {}
        self._path = path
        self._known: dict[str, None] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys that stand in the table, in the order of the file."""
        return tuple(self._content)

    def has(self, key: str) -> bool:
        """Whether `key` stands in the table. Makes it a known key."""
        self._known[key] = None
        return key in self._content

    def report(self, tag: str, message: str, key: str | None = None, *notes: str) -> None:
        """Record a mistake at `key`, or at the table itself."""
        self._document.report(tag, message, self._path if key is None else (*self._path, key), notes)

    def text(self, key: str, *, required: bool = False, example: str = "") -> str:
        """One line of text; empty if it is missing or wrong. `example` shows a right value."""
        if not self.has(key):
            if required and self.is_table:
                hint = (f'add a line such as {key} = "{example}"',) if example else ()
                self.report("config-missing", f"no {quoted(key)} {self.where}", None, *hint)
            return ""
        return self._line_of_text(self._content[key], (key,), example)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts; empty if it is missing."""
        values: list[object] = self._typed(key, list, "a list of texts in square brackets") or []
        found: dict[str, None] = {}
        for position, value in enumerate(values):
            text = self._line_of_text(value, (key, position))
            if text in found:
                message = f"{quoted(text)} stands twice in {quoted(key)}"
                self._document.report("config-value", message, (*self._path, key, position))
            elif text:
                found[text] = None
        return tuple(found)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """One line of text or a list of them."""
        if isinstance(self._content.get(key), list):
            return self.texts(key)
        text = self.text(key)
        return (text,) if text else ()

    def choice(self, key: str, known: Collection[str], default: str) -> str:
        """One of the `known` words; `default` if the key is missing or wrong."""
        value = self.text(key)
        return value if value and self._is_known(value, known, key, (key,)) else default

    def choices(self, key: str, known: Collection[str], default: tuple[str, ...]) -> tuple[str, ...]:
        """One or more of the `known` words, without repeats; `default` if the key is missing."""
        if not self.has(key):
            return default
        values = self.texts(key)
        if self._content[key] == []:
            self.report("config-value", f"{quoted(key)} {self.where} must not be empty", key)
        return tuple(value for value in values if self._is_known(value, known, key, (key,)))

    def day(self, key: str) -> date | None:
        """A date; None if it is missing or wrong."""
        if not self.has(key):
            return None
        value = self._content[key]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._wrong_type((key,), "a date without quotes, such as 2026-11-23", value)
        return None

    def number(self, key: str, least: int, most: int) -> int | None:
        """A whole number in a range; None if it is missing or wrong."""
        if not self.has(key):
            return None
        value = self._content[key]
        if not isinstance(value, int) or isinstance(value, bool):
            example = most if most < 1000 else max(least, 10)
            self._wrong_type((key,), f"a whole number without quotes, such as {example}", value)
            return None
        if not least <= value <= most:
            self.report("config-value", f"{quoted(key)} {self.where} must be from {least} to {most}", key)
            return None
        return value

    def table(self, key: str) -> "TableReader":
        """Reader of the table `key`; of an empty one if it is missing or wrong."""
        content = self._typed(key, dict, "a table") if self.has(key) else {}
        return TableReader(self._document, content, (*self._path, key))

    def holds_table(self, key: str) -> bool:
        """Whether `key` stands in the table and is a table itself."""
        return isinstance(self._content.get(key), dict)

    def close(self) -> None:
        """Report every key that nobody asked for."""
        for key in self._content:
            if key not in self._known:
                notes = nearest_notes(key, self._known, "known here")
                self.report("config-key", f"unknown key {quoted(key)} {self.where}", key, *notes)

    @property
    def where(self) -> str:
        """The table as a message names it, such as `in [package]`."""
        if not self._path:
            return "at the top of the file"
        return "in [" + ".".join(shown_key(str(key)) for key in self._path) + "]"

    def _typed(self, key: str, expected: type[_T], wording: str) -> _T | None:
        if not self.has(key):
            return None
        value = self._content[key]
        if isinstance(value, expected):
            return value
        self._wrong_type((key,), wording, value)
        return None

    def _line_of_text(self, value: object, at: KeyPath, example: str = "") -> str:
        """`value` if it is a line of text that can be printed; empty, with a report, if not."""
        if not isinstance(value, str):
            expected = f'text in quotes, such as "{example}"' if example else "text in quotes"
            self._wrong_type(at, expected, value)
            return ""
        if not value.strip() or value != value.strip() or not _is_visible(value):
            message = f"{quoted(str(at[0]))} {self.where} must be one line of text, found {quoted(value)}"
            note = "write at least one character" if not value.strip() else _WITHOUT_STRAYS
            self._document.report("config-value", message, (*self._path, *at), (note,))
            return ""
        return value

    def _wrong_type(self, at: KeyPath, expected: str, value: object) -> None:
        subject = quoted(str(at[0])) if len(at) == 1 else f"each item of {quoted(str(at[0]))}"
        message = f"{subject} {self.where} must be {expected}; found {_described(value)}"
        self._document.report("config-type", message, (*self._path, *at))

    def _is_known(self, value: str, known: Collection[str], key: str, at: KeyPath) -> bool:
        if value in known:
            return True
        position = [*self._content[key]].index(value) if isinstance(self._content[key], list) else None
        at = at if position is None else (*at, position)
        message = f"{quoted(value)} is not a known value of {quoted(key)} {self.where}"
        self._document.report("config-value", message, (*self._path, *at), nearest_notes(value, known))
        return False


def _is_visible(text: str) -> bool:
    """Whether `text` can be printed as one line; spaces that do not break count as printable."""
    return all(c.isprintable() or unicodedata.category(c) == "Zs" for c in text)


_WITHOUT_STRAYS = "take out white space at the ends, line breaks and invisible characters"


def shown_key(key: str) -> str:
    """`key` as it may stand between the brackets of a table's header in a message."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", key) else quoted(key)


_TYPES: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (bool, lambda value: str(value).lower()),
    (str, lambda value: f"text, {quoted(value)}"),
    ((int, float), lambda value: f"a number, {_cut(value)}"),
    (datetime, lambda value: f"a date with a time, {value}"),
    (date, lambda value: f"a date, {value}"),
    (time, lambda value: f"a time, {value}"),
    (list, lambda value: "a list"),
    (dict, lambda value: "a table"),
)
"""How a value of each TOML type is named; the first that fits counts."""


def _described(value: object) -> str:
    return next(name(value) for types, name in _TYPES if isinstance(value, types))


def _cut(number: float) -> str:
    """A number as it may stand in a message. An integer can be too long to be written out."""
    if isinstance(number, int) and number.bit_length() > 64:
        return "a very long one"
    return str(number)
