"""What commands print: findings in the GNU form, summaries, JSON. Reports go to stdout, all else to stderr."""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bwise_cli.domain.finding import Finding, Note, Severity, visible

if TYPE_CHECKING:
    from rich.table import Table

SHOWN_OF_A_KIND = 20
"""Findings with one tag in one file that are printed unless all are asked for."""


def print_json(value: Any) -> None:
    """Print a report for programs."""
    print(json_text(value))


def json_text(value: Any) -> str:
    """`value` as JSON in which letters are shown as they are and what nobody sees is escaped."""
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))


_UNSEEN = re.compile(r"[^\n -~]+")


def _escaped(match: re.Match[str]) -> str:
    text = match[0]
    return text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def print_findings(findings: Sequence[Finding], *, more: str = "", to_stderr: bool = False) -> None:
    """Print findings: all of them, or, if `more` says what shows the rest, the first of each kind in each file."""
    shown, left_out = shortened(findings) if more else (findings, {})
    lines = [line for finding in sorted(shown, key=lambda each: each.place) for line in finding_lines(finding)]
    for line in (*lines, *left_out_lines(left_out, more)):
        print(line, file=sys.stderr if to_stderr else sys.stdout)


def shortened(findings: Iterable[Finding]) -> tuple[list[Finding], dict[tuple[str, str], int]]:
    """The first findings of each kind in each file, and how many more there are, by file and tag."""
    counts: Counter[tuple[str, str]] = Counter()
    shown = []
    for finding in sorted(findings, key=lambda each: each.place):
        kind = (finding.place.path, finding.tag)
        counts[kind] += 1
        if counts[kind] <= SHOWN_OF_A_KIND:
            shown.append(finding)
    return shown, {kind: count - SHOWN_OF_A_KIND for kind, count in counts.items() if count > SHOWN_OF_A_KIND}


def left_out_lines(left_out: Mapping[tuple[str, str], int], more: str) -> Iterator[str]:
    """What says how many findings were left out, and that `more` shows them."""
    for (path, tag), count in left_out.items():
        yield visible(f"{path}: note: {count} more [{tag}]; {more} shows them")


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding as GNU programs print it, its notes below."""
    yield visible(f"{finding.place}: {finding.severity.value}[{finding.tag}]: {finding.message}")
    for note in finding.notes:
        yield _note_line(finding, note)


def _note_line(finding: Finding, note: Note) -> str:
    return visible(f"{note.place or finding.place}: note: {note.message}")


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "severity": finding.severity.value,
        "tag": finding.tag,
        "message": finding.message,
        "about": {"context": finding.about[0], "text": finding.about[1]} if finding.about else None,
        "notes": [
            {
                "path": (note.place or finding.place).path,
                "line": (note.place or finding.place).line,
                "message": note.message,
            }
            for note in finding.notes
        ],
    }


def count_of(findings: Iterable[Finding], severity: Severity) -> int:
    """How many findings have this severity."""
    return sum(finding.severity is severity for finding in findings)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


PLAIN_WIDTH = 160
"""Columns of a table that goes to a file or another program."""


def new_table(title: str, names: Iterable[str], numbers: Iterable[str]) -> "Table":
    """A table with columns of names, then columns of numbers."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, padding=0, title=title, title_justify="left")
    for name in names:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", overflow="fold")
    return table


def print_table(table: "Table") -> None:
    """Print a table as wide as the terminal. What stands in it is no markup."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, markup=False, emoji=False).print(table)


def print_summary(text: str, *, to_stderr: bool = False) -> None:
    """Print the last line of a report."""
    print(f"bwise: {text}", file=sys.stderr if to_stderr else sys.stdout)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Tell a terminal what is being done; say nothing to anything else."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting") as status:
        yield lambda text: status.update(text)
