"""A Word master of more than ten pages, as authors make them: every construct, made with python-docx.

What python-docx lacks is written as WordprocessingML: footnotes, comments, tracked changes, links, fields.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from .books import png

CHAPTERS = (
    "Before the first day", "Getting to know the tablet", "Letters and passwords", "Finding things again",
    "Writing a message", "Reading what others send", "Staying safe", "Asking for help", "Working together",
    "Looking back",
)  # fmt: skip
PROSE = (
    "The coach and the worker sit side by side, so that both of them see the whole screen and reach it.",
    "Nobody learns two things at once: show one step, let the other person repeat it, and only then go on to the next.",
    "Write down every password on paper during the course, and talk about where such a paper may be kept afterwards.",
    "When something goes wrong, do not take over; ask what the person expected, and look together for the difference.",
    "A break after twenty minutes is part of the lesson, because eyes, hands and heads get tired at different speeds.",
    "Repeat on the following day what was learned the day before, even if everybody says that they remember it well.",
)
STYLES = {"Trainer note": "trainer", "Activity": "activity", "Activity title": "activity"}
"""The styles of the master that mean a div, and which."""
ADDRESS = "https://example.org/guide"
IMAGES = tuple(png(160 + 40 * number, 90) for number in range(3))
"""Pictures that differ, in the order in which they stand in the master."""
_TRACKED = 'w:id="{}" w:author="Ana" w:date="2026-11-02T09:00:00Z"'
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def word_master() -> bytes:
    """The master."""
    return _Writer().write()


def toml_styles() -> str:
    """The table of `bwise.toml` that says what the styles of the master mean."""
    return (
        '[word.styles]\n"Trainer note" = "trainer"\n"Activity" = "activity"\n'
        '"Activity title" = { div = "activity", as = "title" }\n'
    )


class _Writer:
    def __init__(self) -> None:
        self._document = Document()
        self._notes: list[str] = []
        self._comments: list[str] = []
        self._ids = 100
        for name in STYLES:
            self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        self._document.styles.add_style("Menu word", WD_STYLE_TYPE.CHARACTER)

    def write(self) -> bytes:
        self._document.add_paragraph("Tablets at work", style="Title")
        self._document.add_paragraph("A handbook for coaches", style="Subtitle")
        self._contents()
        for number, title in enumerate(CHAPTERS):
            self._chapter(number, title)
        self._part("footnotes", RELATIONSHIP_TYPE.FOOTNOTES, _FIRST_NOTES + "".join(self._notes))
        self._part("comments", RELATIONSHIP_TYPE.COMMENTS, "".join(self._comments))
        self._document.sections[0].footer.paragraphs[0].text = "Draft of the consortium, page"
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _chapter(self, number: int, title: str) -> None:
        heading = self._document.add_heading(title, 1)
        heading.paragraph_format.page_break_before = True
        self._bookmark(heading, f"_Toc{number:03}")
        self._prose(number)
        self._document.add_heading(f"What you need for lesson {number + 1}", 2)
        self._lists(number)
        self._document.add_heading(f"How lesson {number + 1} goes", 2)
        self._table(number)
        self._activity(number)
        self._changes_and_comments(number)
        if number < len(IMAGES):
            self._picture(number)

    # Text

    def _prose(self, number: int) -> None:
        for line in range(4):
            sentences = [PROSE[(number + line + step) % len(PROSE)] for step in range(3)]
            self._document.add_paragraph(f"Lesson {number + 1}, thought {line + 1}. {' '.join(sentences)}")
        paragraph = self._document.add_paragraph("Press the ")
        paragraph.add_run("home", style="Menu word")
        paragraph.add_run(" key, then read ")
        self._link(paragraph, f"the guide for lesson {number + 1}", ADDRESS)
        paragraph.add_run(" or go to ")
        self._jump(paragraph, "the last chapter", f"_Toc{len(CHAPTERS) - 1:03}")
        paragraph.add_run(". Everybody has this right.")
        self._footnote(paragraph, f"Convention of the year two thousand and six, article {number + 1}.")
        paragraph.add_run(" ")
        paragraph.add_run("Never").bold = True
        paragraph.add_run(" leave anybody ")
        paragraph.add_run("alone", style="Emphasis")
        paragraph.add_run(".")

    def _lists(self, number: int) -> None:
        for text, style in (
            (f"a charged tablet for lesson {number + 1}", "List Bullet"),
            ("a cable that fits", "List Bullet 2"),
            ("a socket within reach", "List Bullet 2"),
            ("paper and a thick pen", "List Bullet"),
        ):
            self._document.add_paragraph(text, style=style)
        for text, style in (
            (f"open the box of lesson {number + 1}", "List Number"),
            ("lift the lid", "List Number 2"),
            ("take out the plastic", "List Number 2"),
            ("switch the device on", "List Number"),
        ):
            self._document.add_paragraph(text, style=style)

    def _table(self, number: int) -> None:
        table = self._document.add_table(4, 3, style="Table Grid")
        rows = (
            ("Part", "Minutes", "What happens"),
            (f"Opening {number + 1}", "10", "Greeting and a look at the plan"),
            ("Practice", "30", "Everybody tries it alone"),
            ("Practice again", "", "Everybody shows it to somebody else"),
        )
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(2, 1).merge(table.cell(3, 1))
        whole = table.add_row()
        whole.cells[0].text = "Close with a round in which everybody says one word"
        whole.cells[0].merge(whole.cells[2])
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        caption = self._document.add_paragraph("Table ", style="Caption")
        self._field(caption, "SEQ Table \\* ARABIC", str(number + 1))
        caption.add_run(f". Plan of lesson {number + 1}")

    def _activity(self, number: int) -> None:
        self._document.add_paragraph(f"Try it yourselves, round {number + 1} (30 minutes)", style="Activity title")
        self._document.add_paragraph("Form pairs. One person explains, the other one presses.", style="Activity")
        self._document.add_paragraph(f"Change places after exercise {number + 1}.", style="Activity")
        self._document.add_paragraph(f"Walk around during round {number + 1} and listen.", style="Trainer note")

    def _picture(self, number: int) -> None:
        self._document.add_picture(BytesIO(IMAGES[number]), width=Cm(8))
        shape = self._document.inline_shapes[-1]
        shape._inline.docPr.set("descr", f"Drawing {number + 1} of a tablet with both hands")
        self._document.add_paragraph(f"Figure {number + 1}. Hold the tablet with both hands", style="Caption")

    def _contents(self) -> None:
        self._field(self._document.add_paragraph(), 'TOC \\o "1-3" \\h', "Right-click here and choose update")

    # What python-docx lacks

    def _next(self) -> int:
        self._ids += 1
        return self._ids

    def _bookmark(self, paragraph: Any, name: str) -> None:
        number = self._next()
        paragraph._p.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>'))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))

    def _link(self, paragraph: Any, text: str, address: str) -> None:
        number = self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = f"<w:r><w:t>{text}</w:t></w:r>"
        paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}">{run}</w:hyperlink>'))

    def _jump(self, paragraph: Any, text: str, bookmark: str) -> None:
        run = f"<w:r><w:t>{text}</w:t></w:r>"
        paragraph._p.append(parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{bookmark}">{run}</w:hyperlink>'))

    def _field(self, paragraph: Any, instruction: str, result: str) -> None:
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            f"<w:t>{result}</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))

    def _footnote(self, paragraph: Any, text: str) -> None:
        number = len(self._notes) + 1
        runs = f"<w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r>"
        self._notes.append(f'<w:footnote w:id="{number}"><w:p>{runs}</w:p></w:footnote>')
        reference = f'<w:footnoteReference w:id="{number}"/>'
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{reference}</w:r>"))

    def _changes_and_comments(self, number: int) -> None:
        paragraph = self._document.add_paragraph(f"At the end of lesson {number + 1} the group ")
        inserted, deleted = _TRACKED.format(self._next()), _TRACKED.format(self._next())
        paragraph._p.append(
            parse_xml(f"<w:ins {nsdecls('w')} {inserted}><w:r><w:t>tidies the room</w:t></w:r></w:ins>")
        )
        paragraph._p.append(
            parse_xml(f"<w:del {nsdecls('w')} {deleted}><w:r><w:delText>smokes outside</w:delText></w:r></w:del>")
        )
        self._comment(paragraph, "Is this allowed everywhere?" if number % 2 else "bwise:note keep it short")

    def _comment(self, paragraph: Any, text: str) -> None:
        number = len(self._comments)
        self._comments.append(
            f'<w:comment w:id="{number}" w:author="Ana"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        )
        paragraph._p.insert(0, parse_xml(f'<w:commentRangeStart {nsdecls("w")} w:id="{number}"/>'))
        for piece in (
            f'<w:commentRangeEnd {nsdecls("w")} w:id="{number}"/>',
            f'<w:r {nsdecls("w")}><w:commentReference w:id="{number}"/></w:r>',
        ):
            paragraph._p.append(parse_xml(piece))

    def _part(self, name: str, kind: str, inside: str) -> None:
        content = f"<w:{name} {nsdecls('w')}>{inside}</w:{name}>".encode()
        package = self._document.part.package
        self._document.part.relate_to(
            Part(PackURI(f"/word/{name}.xml"), _NOTE_TYPE.format(name), content, package), kind
        )


_FIRST_NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
