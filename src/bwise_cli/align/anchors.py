"""Where two documents can be cut so that what corresponds stays together: sections first, then rare words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.align import traits
from bwise_cli.align.evidence import Evidence, measure
from bwise_cli.align.lattice import FULL, Arc, Lattice, Step
from bwise_cli.align.passages import Passage, joined
from bwise_cli.domain.message import Kind

SURE = 6.0
"""Margin from which two sections are taken to correspond."""
CERTAIN = 9.0
"""Margin from which two neighbouring pairs are not asked again."""
_EMPTY = -3.0
"""What it counts if there is something below one of two headings only."""
_KINDS = list(Kind)
_SEQUENCE = 5.0
"""The most that the order of kinds in two sections counts, for or against."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it, up to the next one; or what stands before the first."""

    start: int
    """Where it begins."""
    passages: tuple[Passage, ...]
    """Its passages, the heading first."""
    body: Passage | None
    """All that stands below the heading as one; None if nothing does."""
    kinds: str
    """A letter for the kind of each passage of the body."""


@dataclass(frozen=True, slots=True)
class SectionPair:
    """Two sections that correspond."""

    cut: tuple[int, int]
    """Where they begin."""
    margin: float
    """By how much that is better than anything else."""
    said: float
    """What speaks for it below the headings."""

    @property
    def hint(self) -> float:
        """What it says of the two headings that their own words do not say."""
        return max(0.0, min(self.margin, self.said))


def sections(passages: Sequence[Passage]) -> list[Section]:
    """`passages` cut before every heading."""
    starts = sorted({0, *(place for place, each in enumerate(passages) if each.level)})
    ends = [*starts[1:], len(passages)]
    return [_section(start, passages[start:end]) for start, end in zip(starts, ends, strict=True) if start < end]


def _section(start: int, passages: Sequence[Passage]) -> Section:
    below = passages[1:] if passages[0].level else passages
    kinds = "".join(chr(ord("a") + _KINDS.index(each.kind)) for each in below)
    return Section(start, tuple(passages), joined(below) if below else None, kinds)


def cuts(sources: Sequence[Passage], targets: Sequence[Passage], pairs: Sequence[SectionPair]) -> list[tuple[int, int]]:
    """Where both sides are cut: places before passages, in order, with the beginning and the end."""
    inner = [each.cut for each in pairs if each.margin >= SURE and each.cut != (0, 0)]
    result = [(0, 0)]
    for cut in [*inner, (len(sources), len(targets))]:
        row, column = result[-1]
        if (cut[0] - row) * (cut[1] - column) > FULL:
            result += _landmarks(sources[row : cut[0]], targets[column : cut[1]], row, column)
        result.append(cut)
    return result


def sure_cuts(steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Cuts between neighbours that are paired so surely that it will not change."""
    sure = [step.is_even and step.margin >= CERTAIN for step in steps]
    return [
        (step.row, step.column)
        for step, before, itself in zip(steps[1:], sure, sure[1:], strict=False)
        if before and itself
    ]


def pair_sections(sources: Sequence[Passage], targets: Sequence[Passage], evidence: Evidence) -> list[SectionPair]:
    """The sections that correspond, by their headings and by all that stands below them."""
    ones, twos = sections(sources), sections(targets)
    if len(ones) < 2 or len(twos) < 2:
        return []
    from rapidfuzz.distance import Indel

    bodies = [each.body for each in ones if each.body], [each.body for each in twos if each.body]
    of_bodies = Evidence(*bodies, {}, measure((), bodies[1]))

    def below(one: Section, two: Section) -> float:
        if one.body is None or two.body is None:
            return 0.0 if one.body is two.body else _EMPTY
        order = Indel.normalized_similarity(one.kinds, two.kinds)
        lengths = of_bodies.lengths.odds(one.body.traits.length, two.body.traits.length)
        return lengths + of_bodies.words(one.body, two.body) + _SEQUENCE * (2 * order - 1)

    def arcs(row: int, column: int) -> list[Arc]:
        one, two = ones[row], twos[column]
        return [(1, 1, evidence.odds(one.passages[0], two.passages[0]) + below(one, two))]

    pairs = [step for step in Lattice(len(ones), len(twos), arcs).best() if step.is_pair]
    return [
        SectionPair(
            (ones[step.row].start, twos[step.column].start), step.margin, below(ones[step.row], twos[step.column])
        )
        for step in pairs
    ]


def _landmarks(sources: Sequence[Passage], targets: Sequence[Passage], row: int, column: int) -> list[tuple[int, int]]:
    """Cuts before passages that share what stands once on each side: the longest run in one order."""
    ones, twos = _once(sources), _once(targets)
    shared = Counter((ones[token], twos[token]) for token in ones.keys() & twos.keys())
    likely = sorted(pair for pair, count in shared.items() if count > 1)
    chain = _longest_chain(likely)
    return [(row + one, column + two) for one, two in chain if (one, two) != (0, 0)]


def _once(passages: Sequence[Passage]) -> dict[str, int]:
    """Where each sign, and each long word, stands that stands in one passage only."""
    counts = Counter(token for each in passages for token in each.traits.tokens)
    return {
        token: place
        for place, each in enumerate(passages)
        for token in each.traits.tokens
        if counts[token] == 1 and (len(token) == traits.STEM or not token[0].isalpha())
    }


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of sorted `pairs` in which both numbers grow."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    by_first = sorted(range(len(pairs)), key=lambda place: (pairs[place][0], -pairs[place][1]))
    for place in by_first:
        position = bisect_left(tails, pairs[place][1])
        before.append(ends[position - 1] if position else -1)
        tails[position : position + 1] = [pairs[place][1]]
        ends[position : position + 1] = [len(before) - 1]
    chain: list[tuple[int, int]] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(pairs[by_first[place]])
        place = before[place]
    return chain[::-1]
