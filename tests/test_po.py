"""PO files: what is written can be read again, by us and by gettext, and says the same."""

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.message import Kind, Message, Record, Reference, State, Unit, sign_hash
from bwise_cli.formats.po import new_header, parse_po, serialise_po
from bwise_cli.formats.po_comments import lines_of, parse_extracted, serialise_extracted
from bwise_cli.formats.po_record import parse_record, serialise_record, split_record

from .po_samples import DATE, PATH, SAMPLE, catalogues, comments, kinds, lines, records, references, texts

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")


def parse(data: bytes | str, locale: str | None = "sl") -> Catalogue:
    """The catalogue that a file of ours or of another program holds."""
    return parse_po(data.encode("utf-8") if isinstance(data, str) else data, PATH, "workers", locale)


def only_unit(entry: str) -> Unit:
    """The unit of a file with one entry."""
    (unit,) = parse(HEADER + entry)
    return unit


def written(unit: Unit) -> str:
    """What stands below the header in a catalogue of one unit."""
    return serialise_po(Catalogue("workers", "sl", (unit,))).decode("utf-8").partition("\n\n")[2]


def without_lines(catalogue: Catalogue) -> Catalogue:
    """`catalogue` as if it had never been in a file."""
    return replace(catalogue, units=tuple(replace(unit, line=0) for unit in catalogue))


# Round trips


def test_sample_comes_back_as_it_was() -> None:
    assert without_lines(parse(serialise_po(SAMPLE))) == SAMPLE


@given(catalogues)
def test_writing_what_was_read_gives_the_same_bytes(catalogue: Catalogue) -> None:
    data = serialise_po(catalogue)
    assert serialise_po(parse(data)) == data


@given(catalogues)
def test_no_unit_is_lost_or_changed(catalogue: Catalogue) -> None:
    def essence(unit: Unit) -> object:
        return unit.key, unit.translation, unit.fuzzy, unit.previous, unit.obsolete

    assert Counter(map(essence, parse(serialise_po(catalogue)))) == Counter(map(essence, catalogue))


@given(kinds, comments, comments)
def test_kinds_parts_and_notes_come_back(
    kinds: tuple[Kind, ...], parts: tuple[str, ...], notes: tuple[str, ...]
) -> None:
    found = parse_extracted(serialise_extracted(Message("x", None, kinds, (), parts, notes)))
    assert found == (
        tuple(dict.fromkeys(kinds)),
        tuple(" ".join(lines_of([part])) for part in parts),
        lines_of(notes),
    )


@given(references)
def test_references_come_back(references: tuple[Reference, ...]) -> None:
    unit = only_unit(written(Unit(Message("x", references=references))))
    assert unit.message.references == tuple(r for r in dict.fromkeys(references) if r != Reference(""))


@given(records)
def test_a_record_comes_back(record: Record) -> None:
    line = serialise_record(record)
    assert "\n" not in line
    assert parse_record(line) == record


@given(st.lists(lines))
def test_comments_come_back(comments: list[str]) -> None:
    unit = only_unit(written(Unit(Message("x"), comments=("first", *comments))))
    assert unit.comments == split_record(("first", *comments))[1]


@given(texts, texts)
def test_each_field_is_one_line(text: str, translation: str) -> None:
    entry = written(Unit(Message("x" + text, "context"), translation, previous=("a\nb", text)))
    assert [line.partition(" ")[0] for line in entry.split("\n")] == ["#|", "#|", "msgctxt", "msgid", "msgstr", ""]


def test_nothing_is_wrapped() -> None:
    long = "a long-winded text " * 50
    unit = Unit(
        Message(long, long, (Kind.TITLE,), (Reference(f"{long}.md"), Reference("b.md")), (long,), (long,)),
        long, True, (long, long), None, (long,), ("c-format",),
    )  # fmt: skip
    assert len(written(unit).splitlines()) == 11


# How things look in the file


def test_an_entry_looks_like_this() -> None:
    unit = Unit(
        Message(
            "Read [it](1).", None, (Kind.QUOTE, Kind.LIST_ITEM), (Reference("a b.md", "x"),), ("link to e.eu",), ("hm",)
        ),
        "Preberite [to](1).",
        fuzzy=True,
        previous=(None, "Read"),
        record=Record(State.DRAFT, "memory", 'Ana "A" Kos', "2026-11-23", "", (("round", "2"),)),
        comments=("prosim", ""),
        flags=("no-wrap",),
    )
    assert written(unit) == "\n".join(
        [
            "# prosim",
            "#",
            '# bwise: state=draft engine=memory by="Ana \\"A\\" Kos" on=2026-11-23 round=2',
            "#. quote, list item",
            "#. (1) link to e.eu",
            "#. hm",
            "#: a%20b.md#x",
            "#, fuzzy, no-wrap",
            '#| msgid "Read"',
            'msgid "Read [it](1)."',
            'msgstr "Preberite [to](1)."',
            "",
        ]
    )


