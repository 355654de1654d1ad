"""Floor 2: the checks, as tables of what looks for what. What they are called and mean is in `domain/rules.py`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeAlias

from bwise_cli.checks.completeness import incomplete, not_extracted, void_sign_off
from bwise_cli.checks.course.accessibility import image_without_text, table_without_header
from bwise_cli.checks.course.course import Course, MasterSlip
from bwise_cli.checks.course.judging import findings_of
from bwise_cli.checks.course.links import link_to_nowhere
from bwise_cli.checks.course.outcomes import outcomes
from bwise_cli.checks.course.readability import readability
from bwise_cli.checks.course.structure import duplicate_id, skipped_heading
from bwise_cli.checks.course.trainer_text import trainer_text
from bwise_cli.checks.facts import Facts, fact_expired, fact_missing, fact_unchecked
from bwise_cli.checks.figures.dates import date, date_format
from bwise_cli.checks.figures.measures import measured_unit, unit_format
from bwise_cli.checks.figures.money import currency, currency_format
from bwise_cli.checks.figures.number_formats import number_format
from bwise_cli.checks.figures.numbers import number, number_count
from bwise_cli.checks.figures.times import time, time_format
from bwise_cli.checks.gettext import gettext
from bwise_cli.checks.ignoring import Ignored, ignored
from bwise_cli.checks.letters.hidden import bidi, invisible
from bwise_cli.checks.letters.mojibake import mojibake
from bwise_cli.checks.letters.scripts import script
from bwise_cli.checks.markup import misfits
from bwise_cli.checks.moved import moved
from bwise_cli.checks.outcome_codes import outcome_id
from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.checks.subject import Subject, is_meant
from bwise_cli.checks.typography.capitals import capital
from bwise_cli.checks.typography.endings import end_mark
from bwise_cli.checks.typography.letters import letters
from bwise_cli.checks.typography.quotes import quotes
from bwise_cli.checks.typography.repeats import doubled
from bwise_cli.checks.typography.spaces import spacing
from bwise_cli.checks.wording.language import wrong_language
from bwise_cli.checks.wording.length import length
from bwise_cli.checks.wording.repeated import inconsistent, same_translation
from bwise_cli.checks.wording.spelling import spelling
from bwise_cli.checks.wording.terms import forbidden_term, term
from bwise_cli.checks.wording.unchanged import unchanged
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.memory import PSEUDO
from bwise_cli.domain.message import Key, Unit
from bwise_cli.domain.prose import prose
from bwise_cli.domain.rules import BY_TAG, Rule
from bwise_cli.settings import CheckSettings

UnitCheck: TypeAlias = Callable[[Pair], Iterable[Slip]]
CatalogueCheck: TypeAlias = Callable[[Subject], Iterable[Finding]]

MasterCheck: TypeAlias = Callable[[Course], Iterable[MasterSlip]]
FactCheck: TypeAlias = Callable[[Facts], Iterable[Finding]]

CATALOGUE_CHECKS: Mapping[str, CatalogueCheck] = {
    "not-extracted": not_extracted,
    "incomplete": incomplete,
    "sign-off": void_sign_off,
    "gettext": gettext,
    "inconsistent": inconsistent,
    "same-translation": same_translation,
    "spelling": spelling,
}
"""What looks at a catalogue as a whole, by the tag of its findings."""

MOST_SLIPS = 1_000
"""What one check says of one translation, at the most: more is of no use to anybody."""

UNIT_CHECKS: Mapping[str, UnitCheck] = {
    "link": misfits("link"),
    "image": misfits("image"),
    "footnote": misfits("footnote"),
    "placeholder": misfits("placeholder"),
    "code": misfits("code"),
    "html": misfits("html"),
    "markup": misfits("markup"),
    "structure": misfits("structure"),
    "moved": moved,
    "outcome-id": outcome_id,
    "number": number,
    "number-count": number_count,
    "number-format": number_format,
    "date": date,
    "date-format": date_format,
    "time": time,
    "time-format": time_format,
    "unit": measured_unit,
    "unit-format": unit_format,
    "currency": currency,
    "currency-format": currency_format,
    "script": script,
    "mojibake": mojibake,
    "invisible": invisible,
    "bidi": bidi,
    "language": wrong_language,
    "unchanged": unchanged,
    "length": length,
    "term": term,
    "forbidden-term": forbidden_term,
    "end-mark": end_mark,
    "spacing": spacing,
    "quotes": quotes,
    "letters": letters,
    "capital": capital,
    "doubled": doubled,
}
"""What looks at one translation beside its source, by the tag of its findings."""

MASTER_CHECKS: Mapping[str, MasterCheck] = {
    "heading-skip": skipped_heading,
    "duplicate-id": duplicate_id,
    "image-alt": image_without_text,
    "table-header": table_without_header,
    "link-target": link_to_nowhere,
    "outcome": outcomes,
    "readability": readability,
    "trainer-text": trainer_text,
}
"""What looks at the masters of one curriculum, by the tag of its findings."""

FACT_CHECKS: Mapping[str, FactCheck] = {
    "fact-missing": fact_missing,
    "fact-unchecked": fact_unchecked,
    "fact-expired": fact_expired,
}
"""What looks at the countries of the project, by the tag of its findings."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checks say of a catalogue, or of masters."""

    findings: tuple[Finding, ...]
    """In the order of the file."""
    ignored: int
    """How many more there would be without the remarks of people."""


