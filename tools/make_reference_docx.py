"""Make `templates/reference.docx`: pandoc's own reference file with the styles, page and headers of a pack.

    .venv/bin/python tools/make_reference_docx.py

The same pandoc gives the same bytes. A designer may then change the file in Word; `layout/word.py` relies on
the names of the styles only.
"""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from bwise_cli.engines import pandoc
from bwise_cli.engines.word_package import pack_zip, unpack_zip

TARGET = Path(__file__).parents[1] / "templates" / "reference.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

BLUE, GREEN, ORANGE, DARK_ORANGE = "1F3A5F", "1F5E50", "C75B12", "9A3F06"
PALE, FAINT, WARM, GREY, RULE = "E9EEF4", "F5F7FA", "FBF3EC", "5A6573", "A9B3BF"
FONT, CODE_FONT = "Calibri", "Consolas"
TEXT_WIDTH = 9072
"""Width of the text on an A4 page, in twentieths of a point: 16 cm."""


@dataclass(frozen=True, slots=True)
class Border:
    """One edge of a paragraph."""

    side: str
    """`top`, `left`, `bottom` or `right`."""
    colour: str
    """Six hexadecimal digits."""
    eighths: int = 6
    """Thickness in eighths of a point."""
    space: int = 4
    """Distance from the text in points."""
    line: str = "single"
    """Word's name of the kind of line."""


@dataclass(frozen=True, slots=True)
class Style:
    """A named style. Lengths are points; None leaves what the style is based on."""

    name: str
    """Name as Word shows it; without spaces it is the style's id."""
    based_on: str = "Body Text"
    """Name of the style that it is based on; empty for none."""
    kind: str = "paragraph"
    """`paragraph` or `character`."""
    next: str = ""
    """Name of the style of the paragraph after it; empty for the same."""
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    font: str = ""
    tracking: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    """Line height as a factor."""
    left: float | None = None
    hanging: float | None = None
    right: float | None = None
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    outline: int | None = None
    """Level in Word's navigation; 9 keeps a heading out of it."""
    fill: str = ""
    borders: tuple[Border, ...] = ()
    hyphens: bool = True
    tabs: tuple[tuple[str, float], ...] = ()
    """Tab stops: alignment and position."""
    extra: dict[str, str] = field(default_factory=dict)
    """Further run properties that have a value, such as `vertAlign`."""


def _box_title(name: str, colour: str, bar: Border, fill: str) -> Style:
    edge = Border("bottom", colour, 4, 3)
    return Style(
        name, next="Body Text", size=12.5, bold=True, colour=colour, before=16, after=6, line=1.05, left=8,
        keep_next=True, keep_lines=True, fill=fill, borders=(bar, edge),
    )  # fmt: skip


