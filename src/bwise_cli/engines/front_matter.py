"""The front matter of a Markdown file: YAML between `---` lines or TOML between `+++` lines."""

import json
import re
import tomllib
from dataclasses import dataclass

from bwise_cli.engines.pandoc_read import Unreadable


@dataclass(frozen=True, slots=True)
class Split:
    """A text in two."""

    front: str
    """The front matter as a YAML document that pandoc reads, with its fences; empty if there is none."""
    body: str
    """The text, with an empty line in the place of every line of the front matter, so that lines keep their number."""


_YAML = re.compile(r"---[ \t]*\n(?![ \t]*\n)(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def split_front_matter(text: str) -> Split | Unreadable:
    """Take the front matter off `text`. A first line `---` before an empty line is a rule, not front matter.

    TOML becomes YAML with the same keys, in the same order and with the same types: JSON is YAML.
    """
    if found := _YAML.match(text):
        inner = found[1] or ""
        return Split(f"---\n{inner}---\n" if inner.strip() else "", _blanked(text, found))
    if found := _TOML.match(text):
        try:
            values = tomllib.loads(found[1] or "")
        except tomllib.TOMLDecodeError as error:
            return _toml_fault(error)
        front = f"---\n{json.dumps(values, ensure_ascii=False, default=str)}\n---\n" if values else ""
        return Split(front, _blanked(text, found))
    return Split("", text)


def _blanked(text: str, front: re.Match[str]) -> str:
    return "\n" * front[0].count("\n") + text[front.end() :]


def _toml_fault(error: tomllib.TOMLDecodeError) -> Unreadable:
    place = _TOML_PLACE.search(str(error))
    line = int(place[1]) + 1 if place and place[1] else 0
    return Unreadable(_TOML_PLACE.sub("", str(error)), line)


def unclosed_front_matter(text: str) -> bool:
    """Whether front matter begins with the first line and never ends: pandoc would print it as text."""
    lines = [line.rstrip() for line in text.split("\n")]
    if lines[0] == "---":
        return lines[1:2] != [""] and not any(line in ("---", "...") for line in lines[1:])
    return lines[0] == "+++" and "+++" not in lines[1:]
