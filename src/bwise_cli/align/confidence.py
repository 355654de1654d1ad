"""How likely a pair is right, as a number from 0 to 1 that means what it says.

A logistic model over what is known of a step of the best way. Its weights were fitted on pairs with known truth in
five languages, damaged by a random hand as translators do it (`benchmarks/align.py --fit` prints them); of the pairs
with confidence 0.9 about 90 in 100 are right.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import TypeVar

from bwise_cli.align.evidence import Evidence
from bwise_cli.align.lattice import Step
from bwise_cli.align.passages import Passage, joined

_Thing = TypeVar("_Thing")

NEAR = 4
"""How many steps, or passages, before and after count as around a pair."""
SILENT = 0.5
"""Up to here words and signs say next to nothing."""
_WIDE = 12.0
_MOST_WORDS = 10.0
_MOST_RIVAL = 6.0
_FAR_OFF = 4.0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one pair; every number within bounds that the model has seen."""

    margin: float
    """By how much it is better than the best other use of its passages in the same order."""
    odds: float
    """What speaks for it by itself."""
    uneven: float
    """1 if it is of other than one and one."""
    words: float
    """What words and signs say."""
    silent: float
    """1 if they say next to nothing, or speak against it: short texts are paired by their places alone."""
    rival: float
    """How much more they say of the likeliest passage nearby in the place of either: two may have been exchanged."""
    off: float
    """How far the lengths are from the usual, in standard deviations: a part may be missing, or another text in it."""
    breaks: float
    """Share of the steps around that are no pairs of one and one."""
    moved: float
    """1 if it was found among what the best way left over."""

    def confidence(self) -> float:
        """How likely the pair is right."""
        found = CONSTANT + sum(weight * each for weight, each in zip(WEIGHTS, astuple(self), strict=True))
        return 1 / (1 + math.exp(-found))


CONSTANT = 2.879
WEIGHTS = (0.265, 0.100, -2.299, -0.199, -1.863, -0.402, -0.673, -2.597, -1.306)
"""What each field of `Known` counts."""


def known_of(
    steps: Sequence[Step],
    sources: Sequence[Passage],
    targets: Sequence[Passage],
    evidence: Evidence,
    *,
    moved: bool,
) -> list[Known | None]:
    """What is known of each of `steps` through `sources` and `targets`; None for one that leaves something out."""
    return [
        _known(steps, place, sources, targets, evidence, moved=moved) if step.is_pair else None
        for place, step in enumerate(steps)
    ]


def _known(
    steps: Sequence[Step],
    place: int,
    sources: Sequence[Passage],
    targets: Sequence[Passage],
    evidence: Evidence,
    *,
    moved: bool,
) -> Known:
    step = steps[place]
    one = joined(sources[step.row : step.row + step.rows])
    two = joined(targets[step.column : step.column + step.columns])
    words = _bound(evidence.words(one, two), _MOST_WORDS)
    rivals = [
        *(evidence.words(each, two) for each in _around(sources, step.row, step.rows)),
        *(evidence.words(one, each) for each in _around(targets, step.column, step.columns)),
    ]
    around = _around(steps, place, 1)
    return Known(
        margin=min(max(step.margin, 0.0), _WIDE),
        odds=min(max(step.odds, -10.0), 20.0),
        uneven=float(step.rows + step.columns > 2),
        words=words,
        silent=float(words <= SILENT),
        rival=_bound(_bound(max(rivals, default=-_MOST_WORDS), _MOST_WORDS) - words, _MOST_RIVAL),
        off=min(_FAR_OFF, evidence.lengths.deviation(one.traits.length, two.traits.length)),
        breaks=sum(not each.is_even for each in around) / len(around) if around else 0.5,
        moved=float(moved),
    )


def _around(things: Sequence[_Thing], place: int, count: int) -> Sequence[_Thing]:
    """What stands near `count` of `things` from `place` on, without these."""
    return [*things[max(0, place - NEAR) : place], *things[place + count : place + count + NEAR]]


def _bound(value: float, most: float) -> float:
    return max(-most, min(most, value))
