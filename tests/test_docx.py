"""The Word file: opens cleanly, named styles for everything, complete for a reader who updates no field."""

import runpy
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bwise_cli.domain.nodes import node, string
from bwise_cli.typeset import to_docx

from .books import LANGUAGES, ROOT, book_of, png, sample, sample_docx, templates
from .reading import PIC, WP, W, audit, pages_of, paragraphs_of, parts_of, words_of, xml_of

XML_LANGUAGES = {"sl": "sl-SI", "de-AT": "de-AT", "el": "el-GR", "bg": "bg-BG"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_finds_nothing_to_repair(language: str) -> None:
    assert audit(sample_docx(language)) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "book.docx").write_bytes(sample_docx("sl"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.docx")], check=True, capture_output=True, timeout=120)
    pages = pages_of((tmp_path / "book.pdf").read_bytes())
    assert "Digitalno mentorstvo pri delu" in pages[0]
    assert all("Osnutek – ni pregledano" in page for page in pages)
    assert f"Stran 2 od {len(pages)}" in pages[1]


def test_styles_are_those_of_the_reference() -> None:
    known = {style.get(f"{W}styleId") for style in xml_of(templates().reference, "word/styles.xml").iter(f"{W}style")}
    used = {style for style, _ in paragraphs_of(sample_docx("sl")) if style}
    assert used - known == set()
    assert {
        "Title", "Subtitle", "CoverNotice", "TOCHeading", "TOC1", "TOC2", "Heading1", "Heading2", "Heading3",
        "ActivityTitle", "CaseTitle", "ChecklistTitle", "TrainerNoteTitle", "TrainerNote", "QuizTitle", "QuizQuestion",
        "Feedback", "OutcomeTitle", "Outcome", "TableCaption", "ImageCaption", "BlockText", "DefinitionTerm",
        "Definition", "SourceCode", "BoxEnd", "Divider", "Compact",
    } <= used  # fmt: skip


def test_contents_are_a_field_whose_entries_work_without_it() -> None:
    docx = sample_docx("sl")
    entries = [text for style, text in paragraphs_of(docx) if style in ("TOC1", "TOC2")]
    assert entries == [
        "O tem tečaju",
        "Modul 1 Razumevanje potreb in izbira podporne tehnologije",
        "Učni izidi",
        "Zakaj vprašamo",
        "Preverite znanje",
    ]
    body = xml_of(docx)
    (contents,) = body.iter(f"{W}sdt")
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    anchors = [link.get(f"{W}anchor") for link in contents.iter(f"{W}hyperlink")]
    assert len(anchors) == len(entries)
    assert set(anchors) <= marks
    assert [kind.get(f"{W}fldCharType") for kind in contents.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
    assert next(words_of(p) for p in contents.iter(f"{W}p")) == "Vsebina"


def test_every_link_leads_to_a_bookmark() -> None:
    body = xml_of(sample_docx("sl"))
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None} <= marks


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_in_its_language(language: str) -> None:
    docx = sample_docx(language)
    default = xml_of(docx, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == XML_LANGUAGES[language]
    core = parts_of(docx)["docProps/core.xml"].decode("utf-8")
    assert f"<dc:language>{language}</dc:language>" in core


def test_english_that_is_left_is_marked_as_english() -> None:
    runs = [
        words_of(run)
        for run in xml_of(sample_docx("el")).iter(f"{W}r")
        if (mark := run.find(f"{W}rPr/{W}lang")) is not None and mark.get(f"{W}val") == "en-GB"
    ]
    assert " ".join("".join(runs).split()) == "Still in English."


def test_heads_of_tables_come_again_and_rows_stay_whole() -> None:
    (table,) = xml_of(sample_docx("sl")).iter(f"{W}tbl")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
    assert heads == [True, False, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_every_drawing_has_its_own_number_and_a_text() -> None:
    docx = sample_docx("sl")
    outer = list(xml_of(docx).iter(f"{WP}docPr"))
    assert [each.get("descr", "")[:21] for each in outer] == [
        "Sofinancira Evropska ",
        "Krog s štirimi koraki",
        "tipka Enter",
    ]
    assert len({each.get("id") for each in outer}) == 3
    assert [each.get("descr") for each in xml_of(docx).iter(f"{PIC}cNvPr")] == [each.get("descr") for each in outer]
    assert b"base64" not in parts_of(docx)["word/document.xml"]


def test_drawings_are_pictures_that_every_word_can_show() -> None:
    media = {name: content for name, content in parts_of(sample_docx("sl")).items() if "media" in name}
    assert len(media) == 3
    assert all(content.startswith(b"\x89PNG") for content in media.values())


def test_image_is_what_it_holds_and_not_what_it_is_called() -> None:
    docx = to_docx(book_of("# A\n\n![opis](slika.jpg)", {"slika.jpg": png(40, 20)}), templates())
    assert [name for name in parts_of(docx) if "media" in name and name.endswith(".png")]
    assert audit(docx) == []


def test_margins_say_draft_title_and_page() -> None:
    parts = parts_of(sample_docx("sl"))
    headers = [content.decode("utf-8") for name, content in sorted(parts.items()) if name.startswith("word/header")]
    assert len(headers) == 2
    assert all("Osnutek – ni pregledano" in header for header in headers)
    assert ["Digitalno mentorstvo" in header for header in headers] == [True, False]
    footer = parts["word/footer1.xml"].decode("utf-8")
    for words in ("Različica 0.1", "Stran ", " od ", 'instr=" PAGE "', 'instr=" NUMPAGES "'):
        assert words in footer


def test_release_has_no_band() -> None:
    released = replace(sample("sl"), cover=replace(sample("sl").cover, notice=""))
    everything = b"".join(parts_of(to_docx(released, templates())).values())
    assert b"Osnutek" not in everything


def test_asks_the_reader_nothing_and_opens_as_a_file_of_today() -> None:
    settings = parts_of(sample_docx("sl"))["word/settings.xml"].decode("utf-8")
    assert "updateFields" not in settings
    assert 'w:name="compatibilityMode"' in settings


def test_properties_are_those_of_the_book() -> None:
    core = parts_of(sample_docx("sl"))["docProps/core.xml"].decode("utf-8")
    for words in ("<dc:title>Digitalno mentorstvo pri delu<", "<dc:creator>Konzorcij<", ">2026-11-23T00:00:00Z<"):
        assert words in core


def test_package_carries_no_clock() -> None:
    with zipfile.ZipFile(BytesIO(sample_docx("sl"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_captions_are_numbered_by_word_too() -> None:
    docx = sample_docx("sl")
    captions = [text for style, text in paragraphs_of(docx) if style in ("TableCaption", "ImageCaption")]
    assert captions == ["Tabela 1. Tri vprašanja pred izbiro orodja", "Slika 1. Štirje koraki, ki se ponavljajo"]
    fields = [field.get(f"{W}instr", "").split()[1] for field in xml_of(docx).iter(f"{W}fldSimple")]
    assert fields == ["Table", "Figure"]


def test_raw_parts_are_dropped() -> None:
    blocks = [
        node("RawBlock", ["openxml", "<w:p><w:r><w:t>vrinjeno</w:t></w:r></w:p>"]),
        node("Para", [string("prej"), node("RawInline", ["openxml", "<w:br/>"]), string("potem")]),
    ]
    docx = to_docx(replace(book_of("# A"), blocks=blocks), templates())
    assert paragraphs_of(docx)[-1] == ("BodyText", "prejpotem")
    assert b"vrinjeno" not in b"".join(parts_of(docx).values())


def test_reference_file_is_what_its_tool_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    tool = runpy.run_path(str(ROOT / "tools" / "make_reference_docx.py"))
    assert tool["make_reference"]() == templates().reference
    assert audit(templates().reference) == []
