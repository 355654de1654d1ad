"""Word masters from end to end: read, translated, packed, as a shell sees it."""

import re
import shutil
import struct
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from bwise_cli.domain.errors import ExitCode

from . import drafting
from .books import GIF, png
from .cases import FIXTURES
from .reading import WP, W, audit, open_pdf, pages_of, parts_of, tags_of, words_of, xml_of
from .test_commands import bwise, contents
from .word_master import ADDRESS, CHAPTERS, IMAGES, toml_styles, word_master
from .word_packages import minimal, packed, paragraph, styles

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHANGED_BY_PSEUDO = frozenset("acdeghiklnorstuyzACDEGHIKLNORSTUYZ")


def make_project(folder: Path, **masters: bytes | str) -> Path:
    """A project with one curriculum, `tecaj`; the names of its masters have `_` for the dot."""
    course = folder / "curricula" / "tecaj"
    course.mkdir(parents=True)
    shutil.copytree(FIXTURES / "example" / "curricula" / "countries", folder / "curricula" / "countries")
    settings = '[project]\nname = "p"\nversion = "1.0"\ndate = 2026-11-24\n\n[curricula.tecaj]\n\n' + toml_styles()
    (folder / "bwise.toml").write_text(settings, encoding="utf-8")
    for name, content in masters.items():
        data = content.encode() if isinstance(content, str) else content
        (course / name.replace("_", ".")).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def packed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose master is the long one, translated by `pseudo` and packed for trainers."""
    folder = make_project(tmp_path_factory.mktemp("word") / "project", handbook_docx=word_master())
    for command in (
        ("extract",),
        ("translate", "sl", "--engine", "pseudo"),
        ("package", "--country", "SI", "--edition", "trainer"),
    ):
        done = bwise(folder, *command)
        assert done.returncode == ExitCode.DONE, done.stderr
    return folder


@pytest.fixture(scope="module")
def docx(packed_project: Path) -> bytes:
    return (packed_project / "dist" / "SI-sl" / "tecaj-trainer.docx").read_bytes()


@pytest.fixture(scope="module")
def pdf(packed_project: Path) -> bytes:
    return (packed_project / "dist" / "SI-sl" / "tecaj-trainer.pdf").read_bytes()


# What the translator sees


def test_messages_are_free_of_word(packed_project: Path) -> None:
    template = (packed_project / "translations" / "tecaj.pot").read_text(encoding="utf-8")
    expected = (
        "Press the home key, then read [the guide for lesson 1](1) or go to [the last chapter](2). "
        "Everybody has this right.[^3] **Never** leave anybody *alone*."
    )
    assert f'msgid "{expected}"\n' in template
    assert "#: handbook.docx#before-the-first-day\n" in template
    assert 'msgid "At the end of lesson 1 the group tidies the room"' in template
    assert "keep it short" in template
    assert 'msgid "Drawing 1 of a tablet with both hands"' in template
    assert 'msgid "Try it yourselves, round 1"' in template
    for unwanted in ("custom-style", "smokes", "Right-click", "Is this allowed", "Draft of the", "_Toc", "minutes)"):
        assert unwanted not in template


def test_the_author_is_told_of_changes_and_comments(packed_project: Path) -> None:
    done = bwise(packed_project, "extract")
    place = "curricula/tecaj/handbook.docx: warning"
    assert f"{place}[word-changes]: holds 20 tracked changes" in done.stdout
    assert f"{place}[word-comments]: holds 5 comments" in done.stdout
    assert "0 files written" in done.stdout


def test_deleting_the_cache_changes_nothing(packed_project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(packed_project, folder)
    before = contents(folder)
    shutil.rmtree(folder / ".bwise")
    assert bwise(folder, "extract").returncode == ExitCode.DONE
    assert bwise(folder, "package", "--country", "SI", "--edition", "trainer").returncode == ExitCode.DONE
    assert contents(folder) == before


# What comes out


def master_words() -> set[str]:
    """The words of the master that a reader of it sees and that `pseudo` changes."""
    document = Document(BytesIO(word_master()))
    texts = [text.text or "" for text in document.element.body.iter(f"{W}t")]
    words = set(re.findall(r"[A-Za-z]{4,}", " ".join(texts)))
    return {word for word in words if CHANGED_BY_PSEUDO & set(word)}


def test_no_english_is_left(docx: bytes, pdf: bytes) -> None:
    own_words = {"Tabela", "Slika"}
    shown = " ".join(words_of(xml_of(docx, f"word/{part}.xml")) for part in ("document", "footnotes"))
    for text in (shown, " ".join(pages_of(pdf))):
        assert set(re.findall(r"\w{4,}", text)) & (master_words() - own_words) == set()


def headings(document: bytes) -> list[int]:
    """Levels of the headings in order."""
    found = [p.find(f"{W}pPr/{W}pStyle") for p in xml_of(document).iter(f"{W}p")]
    names = [style.get(f"{W}val", "") for style in found if style is not None]
    return [int(name[-1]) for name in names if re.fullmatch(r"Heading\d", name)]


def test_headings_are_those_of_the_master_below_its_title(docx: bytes) -> None:
    assert headings(docx) == [1, *(level + 1 for level in headings(word_master()))]


def tables(document: bytes) -> list[list[list[tuple[str, str]]]]:
    """For each cell of each row of each table: how many columns it spans, and how it is merged downwards."""
    return [
        [[_spans(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in xml_of(document).iter(f"{W}tbl")
    ]


def _spans(cell: etree._Element) -> tuple[str, str]:
    span, merge = (cell.find(f"{W}tcPr/{W}{name}") for name in ("gridSpan", "vMerge"))
    return (
        "1" if span is None else span.get(f"{W}val", ""),
        "" if merge is None else merge.get(f"{W}val", "continue"),
    )


def test_tables_keep_their_cells_and_header_rows(docx: bytes) -> None:
    assert tables(docx) == tables(word_master())
    for table in xml_of(docx).iter(f"{W}tbl"):
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")] == [True, *[False] * 4]


def test_lists_keep_their_levels(docx: bytes) -> None:
    properties = [paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl") for paragraph in xml_of(docx).iter(f"{W}p")]
    levels = [found.get(f"{W}val") for found in properties if found is not None]
    assert levels == [*"01100110"] * len(CHAPTERS)


def test_images_are_the_same_bytes_with_a_translated_text(docx: bytes, pdf: bytes) -> None:
    media = [content for name, content in parts_of(docx).items() if name.startswith("word/media/")]
    assert [media.count(image) for image in IMAGES] == [1] * len(IMAGES)
    alts = [properties.get("descr", "") for properties in xml_of(docx).iter(f"{WP}docPr")]
    described = [
        drafting.pseudo_text(f"Drawing {number + 1} of a tablet with both hands") for number in range(len(IMAGES))
    ]
    assert [alt for alt in alts if alt in described] == described
    assert [tag.alt for tag in tags_of(pdf) if tag.alt in described] == described


def test_links_lead_where_they_led(docx: bytes, pdf: bytes) -> None:
    relations = etree.fromstring(parts_of(docx)["word/_rels/document.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    links = list(xml_of(docx).iter(f"{W}hyperlink"))
    assert Counter(targets.get(link.get(f"{R}id")) for link in links)[ADDRESS] == len(CHAPTERS)
    noted = [p for p in xml_of(docx).iter(f"{W}p") if p.find(f".//{W}footnoteReference") is not None]
    (place,) = {link.get(f"{W}anchor") for p in noted for link in p.iter(f"{W}hyperlink")} - {None}
    assert place in _bookmarks_at(docx, drafting.pseudo_text(CHAPTERS[-1]))
    addresses = [note["/A"]["/URI"] for note in _annotations(pdf) if "/URI" in note.get("/A", {})]
    assert addresses.count(ADDRESS) >= len(CHAPTERS)


def _bookmarks_at(document: bytes, heading: str) -> Iterator[str | None]:
    """Names of the bookmarks in a heading, or right before it."""
    for each in xml_of(document).iter(f"{W}p"):
        style = each.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").startswith("Heading") and words_of(each) == heading:
            yield from (mark.get(f"{W}name") for mark in each.iter(f"{W}bookmarkStart"))
            for before in each.itersiblings(preceding=True):
                if before.tag != f"{W}bookmarkStart":
                    break
                yield before.get(f"{W}name")


def _annotations(pdf: bytes) -> Iterator[dict[str, dict[str, str]]]:
    for page in open_pdf(pdf).pages:
        yield from (note.get_object() for note in page.get("/Annots", ()))


def test_footnotes_are_all_there(docx: bytes, pdf: bytes) -> None:
    notes = [note for note in xml_of(docx, "word/footnotes.xml").iter(f"{W}footnote") if note.get(f"{W}type") is None]
    assert len(notes) == len(CHAPTERS)
    assert len(list(xml_of(docx).iter(f"{W}footnoteReference"))) == len(CHAPTERS)
    assert sum(tag.role in ("/Note", "/FENote") for tag in tags_of(pdf)) == len(CHAPTERS)


def test_boxes_are_those_of_the_style_table(packed_project: Path, docx: bytes) -> None:
    used = Counter(
        style.get(f"{W}val") for p in xml_of(docx).iter(f"{W}p") if (style := p.find(f"{W}pPr/{W}pStyle")) is not None
    )
    assert used["ActivityTitle"] == used["TrainerNoteTitle"] == len(CHAPTERS)
    bwise(packed_project, "package", "--country", "SI", "--format", "docx")
    learner = (packed_project / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes()
    assert "TrainerNoteTitle" not in etree.tostring(xml_of(learner)).decode()


def test_packs_have_more_than_ten_pages_and_open_cleanly(docx: bytes, pdf: bytes) -> None:
    assert len(pages_of(pdf)) > 10
    assert audit(docx) == []


# Beside Markdown, and what is wrong


def test_links_lead_from_word_to_markdown_and_back(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="rId9" xmlns:r="{R[1:-1]}"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
    parts = minimal(paragraph("Start here", "heading1") + f"<w:p>{link}</w:p>", styles=styles("heading 1"))
    relation = f'<Relationship Id="rId9" Type="{R[1:-1]}/hyperlink" Target="02-b.md#end" TargetMode="External"/>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    folder = make_project(tmp_path / "p", **{"01-a_docx": packed(parts)})
    text = "# End {#end}\n\n[back](01-a.docx#start-here)\n"
    (folder / "curricula" / "tecaj" / "02-b.md").write_text(text, encoding="utf-8")
    bwise(folder, "extract", "sl")
    done = bwise(folder, "package", "--country", "SI", "--format", "docx")
    assert done.returncode == ExitCode.DONE, done.stdout
    assert "link-target" not in done.stdout + done.stderr
    made = xml_of((folder / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes())
    marks = {mark.get(f"{W}name") for mark in made.iter(f"{W}bookmarkStart")}
    anchors = {words_of(link): link.get(f"{W}anchor") for link in made.iter(f"{W}hyperlink")}
    assert {anchors["there"], anchors["back"]} <= marks
    assert anchors["there"] != anchors["back"]


def test_a_word_file_may_introduce_the_course(tmp_path: Path) -> None:
    body = paragraph("Tablets at work", "Title") + paragraph("For coaches", "Subtitle") + paragraph("About", "heading1")
    overview = packed(minimal(body, styles=styles("Title", "Subtitle", "heading 1")))
    folder = make_project(tmp_path / "p", curriculum_docx=overview, b_md="# Begin {#begin}\n")
    bwise(folder, "extract", "sl")
    assert bwise(folder, "package", "--country", "SI", "--format", "docx").returncode == ExitCode.DONE
    made = Document(BytesIO((folder / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes()))
    assert made.core_properties.title == "Tablets at work"
    chapters = [p.text for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert chapters == ["About", "Modul 1\nBegin"]


def test_all_broken_masters_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_docx=b"no", b_docx=packed(minimal()), c_docx=word_master()[:5000])
    before = contents(folder)
    done = bwise(folder, "extract", "sl")
    assert done.returncode == ExitCode.REFUSED
    assert "curricula/tecaj/a.docx: error[word-format]: is not a DOCX" in done.stderr
    assert "curricula/tecaj/c.docx: error[word-damaged]: is damaged" in done.stderr
    assert "b.docx" not in done.stderr
    assert "nothing was written" in done.stderr
    assert contents(folder) == before


def test_two_masters_that_differ_in_their_ending_only(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_docx=packed(minimal()), a_md="# A\n")
    done = bwise(folder, "extract")
    assert done.returncode == ExitCode.USAGE
    assert "curricula/tecaj/a.docx and a.md are the same module twice" in done.stderr


def test_files_that_are_no_masters(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_md="# A {#a}\n", old_doc=b"old", macros_docm=b"m")
    course = folder / "curricula" / "tecaj"
    for name in ("~$a.docx", ".hidden.docx"):
        (course / name).write_bytes(b"lock")
    done = bwise(folder, "extract")
    assert done.returncode == ExitCode.DONE
    assert (
        "curricula/tecaj/macros.docm: warning[word-format]: is not read: it is a Word file with macros" in done.stdout
    )
    assert "curricula/tecaj/old.doc: warning[word-format]: is not read: it is a file of an older Word" in done.stdout
    assert "lock" not in done.stdout
    (course / "a.md").unlink()
    assert "old.doc" in bwise(folder, "extract").stderr


def test_a_style_that_no_master_uses_is_told(tmp_path: Path) -> None:
    body = paragraph("One", "Trainernote") + paragraph("Two", "Activity")
    folder = make_project(tmp_path / "p", a_docx=packed(minimal(body, styles=styles("Trainer note", "Activity"))))
    bwise(folder, "extract", "sl")
    done = bwise(folder, "check", "--require", "untranslated")
    assert done.returncode == ExitCode.DONE
    assert done.stdout.count("word-style") == 1
    assert 'no Word master has a paragraph in the style "Activity title"' in done.stdout


def with_picture(content: bytes) -> bytes:
    """A Word file with one picture, whose content is replaced."""
    document = Document()
    document.add_paragraph("Pictures at work", style="Title")
    document.add_picture(BytesIO(png(9, 9)))
    document.inline_shapes[0]._inline.docPr.set("descr", "A chart")
    target = BytesIO()
    document.save(target)
    parts = parts_of(target.getvalue())
    return packed({name: content if "media" in name else part for name, part in parts.items()})


def media_of(folder: Path) -> list[bytes]:
    """The pictures in the Word file of a pack."""
    parts = parts_of((folder / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes())
    return [content for name, content in parts.items() if "media" in name]


@pytest.mark.parametrize("content", [b"EMF", b""])
def test_an_empty_frame_stands_for_a_picture_that_no_pack_can_show(content: bytes, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_docx=with_picture(content))
    what = "holds a picture that no pack can show, as it is no SVG, PNG, JPEG, GIF or WebP"
    message = f'{what if content else "shows a picture that is not in the file"}: "A chart"'
    assert f"curricula/tecaj/a.docx: warning[word-image]: {message}" in bwise(folder, "extract", "sl").stdout
    bwise(folder, "translate", "sl", "--engine", "pseudo")
    done = bwise(folder, "package", "--country", "SI")
    assert done.returncode == ExitCode.FINDINGS
    assert f"curricula/tecaj/a.docx: error[word-image]: {message}" in done.stderr
    assert [picture[:4] for picture in media_of(folder)] == [b"\x89PNG"]
    text = parts_of((folder / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes())["word/document.xml"]
    assert drafting.pseudo_text("A chart") in text.decode()


def test_a_gif_is_shown_dot_for_dot(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_docx=with_picture(GIF))
    assert "word-image" not in bwise(folder, "extract", "sl").stdout
    assert bwise(folder, "package", "--country", "SI").returncode == ExitCode.DONE
    (picture,) = media_of(folder)
    assert (picture[:4], struct.unpack(">II", picture[16:24])) == (b"\x89PNG", (2, 3))


def test_a_course_of_one_word_file_is_called_as_that_is(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", a_docx=with_picture(png(9, 9)))
    bwise(folder, "extract", "sl")
    assert bwise(folder, "package", "--country", "SI").returncode == ExitCode.DONE
    core = parts_of((folder / "dist" / "SI-sl" / "tecaj-learner.docx").read_bytes())["docProps/core.xml"]
    assert b"<dc:title>Pictures at work</dc:title>" in core
