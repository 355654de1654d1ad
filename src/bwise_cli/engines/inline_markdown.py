"""Reading translations: each text as inline content, all that need pandoc in one process of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any
from unicodedata import combining

from bwise_cli.domain.nodes import SPACE, Blocks, Inlines, Node, child_inlines, node, with_child_inlines
from bwise_cli.domain.normal import normal_inlines
from bwise_cli.domain.splice import GUARD, NOTE_CLOSE, NOTE_OPEN
from bwise_cli.engines.pandoc_read import BATCH, Unreadable, read_texts
from bwise_cli.engines.plain_markdown import read_plain

INLINE_FORMAT = "commonmark+strikeout+superscript+subscript+tex_math_dollars+emoji-smart"
"""What a translation is read as. No attributes, no raw blocks of other formats, no footnotes, no tables."""
MAX_NESTING = 40
"""Emphasis in emphasis, and the like, that a translation may hold."""
MARKUP = "*_~^$`[<"
MAX_MARKUP = 1000
"""Characters of `MARKUP` that a translation may hold: pandoc takes the square of the number of some in time."""
MAX_LENGTH = 100_000
"""Characters of a translation with markup: thirty pages, for which pandoc needs a second at worst."""
MAX_STACK = 20
"""Accents on one letter that a translation may have: pandoc takes the square of that, too."""


def parse_inlines(texts: Sequence[str]) -> list[Inlines | None]:
    """Read each text as inline content; None for one that is anything but one run of inlines."""
    found = [read_plain(text) for text in texts]
    others = iter(read_with_pandoc([text for text, inlines in zip(texts, found, strict=True) if inlines is None]))
    return [next(others) if inlines is None else inlines for inlines in found]


def read_with_pandoc(texts: Sequence[str]) -> list[Inlines | None]:
    """Read each text as `parse_inlines` does, those that need no pandoc too."""
    guarded = [guard(text) for text in texts]
    paragraphs = iter(_paragraphs([text for text in guarded if text is not None]))
    return [None if text is None else next(paragraphs) for text in guarded]


def _paragraphs(guarded: Sequence[str]) -> list[Inlines | None]:
    """Read guarded texts as documents of one paragraph each, or one by one where that does not add up.

    Paragraphs cannot reach into each other: only a block could, and no guarded line opens one.
    """
    chunks = list(_chunks(guarded))
    together = read_texts(["\n\n".join(chunk) for chunk in chunks], INLINE_FORMAT)
    found: list[Inlines | None] = []
    for chunk, outcome in zip(chunks, together, strict=True):
        if isinstance(outcome, dict) and len(outcome["blocks"]) == len(chunk):
            found += [_unguarded([block]) for block in outcome["blocks"]]
        else:
            found += [_alone(each) for each in read_texts(chunk, INLINE_FORMAT)]
    return found


def _chunks(guarded: Sequence[str]) -> Iterator[Sequence[str]]:
    """`guarded` in runs of even length, several where there is very much."""
    count = sum(map(len, guarded)) // BATCH + 1
    length = -(-len(guarded) // count) or 1
    for start in range(0, len(guarded), length):
        yield guarded[start : start + length]


def _alone(outcome: Any) -> Inlines | None:
    return None if isinstance(outcome, Unreadable) else _unguarded(outcome["blocks"])


def guard(text: str) -> str | None:
    """`text` such that every line of it can only be read as words; None if that cannot be had."""
    if len(text) > MAX_LENGTH or sum(map(text.count, MARKUP)) > MAX_MARKUP or _is_stacked(text):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not _OWN_SIGNS.isdisjoint(text):
        return None
    if not all(line.strip(" \t") for line in lines):
        return None
    guarded = [f"{GUARD} {lines[0]}"]
    for before, line in pairwise(lines):
        hard = (len(before) - len(before.rstrip("\\"))) % 2
        if not hard:
            guarded[-1] = guarded[-1].rstrip()
        guarded.append(f"\n{GUARD} {line}" if hard else f" {line.lstrip()}")
    return _NOTE_MARK.sub(rf"{NOTE_OPEN}\1{NOTE_CLOSE}", "".join(guarded))


def _is_stacked(text: str) -> bool:
    """Whether a letter has more accents than any language puts there."""
    accents = (sum(1 for _ in run) for accented, run in groupby(text, _is_accent) if accented)
    return not text.isascii() and max(accents, default=0) > MAX_STACK


def _is_accent(character: str) -> bool:
    return combining(character) != 0


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
    """Code or a raw part with the marks of footnotes as they were written; in words they stay what they are."""
    if inline["t"] in ("Code", "Math", "RawInline"):
        return node(inline["t"], [inline["c"][0], _NOTE_SIGN.sub(r"[^\1]", inline["c"][1])])
    return inline
