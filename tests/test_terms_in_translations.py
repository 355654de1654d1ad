"""The checks of terms: is an accepted word there, in whatever form, and none that is forbidden?"""

import pytest

from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.engines.word_forms import InflectedWords

from .checking import slips

GLOSSARY = Glossary(
    (
        Term("job-coach", {"en": ("job coach", "coach"), "hr": ("radni mentor",), "de": ("Jobcoach",)}),
        Term("assistive-technology", {"en": ("assistive technology",), "hr": ("asistivna tehnologija",)}),
        Term("assistive-technology", {"hr": ("pomoćna tehnologija", "tehnologija")}, status="forbidden"),
        Term("step", {"en": ("step",), "hr": ("korak",)}, part_of_speech="noun"),
        Term("password", {"en": ("password",), "de": ("Passwort",), "hr": ("lozinka",)}),
        Term("breach", {"en": ("breach",), "hr": ("povreda zaštite osobnih podataka",)}),
        Term("zoom", {"en": ("Zoom",)}, translate=False),
    ),
    forms=InflectedWords(),
)


def said(tag: str, locale: str, source: str, translation: str) -> list[str]:
    return [slip.message for slip in slips(tag, locale, source, translation, glossary=GLOSSARY)]


def test_another_word_is_told() -> None:
    assert said("term", "hr", "Ask your job coaches to open Zoom.", "Zamolite trenere da otvore program.") == [
        'the term for "job coach" is not used: "radni mentor"',
        'the term for "Zoom" is not used: "Zoom"',
    ]


@pytest.mark.parametrize(
    ("locale", "source", "translation"),
    [
        ("hr", "Ask your job coaches to open Zoom.", "Zamolite svoje radne mentore da otvore Zoom."),
        ("hr", "Assistive technology helps.", "Asistivna je tehnologija od pomoći."),
        ("hr", "You can coach at a distance.", "Možete raditi na daljinu."),
        ("hr", "Stepping back", "Postupno povlačenje"),
        ("hr", "Report every breach.", "Prijavite svaku povredu."),
        ("hr", "Read *Assistive Technology*, vol. 5.", "Pročitajte *Assistive Technology*, sv. 5."),
        ("de", "Change the password of the user.", "Ändern Sie das Benutzerpasswort."),
        ("de", "Ask the job coaches.", "Fragen Sie die **Jobcoachinnen** und Jobcoachs."),
        ("de_AT", "Change your password.", "Ändern Sie Ihr Passwort."),
        ("sl", "Change your password.", "Spremenite skrivno besedo."),
    ],
    ids=["form", "between", "verb", "gerund", "short", "title", "compound", "marks", "fallback", "no word"],
)
def test_what_uses_the_term(locale: str, source: str, translation: str) -> None:
    assert said("term", locale, source, translation) == []


def test_a_forbidden_word_is_told_once() -> None:
    source, translation = "It is assistive technology.", "To je pomoćna oprema i pomoćna tehnologija."
    assert said("forbidden-term", "hr", source, translation) == [
        '"pomoćna tehnologija" must not be used for "assistive technology"',
        '"tehnologija" must not be used for "assistive technology"',
    ]
    assert said("term", "hr", source, translation) == []


def test_a_forbidden_word_may_be_part_of_an_accepted_one() -> None:
    assert said("forbidden-term", "hr", "It is assistive technology.", "To je asistivna tehnologija.") == []


def test_a_forbidden_word_may_stand_for_something_else() -> None:
    assert said("forbidden-term", "hr", "It is technology.", "To je tehnologija.") == []
