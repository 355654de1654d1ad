"""How much speaks for one passage being the translation of another: a logarithm of odds.

Every trait is weighed by how likely it is in a translation against how likely it is in any passage of the document:
a number that stands everywhere says little, one that stands once says much. Zero says nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bwise_cli.align import traits
from bwise_cli.align.lexicon import Lexicon
from bwise_cli.align.passages import Passage
from bwise_cli.domain.message import Kind

COMES_THROUGH = {
    traits.NUMBER: 0.93,
    traits.LINK: 0.75,
    traits.HOST: 0.85,
    traits.IMAGE: 0.85,
    traits.CODE: 0.9,
    traits.TERM: 0.7,
    traits.VALUE: 0.93,
}
"""How likely a translation has a sign of its source, by what the sign is."""
NAME, COGNATE = 0.5, 0.15
"""How likely a translation has a name, and any other word, of its source."""
STRONGEST = 6.0
"""The most that one trait counts."""
MOST_OF_WORDS = 14.0
"""The most, for or against, that all words and signs of a passage count: they depend on each other."""
SAME_TRAIT = 0.92
"""How likely a translation has, or has not, a trait of the shape as its source."""
SHAPE_WEIGHT = 0.6
"""Traits depend on each other: how much of each counts."""
HOPELESS = -14.0
"""Where lengths and structure say so much against a pair, words are not asked."""

_ROLES = {
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.FRONT_MATTER: "title",
    Kind.PARAGRAPH: "text",
    Kind.QUOTE: "text",
    Kind.LINE: "text",
    Kind.DEFINITION: "text",
    Kind.QUIZ_FEEDBACK: "text",
    Kind.TERM: "text",
    Kind.LIST_ITEM: "item",
    Kind.QUIZ_QUESTION: "item",
    Kind.QUIZ_ANSWER: "item",
    Kind.TABLE_HEADER: "cell",
    Kind.TABLE_CELL: "cell",
    Kind.CAPTION: "caption",
    Kind.FOOTNOTE: "footnote",
    Kind.ALT: "alt",
}
_NEAR_ROLES = {
    frozenset({"text", "item"}): -1.0,
    frozenset({"text", "heading"}): -1.5,
    frozenset({"title", "heading"}): -0.5,
    frozenset({"title", "text"}): -2.0,
    frozenset({"text", "caption"}): -1.5,
    frozenset({"item", "heading"}): -3.0,
}
"""What Word and its users confuse: a paragraph in bold for a heading, typed numbers for a list."""
_FAR_ROLES = -5.0
_SAME_ROLE = -0.3
_LEVEL = 0.8
"""What each level counts by which two headings differ."""
_OTHER_COLUMN = -2.5
_ROOM = 6
"""Added to lengths, so that three letters and five are not far apart."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a translation is beside its source, as logarithms."""

    ratio: float
    """The usual difference."""
    spread: float
    """Its standard deviation for a long text."""
    middle: float
    """Length of any passage of the translation."""
    middle_spread: float
    """Its standard deviation."""

    def off(self, source: int, target: int) -> float:
        """How much longer a passage is than a translation of the other one would be; as a logarithm."""
        return math.log((target + _ROOM) / (source + _ROOM)) - self.ratio

    def deviation(self, source: int, target: int) -> float:
        """How far the lengths of two passages are from the usual, in standard deviations."""
        return abs(self.off(source, target)) / self._spread(source)

    def _spread(self, source: int) -> float:
        return math.sqrt(self.spread**2 + 1.2 / (source + _ROOM))

    def odds(self, source: int, target: int) -> float:
        """What the lengths of two passages say."""
        spread = self._spread(source)
        off = self.off(source, target) / spread
        usual = (math.log(target + _ROOM) - self.middle) / self.middle_spread
        return max(-STRONGEST * 2, (usual**2 - off**2) / 2 + math.log(self.middle_spread / spread))


