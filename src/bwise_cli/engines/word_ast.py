"""What pandoc makes of a prepared Word file, made into what it makes of a master in Markdown.

Nothing is left that only a word processor knows: styles, anchors inside words, sizes in inches, caption numbers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bwise_cli.domain.blocks import each_block
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    Blocks,
    Inlines,
    Node,
    attribute,
    attributes_of,
    each_inline,
    map_inlines,
    node,
    plain_text,
    rewrite,
    text_inlines,
)
from bwise_cli.domain.word_style import WordStyle
from bwise_cli.engines.word_marks import DIV_END, Marks

_SOFT_HYPHEN = "\u00ad"
_CAPTION_LABEL = re.compile(r"(?:table|figure|fig\.?|image|picture|photo|chart|diagram)", re.IGNORECASE)
_CAPTION_NUMBER = re.compile(r"\d+(?:[.\-\u2013]\d+)*[a-z]?[.:)]?|[.:\-\u2013\u2014]")
_MINUTES = re.compile(r"\s*\((\d{1,4})\s*(?:min|mins|min\.|minutes)\)$")
_INCHES = re.compile(r"([\d.]+)in")
_CENTIMETRES = 2.54
_WIDEST = 15.0
"""Width of a line in packs, in centimetres."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What of the file tells how its text is meant."""

    marks: Marks
    """The marks that were set in it."""
    image: Callable[[str, str], str]
    """The target of an image by the name that pandoc gives it and its alternative text."""


def tidy(blocks: Blocks, around: Surroundings) -> Blocks:
    """`blocks` as the text of a master."""

    def change(item: Node) -> list[Node]:
        return _changed(item, around)

    return _anchored(_folded(rewrite(blocks, change), around.marks))


def _changed(item: Node, around: Surroundings) -> list[Node]:
    match item["t"]:
        case "Str":
            return [node("Str", item["c"].replace(_SOFT_HYPHEN, ""))]
        case "Header":
            level, attributes, inlines = item["c"]
            return [node("Header", [level, [attributes[0], [], []], _without_outer_breaks(inlines)])]
        case "Para" | "Plain":
            return [node(item["t"], _without_outer_breaks(item["c"]))]
        case "Span" if not item["c"][0][0]:
            return list(item["c"][1])
        case "Link":
            _, words, target = item["c"]
            return [node("Link", [NO_ATTRIBUTES, map_inlines(words, _not_underlined), target])]
        case "Image":
            _, words, (target, title) = item["c"]
            alt = words or text_inlines(title)
            target = around.image(target, plain_text(alt))
            return [node("Image", [["", [], _width(item)], alt, [target, ""]])]
        case "BulletList":
            return [node("BulletList", _tight(item["c"]))]
        case "OrderedList":
            return [node("OrderedList", [item["c"][0], _tight(item["c"][1])])]
        case "Table":
            _, (short, caption), *rest = item["c"]
            return [node("Table", [NO_ATTRIBUTES, [short, _unnumbered(caption)], *rest])]
        case "Figure":
            _, (short, caption), body = item["c"]
            return [node("Figure", [NO_ATTRIBUTES, [short, _unnumbered(caption)], body])]
    return [item]


def _without_outer_breaks(inlines: Inlines) -> Inlines:
    """`inlines` without line breaks at either end, which only make room in Word."""
    first, last = 0, len(inlines)
    while first < last and inlines[first]["t"] in ("LineBreak", "Space"):
        first += 1
    while first < last and inlines[last - 1]["t"] in ("LineBreak", "Space"):
        last -= 1
    return inlines[first:last]


def _not_underlined(inline: Node) -> Inlines:
    """The words of a link without the line that some programs draw under them by hand."""
    return list(inline["c"]) if inline["t"] == "Underline" else [inline]


def _tight(items: list[Blocks]) -> list[Blocks]:
    """List items without space between them, unless one has several paragraphs: Word has no other sign for it."""
    lists = ("BulletList", "OrderedList")
    if any(item[0]["t"] != "Para" or any(block["t"] not in lists for block in item[1:]) for item in items if item):
        return items
    return [[node("Plain", item[0]["c"]), *item[1:]] if item else item for item in items]


def _width(image: Node) -> list[list[str]]:
    """The width of an image in centimetres; its height follows from it."""
    found = _INCHES.fullmatch(attribute(image, "width"))
    if not found:
        return []
    return [["width", f"{min(_WIDEST, float(found[1]) * _CENTIMETRES):.2f}cm"]]


