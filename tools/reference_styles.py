"""The styles of `templates/reference.docx`, as a table; `make_reference_docx.py` writes them.

`layout/word.py` relies on the names only.
"""

from dataclasses import dataclass, field, replace

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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


def _heading(level: int, size: float, colour: str, *, before: float, after: float) -> Style:
    return Style(
        f"heading {level}", "Normal", next="Body Text", size=size, bold=True, colour=colour, before=before,
        after=after, line=1.05, keep_next=True, keep_lines=True, hyphens=False, outline=level - 1,
    )  # fmt: skip


STYLES = (
    Style("Normal", based_on=""),
    Style("Body Text", "Normal", before=3, after=5, line=1.12),
    Style("First Paragraph", next="Body Text"),
    Style("Compact", before=0, after=2.5),
    Style("Title", "Normal", next="Subtitle", size=32, bold=True, colour=BLUE, before=150, after=14, line=1.0,
          hyphens=False, borders=(Border("bottom", ORANGE, 24, 12),)),
    Style("Subtitle", "Normal", next="Body Text", hyphens=False, size=16, colour=BLUE, before=14, after=22, line=1.05),
    Style("Author", "Normal"),
    Style("Date", "Normal"),
    Style("Abstract Title", "Normal", bold=True),
    Style("Abstract", "Normal"),
    Style("Bibliography", "Normal"),
    replace(_heading(1, 24, BLUE, before=0, after=16), page_break=True, borders=(Border("bottom", ORANGE, 16, 8),)),
    _heading(2, 16, BLUE, before=20, after=6),
    _heading(3, 13, GREEN, before=15, after=4),
    _heading(4, 11.5, BLUE, before=12, after=3),
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
    Style("Gap", "Normal", size=2, before=0, after=8, line=1.0),
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
