"""Floor 2: the checks, as a table. Each looks at one catalogue beside its masters and yields findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bwise_cli.checks.completeness import incomplete, not_extracted, void_sign_off
from bwise_cli.checks.markup import broken_markup
from bwise_cli.checks.subject import Subject
from bwise_cli.checks.terms import draft_without_term
from bwise_cli.domain.finding import Finding

Run: TypeAlias = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check."""

    name: str
    """Name of the check; a check may give several tags."""
    about: str
    """What it finds, in one sentence."""
    run: Run
    """Yields the findings of one catalogue."""


CHECKS: tuple[Check, ...] = (
    Check("not-extracted", "The catalogue is older than the masters.", not_extracted),
    Check("incomplete", "A unit is not as far as the gate asks for.", incomplete),
    Check("sign-off", "A sign-off is void because the text under it changed.", void_sign_off),
    Check(
        "markup", "A translation lost, changed or added markup, a link, an image, code or a variable.", broken_markup
    ),
    Check("term", "A draft of an engine without a glossary has another word for a term.", draft_without_term),
)


def run_checks(subject: Subject) -> list[Finding]:
    """The findings of every check, in the order of the file."""
    findings = [finding for check in CHECKS for finding in check.run(subject)]
    return sorted(dict.fromkeys(findings), key=lambda finding: (finding.place, finding.tag))
