"""Glossaries: files that spreadsheets write, and the terms that a translator is shown."""

import pytest

from bwise_cli.domain.errors import ExitCode, RefusedError
from bwise_cli.domain.glossary import Glossary, Term, annotate
from bwise_cli.domain.message import Message
from bwise_cli.formats.glossary_csv import parse_glossary_csv

PATH = "glossaries/terms.csv"


def parse(text: str | bytes) -> tuple[Term, ...]:
    return parse_glossary_csv(text.encode("utf-8") if isinstance(text, str) else text, PATH)


def told(text: str | bytes) -> list[str]:
    """What a coordinator reads after a mistake: the place, the tag and the message of each fault."""
    with pytest.raises(RefusedError) as caught:
        parse(text)
    assert caught.value.exit_code is ExitCode.REFUSED
    return [f"{each.place}: {each.tag}: {each.message}" for each in caught.value.findings]


def found(text: str, *rows: str) -> list[str]:
    """Ids of the terms that occur in `text`, with the glossary of `rows`."""
    terms = parse("id,en,sl,case,translate\n" + "\n".join(rows) + "\n")
    return [term.identifier for term in Glossary(terms).hits(text)]


# Files


def test_a_row_is_a_term_with_all_its_forms() -> None:
    (term,) = parse(
        "id,en,sl,hr,pos,definition,note,status,translate,case\n"
        'c1,job coach,"delovni mentor | delovna mentorica",,noun,"Who helps, at work",žensko tudi,admitted,no,exact\n'
    )
    assert term == Term(
        "c1",
        {"en": ("job coach",), "sl": ("delovni mentor", "delovna mentorica"), "hr": ()},
        "noun",
        "Who helps, at work",
        "žensko tudi",
        "admitted",
        translate=False,
        exact_case=True,
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_spreadsheets_write(delimiter: str, line_end: str, mark: str) -> None:
    rows = [["id", "en", "sl"], ["c1", "hint", "namig"], ["", "", ""], ["c2", "prompt", '"dva\nreda, in; več"']]
    terms = parse(mark + line_end.join(delimiter.join(row) for row in rows) + line_end)
    assert [(term.identifier, term.forms["sl"]) for term in terms] == [
        ("c1", ("namig",)),
        ("c2", ("dva\nreda, in; več",)),
    ]


def test_the_forms_of_excel_in_slovenia() -> None:
    (term,) = parse("\ufeffid;en;sl\r\nc1;hint, cue;namig, iztočnica\r\n")
    assert term.forms == {"en": ("hint, cue",), "sl": ("namig, iztočnica",)}


# Mistakes


def test_a_legacy_code_page_is_refused_with_its_line_and_a_remedy() -> None:
    data = "id;en;sl\nc1;hint;namig\nc2;school;šola\n".encode("cp1250")
    assert told(data) == [f"{PATH}:3: glossary-charset: is not UTF-8"]
    with pytest.raises(RefusedError) as caught:
        parse(data)
    assert "UTF-8" in caught.value.findings[0].notes[0].message


def test_a_concept_that_is_there_twice() -> None:
    assert told("id,en\nc1,hint\n\nc1,prompt\n") == [f'{PATH}:4: glossary-row: the id "c1" is there twice']


@pytest.mark.parametrize(
    ("row", "number"), [("c1,hint,namig,več", "1 more"), ("c1,hint", "1 fewer"), ("c1", "2 fewer")]
)
def test_a_row_with_a_wrong_number_of_fields(row: str, number: str) -> None:
    assert told(f'id,en,sl\nc0,"a\nb",c\n{row}\n') == [f"{PATH}:4: glossary-row: has {number} fields than the header"]


def test_every_mistake_is_told_at_once() -> None:
    text = "id,en,status\n,hint,\nc2,,\nc3,prompt,perfect\nc4,fine,preferred\nc4,again,\n"
    assert told(text) == [
        f'{PATH}:2: glossary-row: needs an id and a term in "en"',
        f'{PATH}:3: glossary-row: needs an id and a term in "en"',
        f'{PATH}:4: glossary-row: the status is one of preferred, admitted, forbidden; found "perfect"',
        f'{PATH}:6: glossary-row: the id "c4" is there twice',
    ]


def test_a_header_without_what_is_needed() -> None:
    assert told("id,sl\nc1,namig\n") == [f'{PATH}:1: glossary-header: has no column "en"']
    assert told("name,name,en\n") == [
        f'{PATH}:1: glossary-header: has no column "id"',
        f'{PATH}:1: glossary-header: has two columns "name"',
    ]
    assert len(told("")) == 2


@pytest.mark.parametrize("text", ['id,en\nc1,"hint\n', 'id,en\nc1,"hint"x\n'])
def test_broken_quotes(text: str) -> None:
    (message,) = told(text)
    assert message.startswith(f"{PATH}:2: glossary-quote: ")


def test_a_spreadsheet_that_was_only_renamed() -> None:
    assert told(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff\xfe") == [f"{PATH}:1: glossary-charset: is not UTF-8"]


def test_nul_bytes_are_refused() -> None:
    assert told("id,en\nc1,hi\0nt\n") == [f"{PATH}:2: glossary-charset: is not UTF-8"]


# What occurs in a text

COACH, JOB_COACH, WORK = "c1,coach,mentor,,", "c2,job coach,delovni mentor,,", "c3,work,delo,,"


def test_the_longest_term_is_found() -> None:
    assert found("Ask the job coach at work.", COACH, JOB_COACH, WORK) == ["c2", "c3"]


def test_terms_come_in_the_order_of_the_text_and_once() -> None:
    assert found("Work with a coach at work with a job coach.", COACH, JOB_COACH, WORK) == ["c3", "c1", "c2"]


@pytest.mark.parametrize("text", ["Two job coaches help.", "Job Coach", "job coach's", "(job coach)", "A *job coach*."])
def test_plurals_capitals_and_punctuation(text: str) -> None:
    assert found(text, JOB_COACH) == ["c2"]


@pytest.mark.parametrize("text", ["Coaching helps.", "The jobcoach", "workers work_place", "network", "co-worker's"])
def test_parts_of_words_are_no_terms(text: str) -> None:
    assert found(text, JOB_COACH, "c9,worker-x,x,,", "c4,works_at,x,,") == []


def test_a_term_with_signs_is_found() -> None:
    assert found("Use C++ (basic) today.", "c5,C++,C++,,", "c6,a.b,x,,") == ["c5"]


def test_an_exact_term_is_not_found_in_other_letters() -> None:
    rows = ("c7,IT,informatika,exact,",)

    assert found("Ask before it is late.", *rows) == []


def test_no_terms_no_hits() -> None:
    assert Glossary(()).hits("anything") == ()


def test_notes_show_the_terms_of_the_locale() -> None:
    glossary = Glossary(
        parse(
            "id,en,sl,de,translate\n"
            "c1,job coach,delovni mentor|delovna mentorica,Jobcoach,\n"
            "c2,Europass,,,no\n"
            "c3,hint,,Tipp,\n"
        )
    )
    message = Message("Job coaches give a hint in Europass.", notes=("glossary: old = stara", "piši kratko"))
    (sl,) = annotate([message], glossary, ("sl",))
    assert sl.notes == (
        "piši kratko",
        "glossary: job coach = delovni mentor, delovna mentorica",
        "glossary: Europass stays as it is",
    )
    (austrian,) = annotate([message], glossary, ("de_AT", "de"))
    assert austrian.notes[1:3] == ("glossary: job coach = Jobcoach", "glossary: hint = Tipp")
    assert annotate([sl], glossary, ("sl",)) == [sl]
