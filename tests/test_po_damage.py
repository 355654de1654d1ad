"""Damaged PO files: each is refused with a place and a remedy, or nothing in it is lost."""

import codecs
import random
import time
from collections import Counter
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.message import Message, Unit
from bwise_cli.formats import po_lint
from bwise_cli.formats.po import new_header, parse_po, serialise_po
from bwise_cli.formats.po_charset import MAX_BYTES
from bwise_cli.formats.po_entry import PoEntry
from bwise_cli.formats.po_lint import MAX_FINDINGS, read_entries

from .po_samples import DATE, PATH, SAMPLE

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
WHOLE = serialise_po(SAMPLE)


def parse(data: bytes | str, locale: str | None = "sl") -> Catalogue:
    """The catalogue that a file holds, if it is not refused."""
    return parse_po(data.encode("utf-8") if isinstance(data, str) else data, PATH, "workers", locale)


def essence(units: tuple[Unit, ...]) -> Counter[Unit]:
    """Units without their lines, with how often each occurs."""
    return Counter(replace(unit, line=0) for unit in units)


def try_parse(data: bytes) -> Catalogue | None:
    """The catalogue, or None if it is refused as it should be."""
    try:
        return parse(data)
    except RefusedError as error:
        check_findings(error.findings)
        return None


def check_findings(findings: tuple[Finding, ...]) -> None:
    """Each finding has a place, a stable tag, one plain line and a remedy."""
    assert 1 <= len(findings) <= MAX_FINDINGS
    for finding in findings:
        assert finding.place.path == PATH
        assert finding.tag.startswith("po-")
        assert finding.notes
        for message in (finding.message, *(note.message for note in finding.notes)):
            assert message.isprintable()
            assert not message.endswith(".")
            assert not message[0].isupper() or message.split()[0].isupper()


def findings_of(data: bytes | str, locale: str | None = "sl") -> list[tuple[int, str]]:
    """Line and tag of every finding."""
    with pytest.raises(RefusedError) as caught:
        parse(data, locale)
    check_findings(caught.value.findings)
    return [(finding.place.line, finding.tag) for finding in caught.value.findings]


# Cut off


def test_a_file_of_ours_cut_off_anywhere_is_refused() -> None:
    """Only the line end at the very end may be missing: `X-Bwise-Last` gives away every other cut."""
    assert 2500 < len(WHOLE) < 5000
    accepted = [length for length in range(len(WHOLE)) if try_parse(WHOLE[:length]) is not None]
    assert accepted == [len(WHOLE) - 1]
    assert parse(WHOLE[:-1]).units == parse(WHOLE).units


def test_a_file_of_another_program_cut_off_is_refused_or_ends_between_units() -> None:
    """Without `X-Bwise-Last` nothing can be known of units that are not there; those that are, are whole."""
    data = b"".join(line for line in WHOLE.splitlines(keepends=True) if b"X-Bwise-Last" not in line)
    units = parse(data).units
    cut = [try_parse(data[:length]) for length in range(len(data))]
    accepted = [catalogue.units for catalogue in cut if catalogue]
    assert accepted
    assert all(found == units[: len(found)] for found in accepted)
    assert len(accepted) < 0.03 * len(data)


def test_a_program_may_add_units_after_the_last() -> None:
    grown = parse(WHOLE + b'\nmsgid "new"\nmsgstr ""\n')
    assert len(grown.units) == len(SAMPLE.units) + 1


# Mutated


def test_a_changed_byte_spoils_one_unit_at_most() -> None:
    randomness = random.Random(20261123)
    accepted = 0
    for _ in range(400):
        data = bytearray(WHOLE)
        position = randomness.randrange(len(data))
        match randomness.randrange(3):
            case 0:
                data[position] = randomness.choice(b'#"\\\n\r ~|,msgidtr\x00\xff\xc4a')
            case 1:
                del data[position]
            case _:
                data.insert(position, randomness.choice(b'#"\\\n ~x'))
        found = try_parse(bytes(data))
        if found is not None:
            accepted += 1
            assert len(found.units) == len(SAMPLE.units)
            assert sum((essence(SAMPLE.units) - essence(found.units)).values()) <= 1
    assert 50 < accepted < 350


