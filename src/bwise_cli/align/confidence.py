"""How likely a pair is right, as a number from 0 to 1 that means what it says.

A logistic model over what is known of a step of the best way. Its weights were fitted on pairs with known truth in
five languages, damaged by a random hand as translators do it (`benchmarks/align.py --fit`); of the pairs with
confidence 0.9 about 90 in 100 are right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.align.lattice import Step

_CONSTANT = -0.786
_MARGIN = 0.366
"""For what the pair is better than the best other use of its passages."""
_NARROW = 0.054
"""The same, where it is narrow."""
_ODDS = 0.198
"""For what speaks for the pair by itself."""
_UNEVEN = -2.419
"""For being of other than one and one."""
_WORDS = 0.053
"""For what words and signs say."""
_NEIGHBOURS = 0.137
"""For the steps before and after being sure pairs."""

_WIDE, _NARROW_END = 12.0, 4.0
_SURE_NEIGHBOUR = 8.0
_EDGE = 0.5
"""What counts for a neighbour at either end of the documents."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one pair; every number within bounds that the model has seen."""

    margin: float
    odds: float
    is_uneven: bool
    words: float
    neighbours: float

    def confidence(self) -> float:
        """How likely the pair is right."""
        found = (
            _CONSTANT
            + _MARGIN * self.margin
            + _NARROW * min(self.margin, _NARROW_END)
            + _ODDS * self.odds
            + _UNEVEN * self.is_uneven
            + _WORDS * self.words
            + _NEIGHBOURS * self.neighbours
        )
        return 1 / (1 + math.exp(-found))


def known_of(steps: Sequence[Step], words: Sequence[float]) -> list[Known | None]:
    """What is known of each of `steps`, of which `words` say so much; None for one that leaves something out."""
    sure = [_EDGE, *(_sureness(step) for step in steps), _EDGE]
    return [
        Known(
            margin=min(max(step.margin, 0.0), _WIDE),
            odds=min(max(step.odds, -10.0), 20.0),
            is_uneven=step.rows + step.columns > 2,
            words=min(max(said, -10.0), 10.0),
            neighbours=before + after,
        )
        if step.is_pair
        else None
        for step, said, before, after in zip(steps, words, sure, sure[2:], strict=False)
    ]


def _sureness(step: Step) -> float:
    return min(max(step.margin, 0.0), _SURE_NEIGHBOUR) / _SURE_NEIGHBOUR if step.is_pair else 0.0
