"""Nodes of the pandoc AST, as pandoc's own JSON has them, and the few things one does with them.

A node is `{"t": type}` or `{"t": type, "c": content}`; pandoc-types documents what `content` is for
each type. Nodes are values: nothing in this program changes one in place.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

Node: TypeAlias = dict[str, Any]
"""A block or an inline of the pandoc AST."""
Inlines: TypeAlias = list[Node]
"""A run of inlines."""
Blocks: TypeAlias = list[Node]
"""A run of blocks."""
Attributes: TypeAlias = list[Any]
"""`[id, [class, …], [[key, value], …]]`."""

NO_ATTRIBUTES: Attributes = ["", [], []]
SPACE: Node = {"t": "Space"}

WRAPPERS = frozenset({"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"})
"""Inlines whose content is nothing but inlines."""
LEAVES = frozenset({"Str", "Space", "SoftBreak", "LineBreak"})
"""Inlines without attributes and without anything inside: nearly all there are."""
CHILD_INLINES = {"Link": 1, "Image": 1, "Span": 1, "Quoted": 1, "Cite": 1}
"""Inlines that hold inlines beside something else, and where in the content these stand."""


def node(kind: str, content: Any) -> Node:
    """A node of type `kind`."""
    return {"t": kind, "c": content}


def string(text: str) -> Node:
    """An inline that is one word."""
    return node("Str", text)


def child_inlines(inline: Node) -> Inlines | None:
    """The inlines inside `inline`, or None if it holds none. A footnote holds blocks, not inlines."""
    kind = inline["t"]
    if kind in LEAVES:
        return None
    if kind in WRAPPERS:
        return list(inline["c"])
    index = CHILD_INLINES.get(kind)
    return None if index is None else list(inline["c"][index])


def with_child_inlines(inline: Node, children: Inlines) -> Node:
    """`inline` with other inlines inside."""
    if inline["t"] in WRAPPERS:
        return node(inline["t"], children)
    content = list(inline["c"])
    content[CHILD_INLINES[inline["t"]]] = children
    return node(inline["t"], content)


def map_inlines(inlines: Inlines, change: Callable[[Node], Inlines]) -> Inlines:
    """Replace every inline, innermost first, by what `change` makes of it. Footnotes are not entered."""
    result: Inlines = []
    for inline in inlines:
        children = child_inlines(inline)
        if children is not None:
            inline = with_child_inlines(inline, map_inlines(children, change))
        result.extend(change(inline))
    return result


def each_inline(inlines: Iterable[Node]) -> Iterator[Node]:
    """Every inline in reading order, outer before inner. Footnotes are not entered."""
    for inline in inlines:
        yield inline
        if inline["t"] not in LEAVES and (children := child_inlines(inline)):
            yield from each_inline(children)


def plain_text(inlines: Iterable[Node]) -> str:
    """What a reader sees of `inlines` without any markup; footnotes and raw parts are left out."""
    return "".join(_PLAIN.get(inline["t"], _nothing)(inline) for inline in inlines)


def _nothing(inline: Node) -> str:
    return plain_text(child_inlines(inline) or ())


_PLAIN: dict[str, Callable[[Node], str]] = {
    "Str": lambda inline: str(inline["c"]),
    "Space": lambda _: " ",
    "SoftBreak": lambda _: " ",
    "LineBreak": lambda _: " ",
    "Code": lambda inline: str(inline["c"][1]),
    "Math": lambda inline: str(inline["c"][1]),
}


def text_inlines(text: str) -> Inlines:
    """A plain string as inlines: words with single spaces between."""
    result: Inlines = []
    for word in text.split(" "):
        if word:
            if result:
                result.append(SPACE)
            result.append(string(word))
    return result


def attributes_of(item: Node) -> Attributes | None:
    """The attributes of a block or inline, or None if its type has none."""
    index = _ATTRIBUTES.get(item["t"])
    return None if index is None else list(item["c"][index])


def with_attributes(item: Node, attributes: Attributes) -> Node:
    """`item` with other attributes."""
    content = list(item["c"])
    content[_ATTRIBUTES[item["t"]]] = attributes
    return node(item["t"], content)


_ATTRIBUTES = {
    "Header": 1,
    "Div": 0,
    "CodeBlock": 0,
    "Table": 0,
    "Figure": 0,
    "Link": 0,
    "Image": 0,
    "Span": 0,
    "Code": 0,
}


def has_class(item: Node, name: str) -> bool:
    """Whether `item` carries the class `name`."""
    attributes = attributes_of(item)
    return attributes is not None and name in attributes[1]


def attribute(item: Node, key: str) -> str:
    """The value of an attribute, or an empty string."""
    attributes = attributes_of(item)
    pairs = attributes[2] if attributes is not None else ()
    return next((str(value) for name, value in pairs if name == key), "")


def with_attribute(item: Node, key: str, value: str) -> Node:
    """`item` with the attribute `key` set to `value`, in its old position if it was there."""
    identifier, classes, pairs = attributes_of(item) or NO_ATTRIBUTES
    changed = [[name, value if name == key else old] for name, old in pairs]
    if not any(name == key for name, _ in pairs):
        changed.append([key, value])
    return with_attributes(item, [identifier, classes, changed])


def nodes_of_type(nodes: list[Any], *kinds: str) -> Iterator[Node]:
    """Every block or inline of one of these types in `nodes`, however deep, in no order."""
    stack: list[Any] = [nodes]
    while stack:
        for item in stack.pop():
            if isinstance(item, list):
                stack.append(item)
            elif isinstance(item, dict) and "c" in item:
                if item["t"] in kinds:
                    yield item
                if isinstance(item["c"], list):
                    stack.append(item["c"])


def rewrite(nodes: list[Any], change: Callable[[Node], list[Node]]) -> list[Any]:
    """Replace every block and inline in `nodes`, innermost first, by what `change` makes of it.

    Footnotes, tables and captions are entered. Pandoc's small constants, such as `AlignLeft`, are nodes too:
    `change` returns what it does not know as it is, in a list of one.
    """
    result: list[Any] = []
    for item in nodes:
        if isinstance(item, list):
            result.append(rewrite(item, change))
        elif isinstance(item, dict) and "t" in item:
            content = item.get("c")
            result.extend(change(node(item["t"], rewrite(content, change)) if isinstance(content, list) else item))
        else:
            result.append(item)
    return result
