"""TBX: what terminology programs exchange, read in its versions and styles, and written so that it reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.errors import ExitCode, RefusedError
from bwise_cli.domain.glossary import STATUSES, Term
from bwise_cli.formats.tbx import TermBase, parse_tbx
from bwise_cli.formats.tbx_write import serialise_tbx

PATH = "terms.tbx"
VERSION_2 = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>A termbase</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descripGrp><descrip type="definition">Who helps at work</descrip><admin type="source">Us</admin></descripGrp>
      <note>Both genders</note>
      <langSet xml:lang="en-GB"><ntig><termGrp><term>job coach</term>
        <termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>
      <langSet xml:lang="sl-SI">
        <tig><term>delovni
          mentor</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
        <tig><term>delovna mentorica</term></tig>
        <tig><term>trener</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
      </langSet>
      <langSet xml:lang="pt-BR"><tig><term>instrutor</term></tig></langSet>
    </termEntry>
    <termEntry id="c2"><langSet xml:lang="sl"><tig><term>brez</term></tig></langSet></termEntry>
  </body></text>
</martif>
"""
VERSION_3_DCT = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>A termbase</p></sourceDesc></fileDesc></tbxHeader>
  <text><body><conceptEntry id="c1">
    <langSec xml:lang="de"><basic:definition>Wer bei der Arbeit hilft</basic:definition>
      <termSec><term>Jobcoach</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    </langSec>
    <langSec xml:lang="en"><basic:definition>Who helps at work</basic:definition>
      <termSec><term>job coach</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
  </conceptEntry></body></text>
</tbx>
"""


def parse(text: str | bytes) -> TermBase:
    return parse_tbx(text.encode("utf-8") if isinstance(text, str) else text, PATH)


def test_version_2_is_read_with_its_statuses_and_languages() -> None:
    read = parse(VERSION_2)
    assert read.terms == (
        Term(
            "c1",
            {"en": ("job coach",), "sl": ("delovni mentor", "delovna mentorica")},
            "noun",
            "Who helps at work",
            "Both genders",
        ),
        Term("c1", {"sl": ("trener",)}, status="forbidden"),
    )
    assert [f"{each.place}: {each.tag}: {each.message}" for each in read.findings] == [
        f'{PATH}:18: glossary-source: the concept "c2" has no term in "en"',
        f'{PATH}: glossary-language: has terms in "pt-BR", which is no locale of the program',
    ]


def test_version_3_is_read_with_categories_as_elements() -> None:
    assert parse(VERSION_3_DCT).terms == (
        Term("c1", {"en": ("job coach",)}, "noun", "Who helps at work"),
        Term("c1", {"de": ("Jobcoach",)}, status="admitted"),
    )


def test_what_is_written_is_what_other_programs_expect() -> None:
    term = Term("c1", {"en": ("job coach",), "de_AT": ("Jobcoach",)}, "noun", "Who helps", "A note", exact_case=True)
    written = serialise_tbx([term, Term("no id", {"en": ("ESCO",)}, translate=False)], "Digital").decode("utf-8")
    assert written.startswith("<?xml version='1.0' encoding='utf-8'?>\n<martif type=\"TBX-Basic\" xml:lang=\"en\">")
    assert '<termEntry id="c1">\n        <descrip type="definition">Who helps</descrip>' in written
    assert '<langSet xml:lang="de-AT">' in written
    assert '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>' in written
    assert "<note>bwise: id='no id'</note>" in written
    assert "<note>bwise: translate=no</note>" in written


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1)
WORDS = WORDS.map(str.strip).filter(lambda word: word and not word.startswith("bwise: "))
ROWS = st.builds(
    Term,
    identifier=WORDS,
    forms=st.fixed_dictionaries(
        {"en": st.tuples(WORDS)}, optional={"de_AT": st.lists(WORDS, min_size=1, max_size=3, unique=True).map(tuple)}
    ),
    part_of_speech=st.sampled_from(["", "noun", "proper-noun"]),
    definition=WORDS | st.just(""),
    note=WORDS | st.just(""),
    status=st.sampled_from(STATUSES),
    translate=st.booleans(),
    exact_case=st.booleans(),
)


@given(st.lists(ROWS, max_size=4, unique_by=lambda term: term.identifier))
def test_what_was_written_reads_back(terms: list[Term]) -> None:
    read = parse_tbx(serialise_tbx(terms, "Terms"), PATH)
    assert list(read.terms) == terms
    assert read.findings == ()


def test_rows_of_one_concept_stay_apart() -> None:
    terms = [
        Term("c1", {"en": ("hint",), "sl": ("namig",)}, definition="Help", note="Short"),
        Term("c1", {"sl": ("iztočnica",)}, status="admitted", note="Rarely"),
        Term("c1", {"sl": ("štos",)}, status="forbidden", exact_case=True),
    ]
    assert list(parse_tbx(serialise_tbx(terms, "Terms"), PATH).terms) == terms


BOMB = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<tbx>&b;</tbx>'
HOSTILE = [
    (BOMB, "glossary-doctype", 1),
    ('<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n<martif/>', "glossary-doctype", 1),
    ('<?xml version="1.0" encoding="utf-16"?>' + BOMB, "glossary-doctype", 1),
    ("<tbx>" + "<p>" * 100 + "</p>" * 100 + "</tbx>", "glossary-tbx", 1),
    ("<html><body/></html>", "glossary-tbx", 1),
    ("<tbx>\n<text></tbx>", "glossary-tbx", 2),
    ("id,en\n", "glossary-tbx", 1),
    ("", "glossary-tbx", 1),
    ('<?xml version="1.0" encoding="cp0"?><tbx/>', "glossary-tbx", 1),
]


@pytest.mark.parametrize(("text", "tag", "line"), HOSTILE)
def test_hostile_and_broken_files_are_refused_with_their_line(text: str, tag: str, line: int) -> None:
    data = text.encode("utf-16" if "utf-16" in text else "utf-8")
    with pytest.raises(RefusedError) as caught:
        parse_tbx(data, PATH)
    assert caught.value.exit_code is ExitCode.REFUSED
    (finding,) = caught.value.findings
    assert (finding.tag, finding.place.line) == (tag, line)
    assert finding.notes


def test_a_note_that_only_looks_like_one_of_the_program_is_kept() -> None:
    text = VERSION_2.replace("Both genders", "bwise: 'and so on")
    assert parse(text).terms[0].note == "bwise: 'and so on"
