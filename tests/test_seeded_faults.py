"""Do the checks find the faults that they are made for? Faults are put into the correct catalogues, each by itself.

`pytest -s tests/test_seeded_faults.py` prints how many of each are found in each language.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

import pytest

from bwise_cli.checks import CATALOGUE_CHECKS, UNIT_CHECKS
from bwise_cli.checks.pair import Pair
from bwise_cli.checks.subject import Subject
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.message import Key, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.formats.po import parse_po
from bwise_cli.workspace import open_workspace

from .cases import FIXTURES
from .checking import subject
from .seeding import CATALOGUE_SEEDERS, SEEDERS

T = TypeVar("T")

CORRECT = FIXTURES / "correct"
CATALOGUES = sorted(CORRECT.glob("translations/*/handbook.po"))
MOST = 30
"""Faults of a kind that are put into one catalogue, about."""
LEAST = 10
"""Faults of a kind that count for something; of a kind that cannot be put into a language there are none."""
FOUND = 0.95
"""Share of them that is found, at the least."""


@cache
def glossary(tag: str) -> Glossary:
    """That of the correct catalogues; for what is forbidden, with English words that are no word of a language."""
    workspace = open_workspace(CORRECT)
    terms = workspace.glossary().terms
    forbidden = [in_english(term) for term in terms] if tag == "forbidden-term" else []
    return workspace.glossary_of([*terms, *(each for each in forbidden if each.forms)])


def in_english(term: Term) -> Term:
    """The row that forbids the English word of `term` in all languages that have another one."""
    (english, *_) = (*term.forms.get("en", ()), "")
    others = {locale: forms for locale, forms in term.forms.items() if locale != "en" and term.translate and english}
    forms: dict[str, tuple[str, ...]] = {
        locale: (english,) for locale, known in others.items() if english not in map(str.casefold, known)
    }
    return Term(term.identifier, forms, status="forbidden")


@cache
def correct_units(locale: str) -> tuple[Unit, ...]:
    (path,) = CORRECT.glob(f"translations/{locale}/handbook.po")
    return tuple(parse_po(path.read_bytes(), path.name, path.stem, locale).current)


def seen(locale: str, units: Sequence[Unit], tag: str = "") -> Subject:
    made = subject(units, locale, glossary=glossary(tag))
    return replace(made, keys=frozenset(unit.key for unit in units))


def spread(damaged: Sequence[T]) -> Sequence[T]:
    """At most `MOST` of them, the same number apart."""
    return damaged[:: len(damaged) // MOST + 1]


@pytest.mark.parametrize("locale", [path.parent.name for path in CATALOGUES])
@pytest.mark.parametrize("kind", SEEDERS)
def test_faults_of_one_translation_are_found(kind: str, locale: str) -> None:
    tag = kind.partition("/")[0]
    units = correct_units(locale)
    said = ((each, SEEDERS[kind](each.message.text, each.translation, locale)) for each in units)
    damaged = spread([replace(unit, translation=wrong) for unit, wrong in said if wrong is not None])
    around = seen(locale, damaged, tag)
    missed = [unit.translation for unit in damaged if not is_found(tag, unit, around)]
    judge(kind, locale, len(damaged), missed)


@pytest.mark.parametrize("locale", [path.parent.name for path in CATALOGUES])
@pytest.mark.parametrize("kind", CATALOGUE_SEEDERS)
def test_faults_of_a_catalogue_are_found(kind: str, locale: str) -> None:
    tag = kind.partition("/")[0]
    units = correct_units(locale)
    tried = [(number, CATALOGUE_SEEDERS[kind](units, number)) for number in range(len(units))]
    damaged = spread([(number, instead) for number, instead in tried if instead is not None])
    missed = [
        instead[-1].translation
        for number, instead in damaged
        if not found_about(tag, seen(locale, (*units[:number], *instead, *units[number + 1 :]), tag))
    ]
    judge(kind, locale, len(damaged), missed)


SAME_FAULT = {"number-count": ("number-count", "number")}
"""Tags that a fault can have: a number that is lost beside one that says it otherwise is another number."""


def is_found(tag: str, unit: Unit, around: Subject) -> bool:
    pair = Pair(unit, prose(unit.message.text), prose(unit.translation), around.language, around)
    return any(any(UNIT_CHECKS[each](pair)) for each in SAME_FAULT.get(tag, (tag,)))


def found_about(tag: str, around: Subject) -> set[Key | None]:
    return {finding.about for finding in CATALOGUE_CHECKS[tag](around)}


def judge(kind: str, locale: str, count: int, missed: Sequence[str]) -> None:
    print(f"{kind:30} {locale}: {count - len(missed)} of {count}")
    assert count == 0 or count - len(missed) >= FOUND * count, "\n".join(missed)
    assert count == 0 or count >= LEAST, f"only {count} faults"
