"""Reading masters in Markdown: texts into documents, one pandoc process for many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bwise_cli.domain.nodes import Blocks, Node, nodes_of_type, rewrite
from bwise_cli.domain.normal import normal_blocks, normal_meta
from bwise_cli.engines.footnotes import circular_footnote
from bwise_cli.engines.front_matter import FRONT_MATTER, split_front_matter
from bwise_cli.engines.html_prose import (
    BALANCED_FORMAT,
    UNBALANCED_FORMAT,
    html_format,
    is_html_prose,
    may_hold_links,
    with_html_links,
    without_pictures,
)
from bwise_cli.engines.inline_markdown import parse_inlines
from bwise_cli.engines.pandoc_read import Unreadable, read_texts
from bwise_cli.engines.shield import Piece, PieceKind, Shielded, shield
from bwise_cli.engines.unshield import unshield, without_markdown_in_html

__all__ = ["MASTER_FORMATS", "Parsed", "Unreadable", "parse_inlines", "parse_markdown"]

COMMONMARK, GITHUB = "commonmark_x", "gfm"
MASTER_FORMATS = {
    COMMONMARK: "commonmark_x-smart+implicit_figures",
    GITHUB: "gfm+attributes+fenced_divs",
}
"""What each reader of `bwise.toml` is for pandoc. GitHub itself knows neither `{#id}` nor divs."""
PIECE_FORMAT = (
    "markdown-smart-citations-raw_tex-latex_macros-auto_identifiers-yaml_metadata_block-pandoc_title_block"
    "-example_lists+emoji"
)
"""What tables and line blocks are read as that `commonmark_x` lacks."""


DEEPEST_QUOTE = 300
"""Quotes in quotes; for thousands of them pandoc needs minutes."""
_DEEP_QUOTE = re.compile(rf"^(?:[ \t]*>){{{DEEPEST_QUOTE + 1}}}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What pandoc made of one text."""

    meta: dict[str, Node]
    """Front matter."""
    blocks: Blocks
    """The text, in normal form."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text on its way to pandoc."""

    front: str
    """Front matter; may be empty."""
    body: Shielded
    """The text without its pieces."""


def parse_markdown(texts: Sequence[str], reader: str = COMMONMARK) -> list[Parsed | Unreadable]:
    """Read each text as a master, the way `reader`, one of `MASTER_FORMATS`, says."""
    prepared = [_prepare(text, reader) for text in texts]
    good = [each for each in prepared if isinstance(each, _Prepared)]
    fronts = [each for each in good if each.front]
    outcomes = read_texts([each.body.text for each in good] + [each.front for each in fronts], MASTER_FORMATS[reader])
    metas = {id(each): outcome for each, outcome in zip(fronts, outcomes[len(good) :], strict=True)}
    bodies = _with_pieces([each.body for each in good], outcomes[: len(good)], reader)
    parsed = iter([_parsed(each, metas.get(id(each)), body) for each, body in zip(good, bodies, strict=True)])
    return [each if isinstance(each, Unreadable) else next(parsed) for each in prepared]


def _prepare(text: str, reader: str) -> _Prepared | Unreadable:
    split = split_front_matter(text)
    if isinstance(split, Unreadable):
        return split
    if circle := circular_footnote(split.body):
        return Unreadable(f"the footnote [^{circle[0]}] leads to itself", circle[1])
    if deep := _DEEP_QUOTE.search(split.body):
        line = split.body.count("\n", 0, deep.start()) + 1
        return Unreadable(f"more than {DEEPEST_QUOTE} quotes stand in each other", line)
    ended = split.body if split.body.endswith("\n") else f"{split.body}\n"  # or pandoc reads `[^n]: ***` as words
    return _Prepared(split.front, shield(ended, extra=reader == COMMONMARK))


def _parsed(prepared: _Prepared, meta: Any, body: Any) -> Parsed | Unreadable:
    if isinstance(meta, Unreadable):
        return replace(meta, tag=FRONT_MATTER)
    if isinstance(body, Unreadable):
        return body
    values = meta["meta"] if meta else {}
    return Parsed({key: normal_meta(value) for key, value in values.items()}, normal_blocks(body))


# Pieces and HTML


