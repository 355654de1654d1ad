"""The inlines of a book made fit for any page: what stands inside paragraphs, headings and cells."""

import re

from bwise_cli.domain.nodes import (
    NO_ATTRIBUTES,
    SPACE,
    Attributes,
    Inlines,
    Node,
    attribute,
    attributes_of,
    has_class,
    node,
    plain_text,
    string,
)
from bwise_cli.layout.html_tags import fold_tags
from bwise_cli.layout.places import Ids
from bwise_cli.layout.rewriter import Rewriter
from bwise_cli.layout.text import anchor, clean, inlines_of, is_empty, is_language, language_of, web_address

_WIDTH = re.compile(r"\d{1,4}(?:\.\d{1,3})?(?:%|cm|mm|in|pt|px)")


class InlineMender(Rewriter):
    """Mends inlines; whether they stand in a footnote is all that it has to know."""

    def __init__(self, ids: Ids, image_word: str) -> None:
        """`image_word` stands for an image that has no text at all."""
        self.ids = ids
        self.image_word = image_word
        self._noted = False

    def inlines(self, inlines: Inlines) -> Inlines:
        """A run of inlines; what HTML tags mean becomes markup."""
        return super().inlines(fold_tags(inlines))

    def inline(self, inline: Node) -> Inlines:
        """What stands in the place of `inline`."""
        match inline["t"]:
            case "Str":
                text = clean(inline["c"])
                return [string(text)] if text else []
            case "Code" | "Math":
                return [*self._anchors(inline), *self._verbatim(inline)]
            case "Link":
                return [*self._anchors(inline), *self._link(inline)]
            case "Image":
                return [*self._anchors(inline), self.image(inline, [])]
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
        name = self.ids.led_to_by(url)
        target = f"#{name}" if name else web_address(url)
        if not target:
            return text
        if is_empty(text) and not any(inline["t"] == "Image" for inline in text):
            text = [] if name else [string(target)]
        return [node("Link", [NO_ATTRIBUTES, text, [target, ""]])] if text else []

    def image(self, image: Node, caption: Inlines) -> Node:
        """The image with a plain alternative text, in the language that it is in."""
        _, inlines, (target, title) = image["c"]
        own = clean(attribute(image, "alt")) or clean(plain_text(inlines))
        alt = own.strip() or plain_text(caption).strip() or clean(title).strip() or self.image_word
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
        attributes = self.attributes(span, [], {"lang"})
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
        identifier = self.ids.claim(inline)
        return [anchor(identifier)] if identifier else []

    def attributes(self, item: Node, classes: list[str], allowed: frozenset[str] | set[str] | tuple[()]) -> Attributes:
        """The id, `classes`, and those attributes that are allowed and say something."""
        pairs = [[key, clean(value).strip()] for key, value in (attributes_of(item) or NO_ATTRIBUTES)[2]]
        kept = [
            [key, value] for key, value in pairs if key in allowed and value and (key != "lang" or is_language(value))
        ]
        return [self.ids.claim(item), classes, kept]
