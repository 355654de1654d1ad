"""TMX: what is written comes back; what other tools write is understood; what is broken or unsafe is refused."""

import contextlib
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding
from bwise_cli.formats import tmx_reader
from bwise_cli.formats.tmx import (
    TmxHeader,
    TmxUnit,
    TmxVariant,
    can_be_written,
    locale_of,
    parse_tmx,
    serialise_tmx,
)

from .cases import Case, read_cases

NAME = "memories/old.tmx"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def parsed(text: str | bytes, pieces: int = 1) -> tuple[TmxHeader, list[TmxUnit]]:
    """A file read in pieces of some bytes."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    step = max(1, -(-len(data) // pieces))
    header, units = parse_tmx([data[begin : begin + step] for begin in range(0, len(data), step)], NAME)
    return header, list(units)


def file_of(*segments: str, head: str = HEAD, header: str = '<header srclang="en"/>') -> str:
    """A file with one unit: English, then Slovenian."""
    tags = ("en", "sl")
    variants = "".join(
        f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in zip(tags, segments, strict=True)
    )
    return f'{head}<tmx version="1.4">\n{header}\n<body>\n<tu>{variants}</tu>\n</body>\n</tmx>\n'


def written(units: Iterable[TmxUnit], penalty: int = 0) -> bytes:
    return b"".join(serialise_tmx(units, "en", penalty))


def refused(text: str | bytes) -> Finding:
    with pytest.raises(RefusedError) as caught:
        parsed(text)
    (finding,) = caught.value.findings
    assert finding.place.path == NAME
    assert finding.notes
    return finding


# What we write

MARKED = TmxUnit(
    (
        TmxVariant("en", "Read [the *big* guide](1) in {country} & type `a<b`.[^2]"),
        TmxVariant("de_AT", "Lies [das *große* Buch](1).\\\nUnd \\* {country} `a<b`[^2]", "reviewed", "2026-11-23"),
    ),
    "poster",
)


def test_a_file_looks_like_this() -> None:
    lines = written([MARKED], 5).decode("utf-8").splitlines()
    assert re.sub('version="[^"]+" segtype', 'version="…" segtype', lines[2]) == (
        '<header creationtool="bwise" creationtoolversion="…" segtype="paragraph" o-tmf="gettext PO" adminlang="en"'
        ' srclang="en" datatype="plaintext"><prop type="x-bwise-penalty">5</prop></header>'
    )
    assert [*lines[:2], *lines[3:8], *lines[-3:]] == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tmx version="1.4">',
        "<body>",
        "<tu>",
        '<prop type="x-bwise-context">poster</prop>',
        '<tuv xml:lang="en"><seg>Read <bpt i="2">[</bpt>the <bpt i="1">*</bpt>big<ept i="1">*</ept> guide'
        '<ept i="2">](1)</ept> in <ph>{country}</ph> &amp; type <ph>`a&lt;b`</ph>.<ph>[^2]</ph></seg></tuv>',
        '<tuv xml:lang="de-AT" changedate="20261123T000000Z"><prop type="x-bwise-state">reviewed</prop>'
        '<seg>Lies <bpt i="2">[</bpt>das <bpt i="1">*</bpt>große<ept i="1">*</ept> Buch<ept i="2">](1)</ept>.\\',
        "</tu>",
        "</body>",
        "</tmx>",
    ]


def test_what_is_written_comes_back() -> None:
    assert parsed(written([MARKED], 5)) == (TmxHeader("en", "bwise", 5), [MARKED])


texts = st.text(st.sampled_from("ab [](1)*`\\{}<>&\"'\n\r\t~^$!x\x0b\ufffe\u00a0č😀"), min_size=1, max_size=20)
words = texts.filter(str.strip)
variants = st.builds(TmxVariant, st.sampled_from(["en", "sl", "de_AT"]), words, st.sampled_from(["", "reviewed"]))
units = st.builds(TmxUnit, st.lists(variants, max_size=3).map(tuple), st.none() | texts)


@given(st.lists(units, max_size=3), st.integers(0, 100), st.integers(1, 40))
def test_whatever_can_be_written_comes_back(given_units: list[TmxUnit], penalty: int, pieces: int) -> None:
    good = [unit for unit in given_units if can_be_written(unit)]
    assert parsed(written(good, penalty), pieces) == (TmxHeader("en", "bwise", penalty), good)


@given(units)
def test_what_xml_cannot_hold_is_known(unit: TmxUnit) -> None:
    whole = "".join((unit.context or "", *(each.text for each in unit.variants)))
    assert can_be_written(unit) == (not {"\x0b", "\ufffe"} & {*whole})


# What other tools write


@pytest.mark.parametrize("case", read_cases("tmx"), ids=lambda case: case.title)
def test_the_words_of_segments_of_other_tools(case: Case) -> None:
    _, (unit,) = parsed(file_of(case.given, "x"))
    assert unit.variants[0].text == case.expected


ENCODINGS = [
    ("utf-8", "UTF-8", "ž"),
    ("utf-8-sig", "UTF-8", "ž"),
    ("utf-16", "UTF-16", "ž"),
    ("utf-16-le", "UTF-16", "ž"),
    ("utf-16", "UTF-8", "ž"),
    ("utf-8", "UTF-16", "ž"),
    ("cp1250", "windows-1250", "ž"),
    ("iso-8859-2", "ISO-8859-2", "ž"),
    ("cp1253", "windows-1253", "ώ"),
    ("cp1257", "windows-1257", "ž"),
]


@pytest.mark.parametrize(("real", "declared", "letter"), ENCODINGS)
def test_encodings(real: str, declared: str, letter: str) -> None:
    text = file_of("a", letter, head=f'<?xml version="1.0" encoding="{declared}"?>\n')
    _, (unit,) = parsed(text.encode(real), pieces=7)
    assert unit.variants[1] == TmxVariant("sl", letter)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("EN-us", "en_US"),
        ("de_at", "de_AT"),
        ("sl", "sl"),
        ("sr-Latn-RS", "sr_RS"),
        ("es-419", "es"),
        ("x?", ""),
        ("", ""),
    ],
)
def test_languages(tag: str, locale: str) -> None:
    assert locale_of(tag) == locale


def test_an_old_file_in_capitals() -> None:
    old = (
        '<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n<TMX version="1.1"><HEADER CREATIONTOOL="Old" SRCLANG="*all*"/><BODY>'
        '<TU><NOTE>by Ana</NOTE><TUV LANG="EN-GB" CREATIONDATE="20190228T101500Z" CREATIONID="ANA">'
        '<PROP TYPE="x">y</PROP><SEG>Ask</SEG></TUV>'
        '<TUV LANG="SL-SI" CHANGEDATE="2020"><SEG>Vprašaj</SEG></TUV></TU></BODY></TMX>'
    )
    header, (unit,) = parsed(old)
    assert header == TmxHeader("*all*", "Old")
    assert unit.variants == (TmxVariant("en_GB", "Ask", changed="2019-02-28"), TmxVariant("sl_SI", "Vprašaj"))


@pytest.mark.parametrize("name", ["tmx14.dtd", "http://www.lisa.org/tmx/tmx14.dtd", "/etc/passwd"])
def test_a_document_type_that_only_names_a_file_is_passed_over(name: str) -> None:
    assert len(parsed(file_of("a", "b", head=f'{HEAD}<!DOCTYPE tmx SYSTEM "{name}">\n'))[1]) == 1


# What is refused

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>', 1),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd" [\n<!ENTITY a SYSTEM "file:///etc/passwd">\n]>', 1),
        (f'<!DOCTYPE tmx [<!ENTITY a0 "ha">{BOMB}]>', 1),
        ("\n<!DOCTYPE tmx []>", 2),
    ],
)
def test_a_document_type_of_its_own_is_refused(head: str, line: int) -> None:
    finding = refused(file_of("&a;", "b", head=head))
    assert (finding.tag, finding.place.line) == ("tmx-doctype", line)


@pytest.mark.parametrize(
    ("text", "tag", "line"),
    [
        (b"", "tmx-format", 0),
        ("<html>\n</html>", "tmx-format", 1),
        ("\n<tmx></tmx>", "tmx-format", 2),
        ("<tmx><body>\n<tu>", "tmx-syntax", 2),
        (file_of("a & b", "c"), "tmx-syntax", 5),
        (file_of("a&#1;b", "c"), "tmx-syntax", 5),
        (file_of("a&nbsp;b", "c", head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'), "tmx-syntax", 5),
        (file_of("a", "ž").encode("cp1250"), "tmx-syntax", 5),
        (file_of("a", "b", head='<?xml version="1.0" encoding="gb2312"?>\n'), "tmx-syntax", 1),
        (file_of("a", "b", head='<?xml version="1.0" encoding="nonsense"?>\n'), "tmx-syntax", 1),
        (file_of("<hi>" * 50 + "x" + "</hi>" * 50, "b"), "tmx-size", 5),
        (file_of("x" * (tmx_reader.LONGEST + 1), "b"), "tmx-size", 5),
        (
            file_of("a", "b", header='<header><prop type="x-bwise-penalty">much</prop></header>'),
            "tmx-format",
            3,
        ),
    ],
    ids=str,
)
def test_what_is_broken_is_refused_with_its_line(text: str | bytes, tag: str, line: int) -> None:
    finding = refused(text)
    assert (finding.tag, finding.place.line) == (tag, line)


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmx_reader, "MOST_BYTES", 100)
    assert refused(file_of("a", "b")).tag == "tmx-size"


@given(st.data())
def test_a_damaged_file_is_refused_or_read_without_a_fault_of_ours(data: st.DataObject) -> None:
    whole = written([MARKED, MARKED])
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 20)))
    damaged = whole[:start] + data.draw(st.binary(max_size=3)) + whole[end:]
    with contextlib.suppress(RefusedError):
        header, units = parsed(damaged)
        assert header.tool != "bwise" or len(units) <= 2
