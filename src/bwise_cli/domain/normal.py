"""The normal form of a document: what re-wrapping a paragraph or a reader's habits must not change.

* a line break of the source file is a space; runs of spaces are one; adjacent words without a space are one;
* a formula or a tag over several lines is on one;
* a passage neither begins nor ends with a space or a line break;
* a task list marker is one character (pandoc's reader leaves `[x]` as text where fancy lists are on);
* a paragraph `Table: …` right after a table is that table's caption;
* a directive at the beginning of a paragraph is a block before it;
* white space inside a translatable attribute is single spaces; an alternative text has none at its ends.
"""

import re
from typing import Any

from bwise_cli.domain.directives import split_off_directives
from bwise_cli.domain.nodes import (
    LEAVES,
    SPACE,
    Blocks,
    Inlines,
    Node,
    attributes_of,
    child_inlines,
    node,
    string,
    with_attributes,
    with_child_inlines,
)

UNCHECKED, CHECKED = "☐", "☒"
CAPTION_WORD = "Table:"
PROSE_ATTRIBUTES = frozenset({"title", "alt"})


def normal_blocks(blocks: Blocks) -> Blocks:
    """`blocks` in normal form, however deep."""
    result: Blocks = []
    for block in (_normal(part) for each in blocks for part in _without_directives(each)):
        if result and result[-1]["t"] == "Table" and _is_caption(block):
            result[-1] = _captioned(result[-1], block)
        else:
            result.append(block)
    return result


def normal_meta(value: Node) -> Node:
    """A value of the front matter in normal form."""
    kind, content = value["t"], value["c"]
    match kind:
        case "MetaMap":
            return node(kind, {key: normal_meta(item) for key, item in content.items()})
        case "MetaList":
            return node(kind, [normal_meta(item) for item in content])
        case "MetaInlines":
            return node(kind, normal_inlines(content))
        case "MetaBlocks":
            return node(kind, normal_blocks(content))
        case _:
            return value


def _without_directives(block: Node) -> Blocks:
    return split_off_directives(block) if block["t"] in ("Para", "Plain") else [block]


def normal_inlines(inlines: Inlines) -> Inlines:
    """`inlines` in normal form, without white space at either end."""
    result = _joined(inlines)
    while result and result[0]["t"] in ("Space", "LineBreak"):
        result = result[1:]
    while result and result[-1]["t"] in ("Space", "LineBreak"):
        result = result[:-1]
    return result


def _joined(inlines: Inlines) -> Inlines:
    result: Inlines = []
    last = ""
    for inline in inlines:
        kind = inline["t"]
        if kind == "SoftBreak":
            kind, inline = "Space", SPACE
        elif kind not in LEAVES:
            inline = _normal_inline(inline)
            kind = inline["t"]
        if kind == "Str":
            if not inline["c"]:
                continue  # what pandoc's reader leaves of a footnote in itself
            if last == "Str":
                inline = string(result.pop()["c"] + inline["c"])
        elif kind == "Space" and last in ("Space", "LineBreak"):
            continue
        result.append(inline)
        last = kind
    return result


def _normal_inline(inline: Node) -> Node:
    if inline["t"] in ("Math", "RawInline"):
        return _unwrapped(inline)
    if inline["t"] == "Note":
        return node("Note", normal_blocks(inline["c"]))
    children = child_inlines(inline)
    if children is not None:
        inline = with_child_inlines(inline, normal_inlines(children) if inline["t"] == "Image" else _joined(children))
    if inline["t"] in ("Link", "Image"):
        attributes, inner, (url, title) = inline["c"]
        inline = node(inline["t"], [attributes, inner, [url, _single_spaced(title)]])
    return _normal_attributes(inline)


def _unwrapped(leaf: Node) -> Node:
    """A formula or a tag without the line breaks of the source; those of a comment mean something."""
    form, content = leaf["c"]
    means_nothing = "%" not in content if leaf["t"] == "Math" else _TAG.match(content)
    return node(leaf["t"], [form, _BREAK.sub(" ", content)]) if means_nothing else leaf


_TAG = re.compile(r"</?[A-Za-z]")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def _normal_attributes(item: Node) -> Node:
    attributes = attributes_of(item)
    if attributes is None or not attributes[2]:
        return item
    identifier, classes, pairs = attributes
    spaced = [[key, _single_spaced(value) if key in PROSE_ATTRIBUTES else value] for key, value in pairs]
    return with_attributes(item, [identifier, classes, spaced])


def _single_spaced(text: str) -> str:
    return " ".join(part for part in text.replace("\n", " ").split(" ") if part)


def _normal(block: Node) -> Node:
    kind: str = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Plain" | "Para":
            return node(kind, normal_inlines(content))
        case "Header":
            level, attributes, inlines = content
            return node(kind, [level, attributes, normal_inlines(inlines)])
        case "LineBlock":
            return node(kind, [_joined(line) for line in content])
        case "BlockQuote":
            return node(kind, normal_blocks(content))
        case "BulletList":
            return node(kind, [_normal_item(item) for item in content])
        case "OrderedList":
            return node(kind, [content[0], [_normal_item(item) for item in content[1]]])
        case "DefinitionList":
            return node(kind, [[normal_inlines(term), [normal_blocks(d) for d in defs]] for term, defs in content])
        case "Div":
            return _normal_attributes(node(kind, [content[0], normal_blocks(content[1])]))
        case "Figure":
            return node(kind, [content[0], _normal_caption(content[1]), normal_blocks(content[2])])
        case "Table":
            return _normal_table(block)
        case _:
            return block


def _normal_item(item: Blocks) -> Blocks:
    if item and item[0]["t"] in ("Plain", "Para"):
        item = [node(item[0]["t"], _with_marker(item[0]["c"])), *item[1:]]
    return normal_blocks(item)


def _with_marker(inlines: Inlines) -> Inlines:
    """`inlines` with a task list marker written `[x]` or `[ ]` made into one character."""
    words = [inline.get("c") if inline["t"] == "Str" else inline["t"] for inline in inlines[:4]]
    if words[:2] in (["[x]", "Space"], ["[X]", "Space"]):
        return [string(CHECKED), *inlines[1:]]
    if words == ["[", "Space", "]", "Space"]:
        return [string(UNCHECKED), *inlines[3:]]
    return inlines


def _is_caption(block: Node) -> bool:
    return (
        block["t"] in ("Para", "Plain")
        and len(block["c"]) > 2
        and block["c"][0] == string(CAPTION_WORD)
        and block["c"][1]["t"] == "Space"
    )


def _captioned(table: Node, paragraph: Node) -> Node:
    attributes, (short, blocks), *rest = table["c"]
    if blocks:
        return table
    return node("Table", [attributes, [short, [node("Plain", paragraph["c"][2:])]], *rest])


def _normal_caption(caption: Any) -> Any:
    short, blocks = caption
    return [short, normal_blocks(blocks)]


def _normal_table(table: Node) -> Node:
    attributes, caption, columns, head, bodies, foot = table["c"]
    return node(
        "Table",
        [
            attributes,
            _normal_caption(caption),
            columns,
            [head[0], [_normal_row(row) for row in head[1]]],
            [
                [body[0], body[1], [_normal_row(r) for r in body[2]], [_normal_row(r) for r in body[3]]]
                for body in bodies
            ],
            [foot[0], [_normal_row(row) for row in foot[1]]],
        ],
    )


def _normal_row(row: Any) -> Any:
    attributes, cells = row
    return [attributes, [[*cell[:4], normal_blocks(cell[4])] for cell in cells]]