STYLES = (
    Style("Normal", based_on=""),
    Style("Body Text", "Normal", before=3, after=5, line=1.12),
    Style("First Paragraph", next="Body Text"),
    Style("Compact", before=0, after=2.5),
    Style("Title", "Normal", next="Subtitle", hyphens=False, size=32, bold=True, colour=BLUE, before=150, after=14, line=1.0,
          borders=(Border("bottom", ORANGE, 24, 12),)),
    Style("Subtitle", "Normal", next="Body Text", hyphens=False, size=16, colour=BLUE, before=14, after=22, line=1.05),
    Style("Author", "Normal"),
    Style("Date", "Normal"),
    Style("Abstract Title", "Normal", bold=True),
    Style("Abstract", "Normal"),
    Style("Bibliography", "Normal"),
    Style("heading 1", "Normal", "paragraph", "Body Text", hyphens=False, size=24, bold=True, colour=BLUE, before=0, after=16,
          line=1.05, keep_next=True, keep_lines=True, page_break=True, outline=0,
          borders=(Border("bottom", ORANGE, 16, 8),)),
    Style("heading 2", "Normal", "paragraph", "Body Text", hyphens=False, size=16, bold=True, colour=BLUE, before=20, after=6,
          line=1.05, keep_next=True, keep_lines=True, outline=1),
    Style("heading 3", "Normal", "paragraph", "Body Text", hyphens=False, size=13, bold=True, colour=GREEN, before=15, after=4,
          line=1.05, keep_next=True, keep_lines=True, outline=2),
    Style("heading 4", "Normal", "paragraph", "Body Text", hyphens=False, size=11.5, bold=True, colour=BLUE, before=12, after=3,
          line=1.05, keep_next=True, keep_lines=True, outline=3),
    Style("heading 5", "heading 4", "paragraph", "Body Text", size=11, colour=GREY, outline=4),
    Style("heading 6", "heading 4", "paragraph", "Body Text", size=11, colour=GREY, outline=5),
    Style("Block Text", italic=True, before=6, after=8, left=14, right=14,
          borders=(Border("left", GREEN, 18, 8),)),
    Style("Footnote Text", "Normal", size=9, after=2, line=1.0),
    Style("Footnote Block Text", "Footnote Text", left=14),
    Style("Definition Term", "Normal", next="Definition", bold=True, colour=BLUE, before=5, after=0,
          keep_next=True, keep_lines=True),
    Style("Definition", "Normal", left=14, after=5),
    Style("caption", "Normal", size=9.5, before=0, after=8),
    Style("Table Caption", "caption", before=12, after=4, keep_next=True),
    Style("Image Caption", "caption", after=12),
    Style("Figure", "Normal", before=10, after=4),
    Style("Captioned Figure", "Figure", keep_next=True),
    Style("Source Code", "Normal", font=CODE_FONT, size=9, before=6, after=8, left=8, fill=FAINT,
          borders=(Border("left", GREY, 12, 6),)),
    Style("Table Text", "Normal", size=10, after=2, line=1.0),
    Style("header", "Normal", size=9, colour=BLUE, after=0, line=1.0, tabs=(("right", TEXT_WIDTH / 20),),
          borders=(Border("bottom", BLUE, 4, 4),)),
    Style("footer", "Normal", size=9, colour=GREY, after=0, line=1.0, tabs=(("right", TEXT_WIDTH / 20),)),
    Style("Draft Band", "Normal", size=9, bold=True, colour="FFFFFF", after=6, line=1.0, align="center",
          fill=DARK_ORANGE, borders=(Border("top", DARK_ORANGE, 4, 2), Border("bottom", DARK_ORANGE, 4, 2))),
    Style("Cover Publisher", "Normal", size=11, colour=GREY, before=30, after=0),
    Style("Cover Edition", "Normal", size=13, bold=True, colour="FFFFFF", before=0, after=16, fill=BLUE, left=6,
          borders=(Border("top", BLUE, 4, 4), Border("bottom", BLUE, 4, 4), Border("left", BLUE, 4, 6))),
    Style("Cover Facts", "Normal", size=12, after=18),
    Style("Cover Notice", "Normal", size=11, bold=True, colour=DARK_ORANGE, before=6, after=18, left=8, right=8,
          borders=tuple(Border(side, DARK_ORANGE, 10, 7) for side in ("top", "left", "bottom", "right"))),
    Style("Cover Emblem", "Normal", before=110, after=6, borders=(Border("top", BLUE, 4, 12),)),
    Style("Cover Emblem Place", "Normal", before=110, after=6, right=375, size=36,
          borders=tuple(Border(side, GREY, 6, 1, "dashed") for side in ("top", "left", "bottom", "right"))),
    Style("Cover Funding", "Normal", size=12, bold=True, colour="003399", after=4),
    Style("Cover Licence", "Normal", size=9, colour=GREY, after=0),
    Style("TOC Heading", "heading 1", outline=9),
    Style("toc 1", "Normal", bold=True, colour=BLUE, before=8, after=2, tabs=(("right", TEXT_WIDTH / 20),)),
    Style("toc 2", "Normal", before=0, after=1.5, left=12, tabs=(("right", TEXT_WIDTH / 20),)),
    _box_title("Activity Title", BLUE, Border("left", BLUE, 36, 6), PALE),
    _box_title("Case Title", GREEN, Border("left", GREEN, 36, 6, "dashed"), FAINT),
    _box_title("Checklist Title", BLUE, Border("left", BLUE, 36, 6, "dotted"), FAINT),
    _box_title("Trainer Note Title", DARK_ORANGE, Border("left", ORANGE, 18, 6, "double"), WARM),
    _box_title("Quiz Title", GREEN, Border("left", GREEN, 18, 6), FAINT),
    Style("Outcome Title", next="Outcome", size=10, bold=True, colour=BLUE, tracking=0.5, before=10,
          after=0, keep_next=True, left=8, borders=(Border("left", BLUE, 24, 6),)),
    Style("Outcome", left=36, hanging=28, before=2, after=1, tabs=(("left", 36),),
          borders=(Border("left", BLUE, 24, 6),)),
    Style("Trainer Note", size=10.5),
    Style("Quiz Question", bold=True, before=9, after=3, keep_next=True, keep_lines=True),
    Style("Feedback", left=8, before=3, after=8, borders=(Border("left", GREY, 8, 6),)),
    Style("Table End", "Normal", size=2, before=0, after=8, line=1.0),
    Style("Box End", "Normal", size=2, before=0, after=10, line=1.0, borders=(Border("bottom", GREY, 6, 1),)),
    Style("Divider", "Normal", size=2, before=10, after=12, left=150, right=150,
          borders=(Border("bottom", GREY, 6, 1),)),
    Style("Default Paragraph Font", "", "character"),
    Style("Body Text Char", "Default Paragraph Font", "character"),
    Style("Verbatim Char", "Body Text Char", "character", font=CODE_FONT, size=9.5),
    Style("Footnote Reference", "Body Text Char", "character", extra={"vertAlign": "superscript"}),
    Style("Hyperlink", "Body Text Char", "character", colour="1F4E9E", extra={"u": "single"}),
    Style("Section Number", "Body Text Char", "character"),
    Style("Box Label", "Body Text Char", "character", size=9, bold=True, tracking=0.5),
    Style("Box Detail", "Body Text Char", "character", size=9.5, bold=False, colour=GREY),
    Style("Module Label", "Body Text Char", "character", size=10, bold=True, colour=DARK_ORANGE,
          tracking=0.6),
    Style("Caption Number", "Body Text Char", "character", bold=True, colour=BLUE),
    Style("Outcome Code", "Body Text Char", "character", bold=True, colour=BLUE),
    Style("Reference", "Body Text Char", "character", size=9, colour=GREY),
)  # fmt: skip
TABLE_STYLES = f"""
<w:styles xmlns:w="{W}">
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
    <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Table">
  <w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/></w:tblBorders>
    <w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
    <w:bottom w:w="50" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{BLUE}"/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>
</w:styles>"""

