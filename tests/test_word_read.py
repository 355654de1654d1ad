"""Word files are read as the same masters in Markdown would be."""

from collections.abc import Mapping

import pytest
from lxml import etree

from bwise_cli.domain.nodes import Blocks
from bwise_cli.domain.remark import Remark
from bwise_cli.domain.word_style import WordStyle
from bwise_cli.engines.markdown import Parsed, parse_markdown
from bwise_cli.engines.word_clean import clean_text
from bwise_cli.engines.word_read import WordText, read_word
from bwise_cli.engines.word_styles import read_styles
from tests.word_packages import W, minimal, packed, paragraph, styles, text_part

MEANT = {
    "trainer note": WordStyle("trainer"),
    "only si": WordStyle("only", (("country", "SI"),)),
    "activity": WordStyle("activity"),
    "activity title": WordStyle("activity", is_title=True),
}
STYLES = styles(
    "heading 1", "heading 2", "Trainer note", "Only SI", "Activity", "Activity title", "Own", "toc 1", "Title", "Quote"
)
TRACKED = 'w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"'


def read(body: str, meant: Mapping[str, WordStyle] = MEANT, **related: str) -> WordText:
    parts = minimal(body, **{"styles": STYLES, **related})
    return read_word(packed(parts), "m.docx", "m.docx", meant)


