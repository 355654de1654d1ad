"""From a book to what pandoc's Typst writer and the page template need.

Safe by construction: a word that is not plain letters and digits reaches Typst as a string literal, and so
does every attribute. Raw parts are made here only, from constants, literals and tidy ids.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bwise_cli.domain.book import Book
from bwise_cli.domain.nodes import NO_ATTRIBUTES, Blocks, Inlines, Node, attribute, node, plain_text, string
from bwise_cli.layout.images import extension, image_of
from bwise_cli.layout.mend import mend
from bwise_cli.layout.pages import Pages
from bwise_cli.layout.parts import Box, Outcome, Picture
from bwise_cli.layout.text import clean, language_and_region
from bwise_cli.layout.typst_code import label, language_arguments, literal, raw, raw_block, width_argument

LONGEST_UNBROKEN = 24
"""A word with more letters may be hyphenated even in a heading."""
DATA_FILE = "book.json"
"""Name under which the template finds the cover and the labels."""


@dataclass(frozen=True, slots=True)
class TypstBook:
    """A book ready for pandoc's Typst writer."""

    blocks: Blocks
    """The text; raw blocks in it call functions of the template."""
    files: Mapping[str, bytes]
    """What the text and the template read, by name: the data, the images, the emblem."""


def typst_book(book: Book) -> TypstBook:
    """Lay out `book`. Raises `RefusedError` for an image that is missing or of an unknown type."""
    names = _image_names(book.images)
    pages = _TypstPages(book, names)
    blocks = pages.blocks(mend(book.blocks, book.labels["Figure"]))
    files = {name: book.images[target] for target, name in names.items()}
    data = _data(book)
    if book.cover.emblem is not None:
        data["emblem"] = f"emblem.{extension(book.cover.emblem, 'emblem')}"
        files[data["emblem"]] = book.cover.emblem
    files[DATA_FILE] = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8")
    return TypstBook(blocks, files)


def _image_names(images: Mapping[str, bytes]) -> dict[str, str]:
    """A file name for each image that tells what it holds, whatever its target is called."""
    return {
        target: f"image-{number}.{extension(images[target], target)}" for number, target in enumerate(sorted(images), 1)
    }


def _data(book: Book) -> dict[str, Any]:
    cover = {key: clean(value) for key, value in asdict(book.cover).items() if isinstance(value, str)}
    language, region = language_and_region(book.language)
    return {
        "cover": cover,
        "emblem": None,
        "labels": {english: clean(word) for english, word in book.labels.items()},
        "language": language or "en",
        "region": region or None,
    }


_PLAIN_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*[.,!?]?|\d+[,!?]?")
"""Words that mean themselves wherever they stand in Typst markup."""
_PICTOGRAPHS = str.maketrans(
    {"\ufe0e": "", "\ufe0f": "", "✅": "✔", "❌": "✘", "➡": "→", "⬅": "←", "⭐": "★", "❗": "!", "❓": "?"}
    | {"🗹": "☑", "🗷": "☒", "🗶": "✘", "🕿": "☎", "🖂": "✉"}
)
"""Signs of the fonts that stand in for common pictographs, and those of Word's sign fonts, which no text font has."""


_PLAIN_STYLES = ("Decimal", "DefaultStyle")
_PLAIN_DELIMITERS = ("Period", "DefaultDelim")
_PLAIN_LIST = '#set enum(numbering: "1.", start: auto)'
"""Typst's own settings of a numbered list, which pandoc does not write out."""


