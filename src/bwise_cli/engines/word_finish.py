"""The last touches to pandoc's Word file: what pandoc cannot say, and what differs from run to run."""

from typing import TYPE_CHECKING

from bwise_cli.engines.word_margins import fill_margins
from bwise_cli.engines.word_package import (
    WP,
    A,
    R,
    W,
    edit_part,
    element,
    first_child,
    pack_zip,
    parse_part,
    remove,
    unpack_zip,
)
from bwise_cli.engines.word_properties import APPLICATION, Details, core_properties

if TYPE_CHECKING:
    from lxml.etree import _Element

PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
FIRST_FOOTNOTE_DRAWING = 10001
"""Number of the first drawing in a footnote: no two drawings of a file have the same one."""
SHORT_TABLE = 10
"""A table of at most this many rows stays on one page."""
_REGIONS = {
    "bg": "BG", "de": "DE", "el": "GR", "en": "GB", "es": "ES", "fr": "FR", "hr": "HR", "it": "IT", "lv": "LV",
    "nl": "NL", "pl": "PL", "ro": "RO", "sl": "SI",
}  # fmt: skip
"""Word knows its spelling dictionaries by language and region."""


def finish(docx: bytes, details: Details) -> bytes:
    """`docx` with headers, footers, languages, properties and alternative texts in order; the same bytes each time."""
    parts = unpack_zip(docx)
    edit_part(parts, "word/document.xml", _finish_body)
    edit_part(parts, "word/footnotes.xml", _finish_footnotes)
    _give_footnotes_their_images(parts)
    edit_part(parts, "word/styles.xml", lambda root: _set_default_language(root, details.language))
    edit_part(parts, "word/settings.xml", lambda root: _finish_settings(root, details.language))
    fill_margins(parts, details)
    parts["docProps/core.xml"] = core_properties(details)
    parts["docProps/app.xml"] = APPLICATION
    return pack_zip(parts)


# The body


def _finish_body(root: "_Element") -> None:
    _describe_drawings(root)
    _keep_tables_readable(root)
    _plain_contents(root)
    _name_languages(root)


def _finish_footnotes(root: "_Element") -> None:
    _describe_drawings(root, start=FIRST_FOOTNOTE_DRAWING)
    _keep_tables_readable(root)
    _name_languages(root)


def _give_footnotes_their_images(parts: dict[str, bytes]) -> None:
    """Relate the footnotes to the images in them; pandoc relates only the body to images."""
    used = {blip.get(f"{{{R}}}embed") for blip in parse_part(parts["word/footnotes.xml"]).iter(f"{{{A}}}blip")}
    relations = parse_part(parts["word/_rels/document.xml.rels"])
    images = [relation for relation in relations if relation.get("Id") in used]
    edit_part(parts, "word/_rels/footnotes.xml.rels", lambda root: root.extend(images))


def _describe_drawings(root: "_Element", start: int = 1) -> None:
    """One alternative text and one number a drawing; pandoc repeats the whole image where a text should be."""
    for number, drawing in enumerate(root.iter(f"{{{W}}}drawing"), start):
        for inline in drawing.findall(f"{{{WP}}}inline"):
            for side in ("distT", "distB", "distL", "distR"):
                inline.set(side, "0")
        outer = drawing.find(f".//{{{WP}}}docPr")
        inner = drawing.find(f".//{{{PIC}}}cNvPr")
        for properties in (outer, inner):
            if properties is not None and outer is not None:
                properties.set("id", str(number))
                properties.set("name", f"Picture {number}")
                properties.set("descr", outer.get("descr", ""))


def _keep_tables_readable(root: "_Element") -> None:
    """No row is split over two pages, and no short table."""
    for table in root.iter(f"{{{W}}}tbl"):
        rows = table.findall(f"{{{W}}}tr")
        for row in rows:
            first_child(row, "trPr").insert(0, element("cantSplit"))
        for row in rows[:-1] if len(rows) <= SHORT_TABLE else rows[:1]:
            for paragraph in row.iter(f"{{{W}}}p"):
                _keep_with_next(paragraph)


def _keep_with_next(paragraph: "_Element") -> None:
    properties = first_child(paragraph, "pPr")
    if properties.find(f"{{{W}}}keepNext") is None:
        style = properties.find(f"{{{W}}}pStyle")
        properties.insert(0 if style is None else 1, element("keepNext"))


def _plain_contents(root: "_Element") -> None:
    """Entries of the contents look like text: their links need no underline."""
    for paragraph in root.iter(f"{{{W}}}p"):
        style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        if style is not None and (style.get(f"{{{W}}}val") or "").startswith("TOC"):
            for name in list(paragraph.iter(f"{{{W}}}rStyle")):
                if name.get(f"{{{W}}}val") == "Hyperlink":
                    remove(name)


# Languages


def word_language(tag: str) -> str:
    """`tag` as Word wants it, with a region: `sl-SI` for `sl`."""
    return f"{tag}-{_REGIONS[tag]}" if tag in _REGIONS else tag


def _name_languages(root: "_Element") -> None:
    for language in root.iter(f"{{{W}}}lang"):
        language.set(f"{{{W}}}val", word_language(language.get(f"{{{W}}}val", "")))


def _set_default_language(root: "_Element", tag: str) -> None:
    """Say in which language everything is that does not say it itself."""
    for name in ("lang", "themeFontLang"):
        for language in root.iter(f"{{{W}}}{name}"):
            language.set(f"{{{W}}}val", word_language(tag))


# Settings


def _finish_settings(root: "_Element", tag: str) -> None:
    """Open the file as one of today's, let Word check its spelling, and hyphenate."""
    _set_default_language(root, tag)
    for name in ("embedSystemFonts", "proofState", "rsids"):
        for old in root.findall(f"{{{W}}}{name}"):
            root.remove(old)
    tab_stop = root.find(f"{{{W}}}defaultTabStop")
    if tab_stop is not None and root.find(f"{{{W}}}autoHyphenation") is None:
        tab_stop.addnext(element("autoHyphenation"))
    fonts = root.find(f"{{{W}}}themeFontLang")
    if fonts is not None and root.find(f"{{{W}}}compat") is None:
        mode = element("compatSetting", name="compatibilityMode", uri=_COMPATIBILITY, val="15")
        fonts.addprevious(element("compat", mode))


_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
"""Without a mode, Word opens a file as one of 2007 and says so in its title bar."""
