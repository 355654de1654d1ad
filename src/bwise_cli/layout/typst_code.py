"""Pieces of Typst code: the only raw parts that reach the compiler."""

from bwise_cli.domain.nodes import Node, node
from bwise_cli.layout.text import language_and_region


def literal(text: str) -> str:
    """`text` as a Typst string literal."""
    escaped = "".join(_ESCAPES.get(c, c) for c in text)
    return f'"{escaped}"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def raw_block(code: str) -> Node:
    """Code among blocks."""
    return node("RawBlock", ["typst", code])


def raw(code: str) -> Node:
    """Code among inlines."""
    return node("RawInline", ["typst", code])


def label(identifier: str) -> str:
    """The label `identifier`, for what stands before it; empty for none."""
    return f" <{identifier}>" if identifier else ""


def language_arguments(tag: str) -> str:
    """The arguments of Typst's `text` that say the language `tag`."""
    language, region = language_and_region(tag)
    return f"lang: {literal(language)}" + (f", region: {literal(region)}" if region else "")


def width_argument(width: str) -> str:
    """The argument that is a width of the master, if it has one; a pixel is three quarters of a point."""
    length = f"{float(width[:-2]) * 0.75:g}pt" if width.endswith("px") else width
    return f", width: {length}" if length else ""
