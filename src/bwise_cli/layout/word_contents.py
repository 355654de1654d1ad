"""The contents of the Word file: a field that Word can update, filled with entries that work without it."""

from bwise_cli.domain.nodes import NO_ATTRIBUTES, SPACE, Blocks, Inlines, Node, attribute, node, plain_text
from bwise_cli.layout.rewriter import Rewriter
from bwise_cli.layout.word_elements import paragraph, words

CONTENTS_DEPTH = 2
"""Level of the lowest headings in the contents."""


class _Headings(Rewriter):
    """Collects the headings of the contents, however deep they stand."""

    def __init__(self) -> None:
        self.found: list[Node] = []

    def block(self, block: Node) -> Blocks:
        if block["t"] == "Header" and block["c"][0] <= CONTENTS_DEPTH:
            self.found.append(block)
        return super().block(block)


class _EntryText(Rewriter):
    """What an entry of the contents keeps of a heading: words and their markup."""

    def inline(self, inline: Node) -> Inlines:
        match inline["t"]:
            case "Note" | "RawInline":
                return []
            case "Link":
                return self.inlines(inline["c"][1])
            case "Image":
                return words(plain_text(inline["c"][1]))
            case "LineBreak":
                return [SPACE]
            case "Span" if not attribute(inline, "lang"):
                return self.inlines(inline["c"][1])
        return super().inline(inline)


def contents(text: Blocks, title: str) -> Blocks:
    """The headings of `text` under `title`, each a link; nothing if there are no headings."""
    headings = _Headings()
    headings.blocks(text)
    if not headings.found:
        return []
    entries = [_entry(heading) for heading in headings.found]
    entries[0] = [node("RawInline", ["openxml", _FIELD_START]), *entries[0]]
    entries[-1] = [*entries[-1], node("RawInline", ["openxml", _FIELD_END])]
    levels = [heading["c"][0] for heading in headings.found]
    return [
        node("RawBlock", ["openxml", _CONTENTS_START]),
        paragraph("TOC Heading", words(title)),
        *(paragraph(f"toc {level}", entry) for level, entry in zip(levels, entries, strict=True)),
        node("RawBlock", ["openxml", _CONTENTS_END]),
    ]


def _entry(heading: Node) -> Inlines:
    _, (identifier, _, _), inlines = heading["c"]
    return [node("Link", [NO_ATTRIBUTES, _EntryText().inlines(inlines), [f"#{identifier}", ""]])]


_CONTENTS_START = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)
_CONTENTS_END = "</w:sdtContent></w:sdt>"
_FIELD_START = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{CONTENTS_DEPTH}" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
