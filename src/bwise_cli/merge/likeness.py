"""How like two texts are: in percent, 100 for the same words in the same order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import log1p

from bwise_cli.domain.change import words_of

STEM = 5
"""Letters of a word that count when candidates are looked for: `worker` finds `workers`."""
SHORT = 5
"""Words up to which a text is looked for by pieces of its words too: in a short one a slip leaves no word the same."""
CANDIDATES = 8
"""Old texts that are compared closely for each new one."""
VISITS = 1000
"""Entries of the index that are visited for one text, those of its rarest words first."""
NOISE = 0.3
"""Share of the weight of the best candidate below which another one is none."""
CONTAINED = 0.8
"""Share of the words of the shorter text that must be in the longer one, in order, if it is to be a part of it."""
PART_WORDS = 4
"""Words that a part of a text must have: fewer are in many texts."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, prepared to be compared with many others."""

    words: tuple[str, ...]
    """Its words, as `words_of` gives them."""
    joined: str
    """The same as one text."""
    features: frozenset[str]
    """What it is looked for by: beginnings of its words, alone and in pairs."""

    @classmethod
    def of(cls, text: str) -> "Words":
        """Prepare `text`."""
        words = tuple(words_of(text))
        joined = " ".join(words)
        stems = [word[:STEM] for word in words]
        features = {*stems, *(f"{first} {second}" for first, second in pairwise(stems))}
        if len(words) <= SHORT:
            features |= {f"…{joined[begin : begin + 3]}" for begin in range(len(joined) - 2)}
        return cls(words, joined, frozenset(features))


class Index:
    """Finds those of many texts that share rare words with another one, without comparing all with all."""

    def __init__(self, texts: Iterable[Words]) -> None:
        self._texts = list(texts)
        self._places: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for feature in text.features:
                self._places.setdefault(feature, []).append(place)
        self._sizes = [self._size(text) for text in self._texts]

    def _size(self, text: Words) -> float:
        return sum(self._weight(len(self._places.get(feature, ()))) for feature in text.features)

    def _weight(self, occurrences: int) -> float:
        """How much it says to share a feature that occurs in so many texts."""
        return log1p(len(self._texts) / (occurrences or 1))

    def candidates(self, text: Words) -> list[int]:
        """The places of the texts that are likest to `text`, or to a part of it, or it to a part of them."""
        shared: dict[int, float] = defaultdict(float)
        visits = 0
        known = [self._places[feature] for feature in text.features if feature in self._places]
        for places in sorted(known, key=len):
            visits += len(places)
            if visits > VISITS and shared:
                break
            weight = self._weight(len(places))
            for place in places:
                shared[place] += weight
        own = self._size(text)
        least = NOISE * max(shared.values(), default=0.0)
        shared = {place: weight for place, weight in shared.items() if weight >= least}
        alike = nlargest(CANDIDATES, shared, key=lambda place: shared[place] / (own + self._sizes[place]))
        parts = nlargest(CANDIDATES // 2, shared, key=lambda place: shared[place] / min(own, self._sizes[place]))
        return list(dict.fromkeys((*alike, *parts)))


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
