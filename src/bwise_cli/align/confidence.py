"""How likely a pair is right, as a number from 0 to 1 that means what it says.

A logistic model over what is known of a step of the best way. Its weights were fitted on pairs with known truth in
five languages, damaged by a random hand as translators do it (`benchmarks/align.py --fit` prints them); of the pairs
with confidence 0.9 about 90 in 100 are right.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bwise_cli.align.lattice import Step

WINDOW = 4
"""Steps before and after a pair that tell whether the documents run beside each other here."""
_WIDE, _NARROW = 12.0, 4.0
_MOST_WORDS = 10.0
_SURE_NEIGHBOUR = 8.0
_EDGE = 0.5
"""What counts for a neighbour at either end of the documents."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one pair; every number within bounds that the model has seen."""

    margin: float
    """By how much it is better than the best other use of its passages."""
    narrow: float
    """The same, where it is narrow."""
    odds: float
    """What speaks for it by itself."""
    uneven: float
    """1 if it is of other than one and one."""
    words: float
    """What words and signs say."""
    neighbours: float
    """How far the steps before and after are sure pairs, 0 to 2."""
    around: float
    """What words and signs say in the pairs around, on average."""

    def confidence(self) -> float:
        """How likely the pair is right."""
        found = CONSTANT + sum(weight * each for weight, each in zip(WEIGHTS, astuple(self), strict=True))
        return 1 / (1 + math.exp(-found))


CONSTANT = -1.110
WEIGHTS = (0.351, 0.051, 0.094, -3.230, 0.241, 0.185, 0.040)
"""What each field of `Known` counts."""


def known_of(steps: Sequence[Step], words: Sequence[float]) -> list[Known | None]:
    """What is known of each of `steps`, of which `words` say so much; None for one that leaves something out."""
    said = [max(-_MOST_WORDS, min(_MOST_WORDS, each)) for each in words]
    return [_known(steps, said, place) if step.is_pair else None for place, step in enumerate(steps)]


def _known(steps: Sequence[Step], said: Sequence[float], place: int) -> Known:
    step = steps[place]
    around = [*said[max(0, place - WINDOW) : place], *said[place + 1 : place + 1 + WINDOW]]
    margin = min(max(step.margin, 0.0), _WIDE)
    return Known(
        margin=margin,
        narrow=min(margin, _NARROW),
        odds=min(max(step.odds, -10.0), 20.0),
        uneven=float(step.rows + step.columns > 2),
        words=said[place],
        neighbours=sum(_sureness(steps, neighbour) for neighbour in (place - 1, place + 1)),
        around=sum(around) / len(around) if around else 0.0,
    )


def _sureness(steps: Sequence[Step], place: int) -> float:
    """How far a step is a sure pair, 0 to 1."""
    if not 0 <= place < len(steps):
        return _EDGE
    step = steps[place]
    return min(max(step.margin, 0.0), _SURE_NEIGHBOUR) / _SURE_NEIGHBOUR if step.is_pair else 0.0
