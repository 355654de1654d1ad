"""`bwise check`: the findings of the project's catalogues and masters, and whether they pass the gate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.gate import Look, ModuleStanding
from bwise_cli.domain.message import State
from bwise_cli.domain.word_style import style_key
from bwise_cli.pipeline.baseline import Baseline
from bwise_cli.pipeline.looking import Scope
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
    looks = looks_at(workspace, request.scopes, request.required)
    findings = [*_unused_styles(workspace, looks), *(finding for each in looks for finding in each.findings)]
    findings = list(dict.fromkeys(findings))
    units = {path: count for each in looks for path, count in each.units.items()}
    ignored = {path: count for each in looks for path, count in each.ignored.items()}
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
