"""Finds the line on which a key of a TOML text stands, so that a message can point to it.

`tomllib` gives values without places, and so do the libraries that keep the layout (tomlkit keeps
white space and comments, not lines). This scanner reads only texts that `tomllib` has accepted
before: it needs to know where keys and values begin and end, not whether they are right.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands: keys from the top, and positions (from 0) inside arrays."""

_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Line (from 1) of every key and every array element of `text`, which must be valid TOML.

    A table stands where its own header stands; without one, where it is first mentioned.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return scanner.lines


def nearest_line(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Line of `path`, or of the closest table around it; 0 (the file as a whole) if there is none."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 0


class _Scanner:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._text = text
        self._at = 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._table: KeyPath = ()
        self._tables_in: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Read headers and assignments to the end."""
        self._take(_GAP)
        while self._at < len(self._text):
            if self._skip("[["):
                self._header(is_array=True)
            elif self._skip("["):
                self._header(is_array=False)
            else:
                self._assignment(self._table)
            self._take(_GAP)

    def _header(self, *, is_array: bool) -> None:
        """Read `name]` or `name]]` and enter that table."""
        line = self._line()
        path: KeyPath = ()
        for name in (names := self._key())[:-1]:
            path = self._last_of((*path, name))
            self.lines.setdefault(path, line)
        path = (*path, names[-1])
        self.lines.setdefault(path, line)
        if is_array:
            self._tables_in[path] = self._tables_in.get(path, 0) + 1
            path = self._last_of(path)
        self.lines[path] = line
        self._table = path
        self._at += 2 if is_array else 1

    def _last_of(self, path: KeyPath) -> KeyPath:
        """`path`, or the last table in it if it is an array of tables."""
        count = self._tables_in.get(path, 0)
        return (*path, count - 1) if count else path

    def _assignment(self, table: KeyPath) -> None:
        """Read `key = value` inside `table`."""
        line = self._line()
        path = table
        for name in self._key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.lines[path] = line
        self._skip("=")
        self._take(_BLANK)
        self._value(path)

    def _key(self) -> list[str]:
        """Read a dotted key and the blanks around it."""
        names = []
        while True:
            self._take(_BLANK)
            if self._text.startswith(('"', "'"), self._at):
                names.append(str(tomllib.loads("key = " + self._take(_STRING))["key"]))
            else:
                names.append(self._take(_BARE_KEY))
            self._take(_BLANK)
            if not self._skip("."):
                return names

    def _value(self, path: KeyPath) -> None:
        """Read the value of `path`, and what is in it."""
        if self._text.startswith(('"', "'"), self._at):
            self._take(_STRING)
        elif self._skip("["):
            self._array(path)
        elif self._skip("{"):
            self._inline_table(path)
        else:
            self._take(_SCALAR)

    def _array(self, path: KeyPath) -> None:
        position = 0
        self._take(_GAP)
        while not self._skip("]"):
            self.lines[(*path, position)] = self._line()
            self._value((*path, position))
            position += 1
            self._separator()

    def _inline_table(self, path: KeyPath) -> None:
        self._take(_GAP)
        while not self._skip("}"):
            self._assignment(path)
            self._separator()

    def _separator(self) -> None:
        self._take(_GAP)
        self._skip(",")
        self._take(_GAP)

    def _line(self) -> int:
        return bisect_right(self._breaks, self._at - 1) + 1

    def _skip(self, mark: str) -> bool:
        """Pass over `mark` if it stands here; say whether it did."""
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` matches here, and return it."""
        match = pattern.match(self._text, self._at)
        if match is None:
            raise RuntimeError(f"this text is not valid TOML at offset {self._at}, or the scanner is wrong")
        self._at = match.end()
        return match.group()