def test_a_draft_says_in_this_order_what_made_it() -> None:
    record = Record(
        State.DRAFT, "deepl", on="2026-11-25", of="0123abcd", model="v2", glossary="1a2b3c4d", marking="pieces"
    )
    unit = Unit(Message("a"), "b", fuzzy=True, record=record)
    said = "# bwise: state=draft engine=deepl model=v2 glossary=1a2b3c4d marking=pieces on=2026-11-25 of=0123abcd\n"
    assert written(unit).startswith(said)


def test_a_match_says_how_like_it_is_and_where_from_and_shows_its_source() -> None:
    record = Record(State.DRAFT, "memory", match="87", origin="Old courses.tmx")
    unit = Unit(Message("a b"), "B", fuzzy=True, previous=(None, "a c"), record=record)
    lines = written(unit).splitlines()
    assert lines[:3] == [
        '# bwise: state=draft engine=memory match=87 from="Old courses.tmx"',
        "#, fuzzy",
        '#| msgid "a c"',
    ]
    assert unit.state is State.DRAFT
    assert replace(unit, record=replace(record, match="")).state is State.OUTDATED


def test_obsolete_units_come_last_and_keep_their_previous_text() -> None:
    gone = Unit(Message("b"), "B", fuzzy=True, previous=("c", "old"), obsolete=True)
    data = serialise_po(Catalogue("workers", "sl", (gone, Unit(Message("a")))))
    expected = '\nmsgid "a"\nmsgstr ""\n\n#, fuzzy\n#~| msgctxt "c"\n#~| msgid "old"\n#~ msgid "b"\n#~ msgstr "B"\n'
    assert data.decode("utf-8").endswith(expected)
    assert [unit.obsolete for unit in parse(data)] == [False, True]


def test_a_unit_knows_the_line_of_its_first_keyword() -> None:
    entries = '# c\nmsgctxt "x"\nmsgid "a"\nmsgstr ""\n\n#, fuzzy\n#| msgid "z"\nmsgid "b"\nmsgstr ""\n'
    assert [unit.line for unit in parse(HEADER + entries)] == [5, 11]


@pytest.mark.parametrize("state", [State.DRAFT, State.OUTDATED])
def test_a_draft_that_is_no_longer_fuzzy_loses_its_record(state: State) -> None:
    unit = Unit(Message("a"), "b", record=Record(state))
    assert "bwise" not in written(unit)
    assert f"# bwise: state={state}" in written(replace(unit, fuzzy=True))


def test_what_the_memory_gave_as_translated_loses_its_record_when_it_changes() -> None:
    unit = Unit(Message("a"), "b", record=Record(State.TRANSLATED, engine="memory", of=sign_hash(None, "a", "b")))
    assert "# bwise: state=translated engine=memory" in written(unit)
    assert "bwise" not in written(replace(unit, translation="c"))


def test_a_sign_off_stays_on_a_fuzzy_unit() -> None:
    assert "# bwise: state=reviewed" in written(Unit(Message("a"), "b", fuzzy=True, record=Record(State.REVIEWED)))


@pytest.mark.parametrize(
    "comment",
    [
        "bwise: state=unheard-of",
        "bwise: engine=deepl",
        "bwise: state=draft state=draft",
        'bwise: state=draft by="open',
        "bwise: state=draft by=Ana Kos",
        r'bwise: state=draft by="\q"',
        "bwise:state=draft",
        "Bwise: state=draft",
        "bwise: ",
    ],
)
def test_a_malformed_record_is_a_comment(comment: str) -> None:
    unit = only_unit(f'# {comment}\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n')
    assert (unit.record, unit.comments) == (None, (comment,))


def test_of_two_records_the_last_holds() -> None:
    unit = only_unit('# bwise: state=reviewed\n# mine\n# bwise: state=approved\nmsgid "a"\nmsgstr "b"\n')
    assert (unit.record, unit.comments) == (Record(State.APPROVED), ("mine",))


# Files of other programs


def test_flags_of_gettext_026_are_flags() -> None:
    unit = only_unit('#, fuzzy\n#= c-format,no-wrap\n#,\nmsgid "a"\nmsgstr "b"\n')
    assert (unit.fuzzy, unit.flags) == (True, ("c-format", "no-wrap"))


def test_line_numbers_of_references_are_dropped() -> None:
    unit = only_unit('#: a.md:12 a.md:40 b%20c.md#d:7\n#: \u2068my file.md\u2069:3 100%.md\nmsgid "a"\nmsgstr ""\n')
    files = ["a.md", "b c.md", "my file.md", "100%.md"]
    assert [reference.file for reference in unit.message.references] == files


