"""The report as a summary for a pull request.

What comes from a translation stands in code spans: nothing in them is markup, a mention or a link, whatever it holds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from bwise_cli.cli.printing import counted
from bwise_cli.cli.reports.modules import elsewhere
from bwise_cli.cli.reports.outcome import ModuleOutcome, Outcome, in_order
from bwise_cli.cli.reports.summary import asides, percent, verdict
from bwise_cli.domain.finding import Finding, Severity, visible
from bwise_cli.domain.message import State

LONGEST = 65_000
"""Characters of the whole report; GitHub takes 65,536 in a comment."""
ROOM_FOR_MODULES = LONGEST // 2
"""Characters that the table of modules may take."""
ROOM_FOR_THE_END = 400
"""Characters that are kept for what closes the report."""
LONGEST_LINE = 600
"""Characters of one line of a finding."""


@dataclass(slots=True)
class _Page:
    """A report that grows no longer than it may."""

    lines: list[str]
    """Its lines so far."""
    length: int = 0
    """Its characters so far."""

    def add(self, *lines: str, room: int = LONGEST - ROOM_FOR_THE_END) -> bool:
        """Add all of `lines` or, if they would go beyond `room`, none of them; tell which."""
        fits = self.length + _length(lines) <= room
        if fits:
            self.put(*lines)
        return fits

    def put(self, *lines: str) -> None:
        """Add `lines`, come what may: what closes something."""
        self.lines += lines
        self.length += _length(lines)


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def markdown_report(outcome: Outcome) -> str:
    """A heading, a table of the modules, the findings of each file folded up."""
    page = _Page([])
    page.add(f"## {'✅' if outcome.done.passed else '❌'} bwise check", "", verdict(outcome), "")
    for line in asides(outcome):
        page.add(line, "")
    left_out = [*_add_modules(page, outcome), *_add_findings(page, outcome)]
    if left_out:
        page.put(f"Left out here: {' and '.join(left_out)}. `bwise check --everything` shows all.")
    return "\n".join(page.lines).rstrip("\n")


def _add_modules(page: _Page, outcome: Outcome) -> Iterator[str]:
    """Add a row for each module, those with errors first. Yields what there was no room for."""
    if not outcome.modules:
        return
    states = [state for state in State if any(each.standing.tally.messages[state] for each in outcome.modules)]
    columns = [*_NAMES, *(state.value for state in states), "ready", "errors", "warnings"]
    page.add(_row(columns), _row(["---"] * len(_NAMES) + ["--:"] * (len(columns) - len(_NAMES))))
    rows = [_row(_cells(each, states)) for each in sorted(outcome.modules, key=lambda each: each.passed)]
    shown = list(takewhile(lambda row: page.add(row, room=ROOM_FOR_MODULES), rows))
    page.put("")
    if len(shown) < len(rows):
        yield counted(len(rows) - len(shown), "module")


_NAMES = ("country", "locale", "curriculum", "module")


def _cells(module: ModuleOutcome, states: Sequence[State]) -> list[str]:
    standing = module.standing
    names = (standing.country, standing.locale, standing.curriculum, standing.module)
    counts = [str(standing.tally.messages[state]) for state in states]
    ready = f"{percent(standing.share)} {'✅' if module.passed else '❌'}"
    return [
        *(_html_code(each) if each else "" for each in names),
        *counts,
        ready,
        str(module.errors),
        str(module.warnings),
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _add_findings(page: _Page, outcome: Outcome) -> Iterator[str]:
    """Add the findings, file by file. Yields what there was no room for."""
    left_out = 0
    for path, group in groupby(in_order(outcome.findings), key=lambda finding: finding.place.path):
        findings = list(group)
        items = [_lines(finding) for finding in findings]
        if not page.add("<details>", f"<summary>{_summary(path, findings)}</summary>", "", *items[0]):
            left_out += len(findings)
            continue
        left_out += sum(not page.add(*lines) for lines in items[1:])
        page.put("", "</details>", "")
    if left_out:
        yield counted(left_out, "finding")


def _summary(path: str, findings: list[Finding]) -> str:
    """The line that is seen while the findings are folded up."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return f"{_html_code(path)}: {counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"


def _lines(finding: Finding) -> list[str]:
    """A finding as an item of a list, its notes as items of it."""
    line = f"line {finding.place.line}: " if finding.place.line else ""
    notes = []
    for note in finding.notes:
        place = elsewhere(finding, note)
        notes.append(f"  - {_code(str(place))}: {_code(note.message)}" if place else f"  - {_code(note.message)}")
    return [f"- {line}**{finding.severity.value}[{finding.tag}]** {_code(finding.message)}", *notes]


def _code(text: str) -> str:
    """`text` as a code span: between more backticks than it has in a row."""
    cut = _cut(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", cut)), default=0))
    padded = f" {cut} " if cut.startswith("`") or cut.endswith("`") or not cut.strip() else cut
    return f"{fence}{padded}{fence}"


def _html_code(text: str) -> str:
    """`text` as code where a code span cannot stand or would end a cell: with references for all that is a sign."""
    shown = "".join(each if each.isalnum() or each in " ./-" else f"&#{ord(each)};" for each in _cut(text))
    return f"<code>{shown}</code>"


def _cut(text: str) -> str:
    return visible(text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…")
