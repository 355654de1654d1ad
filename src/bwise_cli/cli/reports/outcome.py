"""What a report of `bwise check` is made of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bwise_cli.cli.printing import count_of
from bwise_cli.cli.reports.modules import findings_of_modules
from bwise_cli.domain.finding import Finding, Place, Severity
from bwise_cli.domain.gate import ModuleStanding
from bwise_cli.pipeline.check import Checked


@dataclass(frozen=True, slots=True)
class ModuleOutcome:
    """One module in one locale."""

    standing: ModuleStanding
    """How far it is."""
    findings: tuple[Finding, ...] = ()
    """What is about it."""

    @property
    def errors(self) -> int:
        """How many errors it has."""
        return count_of(self.findings, Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings it has."""
        return count_of(self.findings, Severity.WARNING)

    @property
    def passed(self) -> bool:
        """Whether it has no error that counts: what the baseline knows, or did not change, does not."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of `bwise check`, as its reports show it."""

    done: Checked
    """The result."""
    modules: tuple[ModuleOutcome, ...]
    """Every module that was looked at, in every locale."""
    others: tuple[Finding, ...]
    """What is about no module."""
    not_started: tuple[str, ...] = ()
    """Locales of the project that were not looked at because nothing of them is there."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found and counts."""
        return self.done.findings

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return count_of(self.findings, severity)


def outcome_of(done: Checked, not_started: Iterable[str] = (), *, folder: str = "") -> Outcome:
    """The outcome, with places as they are in a repository that has the project in `folder`."""
    if folder:
        done = replace(done, findings=tuple(_inside(folder, finding) for finding in done.findings))
    found, others = findings_of_modules(done.modules, done.findings)
    modules = (ModuleOutcome(each, tuple(of_this)) for each, of_this in zip(done.modules, found, strict=True))
    return Outcome(done, tuple(modules), tuple(others), tuple(not_started))


def _inside(folder: str, finding: Finding) -> Finding:
    def moved(place: Place) -> Place:
        return replace(place, path=f"{folder}/{place.path}")

    notes = tuple(replace(note, place=moved(note.place)) if note.place else note for note in finding.notes)
    return replace(finding, place=moved(finding.place), notes=notes)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file, then in the order of the lines."""
    return sorted(findings, key=lambda finding: finding.place)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first; and the first of each kind in each file before the second of any, so that a few show the most."""
    seen: Counter[tuple[str, str]] = Counter()
    ranks: list[tuple[bool, int]] = []
    ordered = in_order(findings)
    for finding in ordered:
        kind = (finding.place.path, finding.tag)
        ranks.append((finding.severity is not Severity.ERROR, seen[kind]))
        seen[kind] += 1
    return [finding for _, finding in sorted(zip(ranks, ordered, strict=True), key=lambda pair: pair[0])]