@pytest.mark.parametrize("damage", ["remove", "double", "swap"])
def test_a_changed_line_loses_no_text(damage: str) -> None:
    head, _, body = WHOLE.partition(b"\n\n")
    lines = body.split(b"\n")
    randomness = random.Random(damage)
    for _ in range(134):
        first, second = randomness.randrange(len(lines)), randomness.randrange(len(lines))
        changed = list(lines)
        if damage == "remove":
            del changed[first]
        elif damage == "double":
            changed.insert(first, changed[first])
        else:
            changed[first], changed[second] = changed[second], changed[first]
        found = try_parse(head + b"\n\n" + b"\n".join(changed))
        if found is not None:
            assert texts(found) == texts(SAMPLE)


def texts(catalogue: Catalogue) -> tuple[Counter[str], Counter[str]]:
    """Source texts and translations, with how often each occurs."""
    return (
        Counter(unit.message.text for unit in catalogue),
        Counter(unit.translation for unit in catalogue),
    )


@given(st.binary())
def test_any_bytes_are_refused_in_order(data: bytes) -> None:
    assert try_parse(data) is None


PIECES = [
    'msgid "a"', 'msgid ""', 'msgstr ""', 'msgstr "b"', 'msgctxt "c"', '"d"', '"e', "# f", "#. g", "#: h", "#, fuzzy",
    '#| msgid "i"', '#~ msgid "j"', '#~ msgstr "k"', '#~| msgid "l"', "#~", "", "m", 'msgid "n"', '#| "o"', '#~ "p"',
    'msgid_plural "q"', 'msgstr[0] "r"', "<<<<<<< s", "msgid “t”", 'msgid "u\\z"', '#~ msgctxt "v"',
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_keyword_that_is_accepted_is_in_a_unit(lines: list[str]) -> None:
    found = try_parse((HEADER + "\n".join(lines)).encode("utf-8"))
    if found is not None:
        written = [line.removeprefix("#~ ") for line in lines]
        assert len(found.units) == sum(line.startswith("msgid") for line in written)
        assert len(found.units) == sum(line.startswith("msgstr") for line in written)
        assert sum(unit.message.context is not None for unit in found) == sum(
            line.startswith("msgctxt") for line in written
        )


# What is said


ENTRY = 'msgid "a"\nmsgstr "b"\n'


BLOCKS = [
    *WHOLE.decode("utf-8").split("\n\n"),
    *(
        "# nothing but a comment",
        "junk",
        "<<<<<<< ours",
        "",
        "\n",
        '"a string alone"',
        'msgstr "alone"',
        'msgctxt "alone"',
    ),
    'msgctxt "c"\nmsgid "a"\nmsgstr "b"',
    '# c\n#\n#= fuzzy\nmsgid "wrapped"\nmsgstr ""\n"one\\n"\n"\\"two\\""',
    '#~ msgid "old"\n#~ msgstr "alt"',
    '#~ msgstr "alone"',
    '#| msgid "before"\nmsgid "after"\nmsgstr "x"',
    'msgid "a wrong \\q escape"\nmsgstr "x"',
    'msgid "blanks" \n msgstr  "x"',
    'msgid "one"\nmsgid_plural "two"\nmsgstr[0] "x"',
]


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(BLOCKS), max_size=6),
    st.lists(st.tuples(st.integers(0, 2000), st.sampled_from('"\\\n #~|'))),
)
def test_entries_that_are_read_at_once_are_read_as_line_by_line(
    blocks: list[str], strokes: list[tuple[int, str]]
) -> None:
    text = "\n\n".join([HEADER.rstrip(), *blocks]) + "\n"
    for place, stroke in strokes:
        place %= len(text)
        text = text[:place] + stroke + text[place:]
    with patch.object(po_lint, "read_block", lambda block, line: None):
        line_by_line = entries_of(text)
    assert entries_of(text) == line_by_line


