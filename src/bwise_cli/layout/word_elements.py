"""Styled paragraphs and runs, as pandoc's Word writer understands them."""

from bwise_cli.domain.nodes import Blocks, Inlines, Node, node, text_inlines
from bwise_cli.layout.text import clean


def styled(style: str, blocks: Blocks, identifier: str = "") -> Node:
    """Blocks in the paragraph style of that name; links lead to `identifier`."""
    return node("Div", [[identifier, [], [["custom-style", style]]], blocks])


def paragraph(style: str, inlines: Inlines) -> Node:
    """One paragraph in the style of that name."""
    return styled(style, [node("Para", inlines)])


def run(style: str, inlines: Inlines) -> Node:
    """Inlines in the character style of that name."""
    return node("Span", [["", [], [["custom-style", style]]], inlines])


def words(text: str) -> Inlines:
    """A plain string as inlines."""
    return text_inlines(clean(text))


def empty(style_id: str) -> Node:
    """A paragraph without words, such as a rule; pandoc would leave it out."""
    return node("RawBlock", ["openxml", f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr></w:p>'])