PAGE = f"""
<w:sectPr xmlns:w="{W}" xmlns:r="{R}">
  <w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdHeaderFirst"/>
  <w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFooterFirst"/>
  <w:pgSz w:w="11906" w:h="16838"/>
  <w:pgMar w:top="1814" w:right="1417" w:bottom="1474" w:left="1417" w:header="737" w:footer="680" w:gutter="0"/>
  <w:titlePg/>
</w:sectPr>"""
PARTS = {
    "rIdHeader": ("header", "header1.xml", "header"),
    "rIdHeaderFirst": ("header", "header2.xml", "header"),
    "rIdFooter": ("footer", "footer1.xml", "footer"),
    "rIdFooterFirst": ("footer", "footer2.xml", "footer"),
}
"""Headers and footers by relation: kind, file, style of their one paragraph. The program fills them."""


def style_id(name: str) -> str:
    """The id under which pandoc and Word look for the style called `name`."""
    builtin = {"caption": "Caption", "header": "Header", "footer": "Footer"}
    if name.startswith(("heading ", "toc ")):
        kind, number = name.split()
        return f"{'TOC' if kind == 'toc' else 'Heading'}{number}"
    return builtin.get(name, name.replace(" ", ""))


def _element(name: str, **attributes: object) -> etree._Element:
    element = etree.Element(f"{{{W}}}{name}")
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key}", str(value))
    return element


def _twips(points: float) -> int:
    return round(points * 20)


def _paragraph_properties(style: Style) -> etree._Element:
    """The `w:pPr` of `style`; its children in the order that the schema asks for."""
    properties = _element("pPr")
    for name, wanted in (
        ("keepNext", style.keep_next), ("keepLines", style.keep_lines), ("pageBreakBefore", style.page_break),
    ):  # fmt: skip
        if wanted:
            properties.append(_element(name))
    if style.borders:
        properties.append(_borders(style.borders))
    if style.fill:
        properties.append(_element("shd", val="clear", color="auto", fill=style.fill))
    if style.tabs:
        tabs = _element("tabs")
        tabs.extend(_element("tab", val=align, pos=_twips(position)) for align, position in style.tabs)
        properties.append(tabs)
    if not style.hyphens:
        properties.append(_element("suppressAutoHyphens"))
    properties.extend(_spacing(style))
    if style.align:
        properties.append(_element("jc", val=style.align))
    if style.outline is not None:
        properties.append(_element("outlineLvl", val=style.outline))
    return properties


def _borders(borders: tuple[Border, ...]) -> etree._Element:
    edges = _element("pBdr")
    order = ("top", "left", "bottom", "right")
    for border in sorted(borders, key=lambda border: order.index(border.side)):
        edges.append(_element(border.side, val=border.line, sz=border.eighths, space=border.space, color=border.colour))
    return edges


