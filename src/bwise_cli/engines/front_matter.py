"""The front matter of a Markdown file: YAML between `---` lines or TOML between `+++` lines."""

import json
import re
import tomllib
from dataclasses import dataclass

from bwise_cli.engines.pandoc_read import Unreadable

FRONT_MATTER = "front-matter"
"""The tag of findings about it."""


@dataclass(frozen=True, slots=True)
class Split:
    """A text in two."""

    front: str
    """The front matter as a YAML document that pandoc reads, with its fences; empty if there is none."""
    body: str
    """The text, with an empty line in the place of every line of the front matter, so that lines keep their number."""


_YAML = re.compile(r"---[ \t]*\n(?![ \t]*\n)(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?\n)??\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_ANCHOR = re.compile(r"(?<=\s)&([\w-]+)(?=\s)")
_ALIAS = re.compile(r"(?<=[\s\[,])\*([\w-]+)(?=[\s\],}]|\Z)")
MOST_ALIASES = 20
"""Aliases in front matter: aliases of aliases can make a few lines into billions."""
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def split_front_matter(text: str) -> Split | Unreadable:
    """Take the front matter off `text`. A first line `---` before an empty line is a rule, not front matter.

    TOML becomes YAML with the same keys, in the same order and with the same types: JSON is YAML.
    """
    if found := _YAML.match(text):
        inner = found[1] or ""
        if fault := _too_many_aliases(inner):
            return fault
        return Split(f"---\n{inner}---\n" if inner.strip() else "", _blanked(text, found))
    if found := _TOML.match(text):
        try:
            values = tomllib.loads(found[1] or "")
        except tomllib.TOMLDecodeError as error:
            return _toml_fault(error)
        front = f"---\n{json.dumps(values, ensure_ascii=False, default=str)}\n---\n" if values else ""
        return Split(front, _blanked(text, found))
    return Split("", text)


def _too_many_aliases(front: str) -> Unreadable | None:
    """A fault if `front` repeats parts of itself so often that it could grow without end while it is read."""
    anchors = set(_ANCHOR.findall(front))
    aliases = [each for each in _ALIAS.finditer(front) if each[1] in anchors]
    if len(aliases) <= MOST_ALIASES:
        return None
    line = front.count("\n", 0, aliases[MOST_ALIASES].start()) + 2
    return Unreadable(f"there are more than {MOST_ALIASES} YAML aliases such as *{aliases[0][1]}", line, FRONT_MATTER)


def _blanked(text: str, front: re.Match[str]) -> str:
    return "\n" * front[0].count("\n") + text[front.end() :]


def _toml_fault(error: tomllib.TOMLDecodeError) -> Unreadable:
    place = _TOML_PLACE.search(str(error))
    line = int(place[1]) + 1 if place and place[1] else 0
    return Unreadable(_TOML_PLACE.sub("", str(error)), line, FRONT_MATTER)


def unclosed_front_matter(text: str) -> bool:
    """Whether front matter begins with the first line and never ends: pandoc would print it as text."""
    lines = [line.rstrip() for line in text.split("\n")]
    if lines[0] == "---":
        return lines[1:2] != [""] and not any(line in ("---", "...") for line in lines[1:])
    return lines[0] == "+++" and "+++" not in lines[1:]
