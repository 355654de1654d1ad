"""A book's blocks made fit for any page: nothing in them can stop a writer or carry a command.

After mending:

* there is no raw block or inline, and no string holds a control character;
* ids are unique and are letters, digits and hyphens; they stand on headers, divs, spans, figures and tables only;
* every link leads to an id that is there, or to a web, mail or telephone address;
* every heading has an id; heading levels start at 1 and never skip one; headings stand neither in lists, quotes,
  cells, notes nor, at level 1, in boxes;
* a figure holds one image, with a text for those who cannot see it, and a caption that says something else;
* divs are boxes of a known class, or carry a language, or an id, and nothing else;
* tables have column widths, and a head only if it says something.
"""

import re

from bwise_cli.domain.blocks import is_thematic_break
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    SPACE,
    Attributes,
    Blocks,
    Inlines,
    Node,
    attribute,
    attributes_of,
    has_class,
    node,
    plain_text,
    string,
    text_inlines,
)
from bwise_cli.layout.columns import with_widths
from bwise_cli.layout.html_tags import fold_tags
from bwise_cli.layout.places import Ids, Places, places_in, without_dangling_links
from bwise_cli.layout.rewriter import Rewriter
from bwise_cli.layout.text import (
    anchor,
    clean,
    clean_lines,
    inlines_of,
    is_empty,
    is_language,
    language_of,
    web_address,
)

BOX_CLASSES = ("outcome", "activity", "case", "checklist", "trainer", "feedback", "quiz")
"""Classes of divs that are typeset in a way of their own."""
_BOX_ATTRIBUTES = frozenset({"title", "minutes", "type", "digcomp", "lang"})
_WIDTH = re.compile(r"\d{1,4}(?:\.\d{1,3})?(?:%|cm|mm|in|pt|px)")
_LEFT: Node = {"t": "AlignLeft"}


def mend(blocks: Blocks, image_word: str) -> Blocks:
    """`blocks` as described above. `image_word` stands for an image that has no text at all."""
    return without_dangling_links(_Mender(places_in(blocks), image_word).blocks(blocks))