def _unnumbered(caption: Blocks) -> Blocks:
    """A caption without "Table 3." before it: packs number anew."""
    if not caption or caption[0]["t"] not in ("Plain", "Para"):
        return caption
    inlines = list(caption[0]["c"])
    rest = inlines[1:]
    while rest and (rest[0]["t"] == "Space" or _is_number(rest[0])):
        rest = rest[1:]
    has_label = bool(inlines) and inlines[0]["t"] == "Str" and bool(_CAPTION_LABEL.fullmatch(inlines[0]["c"]))
    if not has_label or not any(_is_number(each) for each in inlines[1 : len(inlines) - len(rest)]):
        rest = inlines
    return [*([node("Plain", rest)] if rest else []), *caption[1:]]


def _is_number(inline: Node) -> bool:
    return inline["t"] == "Str" and bool(_CAPTION_NUMBER.fullmatch(inline["c"]))


# Marks


def _folded(value: Any, marks: Marks) -> Any:
    """`value` with marks made into what they stand for, however deep."""
    if isinstance(value, dict):
        return {**value, "c": _folded(value["c"], marks)} if "c" in value else value
    return _folded_run(value, marks) if isinstance(value, list) else value


def _folded_run(items: list[Any], marks: Marks) -> list[Any]:
    """A run of blocks or inlines, or any other list of pandoc's, with its marks made into what they stand for."""
    done: list[Any] = []
    open_div: WordStyle | None = None
    inside: Blocks = []
    for item in items:
        meaning = marks.meaning(_marked_word(item))
        if isinstance(meaning, WordStyle):
            open_div, inside = meaning, []
        elif meaning == DIV_END:
            done += [_div(open_div, inside)] if open_div else []
            open_div, inside = None, []
        elif isinstance(meaning, dict):
            (inside if open_div else done).append(_raw(item, meaning))
        else:
            (inside if open_div else done).append(_folded(item, marks))
    return [*done, *inside]


def _raw(marked: Node, directive: Node) -> Node:
    """A directive in the place of what was marked, as the reader of Markdown writes it."""
    form, comment = directive["c"]
    return node("RawInline", [form, comment]) if marked["t"] == "Str" else node("RawBlock", [form, f"{comment}\n"])


def _marked_word(item: Any) -> str:
    """The word that `item` is, alone in a paragraph or as an inline; empty if it is something else."""
    if isinstance(item, dict) and item.get("t") in ("Para", "Plain") and len(item["c"]) == 1:
        item = item["c"][0]
    return str(item["c"]) if isinstance(item, dict) and item.get("t") == "Str" else ""


def _div(style: WordStyle, blocks: Blocks) -> Node:
    pairs = [list(pair) for pair in style.attributes]
    identifier = ""
    if style.is_title and blocks and blocks[0]["t"] in ("Para", "Plain"):
        identifier = next((each["c"][0][0] for each in each_inline(blocks[0]["c"]) if each["t"] == "Span"), "")
        title = plain_text(blocks[0]["c"])
        if found := _MINUTES.search(title):
            title = title[: found.start()]
            pairs.append(["minutes", found[1]])
        pairs.append(["title", title])
        blocks = blocks[1:]
    return node("Div", [[identifier, [style.div], pairs], blocks])


# Anchors


def _anchored(blocks: Blocks) -> Blocks:
    """`blocks` with the ids of anchors inside a paragraph on the paragraph: no word is cut by them."""

    def change(item: Node) -> list[Node]:
        if item["t"] not in ("Para", "Plain"):
            return [item]
        found: list[str] = []

        def lift(inline: Node) -> Inlines:
            if inline["t"] != "Span":
                return [inline]
            (identifier, _, _), inlines = inline["c"]
            found.append(identifier)
            return list(inlines)

        lifted = node(item["t"], map_inlines(item["c"], lift))
        for identifier in reversed(found):
            lifted = node("Div", [[identifier, [], []], [lifted]])
        return [lifted]

    return rewrite(blocks, change)


# Titles


def with_title_heading(blocks: Blocks, title: Inlines, subtitle: Inlines) -> Blocks:
    """`blocks` under their document's title as the only heading of level 1; the others go one level down for it.

    The subtitle becomes the first paragraph.

    Word has a style for the title of a file beside those for headings; a module in Markdown begins with a heading.
    """
    ids: set[str] = set()

    def lowered(item: Node) -> list[Node]:
        attributes = attributes_of(item)
        if attributes:
            ids.add(attributes[0])
        if item["t"] == "Header" and has_top:
            level, *rest = item["c"]
            return [node("Header", [level + 1, *rest])]
        return [item]

    has_top = any(block["t"] == "Header" and block["c"][0] == 1 for block in each_block(blocks))
    below = rewrite(blocks, lowered)
    identifier = "-".join(re.findall(r"\w+", plain_text(title).lower())) or "title"
    while identifier in ids:
        identifier += "-title"
    first = [node("Para", subtitle)] if subtitle else []
    return [node("Header", [1, [identifier, [], []], title]), *first, *below]
