"""Make `templates/reference.docx`: pandoc's own reference file with the styles, page and headers of a pack.

    .venv/bin/python tools/make_reference_docx.py

The same pandoc gives the same bytes. A designer may then change the file in Word; `layout/word.py` relies on
the names of the styles only.
"""

import zipfile
from io import BytesIO
from pathlib import Path

from lxml import etree
from reference_styles import FONT, STYLES, TABLE_STYLES, Border, Style, W

from bwise_cli.engines import pandoc
from bwise_cli.engines.word_package import pack_zip, unpack_zip

TARGET = Path(__file__).parents[1] / "templates" / "reference.docx"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

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
    """Pandoc's styles part with our defaults and our styles."""
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
    """Pandoc's document part, on our page."""
    root = etree.fromstring(original)
    body = root.find(f"{{{W}}}body")
    if body is None:
        raise SystemExit("pandoc's reference file has no body")
    for old in body.findall(f"{{{W}}}sectPr"):
        body.remove(old)
    for sample in body.findall(f"{{{W}}}p"):
        style = sample.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        if style is not None and style.get(f"{{{W}}}val") in ("Heading7", "Heading8", "Heading9"):
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