class _Mender(Rewriter):
    """One pass over one book. Knows the level of the last heading, and what it stands inside of."""

    def __init__(self, places: Places, image_word: str) -> None:
        self._ids = Ids(places)
        self._image_word = image_word
        self._level = 0
        self._nested = 0
        self._boxed = 0
        self._noted = False

    # Blocks

    def block(self, block: Node) -> Blocks:
        match block["t"]:
            case "RawBlock":
                return []
            case "Div":
                return self._div(block)
            case "Header":
                return self._header(block)
            case "Figure":
                return self._figure(block)
            case "Table":
                return self._table_block(block)
            case "CodeBlock":
                return self._code_block(block)
            case "Plain" | "Para":
                return self._paragraph(block)
            case "BulletList" if is_thematic_break(block):
                return [{"t": "HorizontalRule"}]
        return super().block(block)

    def item(self, item: Blocks) -> Blocks:
        self._nested += 1
        mended = super().item(item)
        self._nested -= 1
        return mended

    def _paragraph(self, block: Node) -> Blocks:
        if len(block["c"]) == 1 and block["c"][0]["t"] == "Image":
            return self._image_figure(block["c"][0], "", [])
        inlines = self.inlines(block["c"])
        return [node(block["t"], inlines)] if inlines else []

    def _div(self, div: Node) -> Blocks:
        kind = next((name for name in BOX_CLASSES if has_class(div, name)), "")
        self._boxed += bool(kind)
        blocks = self.blocks(div["c"][1])
        self._boxed -= bool(kind)
        allowed = _BOX_ATTRIBUTES if kind else {"lang"}
        attributes = self._attributes(div, [kind] if kind else [], allowed)
        return blocks if attributes == NO_ATTRIBUTES else [node("Div", [attributes, blocks])]

    def _header(self, header: Node) -> Blocks:
        level, _, inlines = header["c"]
        attributes = self._attributes(header, ["unnumbered"] if has_class(header, "unnumbered") else [], ())
        mended = self.inlines(inlines)
        lowest = 2 if self._boxed else 1
        if is_empty(mended):
            return [node("Plain", [anchor(attributes[0])])] if attributes[0] else []
        if self._nested or self._level + 1 < lowest:
            place = [anchor(attributes[0])] if attributes[0] else []
            return [node("Para", [*place, node("Strong", mended)])]
        self._level = max(lowest, min(level, self._level + 1))
        attributes[0] = attributes[0] or self._ids.for_heading()
        return [node("Header", [self._level, attributes, mended])]

    def _figure(self, figure: Node) -> Blocks:
        _, (_, caption), blocks = figure["c"]
        identifier = self._ids.claim(figure)
        inlines = self.inlines(inlines_of(caption))
        inside = inlines_of(blocks)
        if len(blocks) == len(inside) == 1 and inside[0]["t"] == "Image":
            return self._image_figure(inside[0], identifier, inlines)
        shown = [node("Para", inlines)] if inlines else []
        return [*([node("Plain", [anchor(identifier)])] if identifier else []), *self.blocks(blocks), *shown]

    def _image_figure(self, image: Node, identifier: str, caption: Inlines) -> Blocks:
        """A figure whose visible caption is the image's title, or else what is not the alternative text."""
        title = clean(image["c"][2][1])
        mended = self._image(image, caption)
        identifier = identifier or self._ids.claim(image)
        if title:
            caption = text_inlines(title)
        elif plain_text(caption) == plain_text(mended["c"][1]):
            caption = []
        captions = [node("Plain", caption)] if caption else []
        return [node("Figure", [[identifier, [], []], [None, captions], [node("Plain", [mended])]])]

    def _table_block(self, table: Node) -> Blocks:
        identifier = self._ids.claim(table)
        _, caption, columns, head, bodies, foot = self.inside(table)["c"]
        rows = [row for row in head[1] if any(cell[4] for cell in row[1])]
        if not columns or not (rows or foot[1] or any(body[2] or body[3] for body in bodies)):
            return []
        attributes = [identifier, [], []]
        columns = [[_LEFT if align["t"] == "AlignDefault" else align, width] for align, width in columns]
        return [with_widths(node("Table", [attributes, caption, columns, [NO_ATTRIBUTES, rows], bodies, foot]))]

    def _code_block(self, block: Node) -> Blocks:
        code = node("CodeBlock", [NO_ATTRIBUTES, clean_lines(block["c"][1])])
        identifier = self._ids.claim(block)
        return [node("Div", [[identifier, [], []], [code]])] if identifier else [code]

    # Inlines

    def inlines(self, inlines: Inlines) -> Inlines:
        return super().inlines(fold_tags(inlines))

    def inline(self, inline: Node) -> Inlines:
        match inline["t"]:
            case "Str":
                text = clean(inline["c"])
                return [string(text)] if text else []
            case "Code" | "Math":
                return [*self._anchors(inline), *self._verbatim(inline)]
            case "Link":
                return [*self._anchors(inline), *self._link(inline)]
            case "Image":
                return [*self._anchors(inline), self._image(inline, [])]
            case "Span":
                return self._span(inline)
            case "Note":
                return self._note(inline)
            case "Cite":
                return self.inlines(inline["c"][1])
            case "Quoted":
                left, right = ("‘", "’") if inline["c"][0]["t"] == "SingleQuote" else ("“", "”")
                return [string(left), *self.inlines(inline["c"][1]), string(right)]
            case "SoftBreak":
                return [SPACE]
        return super().inline(inline)

    def _verbatim(self, inline: Node) -> Inlines:
        first, text = inline["c"]
        kept = clean(text)
        form = NO_ATTRIBUTES if inline["t"] == "Code" else first
        return [node(inline["t"], [form, kept])] if kept.strip() else []

    def _link(self, link: Node) -> Inlines:
        _, inlines, (url, _) = link["c"]
        text = self.inlines(inlines)
        name = self._ids.led_to_by(url)
        target = f"#{name}" if name else web_address(url)
        if not target:
            return text
        if is_empty(text) and not any(inline["t"] == "Image" for inline in text):
            text = [] if name else [string(target)]
        return [node("Link", [NO_ATTRIBUTES, text, [target, ""]])] if text else []

    def _image(self, image: Node, caption: Inlines) -> Node:
        """The image with a plain alternative text, in the language that it is in."""
        _, inlines, (target, title) = image["c"]
        own = clean(attribute(image, "alt")) or clean(plain_text(inlines))
        alt = own.strip() or plain_text(caption).strip() or clean(title).strip() or self._image_word
        language = language_of(inlines)
        words = [string(alt)]
        if own and is_language(language):
            words = [node("Span", [["", [], [["lang", language]]], words])]
        width = attribute(image, "width")
        pairs = [["width", width]] if _WIDTH.fullmatch(width) else []
        return node("Image", [["", [], pairs], words, [target, ""]])

    def _span(self, span: Node) -> Inlines:
        inlines = self.inlines(span["c"][1])
        if has_class(span, "underline"):
            inlines = [node("Underline", inlines)]
        attributes = self._attributes(span, [], {"lang"})
        return inlines if attributes == NO_ATTRIBUTES else [node("Span", [attributes, inlines])]

    def _note(self, note: Node) -> Inlines:
        """A footnote; inside another one, where no format can show it, words in brackets."""
        if self._noted:
            return [SPACE, string("("), *self.inlines(inlines_of(note["c"])), string(")")]
        self._noted = True
        mended = self.item(note["c"])
        self._noted = False
        return [node("Note", mended)] if mended else []

    # Attributes

    def _anchors(self, inline: Node) -> Inlines:
        identifier = self._ids.claim(inline)
        return [anchor(identifier)] if identifier else []

    def _attributes(self, item: Node, classes: list[str], allowed: frozenset[str] | set[str] | tuple[()]) -> Attributes:
        """The id, `classes`, and those attributes that are allowed and say something."""
        pairs = [[key, clean(value).strip()] for key, value in (attributes_of(item) or NO_ATTRIBUTES)[2]]
        kept = [
            [key, value] for key, value in pairs if key in allowed and value and (key != "lang" or is_language(value))
        ]
        return [self._ids.claim(item), classes, kept]
