"""Word files that are broken or hostile are refused before pandoc, or anything else, reads their text."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding
from bwise_cli.engines import pandoc, word_guard
from bwise_cli.engines.word_guard import DEEPEST, MOST_BYTES, MOST_PARTS, checked_package
from bwise_cli.engines.word_read import read_word
from tests.word_packages import DOCUMENT, TYPES, minimal, packed, text_part, types

SHOWN = "curricula/workers/01-mail.docx"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Finding:
    """The one finding for which `data` is refused; pandoc must not have run."""

    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("pandoc was called")

    monkeypatch.setattr(pandoc, "run", never)
    with pytest.raises(RefusedError) as caught:
        read_word(data, SHOWN, "01-mail.docx", {})
    (finding,) = caught.value.findings
    assert finding.place.path == SHOWN
    assert len(finding.notes) == 1
    assert SHOWN in caught.value.message
    return finding


def test_a_whole_package_is_given_part_by_part() -> None:
    assert checked_package(packed(minimal()), SHOWN) == minimal()
    assert checked_package(packed(minimal(), zipfile.ZIP_STORED), SHOWN) == minimal()


@pytest.mark.parametrize(
    ("data", "tag", "words"),
    [
        (b"", "word-format", "is empty"),
        (b"Just a text.", "word-format", "no ZIP file"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "word-format", "a text with tags"),
        (b"{\\rtf1 Text}", "word-format", "an RTF file"),
        (b"%PDF-1.7", "word-format", "a PDF"),
        (OLE + bytes(600), "word-format", "a file of an older Word"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "word-encrypted", "a password"),
        (b"PK\x03\x04" + bytes(60), "word-damaged", "is damaged"),
    ],
)
def test_what_is_no_package_is_told_from_its_first_bytes(
    data: bytes, tag: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = refusal(data, monkeypatch)
    assert finding.tag == tag
    assert words in finding.message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file(kept: float, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed(minimal())
    assert refusal(whole[: int(len(whole) * kept)], monkeypatch).tag == "word-damaged"


def test_a_part_whose_checksum_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = packed(minimal(), zipfile.ZIP_STORED)
    changed = whole.replace(b"Words", b"Wards")
    assert changed != whole
    finding = refusal(changed, monkeypatch)
    assert finding.tag == "word-damaged"
    assert "crc" in finding.message.lower()


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../outside.xml", "word/../../outside.xml", "C:/outside.xml", "word\\document2.xml"]
)
def test_a_part_whose_name_leads_out_of_the_package(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(packed({**minimal(), name: b"<x/>"}), monkeypatch).tag == "word-names"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [DOCUMENT, DOCUMENT.upper()])
def test_a_name_that_stands_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target = BytesIO(packed(minimal()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, text_part(""))
    assert refusal(target.getvalue(), monkeypatch).tag == "word-names"


def test_an_encrypted_part(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bytearray(packed(minimal()))
    position = whole.index(b"PK\x01\x02")
    whole[position + 8] |= 1
    assert refusal(bytes(whole), monkeypatch).tag == "word-encrypted"


# Bombs


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("a part was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)


def test_a_part_that_was_packed_too_well_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({**minimal(), "word/long.xml": b" " * 2_000_000})
    unread(monkeypatch)
    finding = refusal(data, monkeypatch)
    assert finding.tag == "word-bomb"
    assert '"word/long.xml"' in finding.message


def test_an_empty_picture_may_be_packed_well() -> None:
    parts = {**minimal(), "word/media/empty.emf": bytes(2_000_000)}
    assert checked_package(packed(parts), SHOWN) == parts


def test_a_package_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = b"".join(bytes((n % 251, n % 13, n % 7)) for n in range(100_000))
    data = packed({**minimal(), **{f"word/media/{n}.bin": noise * 30 for n in range(MOST_BYTES // 9_000_000 + 1)}})
    unread(monkeypatch)
    finding = refusal(data, monkeypatch)
    assert finding.tag == "word-bomb"
    assert "64 MiB" in finding.message


def test_a_package_of_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({**minimal(), **{f"word/{n}": b"" for n in range(MOST_PARTS)}}, zipfile.ZIP_STORED)
    unread(monkeypatch)
    assert refusal(data, monkeypatch).tag == "word-bomb"


def test_no_more_is_read_of_a_part_than_it_says_that_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory says 100 bytes, and that is what is read: then the checksum is wrong."""
    size, long = 5_000_000, b"<x>" + bytes(5_000_000 - 3)
    whole = bytearray(packed({**minimal(), "word/long.bin": long}))
    entry = whole.rindex(b"word/long.bin") - 46
    assert struct.unpack_from("<I", whole, entry + 24) == (size,)
    struct.pack_into("<I", whole, entry + 24, 100)
    given = 0
    honest = zlib.crc32

    def counting(data: bytes, value: int = 0) -> int:
        nonlocal given
        given += len(data)
        return honest(data, value)

    monkeypatch.setattr(zipfile, "crc32", counting)
    assert refusal(bytes(whole), monkeypatch).tag == "word-damaged"
    assert given < 10_000


