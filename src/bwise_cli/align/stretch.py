"""A stretch: what stands between two cuts on both sides, and the best way through it."""

import math
from collections.abc import Sequence

from bwise_cli.align.evidence import Evidence
from bwise_cli.align.lattice import Arc, Lattice, Step
from bwise_cli.align.passages import Passage, joined
from bwise_cli.domain.message import Kind

MATCHED = -0.1
"""What a pair of one and one costs: nearly all are."""
UNEVEN = {(1, 2): -4.0, (2, 1): -4.0, (1, 3): -5.5, (3, 1): -5.5}
"""What other pairs cost."""
_RUNNING = frozenset(
    {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.DEFINITION, Kind.LINE, Kind.FOOTNOTE, Kind.QUIZ_FEEDBACK}
)
"""Kinds of which translators make one of several, or several of one."""
_MOST = max(max(sizes) for sizes in UNEVEN)
_LEAST_EVEN = math.log(0.55)
"""How long the shorter side of an uneven pair must be beside the longer one, at the usual ratio."""


class Stretch:
    """Neighbours on both sides."""

    def __init__(self, sources: Sequence[Passage], targets: Sequence[Passage], evidence: Evidence) -> None:
        self._evidence = evidence
        self._sources, self._targets = _groups(sources), _groups(targets)

    def best(self) -> list[Step]:
        """The steps of the best way through it; places count from its beginning."""
        return Lattice(len(self._sources), len(self._targets), self._arcs).best()

    def _arcs(self, row: int, column: int) -> list[Arc]:
        ones, twos = self._sources[row], self._targets[column]
        odds, lengths = self._evidence.odds, self._evidence.lengths
        found = [(1, 1, MATCHED + odds(ones[0], twos[0]))]
        if len(ones) + len(twos) > 2:
            for (rows, columns), cost in UNEVEN.items():
                if rows <= len(ones) and columns <= len(twos):
                    one, two = ones[rows - 1], twos[columns - 1]
                    if abs(lengths.off(one.traits.length, two.traits.length)) <= -_LEAST_EVEN:
                        found.append((rows, columns, cost + odds(one, two)))
        return found


def _groups(passages: Sequence[Passage]) -> list[list[Passage]]:
    """For each place the passage that stands there, alone, with the next one, with the next two as one passage."""
    groups: list[list[Passage]] = []
    for place, passage in enumerate(passages):
        group = [passage]
        for end in range(place + 1, min(place + _MOST, len(passages))):
            if passage.kind not in _RUNNING or passages[end].kind not in _RUNNING:
                break
            group.append(joined(passages[place : end + 1]))
        groups.append(group)
    return groups