def entries_of(text: str) -> list[PoEntry] | tuple[Finding, ...]:
    try:
        return read_entries(text, PATH)
    except RefusedError as error:
        return error.findings


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('msgid "a"\nmsgstr “b”\n', [(5, "po-quote")]),
        ('msgid "a"\nmsgstr "b”\n' + ENTRY, [(5, "po-quote")]),
        ('msgid "a"\n“b”\nmsgstr ""\n', [(5, "po-quote")]),
        ('msgid "a"\nmsgstr "say "b""\n\n' + ENTRY, [(5, "po-quote")]),
        ('msgid "a"\nmsgstr "b\\"\n\n' + ENTRY, [(5, "po-quote")]),
        ('msgid\n"a"\nmsgstr "b"\n', [(4, "po-quote")]),
        ('msgid "a"\nmsgstr "C:\\dir"\n', [(5, "po-escape")]),
        ('msgid "a"\nmsgstr "b" c\n', [(5, "po-quote")]),
        ("hello\n" + ENTRY, [(4, "po-syntax")]),
        ('"hello"\n' + ENTRY, [(4, "po-syntax")]),
        ('domain "a"\n' + ENTRY, [(4, "po-syntax")]),
        ('#| msgid "a"\n"b"\n' + ENTRY, [(5, "po-syntax")]),
        (ENTRY + '# c\n"b"\nmsgid "c"\nmsgstr ""\n', [(7, "po-syntax")]),
        ('msgstr "a"\nmsgid "b"\n' + ENTRY, [(4, "po-order"), (5, "po-order")]),
        ('msgid "a"\nmsgctxt "c"\nmsgstr "b"\n', [(4, "po-order"), (6, "po-order")]),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', [(6, "po-order")]),
        ('msgid "a"\nmsgid "c"\nmsgstr "b"\n', [(4, "po-order")]),
        ('msgid "a"\n# comment\nmsgstr "b"\n', [(4, "po-order"), (6, "po-order")]),
        ('msgctxt "a"\nmsgctxt "a"\n' + ENTRY, [(4, "po-order")]),
        ('#| msgid "a"\n#| msgid "b"\n' + ENTRY, [(5, "po-order")]),
        ('#~ msgid "a"\nmsgstr "b"\n', [(5, "po-order")]),
        ('#~| msgid "a"\n' + ENTRY, [(5, "po-order")]),
        ('#| msgctxt "a"\n' + ENTRY, [(5, "po-order")]),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "bs"\n', [(5, "po-plural")]),
        (ENTRY + "\n# c\n" + ENTRY, [(8, "po-duplicate")]),
        (ENTRY + '\n#~ msgid "a"\n#~ msgstr "c"\n', [(7, "po-duplicate")]),
        (ENTRY + '\nmsgid ""\nmsgstr "c"\n', [(7, "po-duplicate")]),
        (f"<<<<<<< HEAD\n{ENTRY}=======\n{ENTRY}>>>>>>> main\n", [(line, "po-conflict") for line in (4, 7, 10)]),
        (ENTRY + "# the end\n", [(6, "po-truncated")]),
        (ENTRY + '\n#~ msgctxt "x"\n', [(7, "po-truncated")]),
        ('# c\nmsgid "a', [(5, "po-quote"), (5, "po-truncated")]),
        ('msgid "a"\nmsgstr "b', [(5, "po-quote"), (5, "po-truncated")]),
    ],
)
def test_a_fault_is_named_with_its_line(entry: str, expected: list[tuple[int, str]]) -> None:
    assert findings_of(HEADER + entry) == expected


def test_same_text_in_another_context_is_no_duplicate() -> None:
    assert len(parse(HEADER + ENTRY + '\nmsgctxt ""\n' + ENTRY + '\nmsgctxt "x"\n' + ENTRY).units) == 3


def test_a_duplicate_names_the_first_place() -> None:
    with pytest.raises(RefusedError) as caught:
        parse(HEADER + ENTRY + "\n" + ENTRY)
    (note,) = caught.value.findings[0].notes
    assert str(note.place) == f"{PATH}:4"


def test_findings_are_counted_and_stop() -> None:
    assert len(findings_of(HEADER + 'msgid "a"\nmsgstr “b”\n\n' * 30)) == MAX_FINDINGS


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", (1, "po-header")),
        ("\n\n", (1, "po-header")),
        (ENTRY, (1, "po-header")),
        (ENTRY + "\n" + HEADER, (4, "po-header")),
        ('msgid ""\nmsgstr ""\n\n' + ENTRY, (1, "po-header")),
        ('msgid ""\nmsgstr "Language: sl\\n"\n\n' + ENTRY, (1, "po-header")),
        ('msgid ""\nmsgstr "no field\\n"\n\n' + ENTRY, (1, "po-header")),
        ('#~ msgid ""\n#~ msgstr ""\n', (1, "po-header")),
    ],
)
def test_a_header_is_needed_and_comes_first(data: str, expected: tuple[int, str]) -> None:
    assert findings_of(data) == [expected]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"%PDF-1.7\n",
        b"{\\rtf1\\ansi",
        b"\n<!DOCTYPE html>\n<html>",
        b"\xef\xbb\xbf<?xml version='1.0'?>",
        b"\xde\x12\x04\x95\x00\x00\x00\x00",
        WHOLE.decode("utf-8").encode("utf-16"),
        codecs.BOM_UTF16_BE + WHOLE.decode("utf-8").encode("utf-16-be"),
    ],
)
def test_another_format_is_named(data: bytes) -> None:
    assert findings_of(data) == [(1, "po-format")]


