"""The PDF: tagged, in its language, complete, and stopped by nothing that a master may hold."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from bwise_cli.domain.errors import RefusedError, ToolError
from bwise_cli.domain.nodes import NO_ATTRIBUTES, node, string
from bwise_cli.typeset import to_pdf

from .books import LANGUAGES, book_of, png, sample, sample_pdf, templates
from .reading import catalogue_of, open_pdf, pages_of, squeezed, tags_of


def made(markdown: str, **images: bytes) -> bytes:
    return to_pdf(book_of(markdown, {name.replace("_", "."): content for name, content in images.items()}), templates())


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


# What it says about itself


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_tagged_titled_and_in_its_language(language: str) -> None:
    root = catalogue_of(sample_pdf(language))
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert "pdfuaid:part" in metadata
    assert "pdfaid:conformance" in metadata
    assert sample(language).cover.title in metadata


@pytest.mark.parametrize("language", LANGUAGES)
def test_embeds_every_font(language: str) -> None:
    pages: list[Any] = list(open_pdf(sample_pdf(language)).pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert any("SourceSans3" in font["/BaseFont"] for font in fonts)
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


def test_carries_the_time_of_the_book() -> None:
    metadata = open_pdf(made("# A")).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]) == "D:20261123000000Z"


# Cover, contents, margins


@pytest.mark.parametrize("language", LANGUAGES)
def test_cover_tells_everything(language: str) -> None:
    cover = sample(language).cover
    first = squeezed(pages_of(sample_pdf(language))[0])
    told = (cover.title, cover.subtitle, cover.edition, cover.country, cover.version, cover.date, cover.funding)
    assert [text for text in (*told, cover.notice, cover.publisher) if squeezed(text) not in first] == []


def test_every_page_of_a_draft_says_so_and_no_page_of_a_release() -> None:
    draft = pages_of(sample_pdf("sl"))
    assert all("Osnutek – ni pregledano" in page for page in draft)
    released = replace(sample("sl"), cover=replace(sample("sl").cover, notice=""))
    assert "Osnutek" not in text_of(to_pdf(released, templates()))


def test_footer_counts_pages_in_the_language_of_the_book() -> None:
    pages = pages_of(sample_pdf("el"))
    for number, page in enumerate(pages[1:], 2):
        assert f"Σελίδα {number} από {len(pages)}" in page


def test_contents_lead_to_the_pages_of_the_headings() -> None:
    pages = pages_of(sample_pdf("sl"))
    page = next(number for number, text in enumerate(pages, 1) if "Kdo izbere pripomoček?" in text)
    assert f"Preverite znanje {page}" in pages[1].replace(". ", "").replace(" .", "")


def test_only_modules_are_numbered() -> None:
    text = text_of(made("# Uvod {.unnumbered}\n\n# Prvi\n\n# Drugi"))
    assert "Modul 1 Prvi" in text
    assert "Modul 2 Drugi" in text
    assert "Modul 3" not in text


def test_cover_without_emblem_keeps_its_place() -> None:
    assert not any(tag.role == "/Figure" for tag in tags_of(made("# A")))
    emblem = replace(book_of("# A").cover, emblem=sample("sl").cover.emblem)
    tags = tags_of(to_pdf(replace(book_of("# A"), cover=emblem), templates()))
    assert [tag.alt for tag in tags if tag.role == "/Figure"] == ["Sofinancira Evropska unija"]


# Faults that stop a PDF


def test_at_sign_is_no_citation() -> None:
    assert "@zavod in @drugi." in text_of(made("# A\n\nPišite na @zavod in @drugi."))


def test_link_to_nowhere_leaves_its_words() -> None:
    assert "glejte tam in drugje" in text_of(made("# A\n\nglejte [tam](#nikjer) in [drugje](datoteka.md)"))


def test_word_right_after_a_link_is_a_word() -> None:
    assert "povezava.Beseda povezava(oklepaj) povezava[oglati]" in text_of(
        made("# A {#a}\n\n[povezava](#a).Beseda [povezava](#a)(oklepaj) [povezava](#a)\\[oglati\\]")
    )


def test_skipped_heading_level_is_closed_up() -> None:
    roles = [tag.role for tag in tags_of(made("# A\n\n#### B\n\n###### C\n\n## D")) if tag.role.startswith("/H")]
    assert roles == ["/H1", "/H1", "/H2", "/H3", "/H2"], "the first is that of the contents"


def test_image_is_what_it_holds_and_not_what_it_is_called() -> None:
    tags = tags_of(made("# A\n\n![opis](slika.jpg)", slika_jpg=png(40, 20)))
    assert [tag.alt for tag in tags if tag.role == "/Figure"] == ["opis"]


def test_chapter_heading_in_a_box_opens_no_chapter() -> None:
    assert "/H2" in [tag.role for tag in tags_of(made("# A\n\n::: case\n# V okvirju\n:::"))]


@pytest.mark.parametrize(("name", "content"), [("manjka.svg", None), ("hrup.png", b"BM\x00\x00")])
def test_image_that_cannot_be_had_is_named(name: str, content: bytes | None) -> None:
    images = {} if content is None else {name: content}
    with pytest.raises(RefusedError, match=name):
        to_pdf(book_of(f"# A\n\n![opis]({name})", images), templates())


def test_a_heading_that_is_only_a_picture_is_no_heading() -> None:
    pdf = made("# A\n\n## ![](krog.svg)\n\n### ![opis](krog.svg)\n\n## B", krog_svg=png(9, 9))
    roles = Counter(tag.role for tag in tags_of(pdf))
    assert (roles["/H2"], roles["/Figure"]) == (1, 2)


def test_tables_in_tables_in_tables() -> None:
    inner: list[Any] = [node("Para", [string("najgloblje")])]
    for _ in range(9):
        cell = [NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [node("Para", [string("vmes")]), *inner]]
        body = [NO_ATTRIBUTES, 0, [], [[NO_ATTRIBUTES, [cell]]]]
        column = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
        sides = [NO_ATTRIBUTES, []]
        inner = [node("Table", [NO_ATTRIBUTES, [None, []], [column], sides, [body], sides])]
    book = book_of("# A")
    pdf = to_pdf(replace(book, blocks=[*book.blocks, *inner]), templates())
    assert Counter(tag.role for tag in tags_of(pdf))["/Table"] == 3
    assert text_of(pdf).count("vmes") == 9
    assert "najgloblje" in text_of(pdf)


def test_broken_drawing_is_an_error_and_no_traceback() -> None:
    with pytest.raises(ToolError, match="typst failed"):
        made("# A\n\n![opis](krog.svg)", krog_svg=b"<svg ")


def test_character_without_a_glyph_is_replaced_and_reported() -> None:
    reported: list[str] = []
    pdf = to_pdf(book_of("# A\n\nŽal 李 in \N{GRINNING FACE}, a ✅ je."), templates(), reported.append)
    assert reported == ["李", "\N{GRINNING FACE}"]
    assert "Žal � in �, a ✔ je." in text_of(pdf)


# What pandoc leaves out


def test_figure_shows_its_title_and_speaks_its_alternative_text() -> None:
    pdf = sample_pdf("sl")
    alts = [tag.alt for tag in tags_of(pdf) if tag.role == "/Figure"]
    assert alts[1].startswith("Krog s štirimi koraki: 1 vprašajte")
    assert alts[2] == "tipka Enter"
    assert "Slika 1. Štirje koraki, ki se ponavljajo" in text_of(pdf)
    assert "1 vprašajte, 2 opazujte" not in text_of(pdf)


def test_english_that_is_left_is_spoken_in_english() -> None:
    first = open_pdf(sample_pdf("sl")).pages[2].get_contents()
    assert first is not None
    assert b"/Lang(en)" in first.get_data().replace(b" ", b"")


def test_passage_in_another_language_keeps_its_heading() -> None:
    pdf = sample_pdf("sl")
    assert "Ein Abschnitt auf Deutsch" in text_of(pdf)
    assert ("/H3", "de") in [(tag.role, tag.language) for tag in tags_of(pdf)]


def test_formula_speaks_its_source() -> None:
    assert "a^2 + b^2 = c^2" in [tag.alt for tag in tags_of(sample_pdf("sl"))]


def test_boxes_carry_their_labels() -> None:
    text = text_of(sample_pdf("sl"))
    for label in (
        "Dejavnost · 40 minut Narišite en delovni dan",
        "Opomba za izvajalca",
        "Primer Amira in tiskalnik nalepk",
        "Kontrolni seznam Preden začnete ☐ Vprašal",
        "Kviz 1. Kdo izbere pripomoček?",
        "Povratna informacija Delavec",
        "Znanje K1 Razložite",
        "(DigComp 5.2)",
        "Odgovornost in samostojnost R1 Odločitve",
    ):
        assert label in text


def test_right_answer_is_ticked() -> None:
    text = text_of(sample_pdf("sl"))
    assert "☐ Mentor. ☑ Delavec. ☐ Zdravnik." in text


# Tables


def test_head_of_a_long_table_comes_again_on_every_page() -> None:
    rows = "\n".join(f"| vrstica {number} | besedilo |" for number in range(120))
    pages = pages_of(made(f"# A\n\n| Prvi | Drugi |\n|---|---|\n{rows}\n\nTable: Dolga"))
    with_rows = [page for page in pages if "vrstica" in page]
    assert len(with_rows) > 2
    assert all("Prvi Drugi" in page for page in with_rows)
    assert "Tabela 1. Dolga Prvi Drugi" in with_rows[0]


def test_table_head_is_tagged_and_an_empty_one_is_none() -> None:
    table = "\n|---|---|\n| a | b |\n"
    assert [tag.role for tag in tags_of(made(f"# A\n\n| x | y |{table}"))].count("/TH") == 2
    assert [tag.role for tag in tags_of(made(f"# A\n\n| | |{table}"))].count("/TH") == 0


def test_short_table_stays_on_one_page() -> None:
    filler = "\n\n".join(["Beseda."] * 27)
    rows = "\n".join(f"| vrstica {number} | x |" for number in range(8))
    pages = pages_of(made(f"# A\n\n{filler}\n\n| P | D |\n|---|---|\n{rows}"))
    assert len([page for page in pages if "vrstica" in page]) == 1


# Words in headings


def test_list_inside_a_list_that_begins_late_begins_with_one() -> None:
    text = "3. third\n\n   1. inner\n\n      a. innermost\n\n4. fourth\n"
    assert "3. third 1. inner a. innermost 4. fourth" in text_of(made(text))


def widths_of_images(pdf: bytes) -> list[float]:
    """How wide each image is drawn, in points."""
    (stream,) = [page.get_contents() for page in open_pdf(pdf).pages if len(page.images)]
    assert stream is not None
    scales = re.findall(rb"([\d.]+) 0 0 -?[\d.]+ -?[\d.]+ -?[\d.]+ cm\s*/x\d+ Do", stream.get_data())
    return [float(scale) for scale in scales]


def test_picture_is_as_wide_as_its_author_asked_but_never_wider_than_its_place() -> None:
    alone, inline = "![A](a.png){width=2cm}", "Press ![B](a.png){width=1cm} now."
    cell = "| One | Two | Three |\n|---|---|---|\n| ![C](a.png){width=14cm} | more | words |"
    first, second, third = widths_of_images(made(f"{alone}\n\n{inline}\n\n{cell}\n", a_png=png(40, 30)))
    assert first == pytest.approx(2 * 72 / 2.54, abs=0.5)
    assert second == pytest.approx(72 / 2.54, abs=0.5)
    assert 20 < third < 8 * 72 / 2.54


def test_footnote_in_a_heading_is_told_once() -> None:
    pages = pages_of(made("# A[^1]\n\nBeseda.\n\n[^1]: opomba"))
    assert [page.count("opomba") for page in pages] == [0, 0, 1]


def test_raw_parts_are_dropped() -> None:
    blocks = [
        node("Header", [1, ["a", [], []], [string("A")]]),
        node("RawBlock", ["typst", '#panic("x")']),
        node("Para", [string("prej"), node("RawInline", ["typst", '#panic("x")']), string("potem")]),
        node("Div", [NO_ATTRIBUTES, [node("RawBlock", ["html", "<p>x</p>"])]]),
    ]
    assert "prejpotem" in text_of(to_pdf(replace(book_of("# A"), blocks=blocks), templates()))
