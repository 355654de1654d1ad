"""Are marks that were lost, changed or doubled found? Faults are put into the correct catalogues, each by itself.

`pytest -s tests/test_seeded_places.py` prints how many of each are found in each language.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from bwise_cli.checks import judge
from bwise_cli.checks.subject import make_subject
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Record, State, Unit
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.workspace import Workspace, open_workspace

from .checking import NO_GLOSSARY
from .seeding_places import PLACES
from .test_seeded_faults import CATALOGUES, CORRECT, FOUND, LEAST, MOST, spread

LOCALES = [path.parent.name for path in CATALOGUES]


@cache
def workspace() -> Workspace:
    return open_workspace(CORRECT)


@cache
def masters() -> Sequence[Master]:
    return workspace().masters("handbook")


@cache
def catalogue(locale: str) -> Catalogue:
    found = workspace().catalogue("handbook", locale)
    assert found is not None
    return found


def missed(tag: str, locale: str, damaged: Sequence[Unit]) -> list[str]:
    """The translations of `damaged` about which a catalogue of them has no error with this tag."""
    seen = make_subject(
        replace(catalogue(locale), units=tuple(damaged)),
        masters(),
        parse_inlines,
        NO_GLOSSARY,
        (locale,),
        State.TRANSLATED,
        workspace().project.check,
    )
    told = {(each.about, each.tag) for each in judge(seen).findings if each.severity is Severity.ERROR}
    return [unit.translation for unit in damaged if (unit.key, tag) not in told]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", PLACES)
def test_marks_that_do_not_fit_are_found(kind: str, locale: str) -> None:
    damaged = [replace(unit, translation=PLACES[kind](unit.translation)) for unit in catalogue(locale).current]
    changed = [new for new, old in zip(damaged, catalogue(locale).current, strict=True) if new != old]
    some = spread(changed)
    lost = missed(kind.partition("/")[0], locale, some)
    print(f"{kind:24} {locale}: {len(some) - len(lost)} of {len(some)}")
    assert LEAST <= len(some) <= MOST
    assert len(some) - len(lost) >= FOUND * len(some), "\n".join(lost)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_ready_is_found(locale: str) -> None:
    some = spread(catalogue(locale).current)
    assert missed("incomplete", locale, [replace(unit, translation="") for unit in some]) == []
    assert missed("incomplete", locale, [replace(unit, fuzzy=True) for unit in some]) == []
    outdated = Record(State.OUTDATED)
    assert missed("incomplete", locale, [replace(unit, fuzzy=True, record=outdated) for unit in some]) == []