def test_nul_and_size() -> None:
    assert findings_of(WHOLE.decode("utf-8").encode("utf-16-le")) == [(1, "po-nul")]
    assert findings_of(HEADER.encode("utf-8") + b'msgid "\0') == [(4, "po-nul")]
    assert findings_of(b"#" * (MAX_BYTES + 1)) == [(0, "po-size")]


# Charsets

LEGACY = {
    "sl": ("Čaša žgoče šumi", "iso-8859-2", "windows-1250"),
    "pl": ("Zażółć gęślą jaźń", "iso-8859-2", "windows-1250"),
    "de": ("Größe ändern, Übung öffnen", "iso-8859-1", "windows-1252"),
    "el": ("Ψηφιακές δεξιότητες", "iso-8859-7", "windows-1253"),
    "bg": ("Цифрови умения", "windows-1251"),
    "lv": ("Digitālās prasmes, šķērslis", "iso-8859-13", "windows-1257"),
}
CASES = [(locale, words, charset) for locale, (words, *charsets) in LEGACY.items() for charset in charsets]


def encoded(locale: str, words: str, charset: str, declared: str) -> bytes:
    """A catalogue with a translation in `charset` that says it is in `declared`."""
    catalogue = Catalogue("workers", locale, (Unit(Message("a"), words),), new_header("workers", locale, DATE))
    text = serialise_po(catalogue).decode("utf-8")
    return text.replace("charset=UTF-8", f"charset={declared}").encode(charset)


@pytest.mark.parametrize(("locale", "words", "charset"), CASES)
def test_a_declared_legacy_charset_is_read_and_written_as_utf8(locale: str, words: str, charset: str) -> None:
    found = parse(encoded(locale, words, charset, charset.upper()), locale)
    assert [unit.translation for unit in found] == [words]
    assert ("Content-Type", "text/plain; charset=UTF-8") in found.header
    assert words in serialise_po(found).decode("utf-8")


@pytest.mark.parametrize(("locale", "words", "charset"), CASES)
def test_utf8_that_says_something_else_is_refused(locale: str, words: str, charset: str) -> None:
    assert findings_of(encoded(locale, words, "utf-8", charset), locale) == [(0, "po-charset")]


@pytest.mark.parametrize("declared", ["UTF-8", "CHARSET", "us-ascii", "koi8-r", "nonsense", "utf-16", "zlib"])
@pytest.mark.parametrize(("locale", "words", "charset"), CASES)
def test_a_legacy_charset_that_is_not_declared_is_refused(locale: str, words: str, charset: str, declared: str) -> None:
    data = encoded(locale, words, charset, declared)
    line = data[: data.index(b'msgstr "' + words.encode(charset))].count(b"\n") + 1
    assert findings_of(data, locale) == [(line, "po-charset")]


@pytest.mark.parametrize(
    ("locale", "charset", "declared"),
    [
        ("sl", "windows-1250", "iso-8859-1"),
        ("sl", "windows-1250", "windows-1252"),
        ("sl", "windows-1250", "iso-8859-2"),
        ("pl", "windows-1250", "iso-8859-2"),
        ("pl", "iso-8859-2", "windows-1257"),
        ("de", "windows-1252", "windows-1251"),
        ("el", "windows-1253", "windows-1252"),
        ("bg", "windows-1251", "windows-1253"),
        ("bg", "windows-1251", "iso-8859-1"),
    ],
)
def test_a_wrong_legacy_charset_is_refused(locale: str, charset: str, declared: str) -> None:
    data = encoded(locale, LEGACY[locale][0], charset, declared)
    ((_, tag),) = findings_of(data, locale)
    assert tag == "po-charset"


@pytest.mark.parametrize("declared", ["iso-8859-2", "CHARSET", "us-ascii", "utf8", "UTF-8"])
def test_plain_ascii_fits_what_is_declared(declared: str) -> None:
    assert parse(encoded("sl", "abc", "ascii", declared)).units[0].translation == "abc"


# Time


@pytest.mark.parametrize(
    "line",
    ['msgid "' + "\\" * 200_001, 'msgid "' + '"' * 200_000, "msgid " + "“" * 200_000, "#:" + " \u2068" * 200_000],
)
def test_no_line_takes_long(line: str) -> None:
    begin = time.process_time()
    assert try_parse((HEADER + line).encode("utf-8")) is None
    assert time.process_time() - begin < 2
