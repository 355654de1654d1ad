"""Align: two documents, of which one translates the other, passage by passage.

Dynamic programming over what comes through a translation: kinds and lengths, numbers, destinations, code, names, terms
of the glossary, punctuation, the shape of tables. Sections are aligned first. What was found then teaches the lexicon
and the lengths of this very pair of documents, and it is done again. The best way keeps the order of both documents;
what it leaves over is aligned once more, and that finds what was moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bwise_cli.align.anchors import cuts, pair_sections, sure_cuts
from bwise_cli.align.confidence import Known, known_of
from bwise_cli.align.evidence import Evidence, measure
from bwise_cli.align.lattice import Step
from bwise_cli.align.lexicon import learn
from bwise_cli.align.passages import Passage
from bwise_cli.align.stretch import Stretch

ROUNDS = 3
"""How often it is done; from the second time on with what was learned."""
TEACHES = 4.0
"""Margin from which a pair teaches."""
DOUBTFUL = 0.5
"""Confidence below which the passages of a pair are looked for elsewhere, too."""
MOVES = 12
"""How often what is left over is aligned again, at the most: each time finds one run that was moved, or more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages of both sides that correspond."""

    sources: tuple[Passage, ...]
    """Neighbours in the source; nearly always one."""
    targets: tuple[Passage, ...]
    """Neighbours in the translation; nearly always one."""
    confidence: float
    """How likely it is that exactly these correspond, 0 to 1."""
    known: Known
    """What the confidence was made from."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two documents beside each other."""

    pairs: tuple[Pair, ...]
    """In the order of the source; no passage is in two of them."""
    sources_left: tuple[Passage, ...]
    """Passages of the source that nothing translates."""
    targets_left: tuple[Passage, ...]
    """Passages of the translation that translate nothing."""


def align(sources: Sequence[Passage], targets: Sequence[Passage]) -> Alignment:
    """The passages of a document beside those of its translation."""
    steps, evidence = _in_order(sources, targets)
    pairs = _pairs(steps, sources, targets, evidence, moved=False)
    sure = [pair for pair in pairs if pair.confidence >= DOUBTFUL]
    for _ in range(MOVES):
        moved = _moved(_left(sources, sure), _left(targets, sure), evidence)
        if not moved:
            break
        sure += moved
    used = {each for pair in sure for each in (*pair.sources, *pair.targets)}
    doubtful = [pair for pair in pairs if used.isdisjoint((*pair.sources, *pair.targets))]
    kept = sorted([*sure, *doubtful], key=lambda pair: pair.sources[0].number)
    return Alignment(tuple(kept), tuple(_left(sources, kept)), tuple(_left(targets, kept)))


def _in_order(sources: Sequence[Passage], targets: Sequence[Passage]) -> tuple[list[Step], Evidence]:
    """The best way through both documents, and all that it taught."""
    evidence = Evidence(sources, targets, {}, measure((), targets))
    section_pairs = pair_sections(sources, targets, evidence)
    hints = {(sources[each.cut[0]], targets[each.cut[1]]): each.hint for each in section_pairs}
    evidence = Evidence(sources, targets, {}, measure((), targets), hints)
    places = cuts(sources, targets, section_pairs)
    steps = _aligned(sources, targets, places, evidence)
    for _ in range(ROUNDS - 1):
        taught = [
            (sources[step.row], targets[step.column]) for step in steps if step.is_even and step.margin >= TEACHES
        ]
        evidence = Evidence(sources, targets, learn(taught), measure(taught, targets), hints)
        places = [places[0], *sure_cuts(steps), places[-1]]
        steps = _aligned(sources, targets, places, evidence)
    return steps, evidence


def _moved(sources: Sequence[Passage], targets: Sequence[Passage], evidence: Evidence) -> list[Pair]:
    """The pairs, rather right than wrong, among passages that are left over."""
    steps = _aligned(sources, targets, cuts(sources, targets, pair_sections(sources, targets, evidence)), evidence)
    pairs = _pairs(steps, sources, targets, evidence, moved=True)
    return [pair for pair in pairs if pair.confidence >= DOUBTFUL]


def _left(passages: Sequence[Passage], pairs: Sequence[Pair]) -> list[Passage]:
    """Those of `passages` that are in none of `pairs`."""
    used = {each for pair in pairs for each in (*pair.sources, *pair.targets)}
    return [each for each in passages if each not in used]


def _pairs(
    steps: Sequence[Step], sources: Sequence[Passage], targets: Sequence[Passage], evidence: Evidence, *, moved: bool
) -> list[Pair]:
    """The pairs among `steps` through `sources` and `targets`."""
    return [
        Pair(
            tuple(sources[step.row : step.row + step.rows]),
            tuple(targets[step.column : step.column + step.columns]),
            known.confidence(),
            known,
        )
        for step, known in zip(steps, known_of(steps, sources, targets, evidence, moved=moved), strict=True)
        if known
    ]


def _aligned(
    sources: Sequence[Passage], targets: Sequence[Passage], places: Sequence[tuple[int, int]], evidence: Evidence
) -> list[Step]:
    """The best steps between `places`, one stretch after the other."""
    steps: list[Step] = []
    for (row, column), (end_row, end_column) in pairwise(places):
        stretch = Stretch(sources[row:end_row], targets[column:end_column], evidence)
        steps += [replace(step, row=step.row + row, column=step.column + column) for step in stretch.best()]
    return steps
