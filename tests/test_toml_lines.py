"""The line locator agrees with the truth on generated TOML, and finds something near for every key."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.toml_lines import KeyPath, key_lines, nearest_line

SCALARS = (
    "1_000", "-0.5e3", "true", "inf", "0xff", "1979-05-27 07:32:00Z", "07:32:00", '""', "''",
    '"# no comment [x] = {y}"', r'"a \"quoted\" \\"', "'C:\\'", '"]}"', "']'",
)  # fmt: skip
TEXTS_OVER_LINES = (
    '"""\n[no.table]\nkey = 1 # no comment\n\\""" still "" inside\\\n """',
    '""""one quote at each end""""',
    "'''\n[[no]]\n\"\"\"\n\\'''",
    "'''two at the end'''''",
    '""""""',
)
GAPS = ("", " ", "\n", "\n\n\t", " # a comment ]}\"'\n", "\n# [x]\n# y = 1\n")


@dataclass(slots=True)
class Writer:
    """A TOML text in the making, and the lines of its keys as they are written."""

    draw: Callable[..., Any]
    """Draws from a strategy."""
    text: str = ""
    """What has been written."""
    lines: dict[KeyPath, int] = field(default_factory=dict)
    """The truth."""
    names: int = 0
    """How many names were given out; no name comes twice."""

    def write(self, text: str) -> None:
        self.text += text

    def choose(self, *options: str) -> str:
        return str(self.draw(st.sampled_from(options)))

    def mark(self, path: KeyPath) -> None:
        self.lines[path] = self.text.count("\n") + 1

    def name(self) -> tuple[str, str]:
        """A new name, and how it is spelt."""
        self.names += 1
        bare = f"key-{self.names}"
        spellings = {
            bare: bare,
            f"{bare}.ž\n": f'"{bare}.\\u017e\\n"',
            f"{bare} = [": f"'{bare} = ['",
            '"' + bare: f'"\\"{bare}"',
        }
        name = self.choose(*spellings)
        return name, spellings[name]

    def dotted_name(self) -> tuple[KeyPath, str]:
        """A new dotted name of one to three parts, and how it is spelt."""
        parts = [self.name() for _ in range(self.draw(st.integers(1, 3)))]
        dot = self.choose(".", " . ", ".\t")
        return tuple(name for name, _ in parts), dot.join(spelling for _, spelling in parts)

    def assignment(self, table: KeyPath, depth: int) -> None:
        path, spelling = self.dotted_name()
        for length in range(1, len(path) + 1):
            self.mark(table + path[:length])
        self.write(spelling + self.choose("=", " = ", "\t="))
        self.value(table + path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        kind = self.choose("scalar", "text", "array", "inline") if depth else "scalar"
        if kind == "array":
            self.array(path, depth - 1)
        elif kind == "inline":
            self.inline_table(path, depth - 1)
        else:
            self.write(self.choose(*(SCALARS if kind == "scalar" else TEXTS_OVER_LINES)))

    def array(self, path: KeyPath, depth: int) -> None:
        count = self.draw(st.integers(0, 3))
        self.write("[" + self.choose(*GAPS))
        for position in range(count):
            self.mark((*path, position))
            self.value((*path, position), depth)
            self.write(self.choose(*GAPS))
            if position < count - 1 or self.draw(st.booleans()):
                self.write("," + self.choose(*GAPS))
        self.write("]")

    def inline_table(self, path: KeyPath, depth: int) -> None:
        self.write("{ ")
        for position in range(self.draw(st.integers(0, 3))):
            self.write(", " if position else "")
            self.assignment(path, depth)
        self.write(" }")

    def table(self, parent: KeyPath) -> None:
        """A table, or an array of tables, below `parent`; with tables inside it."""
        name, spelling = self.name()
        prefix = self.spelt(parent)
        if self.draw(st.booleans()):
            self.header((*parent, name), f"[{prefix}{spelling}]", (*parent, name))
            return
        self.mark((*parent, name))
        for position in range(self.draw(st.integers(1, 3))):
            self.header((*parent, name, position), f"[[ {prefix}{spelling} ]]", None)
            if self.draw(st.booleans()):
                inner, inner_spelling = self.name()
                self.header((*parent, name, position, inner), f"[{prefix}{spelling} . {inner_spelling}]", None)

    def header(self, path: KeyPath, spelling: str, parent: KeyPath | None) -> None:
        self.mark(path)
        self.write(spelling + self.choose("\n", " # comment\n"))
        for _ in range(self.draw(st.integers(0, 3))):
            self.write(self.choose("", "\n", "  ", "# key = 1\n"))
            self.assignment(path, 2)
            self.write(self.choose("\n", " # [x]\n"))
        if parent is not None and self.draw(st.booleans()):
            self.table(parent)

    def spelt(self, path: KeyPath) -> str:
        """`path` as the start of a header; its names spelt with escapes where they need them."""
        escaped = (str(name).replace('"', '\\"').replace("\n", "\\n") for name in path)
        return "".join(f'"{name}".' for name in escaped)


@st.composite
def documents(draw: Callable[..., Any]) -> tuple[str, dict[KeyPath, int]]:
    """A TOML text and the line of each of its keys."""
    writer = Writer(draw)
    for _ in range(draw(st.integers(0, 3))):
        writer.assignment((), 3)
        writer.write("\n")
    for _ in range(draw(st.integers(0, 3))):
        writer.table(())
    text = writer.text.replace("\n", "\r\n") if draw(st.booleans()) else writer.text
    return text, writer.lines


def paths_of(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every key and element in a parsed document."""
    children: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    for key, child in children:
        yield (*path, key)
        yield from paths_of(child, (*path, key))


@settings(max_examples=300, deadline=None)
@given(documents())
def test_agrees_with_the_truth(document: tuple[str, dict[KeyPath, int]]) -> None:
    text, truth = document
    assert key_lines(text) == truth
    assert set(truth) == set(paths_of(tomllib.loads(text)))


def test_header_counts_more_than_an_earlier_mention() -> None:
    text = "[package.inner]\nkey = 1\n[package]\nformats = 2\n"
    assert tomllib.loads(text)
    assert key_lines(text)["package",] == 3


def test_tables_that_are_only_mentioned_stand_where_they_are_mentioned_first() -> None:
    lines = key_lines("\n[a.b.c]\nx = 1\n[a.d]\n")
    assert lines["a",] == lines["a", "b"] == lines["a", "b", "c"] == 2
    assert lines["a", "d"] == 4


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("package", "formats"), 3),
        (("package", "formats", 5), 3),
        (("package", "missing"), 2),
        (("missing",), 0),
        ((), 0),
    ],
)
def test_nearest_line(path: KeyPath, line: int) -> None:
    lines = key_lines('# bwise\n[package]\nformats = ["docx"]\n')
    assert nearest_line(lines, path) == line


def test_long_texts_take_time_in_proportion() -> None:
    text = 'long = """' + 'a "quoted" \\\\ word\n' * 50_000 + '"""\nlast = [' + "1,\n" * 50_000 + "]\n"
    lines = key_lines(text)
    assert lines["last",] == 50_002
    assert lines["last", 49_999] == 100_001
