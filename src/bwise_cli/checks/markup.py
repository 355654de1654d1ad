"""Does every translation fit the place of its source? The same faults make localisation refuse a translation."""

from collections.abc import Iterator

from bwise_cli.checks.subject import Subject
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.fitting import fit, misfit
from bwise_cli.domain.message import State


def broken_markup(subject: Subject) -> Iterator[Finding]:
    """Faults of every translation that is meant for the text that stands there now."""
    for unit in subject.catalogue.current:
        if unit.state in (State.UNTRANSLATED, State.OUTDATED):
            continue
        for source in subject.sources.get(unit.key, ()):
            faults, _ = fit(subject.read[unit.translation], source.inlines, source.spelling)
            yield from (misfit(fault, unit, subject.catalogue.path) for fault in faults)
