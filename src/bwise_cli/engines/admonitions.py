"""Boxes in the lines of a Markdown text that no fence closes: mkdocs' `!!!`, `???` and `===`, and titled callouts.

What stands in a box is text, and so is a title in quotes; the rest of the line that opens it passes through. The
content of a box of mkdocs is indented, which every Markdown reader would take for code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.engines.foreign_fences import Marker

INDENT = re.compile(r" {4}|\t")
"""What stands before every line of the content, behind the white space of the line that opens the box."""

_OPENING = re.compile(
    r"(?P<prefix>[ \t>]*)"
    r"(?P<sign>(?:!!!|\?\?\?\+?)(?:[ \t]*[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*)?|===[!+]?)"
    r"""(?:[ \t]+"(?P<title>.*)")?[ \t]*"""
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:|:)[ \t]+")
_CALLOUT = re.compile(r"(?P<prefix>[ \t]*>[ \t>]*)(?P<sign>\[!(?P<name>[A-Za-z][\w-]*)\][+-]?)(?P<title>[ \t].*)?")
_ALERTS = frozenset({"note", "tip", "important", "warning", "caution"})
"""Callouts without a title that pandoc reads as what they are."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of mkdocs."""

    marker: Marker
    """The line that opens it; `marker.end` is where its content begins."""
    content: tuple[str, ...]
    """The lines of its content, no further in than the line that opens it."""

    @property
    def end(self) -> int:
        """Number of the line after it."""
        return self.marker.end + len(self.content)


def box_at(lines: Sequence[str], index: int) -> Box | None:
    """The box that the line `index` opens, if it does: `!!! note "Title"`, `??? tip`, `=== "Tab"`."""
    opening = _OPENING.fullmatch(lines[index])
    if opening is None or (opening["sign"][0] == "=" and opening["title"] is None):
        return None
    prefix = opening["prefix"]
    content = _content(lines, index + 1, prefix)
    if not content or _is_code(lines, index, prefix):
        return None
    return Box(Marker(prefix, opening["sign"], (opening["title"] or "").strip(), "", index + 1), content)


def callout_at(lines: Sequence[str], index: int) -> Marker | None:
    """The marker of a callout that only notes and wikis know, such as `> [!faq]- A title`."""
    found = _CALLOUT.fullmatch(lines[index])
    before = lines[index - 1].lstrip(" \t") if index else ""
    if found is None or (before.startswith(">") and before.strip(" \t>")):
        return None
    title = (found["title"] or "").strip()
    if not title and found["name"].lower() in _ALERTS and found["sign"].endswith("]"):
        return None
    return Marker(found["prefix"], found["sign"], title, "", index + 1)


def _content(lines: Sequence[str], start: int, prefix: str) -> tuple[str, ...]:
    """The lines from `start` that are further in than `prefix`, without their indent and the empty ones at the end."""
    found: list[str] = []
    end = 0
    for line in lines[start:]:
        indent = INDENT.match(line, len(prefix)) if line.startswith(prefix) else None
        if indent:
            found.append(prefix + line[indent.end() :])
            end = len(found)
        elif not line.strip(" \t>"):
            found.append(line)
        else:
            break
    return tuple(found[:end])


def _is_code(lines: Sequence[str], index: int, prefix: str) -> bool:
    """Whether the line `index` is so far in that it is code: four columns more than the item it could belong to."""
    column = least = len(prefix.expandtabs(4))
    if column < 4 or ">" in prefix:
        return False
    for line in reversed(lines[:index]):
        text = line.expandtabs(4).lstrip()
        indent = len(line.expandtabs(4)) - len(text)
        item = _ITEM.match(text) if indent < least else None
        if item and indent + item.end() <= column:
            return column - indent - item.end() >= 4
        if text and indent < least:
            least = indent
        if text and not indent:
            break
    return True
