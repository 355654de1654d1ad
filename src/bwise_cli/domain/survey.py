"""What a document offers: its segments, and the faults of its directives."""

from dataclasses import dataclass

from bwise_cli.domain.directives import DirectiveFault
from bwise_cli.domain.document import Document
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.walk import walk


@dataclass(frozen=True, slots=True)
class Survey:
    """What one walk through a document finds."""

    segments: tuple[Segment, ...]
    """Every segment in the order in which `transform` visits them."""
    faults: tuple[DirectiveFault, ...]
    """Directives that mean nothing where they stand."""


def survey(document: Document) -> Survey:
    """Walk through `document` and change nothing."""
    found: list[Segment] = []

    def record(segment: Segment) -> Inlines:
        found.append(segment)
        return segment.inlines

    faults = walk(document, record)
    return Survey(tuple(found), tuple(faults))


def segments(document: Document) -> list[Segment]:
    """Every segment of `document` in the order in which `transform` visits them."""
    return list(survey(document).segments)