def measure(pairs: Iterable[tuple[Passage, Passage]], targets: Sequence[Passage]) -> Lengths:
    """The lengths of `pairs`; what is usual while there are none."""
    logs = [math.log(each.traits.length + _ROOM) for each in targets] or [4.0]
    middle = sum(logs) / len(logs)
    middle_spread = max(0.6, math.sqrt(sum((each - middle) ** 2 for each in logs) / len(logs)))
    long = [(one, two) for one, two in pairs if one.traits.length > 20]
    ratios = sorted(math.log(two.traits.length + _ROOM) - math.log(one.traits.length + _ROOM) for one, two in long)
    if len(ratios) < 8:
        return Lengths(0.08, 0.25, middle, middle_spread)
    ratio = ratios[len(ratios) // 2]
    deviation = sorted(abs(each - ratio) for each in ratios)[len(ratios) // 2]
    return Lengths(ratio, min(0.3, max(0.1, 1.5 * deviation)), middle, middle_spread)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What is looked for in a translation of a passage."""

    gains: dict[str, float]
    """By token: what it counts if it is there."""
    missing: float
    """What it counts if nothing is there."""


class Evidence:
    """Weighs pairs of passages of two documents."""

    def __init__(
        self,
        sources: Sequence[Passage],
        targets: Sequence[Passage],
        lexicon: Lexicon,
        lengths: Lengths,
        hints: Mapping[tuple[Passage, Passage], float] | None = None,
    ) -> None:
        """`hints` says how surely the sections correspond that two headings begin."""
        self.lengths = lengths
        self._lexicon = lexicon
        self._hints = hints or {}
        self._count = len(targets) + 1
        self._tokens = Counter(token for each in targets for token in each.traits.tokens)
        self._kinds = Counter(_ROLES[each.kind] for each in targets)
        self._numbers = Counter(token for each in sources for token in each.traits.signs)
        self._source_count = len(sources) + 1
        self._shapes = _shape_table(sources, targets)
        self._expected: dict[Passage, _Expected] = {}

    def odds(self, source: Passage, target: Passage) -> float:
        """What speaks for `target` being the translation of `source`."""
        one, two = source.traits, target.traits
        found = self._structure(source, target) + self._shapes[one.shape ^ two.shape]
        found += self.lengths.odds(one.length, two.length)
        return found if found < HOPELESS else found + self.words(source, target)

    def words(self, source: Passage, target: Passage) -> float:
        """What the words and signs of two passages say."""
        expected = self._expected.get(source) or self._expect(source)
        found = expected.missing
        for token in expected.gains.keys() & target.traits.tokens:
            found += expected.gains[token]
        for sign in target.traits.signs - source.traits.signs:
            if sign[0] in (traits.NUMBER, traits.VALUE):
                found += _odds(1 - COMES_THROUGH[sign[0]], 1 - self._numbers[sign] / self._source_count)
        return max(-MOST_OF_WORDS, min(MOST_OF_WORDS, found))

    def _structure(self, source: Passage, target: Passage) -> float:
        one, two = _ROLES[source.kind], _ROLES[target.kind]
        if one != two:
            return _NEAR_ROLES.get(frozenset({one, two}), _FAR_ROLES)
        found = _SAME_ROLE + min(2.5, -math.log(self._kinds[two] / self._count))
        if source.level and target.level:
            found += 0.7 - _LEVEL * abs(source.level - target.level)
            found += min(STRONGEST, self._hints.get((source, target), 0.0))
        if source.cell and target.cell:
            found += math.log(source.cell[0]) if source.cell == target.cell else _OTHER_COLUMN
        return found

    def _expect(self, source: Passage) -> _Expected:
        gains: dict[str, float] = {}
        missing = 0.0
        for sign in source.traits.signs:
            likely = COMES_THROUGH[sign[0]]
            absent = self._absent(sign, likely)
            gains[sign] = self._present(sign, likely) - absent
            missing += absent
        for word in source.traits.words:
            known = self._lexicon.get(word)
            if known is None:
                gains[word] = max(0.0, self._present(word, NAME if word in source.traits.names else COGNATE))
                continue
            likely = min(0.9, max(known.values()))
            absent = max(self._absent(other, likely) for other in known) / 2
            missing += absent
            for other, each in known.items():
                gains[other] = max(gains.get(other, 0.0), (self._present(other, each) - absent) / 2)
        self._expected[source] = expected = _Expected(gains, missing)
        return expected

    def _present(self, token: str, likely: float) -> float:
        return min(STRONGEST, _odds(likely, (self._tokens[token] + 0.5) / self._count))

    def _absent(self, token: str, likely: float) -> float:
        return max(-STRONGEST, _odds(1 - likely, 1 - self._tokens[token] / self._count))


def _odds(in_translation: float, anywhere: float) -> float:
    return math.log(max(in_translation, 0.01) / max(anywhere, 0.01))


def _shape_table(sources: Sequence[Passage], targets: Sequence[Passage]) -> list[float]:
    """What each difference between two shapes says."""
    same, other = [], []
    for position in range(traits.BITS):
        one, two = (_share(passages, position) for passages in (sources, targets))
        by_chance = min(0.99, max(0.01, one * two + (1 - one) * (1 - two)))
        same.append(SHAPE_WEIGHT * max(0.0, math.log(SAME_TRAIT / by_chance)))
        other.append(SHAPE_WEIGHT * min(0.0, math.log((1 - SAME_TRAIT) / (1 - by_chance))))
    table = [0.0]
    for agrees, differs in zip(same, other, strict=True):
        table = [each + agrees for each in table] + [each + differs for each in table]
    return table


def _share(passages: Sequence[Passage], position: int) -> float:
    return sum(each.traits.shape >> position & 1 for each in passages) / max(1, len(passages))