def _spacing(style: Style) -> list[etree._Element]:
    """Space above, below and between lines, and indents; left out if `style` says nothing about them."""
    spacing = {
        key: _twips(value) for key, value in (("before", style.before), ("after", style.after)) if value is not None
    }
    rest: dict[str, object] = {**spacing}
    if style.line is not None:
        rest |= {"line": round(style.line * 240), "lineRule": "auto"}
    indents = (("left", style.left), ("right", style.right), ("hanging", style.hanging))
    indent: dict[str, object] = {key: _twips(value) for key, value in indents if value is not None}
    elements = [_element("spacing", **rest)] if rest else []
    return [*elements, *([_element("ind", **indent)] if indent else [])]


def _run_properties(style: Style) -> etree._Element:
    """The `w:rPr` of `style`; its children in the order that the schema asks for."""
    properties = _element("rPr")
    if style.font:
        properties.append(_element("rFonts", ascii=style.font, hAnsi=style.font, cs=style.font))
    for names, wanted in ((("b", "bCs"), style.bold), (("i", "iCs"), style.italic)):
        if wanted is not None:
            properties.extend(_element(name) if wanted else _element(name, val="0") for name in names)
    if style.colour:
        properties.append(_element("color", val=style.colour))
    if style.tracking is not None:
        properties.append(_element("spacing", val=_twips(style.tracking)))
    if style.size is not None:
        properties.extend(_element(name, val=round(style.size * 2)) for name in ("sz", "szCs"))
    properties.extend(_element(name, val=value) for name, value in style.extra.items())
    return properties


def _style(style: Style) -> etree._Element:
    element = _element("style", type=style.kind, styleId=style_id(style.name))
    if style.name in ("Normal", "Default Paragraph Font"):
        element.set(f"{{{W}}}default", "1")
    element.append(_element("name", val=style.name))
    if style.based_on:
        element.append(_element("basedOn", val=style_id(style.based_on)))
    if style.next:
        element.append(_element("next", val=style_id(style.next)))
    if style.kind == "paragraph":
        element.append(_element("qFormat"))
        element.append(_paragraph_properties(style))
    element.append(_run_properties(style))
    return element


def _styles(original: bytes) -> bytes:
    """pandoc's styles part with our defaults and our styles."""
    root = etree.fromstring(original)
    for old in root.findall(f"{{{W}}}style"):
        root.remove(old)
    fonts = root.find(f".//{{{W}}}rFonts")
    if fonts is None:
        raise SystemExit("pandoc's reference file has no default fonts any more; look at its styles.xml")
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{W}}}{script}", FONT)
    for name in ("sz", "szCs"):
        for size in root.findall(f"{{{W}}}docDefaults//{{{W}}}{name}"):
            size.set(f"{{{W}}}val", "22")
    root.extend(_style(style) for style in STYLES)
    root.extend(etree.fromstring(TABLE_STYLES))
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _document(original: bytes) -> bytes:
    """pandoc's document part, on our page."""
    root = etree.fromstring(original)
    body = root.find(f"{{{W}}}body")
    if body is None:
        raise SystemExit("pandoc's reference file has no body")
    for old in body.findall(f"{{{W}}}sectPr"):
        body.remove(old)
    for name in body.findall(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}pStyle"):
        sample = name.getparent().getparent()
        if name.get(f"{{{W}}}val") in ("Heading7", "Heading8", "Heading9"):
            body.remove(sample)
    body.append(etree.fromstring(PAGE))
    return _bytes(root)


def _add_parts(parts: dict[str, bytes]) -> None:
    """Add the headers and footers, and make them known to the package."""
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    types = etree.fromstring(parts["[Content_Types].xml"])
    for relation, (kind, name, style) in PARTS.items():
        tag = "hdr" if kind == "header" else "ftr"
        text = f'<w:{tag} xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr></w:p></w:{tag}>'
        parts[f"word/{name}"] = _bytes(etree.fromstring(text))
        etree.SubElement(
            relations, f"{{{PACKAGE_RELATIONS}}}Relationship", Id=relation, Type=f"{R}/{kind}", Target=name
        )
        etree.SubElement(
            types, f"{{{CONTENT_TYPES}}}Override", PartName=f"/word/{name}", ContentType=f"{WORD_TYPE}.{kind}+xml"
        )
    parts["word/_rels/document.xml.rels"] = _bytes(relations)
    parts["[Content_Types].xml"] = _bytes(types)


def make_reference() -> bytes:
    """The reference file."""
    original = pandoc.run(["--print-default-data-file=reference.docx"], b"")
    parts = unpack_zip(original)
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
    parts["word/document.xml"] = _document(parts["word/document.xml"])
    _add_parts(parts)
    return pack_zip(parts)


if __name__ == "__main__":
    TARGET.write_bytes(make_reference())
    with zipfile.ZipFile(BytesIO(TARGET.read_bytes())) as archive:
        print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(archive.namelist())} parts")
