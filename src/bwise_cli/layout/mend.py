"""A book's blocks made fit for any page: nothing in them can stop a writer or carry a command.

After mending:

* there is no raw block or inline, and no string holds a control character;
* ids are unique and are letters, digits and hyphens; they stand on headers, divs, spans, figures and tables only;
* every link leads to an id that is there, or to a web, mail or telephone address;
* every heading has an id; heading levels start at 1 and never skip one; headings stand neither in lists, quotes,
  cells, notes nor, at level 1, in boxes;
* a figure holds one image, with a text for those who cannot see it, and a caption that says something else;
* divs are boxes of a known class, or carry a language, or an id, and nothing else;
* tables have column widths, and a head only if it says something; not more than three stand in each other.
"""

from bwise_cli.domain.blocks import child_blocks, is_thematic_break
from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    Blocks,
    Inlines,
    Node,
    has_class,
    map_inlines,
    node,
    plain_text,
    text_inlines,
)
from bwise_cli.layout.columns import with_widths
from bwise_cli.layout.mend_inlines import InlineMender
from bwise_cli.layout.places import Ids, places_in, without_dangling_links
from bwise_cli.layout.text import (
    anchor,
    clean,
    clean_lines,
    inlines_of,
    is_empty,
)

BOX_CLASSES = ("outcome", "activity", "case", "checklist", "trainer", "feedback", "quiz")
"""Classes of divs that are typeset in a way of their own."""
_BOX_ATTRIBUTES = frozenset({"title", "minutes", "type", "digcomp", "lang"})
DEEPEST_TABLE = 3
"""How many tables may stand in each other; Typst gives up at five, and nobody can read the columns of four."""
_LEFT: Node = {"t": "AlignLeft"}


def mend(blocks: Blocks, image_word: str) -> Blocks:
    """`blocks` as described above. `image_word` stands for an image that has no text at all."""
    return without_dangling_links(_Mender(Ids(places_in(blocks)), image_word).blocks(blocks))


class _Mender(InlineMender):
    """One pass over one book. Knows the level of the last heading, and what it stands inside of."""

    def __init__(self, ids: Ids, image_word: str) -> None:
        super().__init__(ids, image_word)
        self._level = 0
        self._nested = 0
        self._boxed = 0
        self._tabled = 0

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
        attributes = self.attributes(div, [kind] if kind else [], allowed)
        return blocks if attributes == NO_ATTRIBUTES else [node("Div", [attributes, blocks])]

    def _header(self, header: Node) -> Blocks:
        level, _, inlines = header["c"]
        attributes = self.attributes(header, ["unnumbered"] if has_class(header, "unnumbered") else [], ())
        lowest = 2 if self._boxed else 1
        place = [node("Plain", [anchor(attributes[0])])] if attributes[0] else []
        if is_empty(_without_images(inlines)):
            return [*place, *self._paragraph(node("Para", inlines))]
        mended = self.inlines(inlines)
        if is_empty(_without_images(mended)):
            return [*place, *([node("Para", mended)] if mended else [])]
        if self._nested or self._level + 1 < lowest:
            start = [anchor(attributes[0])] if attributes[0] else []
            return [node("Para", [*start, node("Strong", mended)])]
        self._level = max(lowest, min(level, self._level + 1))
        attributes[0] = attributes[0] or self.ids.for_heading()
        return [node("Header", [self._level, attributes, mended])]

    def _figure(self, figure: Node) -> Blocks:
        _, (_, caption), blocks = figure["c"]
        identifier = self.ids.claim(figure)
        inlines = self.inlines(inlines_of(caption))
        inside = inlines_of(blocks)
        if len(blocks) == len(inside) == 1 and inside[0]["t"] == "Image":
            return self._image_figure(inside[0], identifier, inlines)
        shown = [node("Para", inlines)] if inlines else []
        return [*([node("Plain", [anchor(identifier)])] if identifier else []), *self.blocks(blocks), *shown]

    def _image_figure(self, image: Node, identifier: str, caption: Inlines) -> Blocks:
        """A figure whose visible caption is the image's title, or else what is not the alternative text."""
        title = clean(image["c"][2][1])
        mended = self.image(image, caption)
        identifier = identifier or self.ids.claim(image)
        if title:
            caption = text_inlines(title)
        elif plain_text(caption) == plain_text(mended["c"][1]):
            caption = []
        captions = [node("Plain", caption)] if caption else []
        return [node("Figure", [[identifier, [], []], [None, captions], [node("Plain", [mended])]])]

    def _table_block(self, table: Node) -> Blocks:
        if self._tabled == DEEPEST_TABLE:
            return [block for cell in child_blocks(table) for block in self.item(cell)]
        identifier = self.ids.claim(table)
        self._tabled += 1
        _, caption, columns, head, bodies, foot = self.inside(table)["c"]
        self._tabled -= 1
        rows = [row for row in head[1] if any(cell[4] for cell in row[1])]
        if not columns or not (rows or foot[1] or any(body[2] or body[3] for body in bodies)):
            return []
        attributes = [identifier, [], []]
        columns = [[_LEFT if align["t"] == "AlignDefault" else align, width] for align, width in columns]
        return [with_widths(node("Table", [attributes, caption, columns, [NO_ATTRIBUTES, rows], bodies, foot]))]

    def _code_block(self, block: Node) -> Blocks:
        code = node("CodeBlock", [NO_ATTRIBUTES, clean_lines(block["c"][1])])
        identifier = self.ids.claim(block)
        return [node("Div", [[identifier, [], []], [code]])] if identifier else [code]


def _without_images(inlines: Inlines) -> Inlines:
    """`inlines` without images: no reader that shows only headings shows those."""
    return map_inlines(inlines, lambda inline: [] if inline["t"] == "Image" else [inline])
