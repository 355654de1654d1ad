"""Plays a page of the documentation in a copy of the example project: its commands, its edits, what it shows."""

import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from typer.testing import CliRunner

from bwise_cli.cli.app import app

from .cases import FIXTURES
from .deepl_server import deepl_server
from .docs_pages import Block, blocks

EXAMPLE = FIXTURES / "example"
_VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "DATE"),
    (re.compile(r"\b\d+ kB"), "SIZE"),
    (re.compile(r"[ \t]+$", re.MULTILINE), ""),
)
"""What differs from day to day or between versions of the tools, and what it is compared as."""


def play(page: Path, folder: Path) -> None:
    """Play `page` in `folder`, which must be the current one: every block in turn, each checked."""
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    for block in blocks(page):
        match block.form:
            case "console":
                _run(block)
            case "po" if block.is_edit:
                _edit_entries(block, folder)
            case "po":
                _assert_shown(block, folder)
            case "diff":
                _edit_lines(block, folder / block.file)


DEEPL_ANSWERS = {
    "Type your password, then press <g1>Enter</g1>.": "Vnesite geslo in nato pritisnite <g1>Enter</g1>.",
    "Write to <g1>the help desk</g1> if <k2>{employment_service}</k2> does not answer.": (
        "Če <k2>{employment_service}</k2> ne odgovori, pišite <g1>službi za pomoč</g1>."
    ),
}


@contextmanager
def _deepl() -> Iterator[dict[str, str]]:
    """The environment of somebody with a key for DeepL."""
    with deepl_server() as server:
        server.answers |= DEEPL_ANSWERS
        server.used_before = 1234
        yield {"DEEPL_AUTH_KEY": server.key, "DEEPL_SERVER_URL": server.url}


def _run(block: Block) -> None:
    """Run the commands of a block; each must print what stands below it. Whoever asks for DeepL has a key for it."""
    has_key: AbstractContextManager[Mapping[str, str]] = nullcontext({})
    if "--engine deepl" in block.text:
        has_key = _deepl()
    with has_key as environment:
        printed = _printed(block, environment)
    assert _compared(printed) == _compared(block.text), f"{block.place}: the program prints\n{printed}"


def _printed(block: Block, environment: Mapping[str, str]) -> str:
    printed = ""
    for command in re.findall(r"^\$ (.*)$", block.text, re.MULTILINE):
        program, *words = shlex.split(command)
        assert program == "bwise", f"{block.place}: {command}"
        result = CliRunner().invoke(app, words, env=environment)
        printed += f"$ {command}\n{result.output}"
    return printed


def _compared(text: str) -> str:
    for pattern, replacement in _VARYING:
        text = pattern.sub(replacement, text)
    return "\n".join(line for line in text.splitlines() if line)


def _entries(block: Block) -> list[str]:
    return block.text.strip().split("\n\n")


def _msgid(entry: str) -> str:
    return next(line for line in entry.splitlines() if line.startswith("msgid "))


def _catalogue_with(msgid: str, folder: Path) -> tuple[Path, list[str], int]:
    """The catalogue that has this text, its entries, and the position of the one with the text."""
    for path in sorted((folder / "translations").rglob("*.po")):
        entries = path.read_text(encoding="utf-8").strip().split("\n\n")
        for position, entry in enumerate(entries):
            if msgid in entry.splitlines():
                return path, entries, position
    raise AssertionError(f"no catalogue has {msgid}")


def _edit_entries(block: Block, folder: Path) -> None:
    """Do what a translator does: put the entries of the block in the place of those with the same text."""
    for entry in _entries(block):
        path, entries, position = _catalogue_with(_msgid(entry), folder)
        comments = "" if entry.startswith("#") else entries[position].partition("msgid ")[0]
        entries[position] = comments + entry
        path.write_text("\n\n".join(entries) + "\n", encoding="utf-8")


def _assert_shown(block: Block, folder: Path) -> None:
    """The entries of the block must stand in the catalogues just so."""
    for entry in _entries(block):
        _, entries, position = _catalogue_with(_msgid(entry), folder)
        assert _compared(entries[position]) == _compared(entry), f"{block.place}: the file holds\n{entries[position]}"


def _edit_lines(block: Block, path: Path) -> None:
    """Do what an author does: replace the lines with a minus by those with a plus."""
    sides = {mark: [line[1:] for line in block.text.splitlines() if line.startswith(mark)] for mark in "-+"}
    text = path.read_text(encoding="utf-8")
    old, new = ("".join(f"{line}\n" for line in sides[mark]) for mark in "-+")
    assert text.count(old) == 1, block.place
    path.write_text(text.replace(old, new), encoding="utf-8")
