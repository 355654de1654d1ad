"""Reading Markdown: masters into documents, translations into inlines. One pandoc process for many texts."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Any

from bwise_cli.domain.document import child_blocks
from bwise_cli.domain.nodes import (
    SPACE,
    Blocks,
    Inlines,
    Node,
    attribute,
    child_inlines,
    node,
    with_child_inlines,
)
from bwise_cli.domain.normal import normal_blocks, normal_inlines
from bwise_cli.engines import pandoc
from bwise_cli.engines.footnotes import circular_footnote

MASTER_FORMAT = "commonmark_x-smart+implicit_figures"
INLINE_FORMAT = "commonmark+strikeout+superscript+subscript+tex_math_dollars+emoji-smart"
"""What a translation is read as. No attributes, no raw blocks of other formats, no footnotes, no tables."""
GUARD = "\ue000"
"""Stands, with a space, before every line of a translation, so that no line can open a block."""
NOTE_OPEN, NOTE_CLOSE = "⸨", "⸩"
"""Stand for `[^` and `]` around a footnote's number: punctuation as well, but no caret to begin a superscript."""
MAX_NESTING = 40
"""Emphasis in emphasis, and the like, that a translation may hold."""
MARKUP = "*_~^$`[<"
MAX_MARKUP = 1000
"""Characters of `MARKUP` that a translation may hold: pandoc takes the square of the number of some in time."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What pandoc made of one text."""

    meta: dict[str, Node]
    """Front matter."""
    blocks: Blocks
    """The text, in normal form."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that pandoc refused."""

    reason: str
    """Why, in one line."""
    line: int
    """Line of the text, from 1; 0 if it is not known."""


def parse_markdown(texts: Sequence[str]) -> list[Parsed | Unreadable]:
    """Read each text as a master."""
    circles = [circular_footnote(text) for text in texts]
    readable = [text for text, circle in zip(texts, circles, strict=True) if circle is None]
    outcomes = iter(_read(readable, MASTER_FORMAT))
    return [
        _parsed(next(outcomes))
        if circle is None
        else Unreadable(f"the footnote [^{circle[0]}] leads to itself", circle[1])
        for circle in circles
    ]


def parse_inlines(texts: Sequence[str]) -> list[Inlines | None]:
    """Read each text as inline content; None for one that is anything but one run of inlines."""
    guarded = [guard(text) for text in texts]
    paragraphs = iter(_paragraphs([text for text in guarded if text is not None]))
    return [None if text is None else next(paragraphs) for text in guarded]


def _paragraphs(guarded: Sequence[str]) -> list[Inlines | None]:
    """Read guarded texts as one document of one paragraph each, or one by one if that does not add up.

    Paragraphs cannot reach into each other: only a block could, and no guarded line opens one.
    """
    together = _read(["\n\n".join(guarded)], INLINE_FORMAT)[0] if guarded else None
    if isinstance(together, dict) and len(together["blocks"]) == len(guarded):
        return [_unguarded([block]) for block in together["blocks"]]
    return [
        None if isinstance(outcome, Unreadable) else _unguarded(outcome["blocks"])
        for outcome in _read(guarded, INLINE_FORMAT)
    ]