class _TypstPages(Pages):
    """Writes what pandoc's Typst writer leaves out as calls of the template's functions."""

    def __init__(self, book: Book, names: Mapping[str, str]) -> None:
        super().__init__({english: clean(word) for english, word in book.labels.items()})
        self._images = book.images
        self._names = names
        self._in_odd_list = False

    # Blocks

    def block(self, block: Node) -> Blocks:
        match block["t"]:
            case "CodeBlock":
                return [raw_block(f"#raw(block: true, {literal(block['c'][1])})")]
            case "HorizontalRule":
                return [raw_block("#divider")]
            case "DefinitionList":
                return self._definitions(block)
            case "OrderedList":
                return self._ordered(block)
        return super().block(block)

    def _ordered(self, block: Node) -> Blocks:
        """A numbered list; a plain one inside another says that it is plain, or it would inherit form and start."""
        start, style, delimiter = block["c"][0]
        is_plain = start == 1 and style["t"] in _PLAIN_STYLES and delimiter["t"] in _PLAIN_DELIMITERS
        inherits = is_plain and self._in_odd_list
        before, self._in_odd_list = self._in_odd_list, not is_plain
        written = super().block(block)
        self._in_odd_list = before
        return [*([raw_block(_PLAIN_LIST)] if inherits else []), *written]

    def _definitions(self, block: Node) -> Blocks:
        """A list of terms; pandoc's own leaves a gap between a term and what it means."""
        result = [raw_block("#terms(")]
        for term, definitions in block["c"]:
            texts = [each for definition in definitions for each in self.item(definition)]
            result += [raw_block("terms.item(["), node("Plain", self.inlines(term)), raw_block("], [")]
            result += [*texts, raw_block("]),")]
        return [*result, raw_block(")")]

    def header(self, header: Node, module: str) -> Blocks:
        if not module:
            return [header]
        _, (identifier, _, _), inlines = header["c"]
        start = f"#heading(level: 1, numbering: _ => {literal(module)})["
        return [raw_block(start), node("Plain", inlines), raw_block(f"]{label(identifier)}")]

    def box(self, box: Box, blocks: Blocks) -> Blocks:
        words = (("label", box.label), ("title", box.title), ("detail", box.detail))
        named = "".join(f", {name}: {literal(text)}" for name, text in words if text)
        return [
            raw_block(f"#panel({literal(box.kind)}{named})["),
            *blocks,
            raw_block(f"]{label(box.identifier)}"),
        ]

    def outcomes(self, label: str, outcomes: list[Outcome]) -> Blocks:
        result = [raw_block(f"#outcomes({literal(label)},")]
        for outcome in outcomes:
            place = f"#place-here({literal(outcome.identifier)})" if outcome.identifier else ""
            start = f"outcome({literal(outcome.code)})[{place}"
            result += [raw_block(start), *outcome.blocks, raw_block("],")]
        return [*result, raw_block(")")]

    def picture(self, picture: Picture) -> Blocks:
        width = width_argument(picture.width)
        image = self._image(picture.target, picture.alt)
        language = f", {language_arguments(picture.language)}" if picture.language else ""
        return [
            raw_block(f"#picture({image}{width}{language})["),
            *([node("Plain", picture.caption)] if picture.caption else []),
            raw_block(f"]{label(picture.identifier)}"),
        ]

    def captioned_table(self, table: Node, caption: Inlines) -> Blocks:
        (identifier, _, _), _, *rest = table["c"]
        words = [node("Plain", caption)] if caption else []
        _, head_rows = table["c"][3]
        return [
            raw_block(f"#tabular({len(head_rows)})["),
            node("Table", [NO_ATTRIBUTES, [None, words], *rest]),
            raw_block(f"]{label(identifier)}"),
        ]

    def ticks(self, items: list[tuple[bool, Blocks]]) -> Blocks:
        result = [raw_block("#ticks(")]
        for ticked, blocks in items:
            result += [raw_block(f"({'true' if ticked else 'false'}, ["), *blocks, raw_block("]),")]
        return [*result, raw_block(")")]

    def questions(self, start: int, items: list[Blocks]) -> Blocks:
        result = [raw_block(f"#questions({start},")]
        for blocks in items:
            result += [raw_block("["), *blocks, raw_block("],")]
        return [*result, raw_block(")")]

    def passage(self, div: Node) -> Blocks:
        (identifier, _, _), blocks = div["c"]
        place = [raw_block(f"#place-here({literal(identifier)})")] if identifier else []
        tag = attribute(div, "lang")
        if not tag:
            return [*place, *blocks]
        return [*place, raw_block(f"#[\n#set text({language_arguments(tag)})"), *blocks, raw_block("]")]

    def reference(self, text: str) -> Inlines:
        return [raw(f"#reference({literal(text)});")]

    def caption_prefix(self, kind: str, number: int) -> Inlines:
        return [raw("#caption-number["), *self.inlines([string(f"{self.word(kind)} {number}.")]), raw("];")]

    # Inlines

    def inline(self, inline: Node) -> Inlines:
        match inline["t"]:
            case "Str":
                return self._word(inline["c"])
            case "Code":
                return [raw(f"#raw({literal(inline['c'][1])});")]
            case "Math":
                return [raw(f"#formula({literal(inline['c'][1])})["), inline, raw("];")]
            case "Image":
                _, words, (target, _) = inline["c"]
                width = width_argument(attribute(inline, "width"))
                return [raw(f"#inline-picture({self._image(target, plain_text(words))}{width});")]
            case "Span":
                return self._span(inline)
            case "Note" if self._in_heading:
                return [raw("#outside-contents["), self.inside_inline(inline), raw("];")]
        return super().inline(inline)

    def _word(self, text: str) -> Inlines:
        text = text.translate(_PICTOGRAPHS)
        if self._in_heading and len(text) > LONGEST_UNBROKEN:
            return [raw(f"#long-word({literal(text)});")]
        return [string(text)] if _PLAIN_WORD.fullmatch(text) else [raw(f"#{literal(text)};")]

    def _span(self, span: Node) -> Inlines:
        (identifier, _, _), inlines = span["c"]
        place = [raw(f"#place-here({literal(identifier)});")] if identifier else []
        tag = attribute(span, "lang")
        words = self.inlines(inlines)
        return [*place, *([raw(f"#text({language_arguments(tag)})["), *words, raw("];")] if tag else words)]

    def _image(self, target: str, alt: str) -> str:
        image_of(self._images, target)
        return f"{literal(self._names[target])}, {literal(alt)}"
