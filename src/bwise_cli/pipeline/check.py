"""`bwise check`: the findings of the project's catalogues and masters, and whether they pass the gate."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeAlias

from bwise_cli.checks import judge_facts
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.gate import Look, MasterLook, ModuleStanding
from bwise_cli.domain.message import State
from bwise_cli.domain.word_style import style_key
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.baseline import Baseline
from bwise_cli.pipeline.clock import today
from bwise_cli.pipeline.course import make_facts
from bwise_cli.pipeline.looking import Scope
from bwise_cli.pipeline.master_looks import looks_at_masters
from bwise_cli.pipeline.processes import looks_at
from bwise_cli.settings import PROJECT_FILE
from bwise_cli.workspace import Workspace

Touched: TypeAlias = Callable[[Finding], bool]
"""Whether a finding is about what changed since a revision."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What `bwise check` was asked for."""

    scopes: tuple[Scope, ...]
    """What to look at: locales, or the packs of countries."""
    required: State
    """State that every unit has to meet."""
    baseline: Baseline | None = None
    """Findings that do not count."""
    touched: Touched | None = None
    """Whether a finding is about what is looked at; None if all are."""
    day: date = field(default_factory=today)
    """The day of the check: facts are old or not on that day."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of `bwise check`."""

    findings: tuple[Finding, ...]
    """What counts: in the order of the files, then of their lines."""
    modules: tuple[ModuleStanding, ...]
    """How far each module is in each locale."""
    catalogues: int
    """How many catalogues were looked at."""
    units: int
    """How many units were looked at."""
    ignored: int
    """How many findings the remarks of people take away."""
    known: int
    """How many findings the baseline knows."""
    gone: int
    """How many findings that the baseline knows are not there any more, or not in what was looked at."""
    outside: int
    """How many findings are about what did not change, where only changes are looked at."""
    most_warnings: int | None
    """Warnings that let the gate pass, at the most; None for any number."""

    @property
    def passed(self) -> bool:
        """Whether the gate is passed."""
        warnings = sum(finding.severity is Severity.WARNING for finding in self.findings)
        has_errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return not has_errors and (self.most_warnings is None or warnings <= self.most_warnings)


def check(workspace: Workspace, request: CheckRequest) -> Checked:
    """Look at what was asked for. A catalogue that is missing is a finding."""
    masters = looks_at_masters(workspace)  # first: other processes then find the masters in the cache
    looks = looks_at(workspace, request.scopes, request.required)
    findings = [
        *_unused_styles(workspace, looks),
        *_told_once(
            [*chain(*(each.findings for each in looks)), *chain(*(each.findings for each in masters.values()))]
        ),
        *_of_countries(workspace, request, masters.values()),
    ]
    units = {path: count for each in looks for path, count in each.units.items()}
    ignored = {path: count for each in looks for path, count in each.ignored.items()}
    ignored |= {folder: each.ignored for folder, each in masters.items()}
    changed = [finding for finding in findings if request.touched is None or request.touched(finding)]
    new = request.baseline.new(changed) if request.baseline else changed
    return Checked(
        findings=tuple(new),
        modules=tuple(standing for each in looks for standing in each.modules),
        catalogues=len(units),
        units=sum(units.values()),
        ignored=sum(ignored.values()),
        known=len(changed) - len(new),
        gone=request.baseline.gone(findings) if request.baseline else 0,
        outside=len(findings) - len(changed),
        most_warnings=workspace.project.check.warnings,
    )


def _told_once(findings: Iterable[Finding]) -> list[Finding]:
    """`findings`; what packs say of a link that leads nowhere is left out where its master is told the same."""
    every = list(dict.fromkeys(findings))
    told = {(each.place.path, each.message) for each in every if each.tag == "link-target" and each.notes}
    return [each for each in every if each.notes or (each.place.path, each.message) not in told]


def _of_countries(workspace: Workspace, request: CheckRequest, masters: Iterable[MasterLook]) -> list[Finding]:
    """What is wrong with the facts of the countries that are looked at.

    Where packs are looked at they say themselves which variables have no value.
    """
    project = workspace.project
    packs = {scope.country.code for scope in request.scopes if scope.country}
    locales = {scope.locale for scope in request.scopes}
    taught = {
        code
        for code, country in project.countries.items()
        if any(locales & set(fallback_chain(locale)) for locale in country.locales)
    }
    facts = make_facts(workspace, [each.used for each in masters], packs or taught, request.day)
    found = judge_facts(facts, project.check)
    return [finding for finding in found if not packs or finding.tag != "fact-missing"]


def _unused_styles(workspace: Workspace, looks: Sequence[Look]) -> list[Finding]:
    """A warning for each style of `bwise.toml` in which no Word master has a paragraph."""
    used = frozenset[str]().union(*(each.styles for each in looks))
    return [
        Finding(
            "word-style",
            f"no Word master has a paragraph in the style {quoted(name)}",
            Place(PROJECT_FILE),
            Severity.WARNING,
            (Note("is its name the one that Word shows? take it out of [word.styles] if it is not used"),),
        )
        for name in workspace.project.word.styles
        if used and style_key(name) not in used
    ]