# XML

LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", "customXml/item1.xml", "word/odd.bin"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_of_xml(part: str, coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    declared = LAUGHS + text_part("<w:p/>").decode()
    finding = refusal(packed({**minimal(), part: declared.encode(coding)}), monkeypatch)
    assert finding.tag == "word-doctype"
    assert f'"{part}"' in finding.message


def test_a_document_type_without_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    external = b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'
    assert refusal(packed({**minimal(), "word/x.xml": external}), monkeypatch).tag == "word-doctype"


def test_a_part_that_is_not_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(packed({**minimal(), DOCUMENT: b"<w:document>"}), monkeypatch).tag == "word-damaged"


def test_a_part_that_is_not_xml_and_belongs_to_nothing() -> None:
    assert checked_package(packed({**minimal(), "left-behind.xml": b"=== x ===", "empty.xml": b""}), SHOWN) == minimal()


@pytest.mark.parametrize("name", [TYPES, "_rels/.rels", "word/_rels/document.xml.rels"])
def test_a_part_that_is_not_xml_and_says_what_others_are(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(packed({**minimal(), name: b"<x"}), monkeypatch).tag == "word-damaged"


def test_elements_nested_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = b"<x>" * (DEEPEST + 1) + b"</x>" * (DEEPEST + 1)
    assert refusal(packed({**minimal(), "word/deep.xml": deep}), monkeypatch).tag == "word-bomb"


def test_elements_without_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_guard, "MOST_ELEMENTS", 100)
    many = minimal("<w:p/>" * 100)
    assert refusal(packed(many), monkeypatch).tag == "word-bomb"


def test_a_footnote_in_itself_does_not_hang() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1"><w:p><w:r><w:t>Note</w:t></w:r>{reference}</w:p></w:footnote>'
    read = read_word(packed(minimal(f"<w:p>{reference}</w:p>", footnotes=notes)), SHOWN, "01-mail.docx", {})
    (paragraph,) = read.blocks
    assert [inline["t"] for inline in paragraph["c"]] == ["Note"]


# Other files in a package


@pytest.mark.parametrize(
    ("main", "words"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "with macros"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "a template"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "not a Word document"),
    ],
)
def test_what_is_a_package_but_no_document(main: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = refusal(packed({**minimal(), TYPES: types(main)}), monkeypatch)
    assert finding.tag == "word-format"
    assert words in finding.message


@pytest.mark.parametrize("missing", [DOCUMENT, "_rels/.rels"])
def test_a_package_without_a_document(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {name: content for name, content in minimal().items() if name != missing}
    assert refusal(packed(parts), monkeypatch).tag == "word-format"


def test_a_strict_document_is_refused_not_read_as_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    strict = minimal()[DOCUMENT].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    finding = refusal(packed({**minimal(), DOCUMENT: strict}), monkeypatch)
    assert finding.tag == "word-format"
    assert "Strict" in finding.message


def test_a_document_that_begins_with_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = refusal(packed({**minimal(), DOCUMENT: b"<html/>"}), monkeypatch)
    assert finding.message == 'is not a Word document: its text begins with "html"'