def test_unknown_comments_are_kept() -> None:
    unit = only_unit('#. title\n#.from xgettext\n#. (2) second\n#!odd\n##\n#\n#  two\nmsgid "a"\nmsgstr ""\n')
    assert unit.message.kinds == (Kind.TITLE,)
    assert unit.message.notes == ("from xgettext", "(2) second")
    assert unit.comments == ("!odd", "#", "", " two")


def test_wrapped_strings_blank_lines_and_indents_are_read() -> None:
    unit = only_unit('\n  msgid ""\n\t"one "\n"two\\n"   \n\nmsgstr\t"a"\n"b\\\\"')
    assert (unit.message.text, unit.translation) == ("one two\n", "ab\\")


@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
def test_other_line_ends_and_byte_order_mark(line_end: bytes) -> None:
    data = serialise_po(SAMPLE)
    assert parse(b"\xef\xbb\xbf" + data.replace(b"\n", line_end)) == parse(data)


def test_header_keeps_order_unknown_fields_and_doubles() -> None:
    fields = (("X-Z", "1"), ("Content-Type", "text/plain; charset=UTF-8"), ("X-A", ""), ("X-Z", "2 and more"))
    lines = r'"X-Z: 1\nContent-Type: text/plain; charset=UTF-8\nX-A:\nX-Z: 2\n  and more\n"'
    found = parse(f'# top\n#. made by xgettext\n#, fuzzy\nmsgid ""\nmsgstr {lines}\n')
    assert (found.header, found.comments, found.units) == (fields, ("top", "made by xgettext"), ())


def test_polib_reads_what_we_write_as_we_do() -> None:
    plain = replace(SAMPLE, units=tuple(unit for unit in SAMPLE if "\u2028" not in unit.message.text))
    data = serialise_po(plain)
    theirs = [(e.msgctxt, e.msgid, e.msgstr, e.fuzzy, bool(e.obsolete)) for e in polib.pofile(data.decode("utf-8"))]
    assert theirs == [(*unit.key, unit.translation, unit.fuzzy, unit.obsolete) for unit in parse(data)]


# gettext


@needs_msgfmt
@pytest.mark.parametrize("locale", ["sl", "de_AT"])
def test_msgfmt_has_nothing_to_say(tmp_path: Path, locale: str) -> None:
    quiet = tuple(unit for unit in SAMPLE if not unit.translation.endswith("\n"))
    catalogue = Catalogue("workers", locale, quiet, new_header("workers", locale, DATE))
    assert run("msgfmt", "-c", "-o", str(tmp_path / "x.mo"), data=serialise_po(catalogue)) == (b"", b"")


@needs_msgfmt
def test_our_file_survives_msgcat() -> None:
    data = serialise_po(SAMPLE)
    text, _ = run("msgcat", "--no-wrap", data=data)
    theirs, ours = parse(text), parse(data)
    assert without_lines(theirs) == without_lines(ours)


def run(program: str, *options: str, data: bytes) -> tuple[bytes, bytes]:
    """What a program of gettext makes of `data`, and what it complains of."""
    done = subprocess.run([program, *options, "-"], input=data, capture_output=True, check=True, timeout=60)
    return done.stdout, done.stderr


# What cannot be written


@pytest.mark.parametrize(
    "unit",
    [
        Unit(Message("")),
        Unit(Message("a\0b")),
        Unit(Message("a"), "\ud800"),
        Unit(Message("a", "\0")),
        Unit(Message("a", references=(Reference("\ud800"),))),
        Unit(Message("a"), comments=("\0",)),
        Unit(Message("a"), flags=("\ud800",)),
        Unit(Message("a"), fuzzy=True, record=Record(State.DRAFT, extra=(("by", "x"),))),
        Unit(Message("a"), fuzzy=True, record=Record(State.DRAFT, extra=(("Key", "x"),))),
        Unit(Message("b"), obsolete=True),
    ],
)
def test_what_a_po_file_cannot_hold_is_refused(unit: Unit) -> None:
    catalogue = Catalogue("workers", "sl", (Unit(Message("b"), "c"), unit))
    with pytest.raises(RefusedError) as caught:
        serialise_po(catalogue)
    (finding,) = caught.value.findings
    assert finding.tag == "po-unwritable"
    assert finding.message.isprintable()


def test_a_header_field_needs_a_name() -> None:
    with pytest.raises(RefusedError, match=r"workers\.po cannot be written"):
        serialise_po(Catalogue("workers", "sl", header=(("a: b\n", "c"),)))
