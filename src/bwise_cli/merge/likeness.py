"""How like two texts are: in percent, 100 for the same words in the same order."""

from collections import Counter
from collections.abc import Sequence

from bwise_cli.domain.word_index import Words

CONTAINED = 0.8
"""Share of the words of the shorter text that must be in the longer one, in order, if it is to be a part of it."""
PART_WORDS = 4
"""Words that a part of a text must have: fewer are in many texts."""


def likeness(first: Words, second: Words) -> float:
    """How like two texts are: as a whole, with their sentences in another order, or one as a part of the other."""
    from rapidfuzz import fuzz

    whole = fuzz.ratio(first.joined, second.joined)
    if whole >= 90 or min(len(first.words), len(second.words)) < PART_WORDS:
        return whole
    bag = _same_words(first.words, second.words)
    reordered = 95 * 2 * bag / (len(first.words) + len(second.words))
    part = share_within(first, second) if bag >= CONTAINED * min(len(first.words), len(second.words)) else 0.0
    lengths = sorted((len(first.words), len(second.words)))
    contained = 100 * part * (0.7 + 0.25 * lengths[0] / lengths[1]) if part >= CONTAINED else 0.0
    return max(whole, reordered, contained)


def _same_words(first: Sequence[str], second: Sequence[str]) -> int:
    return (Counter(first) & Counter(second)).total()


def share_within(first: Words, second: Words) -> float:
    """Which share of the shorter text's words the longer one has, in the same order."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(first.words, second.words) / max(1, min(len(first.words), len(second.words)))
