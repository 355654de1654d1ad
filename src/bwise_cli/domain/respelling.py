"""A translation that has destinations of its own, spelled with the numbers of its source.

`[navodila](https://a.example)` translates `[the guide](https://a.example)`, which is spelled `[the guide](1)`: the
translation becomes `[navodila](1)`. A number goes to the part of the source that is the same but for its words; where
none is, to the next one of its type that is left.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.domain.excerpt import MADE_UP
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    Inlines,
    Node,
    child_inlines,
    map_inlines,
    node,
    plain_text,
    string,
    with_child_inlines,
)
from bwise_cli.domain.spelling import Care, ParseInlines, Spelling, describe_part, spell
from bwise_cli.domain.splice import splice


@dataclass(frozen=True, slots=True)
class Respelling:
    """A translation to be spelled."""

    translation: Inlines
    """The translation, with destinations of its own."""
    source: Inlines
    """What it translates."""
    spelling: Spelling
    """How the source is spelled."""


@dataclass(frozen=True, slots=True)
class Respelled:
    """A translation with the numbers of its source."""

    text: str
    """Readable inline Markdown."""
    replaced: tuple[str, ...]
    """Parts of the translation that the source does not have; a part of the source stands in the place of each."""


def respell_all(requests: Sequence[Respelling], parse: ParseInlines) -> list[Respelled | None]:
    """Each translation spelled as carefully as it takes to read it back; None where that cannot be had.

    `parse` is called at most three times in all.
    """
    result: list[Respelled | None] = [None] * len(requests)
    left = list(range(len(requests)))
    for care in Care:
        tried = {index: made for index in left if (made := _respell(requests[index], care))}
        if not tried:
            continue
        read = parse([made.text for made in tried.values()])
        for (index, made), inlines in zip(tried.items(), read, strict=True):
            if inlines is not None and _reads_back(requests[index], inlines):
                result[index] = made
        left = [index for index in left if result[index] is None]
    return result


_END = "\ue012"
"""Stands behind every inline that may be numbered, so that its number is known from digits of the text."""
_NUMBER = re.compile(rf"\((\d+)\){_END}|\[\^(\d+)\]{_END}")


def _respell(request: Respelling, care: Care) -> Respelled | None:
    """The translation at one level of care; None if it has more parts than the source."""
    spelled = spell(map_inlines(request.translation, _marked), care)
    numbers = _numbers(spelled.parts, request.spelling.parts)
    if numbers is None:
        return None

    def renumbered(match: re.Match[str]) -> str:
        old = match[1] or match[2]
        new = numbers[int(old) - 1]
        return f"({new})" if match[1] else f"[^{new}]"

    text = _NUMBER.sub(renumbered, spelled.text).replace(_END, "")
    replaced = tuple(
        describe_part(part)
        for part, number in zip(spelled.parts, numbers, strict=True)
        if _shell(part) != _shell(request.spelling.parts[number - 1])
    )
    return Respelled(text, replaced)


def _marked(inline: Node) -> Inlines:
    return [inline] if inline["t"] in ("Str", "Space", "LineBreak", "SoftBreak") else [inline, string(_END)]


def _numbers(parts: Sequence[Node], own: Sequence[Node]) -> list[int] | None:
    """For each of `parts` the number of the one of `own` that it is; None if there are not enough of its type."""
    free = dict(enumerate(own, 1))
    found: dict[int, int] = {}
    for same in (_shell, _type):
        for position, part in enumerate(parts):
            if position not in found:
                number = next((n for n, each in free.items() if same(each) == same(part)), None)
                if number is not None:
                    found[position] = number
                    del free[number]
    return [found[position] for position in range(len(parts))] if len(found) == len(parts) else None


def _type(part: Node) -> Node:
    return node(part["t"], None)


def _shell(part: Node) -> Node:
    """`part` without its words and attributes: where it leads, or which footnote it is."""
    match part["t"]:
        case "Link" | "Image":
            return node(part["t"], part["c"][2][0])
        case "Note":
            label = plain_text(part["c"][0].get("c", [])) if part["c"] and part["c"][0]["t"] == "Para" else ""
            return node("Note", label if label.startswith(MADE_UP) else "")
    return part if child_inlines(part) is None else with_child_inlines(part, [])


def _reads_back(request: Respelling, read: Inlines) -> bool:
    """Whether a spelling, read back into the source, has the words and marks of the translation."""
    spliced = splice(read, request.source, request.spelling.parts).inlines
    return map_inlines(spliced, _blank) == map_inlines(request.translation, _blank)


def _blank(inline: Node) -> Inlines:
    """`inline` without anything that is numbered."""
    match inline["t"]:
        case "Link" | "Image":
            return [node(inline["t"], [NO_ATTRIBUTES, inline["c"][1], ["", ""]])]
        case "Span":
            return [node("Span", [NO_ATTRIBUTES, inline["c"][1]])]
        case "Note":
            return [node("Note", [])]
        case _:
            return [inline]
