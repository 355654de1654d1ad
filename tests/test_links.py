"""Links inside a course lead where they led: in English, in other locales, in the book, and on paper.

The words of each link in `fixtures/links` say where it leads, as `file#id`; those that lead nowhere say `nowhere`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from bwise_cli.compose import Composed, compose
from bwise_cli.domain.anchors import find_anchors
from bwise_cli.domain.destinations import Destinations
from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Message, Unit
from bwise_cli.domain.nodes import attributes_of, nodes_of_type, plain_text, rewrite
from bwise_cli.engines.markdown import MASTER_FORMATS, parse_inlines
from bwise_cli.engines.word_read import read_word
from bwise_cli.extract import extract_messages
from bwise_cli.localise import localise
from bwise_cli.typeset import to_docx, to_pdf

from .books import sample, templates
from .building import catalogue, document
from .cases import FIXTURES
from .invariants import pseudo_catalogue
from .reading import W, audit, open_pdf, tags_of, xml_of
from .word_packages import RELATIONS, minimal, packed, relations, styles

FOLDER = "curricula/links"
NOWHERE = "nowhere"
LOCALES = ("en", "pseudo", "sl")


# The course


def word_master() -> bytes:
    """A Word file with bookmarks in a heading, in a paragraph and between two, and links to them and out of it."""

    def mark(number: int, name: str) -> str:
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def link(words: str, anchor: str, where: str = "") -> str:
        return f'<w:hyperlink {where} w:anchor="{anchor}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'

    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'

    out = f'xmlns:r="{RELATIONS}" r:id="rId2"'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="heading1"/></w:pPr>{mark(1, "_Ref7")}{mark(2, "chapter")}{run("In Word")}</w:p>'
        f"<w:p>{run('A place ')}{mark(3, 'place')}{run('in words.')}</w:p>"
        f"{mark(4, 'between')}<w:p>{run('What follows.')}</w:p>"
        f"<w:p>{link('05-word.docx#in-word', 'chapter')}{run(' and ')}{link('05-word.docx#between', 'between')}"
        f"{run(' and ')}{link('two/02-next.md#deep', 'deep', out)}</w:p><w:sectPr/>"
    )
    parts = minimal(body, styles=styles("heading 1"))
    name = "word/_rels/document.xml.rels"
    parts[name] = relations(("styles", "styles.xml"), ("hyperlink", "two/02-next.md")).replace(
        b'02-next.md"', b'02-next.md" TargetMode="External"'
    )
    return packed(parts)


@cache
def masters(reader: str) -> tuple[Master, ...]:
    """The masters of the course, the overview first."""
    folder = FIXTURES / "links"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    names.sort(key=lambda name: name != "curriculum.md")
    documents = [document((folder / name).read_text(encoding="utf-8"), name, reader) for name in names]
    word = read_word(word_master(), "05-word.docx", "05-word.docx", {})
    return tuple(make_masters([*documents, Document("05-word.docx", word.meta, word.blocks)], parse_inlines))


def slovenian(message: Message) -> str:
    """A translation as a person makes it: other words, and the links in another order."""
    links = re.findall(r"\[[^\[\]]*\]\(\d+\)|\[\^\d+\]|<[^<>]+>", message.text)
    if any(link.startswith("<") for link in links):
        return message.text.replace("anchor", "sidro").replace("words", "besedami")
    return " ".join(["Glejte,", *reversed(links), "če želite."])


@cache
def documents(reader: str, locale: str) -> tuple[Document, ...]:
    """The course in a locale."""
    course = masters(reader)
    if locale == "en":
        return tuple(master.document for master in course)
    offered = extract_messages(course)
    made = catalogue([Unit(each, slovenian(each)) for each in offered])
    done = localise(course, [pseudo_catalogue(course) if locale == "pseudo" else made], parse_inlines)
    assert done.findings == ()
    assert done.documents != tuple(master.document for master in course)
    return done.documents


@cache
def composed(reader: str, locale: str) -> Composed:
    """The course in a locale as the text of a book."""
    return compose(documents(reader, locale), Edition.LEARNER, "SI", lambda name, argument: None, FOLDER)


def inside(text: Sequence[dict[str, object]]) -> list[tuple[str, str]]:
    """Words and target of every link in `text` but those to addresses elsewhere."""
    links = [(plain_text(link["c"][1]), link["c"][2][0]) for link in nodes_of_type(list(text), "Link")]
    return [link for link in links if not link[1].startswith(("https:", "mailto:"))]


# In the text


@pytest.mark.parametrize("reader", MASTER_FORMATS)
def test_every_link_leads_where_its_words_say(reader: str) -> None:
    course = documents(reader, "en")
    destinations = Destinations(FOLDER, {each.name: find_anchors(each.blocks) for each in course})
    wrong = []
    for each in course:
        for words, target in inside(each.blocks):
            found = destinations.find(each.name, target)
            told = f"{found.file}#{found.identifier}" if found else NOWHERE
            wrong += [(each.name, target, told)] if told != words else []
    assert wrong == []


@pytest.mark.parametrize("reader", MASTER_FORMATS)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_link_of_the_book_is_lost(reader: str, locale: str) -> None:
    written = [link for each in documents(reader, "en") for link in inside(each.blocks)]
    broken = [target for words, target in written if words == NOWHERE]
    made = composed(reader, locale)
    assert len(written) > 60
    assert [finding.tag for finding in made.findings] == ["link-target"] * len(broken)
    assert all(any(repr(target)[1:-1] in finding.message for finding in made.findings) for target in broken)
    targets = Counter(target for _, target in inside(made.blocks))
    assert targets.total() == len(written) - len(broken)
    assert targets == Counter(target for _, target in inside(composed(reader, "en").blocks))
    assert {target.removeprefix("#") for target in targets} <= set(ids(made))


def ids(made: Composed) -> list[str]:
    found: list[str] = []

    def record(item: dict[str, object]) -> list[dict[str, object]]:
        found.extend(filter(None, (attributes_of(item) or [""])[:1]))
        return [item]

    rewrite(made.blocks, record)
    return found


def headings(made: Composed) -> list[str]:
    return [plain_text(header["c"][2]) for header in nodes_of_type(made.blocks, "Header")]


@pytest.mark.parametrize("reader", MASTER_FORMATS)
def test_a_translated_heading_keeps_its_anchor(reader: str) -> None:
    english, translated = composed(reader, "en"), composed(reader, "pseudo")
    assert set(headings(english)).isdisjoint(headings(translated))
    assert ids(translated) == ids(english)


@pytest.mark.parametrize("reader", MASTER_FORMATS)
def test_every_id_of_the_book_is_its_own(reader: str) -> None:
    found = ids(composed(reader, "sl"))
    assert len(found) == len(set(found))


# On paper


@pytest.mark.parametrize("locale", LOCALES)
def test_as_many_links_work_in_word(locale: str) -> None:
    made = composed("gfm", locale)
    docx = to_docx(replace(sample("sl"), blocks=made.blocks), templates())
    body = xml_of(docx)
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    notes = xml_of(docx, "word/footnotes.xml")
    (contents,) = body.iter(f"{W}sdt")
    of_contents = set(contents.iter(f"{W}hyperlink"))
    links = [link for part in (body, notes) for link in part.iter(f"{W}hyperlink") if link not in of_contents]
    anchors = [link.get(f"{W}anchor") for link in links if link.get(f"{W}anchor")]
    assert len(anchors) == len(inside(made.blocks))
    assert set(anchors) <= marks
    assert audit(docx) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_as_many_links_work_on_pages(locale: str) -> None:
    made = composed("gfm", locale)
    pdf = to_pdf(replace(sample("sl"), blocks=made.blocks), templates())
    links = list(nodes_of_type(made.blocks, "Link"))
    in_contents = [header for header in nodes_of_type(made.blocks, "Header") if header["c"][0] <= 2]
    to_notes_and_back = 2 * len(list(nodes_of_type(made.blocks, "Note")))
    roles = Counter(tag.role for tag in tags_of(pdf))
    assert roles["/Link"] == len(links) + len(in_contents) + to_notes_and_back
    reader = open_pdf(pdf)
    annotations = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    named = [note["/Dest"] for note in annotations if isinstance(note.get("/Dest"), str)]
    assert len(named) >= len(in_contents)
    assert set(named) <= set(reader.named_destinations)
    elsewhere = [note for note in annotations if not isinstance(note.get("/Dest"), str)]
    assert all(
        note.get("/A", {}).get("/URI") or note["/Dest"][0].get_object()["/Type"] == "/Page" for note in elsewhere
    )