def _with_pieces(bodies: Sequence[Shielded], outcomes: Sequence[Any], reader: str) -> list[Any]:
    """The blocks of each outcome with HTML made into blocks and with the pieces of its text, or an `Unreadable`."""
    blocks = [_with_html_sources(_blocks(each), body) for each, body in zip(outcomes, bodies, strict=True)]
    converted = _with_html(blocks, [body.text for body in bodies])
    read = _read_pieces(bodies, reader)
    return [
        made if isinstance(made, Unreadable) or not body.pieces else unshield(made, body.pieces, of_body)
        for made, body, of_body in zip(converted, bodies, read, strict=True)
    ]


def _with_html_sources(blocks: Any, body: Shielded) -> Any:
    may_matter = "<" in body.text and any(piece.kind is not PieceKind.SYNTAX for piece in body.pieces)
    return without_markdown_in_html(blocks, body.pieces) if may_matter and isinstance(blocks, list) else blocks


def _read_pieces(bodies: Sequence[Shielded], reader: str) -> list[list[Blocks]]:
    """What the pieces of each text are read as, by their numbers; nothing for those that are not read."""
    pieces = [(piece, body.text) for body in bodies for piece in body.pieces]
    notes = [piece.content for piece, _ in pieces if piece.kind is PieceKind.NOTE]
    tables = [_with_definitions(piece, text) for piece, text in pieces if piece.kind is PieceKind.BLOCKS]
    of_notes = iter(parse_markdown(notes, reader) if notes else [])
    of_tables = iter(_with_html([_blocks(each) for each in read_texts(tables, PIECE_FORMAT)], tables))

    def read(piece: Piece) -> Blocks:
        if piece.kind is PieceKind.NOTE:
            note = next(of_notes)
            return [] if isinstance(note, Unreadable) else note.blocks
        return next(of_tables) if piece.kind is PieceKind.BLOCKS else []

    return [[read(piece) for piece in body.pieces] for body in bodies]


def _blocks(outcome: Any) -> Any:
    return outcome if isinstance(outcome, Unreadable) else outcome["blocks"]


_DEFINITION = re.compile(r"^\[\^?[^\]\n]+\]:.*(?:\n[ \t]+\S.*)*", re.MULTILINE)


def _with_definitions(piece: Piece, text: str) -> str:
    """The text of a table, with the footnotes and links that the rest of its document defines."""
    definitions = _DEFINITION.findall(text) if "[" in piece.content else []
    return "\n\n".join([piece.content, *definitions])


def _with_html(documents: Sequence[Any], texts: Sequence[str]) -> list[Any]:
    """Documents, as blocks, with HTML that says something made into blocks and inlines; `texts` are their sources."""
    prose = [_html_prose(blocks) if "<" in text else set() for blocks, text in zip(documents, texts, strict=True)]
    made = _read_html([passage for passages in prose for passage in sorted(passages)])

    def change(item: Node) -> list[Node]:
        return made.get(item["c"][1]) or [item] if is_html_prose(item) else [item]

    def converted(blocks: Any, text: str, passages: set[str]) -> Any:
        if isinstance(blocks, Unreadable):
            return blocks
        blocks = rewrite(blocks, change) if passages else blocks
        return with_html_links(blocks) if may_hold_links(text) else blocks

    return [converted(*each) for each in zip(documents, texts, prose, strict=True)]


def _html_prose(blocks: Any) -> set[str]:
    """The passages of raw HTML in a document, as blocks, that say something."""
    return (
        set()
        if isinstance(blocks, Unreadable)
        else {block["c"][1] for block in nodes_of_type(blocks, "RawBlock") if is_html_prose(block)}
    )


def _read_html(passages: Sequence[str]) -> dict[str, Blocks]:
    """What each passage is as blocks; one that cannot be read is missing."""
    made: dict[str, Blocks] = {}
    for form in (BALANCED_FORMAT, UNBALANCED_FORMAT):
        texts = [html for html in dict.fromkeys(passages) if html_format(html) == form]
        for html, outcome in zip(texts, read_texts([without_pictures(html) for html in texts], form), strict=True):
            if not isinstance(outcome, Unreadable):
                made[html] = outcome["blocks"]
    return made