def judge_course(course: Course) -> Judged:
    """The findings of every check of masters that the project wants."""
    found = [
        (BY_TAG[tag], severity, slip)
        for tag, run in MASTER_CHECKS.items()
        if (severity := course.settings.severity_of(BY_TAG[tag], ""))
        for slip in run(course)
    ]
    kept, left_out = findings_of(course, found, course.settings.severity_of(BY_TAG["ignore"], ""))
    return Judged(tuple(kept), left_out)


def judge_facts(facts: Facts, settings: CheckSettings) -> list[Finding]:
    """The findings of every check of countries that the project wants."""
    return [
        replace(finding, severity=severity)
        for tag, run in FACT_CHECKS.items()
        if (severity := settings.severity_of(BY_TAG[tag], ""))
        for finding in run(facts)
    ]


def run_checks(subject: Subject) -> list[Finding]:
    """The findings of every check that the project wants, in the order of the file, without those ignored."""
    return list(judge(subject).findings)


def judge(subject: Subject) -> Judged:
    """The findings of every check that the project wants, and how many of them people ignore."""
    remarks = {unit.key: ignored(unit) for unit in subject.catalogue.current}
    found = list(dict.fromkeys([*_of_catalogue(subject), *_of_units(subject)]))
    kept = [each for each in found if not (each.about and each.tag in remarks[each.about].tags)]
    left_out = len(found) - len(kept)
    needed = {(each.about, each.tag) for each in found}
    units = [unit for unit in subject.catalogue.current if unit.key in subject.keys]
    kept += [finding for unit in units for finding in _remarks(subject, unit, remarks, needed)]
    kept.sort(key=lambda finding: (finding.place, finding.tag))
    return Judged(tuple(kept), left_out)


def _of_catalogue(subject: Subject) -> Iterator[Finding]:
    for tag, run in CATALOGUE_CHECKS.items():
        if severity := subject.settings.severity_of(BY_TAG[tag], subject.chain[0]):
            yield from (replace(finding, severity=severity) for finding in run(subject))


def _of_units(subject: Subject) -> Iterator[Finding]:
    checks = wanted_checks(subject)
    firm = [each for each in checks if each[0].is_firm]
    others = [each for each in checks if not each[0].is_firm]
    language = subject.language
    for unit in subject.catalogue.current:
        key = unit.key
        if key in subject.keys and is_meant(unit):
            pair = Pair(unit, prose(unit.message.text), prose(unit.translation), language, subject)
            refused = firm if key in subject.misfits else ()  # the firm rules tell why a translation is refused
            for rule, severity, run in chain(refused, () if is_in_no_language(unit) else others):
                for slip in islice(run(pair), MOST_SLIPS):
                    yield _finding(rule, severity, slip, pair)


def is_in_no_language(unit: Unit) -> bool:
    """Whether a translation is what the engine `pseudo` made of the English, to look at layouts."""
    return unit.record is not None and unit.record.engine == PSEUDO and unit.is_untouched


def wanted_checks(subject: Subject) -> list[tuple[Rule, Severity, UnitCheck]]:
    """The checks of single translations that the project wants, each with its rule and how bad a finding is."""
    return [
        (rule, severity, run)
        for tag, run in UNIT_CHECKS.items()
        if (severity := subject.settings.severity_of(rule := BY_TAG[tag], subject.chain[0]))
    ]


def _finding(rule: Rule, severity: Severity, slip: Slip, pair: Pair) -> Finding:
    unit = pair.unit
    remedy = (Note(slip.remedy),) if slip.remedy else ()
    place = Place(pair.subject.catalogue.path, unit.line)
    return Finding(rule.tag, slip.message, place, severity, remedy, unit.key)


def _remarks(
    subject: Subject, unit: Unit, remarks: Mapping[Key, Ignored], needed: set[tuple[Key | None, str]]
) -> Iterator[Finding]:
    """What is wrong with the remarks of a unit that ignore findings.

    Those of a translation that was not judged, since the English changed, may be needed when it is right again.
    """
    severity = subject.settings.severity_of(BY_TAG["ignore"], subject.chain[0])
    said = remarks[unit.key]
    tags = sorted(said.tags) if is_meant(unit) else ()
    looked_for = [tag for tag in tags if subject.settings.severity_of(BY_TAG[tag], subject.chain[0])]
    unneeded = [tag for tag in looked_for if (unit.key, tag) not in needed and (tag != "spelling" or subject.speller)]
    faults = [*said.faults, *((f"there is no finding {quoted(tag)} to ignore", "take it out") for tag in unneeded)]
    for message, remedy in faults if severity else ():
        place = Place(subject.catalogue.path, unit.line)
        yield Finding("ignore", message, place, severity or Severity.WARNING, (Note(remedy),), unit.key)
