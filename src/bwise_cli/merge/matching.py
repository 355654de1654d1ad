"""Which old text became which new one: one to one, the surest pairs first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Key, Message, Reference, Unit
from bwise_cli.domain.word_index import Index, Words
from bwise_cli.merge.likeness import likeness
from bwise_cli.merge.neighbours import Gap, gaps

LEAST = 60.0
"""Likeness below which an old text is no help, for texts of `LONG` words or more."""
LEAST_SHORT = 76.0
"""The same for texts of up to `SHORT` words: in those a chance likeness is common. In between it slopes."""
SHORT, LONG = 3, 12
SAME_GAP = 12.0
"""What it counts, in percent, to stand between the same unchanged texts; half of it with one of them the same."""
SAME_SECTION = 3.0
"""What it counts to stand in the same section."""
OTHER_KIND = 10.0
"""What it costs to be something else: the successor of a heading is a heading."""
OBSOLETE = 5.0
"""What it costs to have gone before."""
GAP_SIZE = 8
"""Old texts of one gap that are compared with every new one there, whatever their words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A new text and the old one that it most likely was."""

    message: Message
    """The new text."""
    unit: Unit
    """The old one."""
    score: float
    """How sure that is, in percent."""


@dataclass(frozen=True, slots=True)
class Lender:
    """An old text that is still there, but not in all of its places."""

    unit: Unit
    """As it was before."""
    left: frozenset[Reference]
    """Where it is no more: only a new text that stands there may have been this one."""


class Matcher:
    """The old texts that are gone, from some of their places at least, ready to be looked for."""

    def __init__(
        self, old: Catalogue, messages: Sequence[Message], gone: Sequence[Unit], lenders: Sequence[Lender] = ()
    ) -> None:
        self.gone = [*gone, *(lender.unit for lender in lenders)]
        self._left = {lender.unit.key: lender.left for lender in lenders}
        self.words = {unit.key: Words.of(unit.message.text) for unit in self.gone}
        self._index = Index(self.words.values())
        new_keys = {message.key for message in messages}
        old_keys = [unit.key for unit in old.current]
        unchanged = new_keys.intersection(old_keys)
        self._old_gaps: dict[Key, Gap] = gaps(old_keys, unchanged)
        self._new_gaps: dict[Key, Gap] = gaps([message.key for message in messages], unchanged)
        self._in_gap: dict[Key | None, list[int]] = {}
        for place, unit in enumerate(gone):
            if not unit.obsolete:
                self._in_gap.setdefault(self._old_gaps[unit.key][0], []).append(place)

    def pairs(self, fresh: Sequence[Message]) -> list[Pair]:
        """The most likely old text of each of `fresh` that has one; none of them twice."""
        found = [pair for message in fresh for pair in self._possible(message)]
        result: dict[Key, Pair] = {}
        taken: set[Key] = set()
        for pair in sorted(found, key=lambda pair: -pair.score):
            if pair.message.key not in result and pair.unit.key not in taken:
                result[pair.message.key] = pair
                taken.add(pair.unit.key)
        return list(result.values())

    def _possible(self, message: Message) -> list[Pair]:
        words = Words.of(message.text)
        near = self._in_gap.get(self._new_gaps[message.key][0], [])
        places = dict.fromkeys((*self._index.candidates(words), *(near if len(near) <= GAP_SIZE else ())))
        pairs = []
        for unit in (self.gone[place] for place in places):
            if unit.key in self._left and self._left[unit.key].isdisjoint(message.references):
                continue
            other = self.words[unit.key]
            alike = likeness(words, other)
            bonus = self._bonus(message, unit)
            if alike >= _least(min(len(words.words), len(other.words)), bonus):
                pairs.append(Pair(message, unit, alike + bonus))
        return pairs

    def _bonus(self, message: Message, unit: Unit) -> float:
        """What speaks for a pair beside its words, or against it."""
        bonus = 0.0
        if unit.obsolete:
            bonus -= OBSOLETE
        elif unit.key in self._old_gaps:
            old, new = self._old_gaps[unit.key], self._new_gaps[message.key]
            bonus += sum(one == other for one, other in zip(old, new, strict=True)) * SAME_GAP / 2
        if set(message.references) & set(unit.message.references):
            bonus += SAME_SECTION
        if message.kinds and unit.message.kinds and not set(message.kinds) & set(unit.message.kinds):
            bonus -= OTHER_KIND
        return bonus


def _least(words: int, bonus: float) -> float:
    """How like two texts must be at least, of which the shorter one has so many words."""
    slope = (LONG - min(max(words, SHORT), LONG)) / (LONG - SHORT)
    helping = min(bonus, SAME_GAP if words > SHORT else SAME_GAP / 2 if words > 1 else 0.0)
    return LEAST + slope * (LEAST_SHORT - LEAST) - helping
