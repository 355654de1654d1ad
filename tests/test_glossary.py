"""Glossaries: files that spreadsheets write, and the terms that a translator is shown."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.domain.errors import ConfigurationError, ExitCode, RefusedError
from bwise_cli.domain.glossary import STATUSES, Glossary, Term, annotate
from bwise_cli.domain.message import Message
from bwise_cli.engines.word_forms import InflectedWords
from bwise_cli.formats.glossary_csv import CsvFile, parse_csv, parse_glossary_csv, serialise_csv
from bwise_cli.formats.glossary_table import table_of

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
    return [term.identifier for term in Glossary(terms, forms=InflectedWords()).hits(text)]


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


def test_columns_and_fields_that_are_empty_at_the_end_are_left_away() -> None:
    (term,) = parse("ID,EN,de-at,,\nc1,hint,Tipp,,\n,,,,\n")
    assert term.forms == {"en": ("hint",), "de_AT": ("Tipp",)}


@pytest.mark.parametrize("first", ["=1+1", "+39", "-ing", "@home", "'=1", "'tis", "''-"])
def test_no_cell_is_a_formula(first: str) -> None:
    table = table_of([Term("c1", {"en": ("hint",), "sl": (first, "=x")}, note=first)], "en")
    data = serialise_csv(CsvFile(table))
    assert not re.search(rb"(^|,)[=+\-@]", data, re.MULTILINE)
    (term,) = parse(data)
    assert (term.note, term.forms["sl"]) == (first, (first, "=x"))


FORMS = st.text(
    st.characters(codec="utf-8", exclude_characters="|\0\ufffd?", exclude_categories=["Cs", "Cc"]), min_size=1
)
FORMS = FORMS.map(str.strip).filter(bool)
ROWS = st.builds(
    Term,
    identifier=FORMS,
    forms=st.fixed_dictionaries({"en": st.tuples(FORMS), "sl": st.lists(FORMS, max_size=3).map(tuple)}),
    part_of_speech=st.sampled_from(["", "noun"]),
    definition=FORMS | st.just(""),
    note=FORMS | st.just(""),
    status=st.sampled_from(STATUSES),
    translate=st.booleans(),
    exact_case=st.booleans(),
)
GLOSSARIES = st.lists(ROWS, max_size=5, unique_by=lambda term: term.identifier)


@given(GLOSSARIES, st.sampled_from([",", ";", "\t"]), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_a_csv_file_says_what_was_written(terms: list[Term], delimiter: str, mark: bool, line_end: str) -> None:
    file = CsvFile(table_of(terms, "en", ("sl",)), delimiter, mark, line_end)
    assert list(parse(serialise_csv(file))) == terms


def test_a_file_that_is_written_again_is_the_same() -> None:
    data = (Path(__file__).parents[1] / "glossaries" / "digital-skills.csv").read_bytes()
    assert serialise_csv(parse_csv(data, PATH)) == data


# Mistakes


LEGACY = [
    ("cp1250", "sl", "šola, čas"),
    ("cp1250", "hr", "žarulja"),
    ("cp1250", "pl", "zażółć gęślą jaźń"),
    ("cp1250", "ro", "învăţare"),
    ("cp1251", "bg", "учебен център"),
    ("cp1252", "fr", "élève, cœur"),
    ("cp1252", "de", "Prüfung – „groß“"),
    ("cp1253", "el", "κωδικός πρόσβασης"),
    ("cp1257", "lv", "viedtālruņi, šķērslis"),
]


@pytest.mark.parametrize(("page", "locale", "words"), LEGACY)
def test_a_legacy_code_page_is_read_where_the_letters_prove_it(page: str, locale: str, words: str) -> None:
    data = f"id;note;en;{locale}\r\nc1;– “see”;hint;{words}\r\n".encode(page)
    (term,) = parse(data)
    assert term.forms[locale] == (words,)
    assert term.note == "– “see”"


UNPROVEN = [
    ("cp1252", "id;en;sl\nc1;hint;naïve"),  # no letter of Slovenian
    ("cp1250", "id;note;en;de\nc1;č;hint;groß"),  # a letter of neither language
    ("cp1250", "id;en\nc1;čas"),  # no column proves anything
    ("cp437", "id;en;de\nc1;hint;Prüfung"),
]


@pytest.mark.parametrize(("page", "text"), UNPROVEN)
def test_what_no_letters_prove_is_refused_with_its_line_and_a_remedy(page: str, text: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse(text.encode(page))
    (finding,) = caught.value.findings
    assert finding.place.line == 2
    assert finding.tag == "glossary-charset"
    assert [note.message for note in finding.notes] == [
        "save it as CSV UTF-8 (in Excel: Save as, CSV UTF-8)",
        "or say what it is in, such as: bwise glossary import FILE --encoding cp1250",
    ]


def test_an_encoding_that_is_said_is_used() -> None:
    data = "id;en;sl\nc1;hint;naïve\n".encode("cp1252")
    (term,) = parse_glossary_csv(data, PATH, encoding="cp1252")
    assert term.forms["sl"] == ("naïve",)
    with pytest.raises(ConfigurationError, match='there is no encoding "cp0"'):
        parse_glossary_csv(data, PATH, encoding="cp0")
    with pytest.raises(RefusedError):
        parse_glossary_csv(data, PATH, encoding="utf-8")


def test_the_unicode_text_of_excel_is_read() -> None:
    data = "id\ten\tel\r\nc1\tpassword\tκωδικός\r\n".encode("utf-16")
    (term,) = parse(data)
    assert term.forms["el"] == ("κωδικός",)


def test_letters_that_a_code_page_lost_are_told() -> None:
    assert told("id;en;el\nc1;password;???????\nc2;why?;γιατί;\n") == [
        f'{PATH}:2: glossary-lost: letters of "???????" were lost when it was saved in an old code page'
    ]


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
    assert told("sl,sl,en,comment,,x\n,,,,more\n") == [
        f'{PATH}:1: glossary-header: has no column "id"',
        f'{PATH}:1: glossary-header: has two columns "sl"',
        f'{PATH}:1: glossary-header: has a column "comment", which is no locale and nothing that is said of a term',
        f"{PATH}:1: glossary-header: has no name for column 5, in which something stands",
        f'{PATH}:1: glossary-header: has a column "x", which is no locale and nothing that is said of a term',
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


MARKED = [
    "Ask the **job coach**.",
    "Ask the *job* coach.",
    "Ask the [job coach](1)s.",
    "Ask the job **coach**es.",
    "Ask the job co\u00adach.",
    "Ask the job\u00a0coach.",
    "Ask the job-coach.",
    "ASK THE JOB COACH",
    "Ask the <b>job</b> coach.",
    "Ask the _job coach_[^1].",
    "Ask the job\ncoach’s friend.",
]
UNMARKED = [
    "Type `job coach` here.",
    "The {job coach} is",
    "His job. Coach him.",
    "job (coach)",
    "job `x` coach",
    "jobs",
]


@pytest.mark.parametrize("text", MARKED)
def test_markup_does_not_break_words(text: str) -> None:
    assert found(text, JOB_COACH) == ["c2"]


@pytest.mark.parametrize("text", UNMARKED)
def test_code_variables_and_sentences_part_words(text: str) -> None:
    assert found(text, JOB_COACH) == []


def test_occurrences_say_where_they_are_and_do_not_overlap() -> None:
    glossary = Glossary(parse(f"id,en,sl,case,translate\n{COACH}\n{JOB_COACH}\n{WORK}\n"), forms=InflectedWords())
    text = "A *job* coach, two coaches at **work**; a `coach`."
    places = [(text[each.start : each.end], each.term.identifier) for each in glossary.occurrences(text)]
    assert places == [("job* coach", "c2"), ("coaches", "c1"), ("work", "c3")]


@settings(deadline=None)  # the first one reads the dictionary
@given(
    st.lists(st.sampled_from(["job", "coach", "coaches", "work", "*", "[", "](1)", "`", " ", "-", ".", "é", "\u00ad"]))
)
def test_occurrences_are_words_of_the_text_in_order(parts: list[str]) -> None:
    glossary = Glossary(parse(f"id,en,sl,case,translate\n{COACH}\n{JOB_COACH}\n{WORK}\n"), forms=InflectedWords())
    text, end = "".join(parts), 0
    for each in glossary.occurrences(text):
        assert end <= each.start < each.end <= len(text)
        words = re.sub(r"[^a-z]", "", text[each.start : each.end])
        assert words.startswith(each.term.forms["en"][0].replace(" ", "")), text
        end = each.end


def test_a_name_with_an_exact_case_keeps_it_in_every_form() -> None:
    rows = ("c7,IT,informatika,exact,", "c8,AI Act,Akt,exact,")
    assert found("Ask IT about the AI Acts.", *rows) == ["c7", "c8"]
    assert found("the AI act, its", *rows) == []


# What a translation uses

USAGE = Glossary(
    parse(
        "id,en,sl,de,fr,it,status,translate\n"
        "c1,job coach,delovni mentor|delovna mentorica,Jobcoach,,,,\n"
        "c1,,trener,,,,forbidden,\n"
        "c2,Europass,,,,,,no\n"
        "c3,social enterprise,,,entreprise sociale,impresa sociale,,\n"
        "c4,assistive technology,podporna tehnologija,,,,,\n"
        "c5,assistive technology,asistivna tehnologija,,,,forbidden,\n"
    ),
    forms=InflectedWords(),
)
TERMS = {(term.identifier, term.status): term for term in USAGE.terms}


@pytest.mark.parametrize(
    ("concept", "translation", "chain", "used"),
    [
        ("c1", "Vprašajte delovno mentorico.", ("sl",), True),
        ("c1", "Vprašajte *delovnega* mentorja.", ("sl",), True),
        ("c1", "Vprašajte mentorja.", ("sl",), False),
        ("c1", "Vprašajte trenerja.", ("sl",), False),
        ("c1", "Fragen Sie die Jobcoachs.", ("de_AT", "de"), True),
        ("c2", "Odprite Europass.", ("sl",), True),
        ("c2", "Odprite Evropas.", ("sl",), False),
        ("c3", "la vie de l’entreprise sociale", ("fr",), True),
        ("c3", "dell'impresa sociale", ("it",), True),
        ("c3", "dell'impresa", ("it",), False),
        ("c4", "o podporni tehnologiji", ("sl",), True),
    ],
)
def test_a_translation_uses_a_form_of_the_term(
    concept: str, translation: str, chain: tuple[str, ...], used: bool
) -> None:
    assert USAGE.used(TERMS[concept, "preferred"], translation, chain) is used


def test_forbidden_forms_belong_to_the_concept_or_to_the_same_words() -> None:
    assert USAGE.forbidden(TERMS["c1", "preferred"], ("sl",)) == [("sl", "trener")]
    assert USAGE.forbidden(TERMS["c4", "preferred"], ("sl",)) == [("sl", "asistivna tehnologija")]
    assert USAGE.contains("s trenerjem", "trener", "sl")
    assert not USAGE.contains("na treningu", "trener", "sl")


def test_notes_show_what_is_not_to_be_used() -> None:
    message = Message("Job coaches know assistive technologies.")
    (noted,) = annotate([message], USAGE, ("sl",))
    assert noted.notes == (
        "glossary: job coach = delovni mentor, delovna mentorica; not: trener",
        "glossary: assistive technology = podporna tehnologija; not: asistivna tehnologija",
    )
    (noted,) = annotate([message], USAGE, ("hr",))
    assert noted.notes == ()


def test_notes_show_the_terms_of_the_locale() -> None:
    glossary = Glossary(
        parse(
            "id,en,sl,de,translate\n"
            "c1,job coach,delovni mentor|delovna mentorica,Jobcoach,\n"
            "c2,Europass,,,no\n"
            "c3,hint,,Tipp,\n"
        ),
        forms=InflectedWords(),
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
