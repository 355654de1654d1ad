"""No word of a Word file is lost where pandoc would lose it."""

import pytest

from bwise_cli.domain.nodes import Blocks, plain_text
from bwise_cli.engines.markdown import Parsed, parse_markdown
from bwise_cli.engines.word_read import read_word
from tests.word_packages import minimal, packed, paragraph, styles

STYLES = styles("heading 1", "Title", "Subtitle", "Abstract", "caption")
SPACED = '<w:t xml:space="preserve">Table </w:t>'


def read(body: str) -> Blocks:
    """The text of a module whose Word file has this body."""
    return read_word(packed(minimal(body, styles=STYLES)), "m.docx", "m.docx", {}).as_module


def markdown(text: str) -> Blocks:
    (parsed,) = parse_markdown([f"{text}\n"])
    assert isinstance(parsed, Parsed)
    return parsed.blocks


def run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


@pytest.mark.parametrize(
    "inside",
    [
        '<w:fldSimple w:instr=" MERGEFIELD name "><w:r><w:t>tired</w:t></w:r></w:fldSimple>',
        '<w:fldSimple w:instr=""><w:r><w:t>tired</w:t></w:r></w:fldSimple>',
        '<w:dir w:val="rtl"><w:r><w:t>tired</w:t></w:r></w:dir>',
        '<w:bdo w:val="ltr"><w:r><w:t>ti</w:t></w:r></w:bdo><w:r><w:t>red</w:t></w:r>',
        run(
            "<w:ruby><w:rt><w:r><w:t>TIRED</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>tired</w:t></w:r></w:rubyBase></w:ruby>"
        ),
    ],
)
def test_words_inside_what_pandoc_does_not_know(inside: str) -> None:
    body = f'<w:p><w:r><w:t xml:space="preserve">Eyes get </w:t></w:r>{inside}<w:r><w:t>.</w:t></w:r></w:p>'
    assert read(body) == markdown("Eyes get tired.")


@pytest.mark.parametrize("sign", ['<w:br w:type="page"/>', '<w:br w:type="column"/>'])
def test_a_page_break_between_words_is_a_space(sign: str) -> None:
    assert read(f"<w:p>{run(f'<w:t>One</w:t>{sign}<w:t>two.</w:t>')}</w:p>") == markdown("One two.")


def test_an_old_line_break_is_a_line_break() -> None:
    assert read(f"<w:p>{run('<w:t>One</w:t><w:cr/><w:t>two.</w:t>')}</w:p>") == markdown("One\\\ntwo.")


def test_the_number_of_a_caption_in_a_simple_field() -> None:
    number = '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    words = f"{run(SPACED)}{number}{run('<w:t>. The plan</w:t>')}"
    caption = f'<w:p><w:pPr><w:pStyle w:val="caption"/></w:pPr>{words}</w:p>'
    (table,) = read(f"{caption}<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell('Morning')}</w:tr></w:tbl>")
    assert word_texts(table["c"][1][1]) == ["The plan"]


def cell(text: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(text)}</w:tc>'


def rows_of(body: str) -> list[list[str]]:
    """The words of each cell, row by row."""
    (table,) = read(body)
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1]]
    return [[" ".join(word_texts(cell[4])) for cell in cells] for _, cells in rows]


def test_cells_beyond_the_columns_that_a_table_declares() -> None:
    rows = f"<w:tr>{cell('A')}{cell('B', 2)}{cell('C')}</w:tr><w:tr>{cell('D')}{cell('E')}{cell('F')}{cell('G')}</w:tr>"
    assert rows_of(f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>") == [
        ["A", "B", "C"],
        ["D", "E", "F", "G"],
    ]


def test_a_row_that_leaves_out_columns_on_either_side() -> None:
    left_out = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
    rows = f"<w:tr>{cell('A')}{cell('B')}{cell('C')}</w:tr><w:tr>{left_out}{cell('D')}</w:tr>"
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    assert rows_of(f"<w:tbl>{grid}{rows}</w:tbl>") == [["A", "B", "C"], ["", "D", ""]]


def test_a_cell_of_more_columns_than_any_table_has() -> None:
    rows = f"<w:tr>{cell('A', 99_999_999)}</w:tr><w:tr>{cell('B')}</w:tr>"
    assert [row[0] for row in rows_of(f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>")] == ["A", "B"]


def test_a_title_in_several_paragraphs() -> None:
    body = (
        paragraph("", "Title")
        + paragraph("Tablets", "Title")
        + paragraph("at work", "Title")
        + paragraph("", "Title")
        + paragraph("For coaches", "Subtitle")
        + paragraph("and workers", "Subtitle")
        + paragraph("Words.")
        + paragraph("Tablets at home", "Title")
    )
    assert word_texts(read(body)) == ["Tablets at work", "For coaches and workers", "Words.", "Tablets at home"]


def test_an_abstract_is_text() -> None:
    body = paragraph("Tablets", "Title") + paragraph("What this is about.", "Abstract") + paragraph("Words.")
    assert word_texts(read(body)) == ["Tablets", "What this is about.", "Words."]


def word_texts(blocks: Blocks) -> list[str]:
    return [plain_text(block["c"][2] if block["t"] == "Header" else block["c"]) for block in blocks]