def guard(text: str) -> str | None:
    """`text` such that every line of it can only be read as words; None if that cannot be had."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _OWN_SIGNS.isdisjoint(text) or sum(map(text.count, MARKUP)) > MAX_MARKUP:
        return None
    if not all(line.strip(" \t") for line in lines):
        return None
    guarded = f"{GUARD} {lines[0]}"
    for before, line in pairwise(lines):
        hard = (len(before) - len(before.rstrip("\\"))) % 2
        guarded = f"{guarded}\n{GUARD} {line}" if hard else f"{guarded.rstrip()} {line.lstrip()}"
    return _NOTE_MARK.sub(rf"{NOTE_OPEN}\1{NOTE_CLOSE}", guarded)


_OWN_SIGNS = frozenset({GUARD, NOTE_OPEN, NOTE_CLOSE})
_NOTE_MARK = re.compile(r"\[\^(\d{1,4})\]")
_NOTE_SIGN = re.compile(rf"{NOTE_OPEN}(\d{{1,4}}){NOTE_CLOSE}")


def _unguarded(blocks: Blocks) -> Inlines | None:
    if len(blocks) != 1 or blocks[0]["t"] != "Para" or _nested_too_deep(blocks[0]["c"]):
        return None
    return normal_inlines(_without_guards(blocks[0]["c"]))


def _nested_too_deep(inlines: Inlines) -> bool:
    level = inlines
    for _ in range(MAX_NESTING):
        level = [child for inline in level for child in child_inlines(inline) or ()]
        if not level:
            return False
    return True


def _without_guards(inlines: Inlines) -> Inlines:
    result: Inlines = []
    skip_space = False
    for inline in inlines:
        if inline["t"] == "Str" and inline["c"] == GUARD:
            skip_space = True
        elif not (skip_space and inline == SPACE):
            skip_space = False
            children = child_inlines(inline)
            result.append(
                _with_note_marks(inline) if children is None else with_child_inlines(inline, _without_guards(children))
            )
    return result


def _with_note_marks(inline: Node) -> Node:
    """A word, code or raw part with the marks of footnotes as they were written."""
    content = inline.get("c")
    if isinstance(content, str):
        return node(inline["t"], _NOTE_SIGN.sub(r"[^\1]", content))
    if inline["t"] in ("Code", "Math", "RawInline"):
        return node(inline["t"], [inline["c"][0], _NOTE_SIGN.sub(r"[^\1]", inline["c"][1])])
    return inline


def _parsed(outcome: Any) -> Parsed | Unreadable:
    if isinstance(outcome, Unreadable):
        return outcome
    return Parsed(outcome["meta"], normal_blocks(outcome["blocks"]))


def _read(texts: Sequence[str], form: str) -> list[Any]:
    """The JSON document of each text, or an `Unreadable`."""
    if not texts:
        return []
    request = json.dumps({"format": form, "texts": list(texts)}, ensure_ascii=False).encode("utf-8")
    with as_file(files("bwise_cli.engines") / "read.lua") as script:
        printed = pandoc.run(["lua", str(script)], request).decode("utf-8")
    return [_outcome(line) for line in printed.split("\n") if line]


def _outcome(line: str) -> Any:
    try:
        status, content = line[:3], json.loads(line[3:])
    except RecursionError:
        return Unreadable("markup is nested too deeply", 0)
    return content if status == "ok " else _unreadable(content)


_YAML_FAULT = re.compile(r"YAML parse exception at line (\d+), column \d+[:,]\s*")


def _unreadable(reason: str) -> Unreadable:
    found = _YAML_FAULT.search(reason)
    told = reason[found.end() :] if found else reason
    return Unreadable(" ".join(told.split()), int(found[1]) + 1 if found else 0)


def block_lines(text: str) -> list[int]:
    """Line of every block of a master, from 1, in the order of `each_block`; 0 where pandoc knows none.

    Costs four times as much as reading without lines: ask for it only when a message must name one.
    """
    (outcome,) = _read([text], MASTER_FORMAT + "+sourcepos")
    return [] if isinstance(outcome, Unreadable) else list(_lines(outcome["blocks"], 0))


def _lines(blocks: Blocks, around: int) -> Iterator[int]:
    for block in blocks:
        line = _line_of(block) or around
        if block["t"] == "Div" and ["wrapper", "1"] in block["c"][0][2]:
            yield from _lines(block["c"][1], line)
            continue
        yield line
        for children in child_blocks(block):
            yield from _lines(children, line)


_POSITION = re.compile(r"(?:.*@)?(\d+):")


def _line_of(block: Node) -> int:
    found = _POSITION.match(attribute(block, "data-pos"))
    return int(found[1]) if found else 0
