"""Pieces that were shielded from pandoc's reader take their places in what it read."""

import re
from collections.abc import Sequence
from typing import Any

from bwise_cli.domain.nodes import Blocks, Inlines, Node, attributes_of, node, rewrite, string, with_attributes
from bwise_cli.engines.shield import TOKEN, Piece, PieceKind, piece_number

UNTOUCHED = "markdown"
"""Format of the raw nodes that hold the syntax of other systems: pandoc's Markdown writers print them as they are."""


def without_markdown_in_html(blocks: Blocks, pieces: Sequence[Piece]) -> Blocks:
    """`blocks` with the source of what is no markup in raw HTML, such as `^[note]`, in the place of its token there."""

    def source(match: re.Match[str]) -> str:
        piece = pieces[piece_number(match)]
        return match[0] if piece.kind is PieceKind.SYNTAX else piece.source

    def change(item: Node) -> list[Node]:
        is_html = item["t"] == "RawBlock" and item["c"][0] == "html"
        return [node("RawBlock", ["html", TOKEN.sub(source, item["c"][1])])] if is_html else [item]

    return rewrite(blocks, change)


def unshield(value: Any, pieces: Sequence[Piece], read: Sequence[Blocks]) -> Any:
    """`value`, blocks or front matter, with every token replaced.

    `read` holds, by number of the piece, what blocks and notes were read as.
    """
    return _Restorer(pieces, read).any(value)


class _Restorer:
    """Replaces tokens, however deep."""

    def __init__(self, pieces: Sequence[Piece], read: Sequence[Blocks]) -> None:
        self._pieces = pieces
        self._read = read

    def any(self, value: Any) -> Any:
        if isinstance(value, str):
            return TOKEN.sub(lambda match: self._pieces[piece_number(match)].source, value)
        if isinstance(value, dict):
            return {key: self.any(item) for key, item in value.items()}
        if isinstance(value, list):
            return with_heading_ids([made for item in value for made in self.item(item)])
        return value

    def item(self, item: Any) -> list[Any]:
        if not isinstance(item, dict) or "t" not in item:
            return [self.any(item)]
        if item["t"] == "Str":
            return self.word(item["c"])
        if item["t"] in ("Para", "Plain") and (blocks := self.blocks(item)) is not None:
            return blocks
        return [self.any(item)]

    def word(self, text: str) -> Inlines:
        """A word, with the pieces in it as nodes of their own."""
        found: Inlines = []
        for index, part in enumerate(_SPLIT.split(text)):
            if index % 2:
                found.append(self.piece(piece_number(_whole(part))))
            elif part:
                found.append(string(part))
        return found

    def piece(self, number: int) -> Node:
        piece = self._pieces[number]
        if piece.kind is PieceKind.NOTE:
            return node("Note", self._read[number])
        return node("RawInline", [UNTOUCHED, piece.source])

    def blocks(self, paragraph: Node) -> Blocks | None:
        """What a paragraph of nothing but pieces is; None if it holds a word or a footnote."""
        made: Blocks = []
        for inline in paragraph["c"]:
            if inline["t"] in ("Space", "SoftBreak"):
                continue
            if inline["t"] != "Str" or TOKEN.sub("", inline["c"]):
                return None
            for match in TOKEN.finditer(inline["c"]):
                number = piece_number(match)
                piece = self._pieces[number]
                if piece.kind is PieceKind.NOTE:
                    return None
                made += (
                    self._read[number]
                    if piece.kind is PieceKind.BLOCKS
                    else [node("RawBlock", [UNTOUCHED, piece.source])]
                )
        return made


_SPLIT = re.compile(f"({TOKEN.pattern.replace('(', '(?:')})")


def _whole(part: str) -> re.Match[str]:
    found = TOKEN.fullmatch(part)
    assert found is not None
    return found


_KRAMDOWN_ID = re.compile(r"\{:[^{}]*#([A-Za-z][\w:.-]*)[^{}]*\}")


def with_heading_ids(blocks: list[Any]) -> list[Any]:
    """`blocks`, where a heading has the id that kramdown's `{: #id}` in or below it gives it."""
    result: list[Any] = []
    for block in blocks:
        identifier = _given_id(block)
        if identifier and result and isinstance(result[-1], dict) and result[-1].get("t") == "Header":
            _, *rest = attributes_of(result[-1]) or ["", [], []]
            result[-1] = with_attributes(result[-1], [identifier, *rest])
        result.append(block)
    return result


def _given_id(block: Any) -> str:
    if not isinstance(block, dict) or block.get("t") != "RawBlock" or block["c"][0] != UNTOUCHED:
        return ""
    found = _KRAMDOWN_ID.fullmatch(block["c"][1].strip())
    return found[1] if found else ""
