"""Mending what checks found, where that is safe by construction: the edits that they offer, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from bwise_cli.checks import MOST_SLIPS, UnitCheck, is_in_no_language, wanted_checks
from bwise_cli.checks.ignoring import ignored
from bwise_cli.checks.pair import Edit, Pair
from bwise_cli.checks.subject import Subject, is_meant, misfits_of
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.inline_marks import marks_in
from bwise_cli.domain.message import Key, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.domain.spelling import ParseInlines

ROUNDS = 8
"""How often a text is looked at again after its edits, at the most: one can make room for another."""


def mended(subject: Subject, parse: ParseInlines) -> Catalogue:
    """The catalogue of `subject` with every edit that a wanted check offers and no remark forbids.

    Marks stay as they are, and a translation that fitted its source still does. Records stay too, so that a sign-off of
    what changed is void.
    """
    checks = [(rule.tag, run) for rule, _, run in wanted_checks(subject)]
    changed: dict[Key, Unit] = {}
    for unit in subject.catalogue.current:
        if unit.key in subject.keys and is_meant(unit) and not is_in_no_language(unit):
            left_out = ignored(unit).tags
            new = _settled(unit, [run for tag, run in checks if tag not in left_out], subject)
            if new != unit.translation:
                changed[unit.key] = replace(unit, translation=new)
    for key in _made_worse(changed, subject, parse):
        del changed[key]
    units = (unit if unit.obsolete else changed.get(unit.key, unit) for unit in subject.catalogue.units)
    return replace(subject.catalogue, units=tuple(units))


def _settled(unit: Unit, checks: Iterable[UnitCheck], subject: Subject) -> str:
    """The translation of `unit` after its edits and those that become possible by them; as it is if there is no end."""
    text = unit.translation
    for _ in range(ROUNDS):
        seen = replace(unit, translation=text)
        pair = Pair(seen, prose(unit.message.text), prose(text), subject.language, subject)
        new = edited(text, [slip.edit for run in checks for slip in islice(run(pair), MOST_SLIPS) if slip.edit])
        if new == text:
            return text
        text = new
    return unit.translation


def edited(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`, from the end on, without those that another one overlaps or that would change a mark."""
    free = len(text)
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.new), reverse=True):
        if edit.end <= free and (new := _with(text, edit)) is not None:
            text, free = new, edit.start
    return text


def _with(text: str, edit: Edit) -> str | None:
    try:
        new = prose(text).edited(edit.start, edit.end, edit.new)
    except ValueError:
        return None
    return new if _marks(new) == _marks(text) else None


def _marks(text: str) -> list[str]:
    return [mark.text for mark in marks_in(text)]


def _made_worse(changed: dict[Key, Unit], subject: Subject, parse: ParseInlines) -> list[Key]:
    """Which of the `changed` units fit their sources less than before."""
    seen = replace(subject.catalogue, units=tuple(changed.values()))
    after = misfits_of(seen, subject.sources, parse)
    return [key for key, faults in after.items() if not set(faults) <= set(subject.misfits.get(key, ()))]
