"""Align: two documents, of which one translates the other, passage by passage.

Dynamic programming over what comes through a translation: kinds and lengths, numbers, destinations, code, names, terms
of the glossary, punctuation, the shape of tables. Sections are aligned first. What was found then teaches the lexicon
and the lengths of this very pair of documents, and it is done again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bwise_cli.align.anchors import cuts, pair_sections, sure_cuts
from bwise_cli.align.confidence import Known, known_of
from bwise_cli.align.evidence import Evidence, measure
from bwise_cli.align.lattice import Step
from bwise_cli.align.lexicon import learn
from bwise_cli.align.passages import Passage, joined
from bwise_cli.align.stretch import Stretch

ROUNDS = 3
"""How often it is done; from the second time on with what was learned."""
TEACHES = 4.0
"""Margin from which a pair teaches."""


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
    """In the order of both documents; no passage is in two of them."""
    sources_left: tuple[Passage, ...]
    """Passages of the source that nothing translates."""
    targets_left: tuple[Passage, ...]
    """Passages of the translation that translate nothing."""


def align(sources: Sequence[Passage], targets: Sequence[Passage]) -> Alignment:
    """The passages of a document beside those of its translation."""
    evidence = Evidence(sources, targets, {}, measure((), targets))
    section_pairs = pair_sections(sources, targets, evidence)
    hints = {(sources[each.cut[0]], targets[each.cut[1]]): each.hint for each in section_pairs}
    evidence = Evidence(sources, targets, {}, measure((), targets), hints)
    places = cuts(sources, targets, section_pairs)
    steps = _aligned(sources, targets, places, evidence)
    for _ in range(ROUNDS - 1):
        taught = [
            (sources[step.row], targets[step.column])
            for step in steps
            if step.rows == step.columns == 1 and step.margin >= TEACHES
        ]
        evidence = Evidence(sources, targets, learn(taught), measure(taught, targets), hints)
        places = [places[0], *sure_cuts(steps), places[-1]]
        steps = _aligned(sources, targets, places, evidence)
    return _alignment(sources, targets, steps, evidence)


def _alignment(
    sources: Sequence[Passage], targets: Sequence[Passage], steps: Sequence[Step], evidence: Evidence
) -> Alignment:
    """What `steps`, the best way through both documents, say."""
    ones = [tuple(sources[step.row : step.row + step.rows]) for step in steps]
    twos = [tuple(targets[step.column : step.column + step.columns]) for step in steps]
    words = [
        evidence.words(joined(one), joined(two)) if step.is_pair else 0.0
        for step, one, two in zip(steps, ones, twos, strict=True)
    ]
    known = known_of(steps, words)
    return Alignment(
        tuple(
            Pair(one, two, each.confidence(), each) for one, two, each in zip(ones, twos, known, strict=True) if each
        ),
        tuple(each for one, two in zip(ones, twos, strict=True) if not two for each in one),
        tuple(each for one, two in zip(ones, twos, strict=True) if not one for each in two),
    )


def _aligned(
    sources: Sequence[Passage], targets: Sequence[Passage], places: Sequence[tuple[int, int]], evidence: Evidence
) -> list[Step]:
    """The best steps between `places`, one stretch after the other."""
    steps: list[Step] = []
    for (row, column), (end_row, end_column) in pairwise(places):
        stretch = Stretch(sources[row:end_row], targets[column:end_column], evidence)
        steps += [replace(step, row=step.row + row, column=step.column + column) for step in stretch.best()]
    return steps
