"""Findings to rows of JSON and back, as they are kept in the cache."""

from collections.abc import Sequence
from typing import Any

from bwise_cli.domain.finding import Finding, Note, Place, Severity


def finding_row(finding: Finding) -> list[Any]:
    """A finding as values that JSON knows."""
    notes = [[note.message, note.place and _place_row(note.place)] for note in finding.notes]
    return [finding.tag, finding.message, _place_row(finding.place), finding.severity, notes, finding.about]


def parse_finding(row: Sequence[Any]) -> Finding:
    """The finding that `finding_row` was given. Raises `ValueError` or `TypeError` for anything else."""
    tag, message, place, severity, notes, about = row
    found = tuple(Note(text, where and Place(*where)) for text, where in notes)
    return Finding(tag, message, Place(*place), Severity(severity), found, (about[0], about[1]) if about else None)


def _place_row(place: Place) -> list[Any]:
    return [place.path, place.line]
