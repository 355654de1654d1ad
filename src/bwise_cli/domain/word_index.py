"""Texts by their words: prepared to be compared, and found among many by the rare words that they share."""

from collections import defaultdict
from collections.abc import Iterable
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
"""Texts that are compared closely with another one."""
VISITS = 1000
"""Entries of the index that are visited for one text, unless more are wanted, those of its rarest words first."""
NOISE = 0.3
"""Share of the weight of the best candidate below which another one is none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, prepared to be compared with many others."""

    words: tuple[str, ...]
    """Its words, as `words_of` gives them."""
    joined: str
    """The same as one text."""
    features: tuple[str, ...]
    """What it is looked for by: beginnings of its words, alone and in pairs, without repeats.

    In the order of the text: a set would have another order, and sums other roundings, in each run.
    """

    @classmethod
    def of(cls, text: str) -> "Words":
        """Prepare `text`."""
        words = tuple(words_of(text))
        joined = " ".join(words)
        stems = [word[:STEM] for word in words]
        features = [*stems, *(f"{first} {second}" for first, second in pairwise(stems))]
        if len(words) <= SHORT:
            features += [f"…{joined[begin : begin + 3]}" for begin in range(len(joined) - 2)]
        return cls(words, joined, tuple(dict.fromkeys(features)))


class Index:
    """Finds those of many texts that share rare words with another one, without comparing all with all."""

    def __init__(self, texts: Iterable[Words], visits: int = VISITS) -> None:
        """Learn `texts`, which are known by their places from then on; they themselves are not kept.

        `visits` is how many entries are looked at for one text: the more texts share their words, the more it takes.
        """
        self._visits = visits
        self._places: dict[str, list[int]] = {}
        count = 0
        for place, text in enumerate(texts):
            count = place + 1
            for feature in text.features:
                self._places.setdefault(feature, []).append(place)
        self._weights = {feature: log1p(count / len(places)) for feature, places in self._places.items()}
        """How much it says to share a feature: the less, the more texts have it."""
        self._unknown = log1p(count)
        self._sizes = [0.0] * count
        for feature, places in self._places.items():
            weight = self._weights[feature]
            for place in places:
                self._sizes[place] += weight

    def _size(self, text: Words) -> float:
        return sum([self._weights.get(feature, self._unknown) for feature in text.features])

    def candidates(self, text: Words) -> list[int]:
        """The places of the texts that are likest to `text`, or to a part of it, or it to a part of them."""
        shared: dict[int, float] = defaultdict(float)
        visits = 0
        known = [(len(self._places[each]), each) for each in text.features if each in self._places]
        for number, feature in sorted(known):
            visits += number
            if visits > self._visits and shared:
                break
            weight = self._weights[feature]
            for place in self._places[feature]:
                shared[place] += weight
        own = self._size(text)
        least = NOISE * max(shared.values(), default=0.0)
        shared = {place: weight for place, weight in shared.items() if weight >= least}
        alike = nlargest(CANDIDATES, shared, key=lambda place: shared[place] / (own + self._sizes[place]))
        parts = nlargest(CANDIDATES // 2, shared, key=lambda place: shared[place] / min(own, self._sizes[place]))
        return list(dict.fromkeys((*alike, *parts)))
