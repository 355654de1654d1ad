"""The report as annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others, so the most important come first
and the rest is only counted.
"""

from collections.abc import Iterator

from bwise_cli.cli.printing import counted
from bwise_cli.cli.reports.modules import elsewhere
from bwise_cli.cli.reports.outcome import Outcome, ranked
from bwise_cli.cli.reports.summary import asides, verdict
from bwise_cli.domain.finding import Finding, Severity, visible

SHOWN = 10
"""How many errors, and how many warnings, GitHub shows of one step."""


def github_report(outcome: Outcome) -> str:
    """One command a line, then a notice with the last line of the other reports."""
    return "\n".join((*_annotations(outcome), _notice(outcome)))


def _annotations(outcome: Outcome) -> Iterator[str]:
    for severity in Severity:
        of_this = [finding for finding in ranked(outcome.findings) if finding.severity is severity]
        yield from map(_annotation, of_this[:SHOWN])


def _annotation(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path, "line": str(place.line) if place.line else "", "title": f"bwise: {finding.tag}"}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{finding.severity.value} {written}::{_data(finding.message, *_notes(finding))}"


def _notes(finding: Finding) -> Iterator[str]:
    for note in finding.notes:
        place = elsewhere(finding, note)
        yield f"{note.message} ({place})" if place else note.message


def _notice(outcome: Outcome) -> str:
    left_out = [
        counted(outcome.count(severity) - SHOWN, f"more {severity.value}")
        for severity in Severity
        if outcome.count(severity) > SHOWN
    ]
    more = [f"{' and '.join(left_out)} not shown here"] if left_out else []
    return f"::notice title=bwise check::{_data(verdict(outcome), *asides(outcome), *more)}"


def _data(*lines: str) -> str:
    """Lines behind the last `::`, where a percent sign begins an escape."""
    return "%0A".join(visible(line).replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    """`text` as the value of a property, which ends at a comma or a colon."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