def markdown(text: str) -> Blocks:
    (parsed,) = parse_markdown([f"{text}\n"])
    assert isinstance(parsed, Parsed)
    return parsed.blocks


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def field(instruction: str, result: str) -> str:
    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText> {instruction} </w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run(f"<w:t>{result}</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def table(text: str, style: str = "", properties: str = "") -> str:
    row = f"<w:tr>{properties}<w:tc>{paragraph(text, style)}</w:tc></w:tr>"
    return f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{row}</w:tbl>"


# Styles


def test_neighbouring_paragraphs_of_a_style_are_one_div() -> None:
    body = (
        paragraph("Before")
        + paragraph("One", "Trainernote")
        + paragraph("", "Own")
        + paragraph("Two", "Trainernote")
        + paragraph("Between")
        + paragraph("Three", "Trainernote")
        + paragraph("Here", "OnlySI")
    )
    text = (
        "Before\n\n::: trainer\nOne\n\nTwo\n:::\n\nBetween\n\n::: trainer\nThree\n:::\n\n"
        '::: {.only country="SI"}\nHere\n:::'
    )
    assert read(body).blocks == markdown(text)


def test_a_title_begins_a_div_and_may_say_its_minutes() -> None:
    body = (
        paragraph("Sort mail (30 minutes)", "Activitytitle")
        + paragraph("Do it.", "Activity")
        + paragraph("Talk", "Activitytitle")
        + paragraph("Then talk.", "Activity")
    )
    text = '::: {.activity minutes=30 title="Sort mail"}\nDo it.\n:::\n\n::: {.activity title="Talk"}\nThen talk.\n:::'
    assert read(body).blocks == markdown(text)


def test_a_table_whose_cells_have_the_style_is_in_the_div() -> None:
    body = paragraph("One", "Trainernote") + table("Cell", "Trainernote") + paragraph("Two", "Trainernote")
    (div,) = read(body).blocks
    assert [block["t"] for block in div["c"][1]] == ["Para", "Table", "Para"]


def test_styles_that_mean_nothing_leave_no_trace() -> None:
    coloured = '<w:rPr><w:rStyle w:val="Odd"/><w:color w:val="FF0000"/><w:highlight w:val="yellow"/></w:rPr>'
    indented = '<w:pPr><w:ind w:left="1440"/></w:pPr>'
    body = paragraph("One", "Own") + f"<w:p>{indented}{run(coloured + '<w:t>Two</w:t>')}</w:p>"
    assert read(body).blocks == markdown("One\n\nTwo")


# What is not for readers


def test_contents_and_page_numbers_are_no_text() -> None:
    body = (
        f"<w:p>{field('TOC 1-3', 'press F9')}</w:p>"
        + paragraph("Chapter 1", "toc1")
        + f"<w:p>{run('<w:t>Words</w:t>')}{field('PAGE', '7')}</w:p>"
    )
    assert read(body).blocks == markdown("Words")


def test_changes_are_read_as_accepted_and_told() -> None:
    body = (
        f"<w:p>{run('<w:t>Keep </w:t>')}<w:ins {TRACKED}>{run('<w:t>new</w:t>')}</w:ins>"
        f"<w:del {TRACKED}>{run('<w:delText>old</w:delText>')}</w:del></w:p>"
        + table("Gone", properties=f"<w:trPr><w:del {TRACKED}/></w:trPr>")
    )
    found = read(body)
    assert found.blocks == markdown("Keep new")
    message = "holds 3 tracked changes: they are read as if they were accepted"
    assert found.remarks == (Remark("word-changes", message, "accept or reject them in Word (Review)"),)


def test_hidden_text_is_not_read() -> None:
    hidden = run("<w:rPr><w:vanish/></w:rPr><w:t>secret</w:t>")
    shown = run('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t>')
    assert read(f"<w:p>{hidden}{shown}</w:p>").blocks == markdown("shown")


def test_what_stands_in_a_text_box_comes_after_its_paragraph() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{paragraph("Boxed")}</w:txbxContent></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    body = f"<w:p>{run('<w:t>Before</w:t>')}{run(box)}</w:p>" + paragraph("After")
    assert read(body).blocks == markdown("Before\n\nBoxed\n\nAfter")


def test_breaks_that_make_room_are_no_text() -> None:
    page, line = run('<w:br w:type="page"/>'), run("<w:br/>")
    body = f"<w:p>{page}{line}{run('<w:t>One</w:t>')}{line}{run('<w:t>two</w:t>')}{line}</w:p>"
    assert read(body).blocks == markdown("One\\\ntwo")


def test_a_picture_that_floats_comes_after_its_paragraph() -> None:
    drawing = (
        '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/>'
        "</w:drawing>"
    )
    root = etree.fromstring(text_part(f"<w:p>{run(drawing)}{run('<w:t>Words</w:t>')}</w:p>"))
    clean_text(root, read_styles(None))
    first, second = root.iter(f"{{{W}}}p")
    assert first.find(f".//{{{W}}}drawing") is None
    assert second.find(f".//{{{W}}}drawing") is not None


# Comments


def comment(number: int, text: str) -> str:
    return f'<w:comment w:id="{number}" w:author="A">{paragraph(text)}</w:comment>'


def commented(number: int, text: str, style: str = "") -> str:
    inner = paragraph(text, style)
    start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    return inner.replace("<w:r>", f"{start}<w:r>", 1).replace("</w:p>", f"{end}</w:p>")


def test_comments_are_directives_or_not_printed() -> None:
    comments = comment(1, "bwise:note be kind") + comment(2, "bwise:context a menu") + comment(3, "really?")
    found = read(commented(1, "One", "heading1") + commented(2, "Two") + commented(3, "Three"), comments=comments)
    text = "<!-- bwise:note be kind -->\n\n# One\n\n<!-- bwise:context a menu -->\n\nTwo\n\nThree"
    assert found.blocks == markdown(text)
    assert [remark.message for remark in found.remarks] == ["holds a comment, which no pack prints"]


def test_skip_leaves_out_what_the_comment_is_attached_to() -> None:
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    first = paragraph("Two").replace("<w:r>", f"{start}<w:r>")
    next_one = paragraph("Four").replace("<w:r>", f"{end}<w:r>")
    body = paragraph("One") + first + paragraph("Three") + next_one
    text = "One\n\n<!-- bwise:skip -->\n\nTwo\n\nThree\n\n<!-- bwise:end -->\n\nFour"
    assert read(body, comments=comment(1, "bwise:skip")).blocks == markdown(text)


def test_end_lengthens_a_skip() -> None:
    body = commented(1, "One") + paragraph("Two") + commented(2, "Three") + paragraph("Four")
    comments = comment(1, "bwise:skip") + comment(2, "bwise:end")
    text = "<!-- bwise:skip -->\n\nOne\n\nTwo\n\nThree\n\n<!-- bwise:end -->\n\nFour"
    assert read(body, comments=comments).blocks == markdown(text)


# Links, titles, captions


def test_a_bookmark_in_a_paragraph_cuts_no_word() -> None:
    body = (
        f'<w:p><w:bookmarkStart w:id="1" w:name="place"/>{run("<w:t>Here</w:t>")}<w:bookmarkEnd w:id="1"/></w:p>'
        f'<w:p><w:hyperlink w:anchor="place">{run("<w:t>there</w:t>")}</w:hyperlink></w:p>'
    )
    assert read(body).blocks == markdown("::: {#place}\nHere\n:::\n\n[there](#place)")


def test_bookmarks_are_kept_for_links_in_other_files() -> None:
    def mark(number: int, name: str) -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def words(text: str, style: str, *marks: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(marks)}{run(f"<w:t>{text}</w:t>")}</w:p>'

    body = (
        f"{words('A', 'heading1', mark(1, '_Toc1'), mark(2, 'first'))}{words('B', '', mark(3, 'x'), mark(4, 'place'))}"
        f"{mark(5, 'next')}{words('C', '')}{words('D', '', mark(6, '_Hlk1'))}<w:sectPr/>"
    )
    expected = """# A {#a bookmarks="_Toc1 first"}

::: {#x bookmarks=place}
B
:::

::: {#next}
C
:::

D
"""
    assert read(body).blocks == markdown(expected)


def test_a_title_heads_a_module() -> None:
    found = read(paragraph("Safe mail", "Title") + paragraph("Start", "heading1") + paragraph("More", "heading2"))
    assert found.as_module == markdown("# Safe mail {#safe-mail}\n\n## Start {#start}\n\n### More {#more}")
    plain = read(paragraph("Start", "heading1"))
    assert plain.as_module == plain.blocks


@pytest.mark.parametrize("label", ["Table 3. ", "Table 3: ", "Table 1.2 – ", "Table ", ""])
def test_a_caption_loses_its_number(label: str) -> None:
    (found,) = read(table("Cell") + paragraph(f"{label}Hours a week", "caption"), styles=styles("caption")).blocks
    expected = "Table Hours a week" if label == "Table " else "Hours a week"
    assert found["c"][1][1] == [{"t": "Plain", "c": markdown(expected)[0]["c"]}]


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
def test_a_file_inside_the_text_is_told(name: str) -> None:
    found = read(f"{paragraph('Words')}<w:{name}/>")
    assert [remark.tag for remark in found.remarks] == ["word-inserted"]
    assert found.blocks == markdown("Words")
