"""How well documents and their translations are aligned, on pairs whose truth is known.

    python benchmarks/align.py [--course FOLDER] [--rounds 3] [--seed 0] [--fit]

A course is read with its catalogue, so that the translation of each passage is known; then a random hand leaves out,
adds, exchanges, joins, splits and loosens passages on both sides. A pair is right if exactly these texts correspond
somewhere in the documents: which of two equal passages it is makes no difference to a catalogue. Prints precision and
recall by language and share of damage, what the confidence is worth, and seconds. The course of this repository is
Slovenian; FOLDER, with masters for GitHub in `src` and catalogues in `po`, adds more languages. `--fit` prints the
weights that fit the confidence best.
"""

import argparse
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from pathlib import Path

from align_course import Course, Hand, read_course

from bwise_cli.align import align
from bwise_cli.align.confidence import Known
from bwise_cli.align.passages import Passage
from bwise_cli.cli.align import THRESHOLD

ROOT = Path(__file__).parents[1]
SHARES = (0.0, 0.03, 0.1, 0.25)
SIZES = ((30, 12), (150, 4), (1500, 1))
"""Passages of a document, and how many documents of that size a round has."""
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair that was found."""

    confidence: float
    known: Known
    right: bool
    """Whether exactly these texts correspond."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in one document."""

    pairs: tuple[Judged, ...]
    true: int
    """Groups of passages that correspond."""
    seconds: float


def courses(folder: Path | None) -> Iterator[Course]:
    """The course of this repository, and those of `folder`."""
    own = ROOT / "translations" / "sl" / "job-coaches.po"
    yield read_course(ROOT / "curricula" / "job-coaches", own, "sl", "commonmark_x")
    for path in sorted((folder / "po").glob("*.po")) if folder else ():
        yield read_course(path.parents[1] / "src", path, path.stem, "gfm")


def tried(course: Course, hand: Hand, size: int) -> Outcome:
    """One damaged document, aligned and judged."""
    damaged = hand.damage(course, size)
    sources = [piece.passage for piece in damaged.sources]
    targets = [piece.passage for piece in damaged.targets]
    begun = time.process_time()
    alignment = align(sources, targets)
    seconds = time.process_time() - begun
    groups = damaged.truth()
    truth = {(_texts(sources[each] for each in one), _texts(targets[each] for each in two)) for one, two in groups}
    pairs = tuple(
        Judged(pair.confidence, pair.known, (_texts(pair.sources), _texts(pair.targets)) in truth)
        for pair in alignment.pairs
    )
    return Outcome(pairs, len(groups), seconds)


def _texts(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(each.text for each in passages)


# Reports


def print_quality(name: str, outcomes: Sequence[Outcome]) -> None:
    """Precision and recall at the default threshold, and recall without one."""
    pairs = [pair for outcome in outcomes for pair in outcome.pairs]
    taken = [pair for pair in pairs if pair.confidence >= THRESHOLD]
    right, true = sum(pair.right for pair in taken), sum(outcome.true for outcome in outcomes)
    seconds = sum(outcome.seconds for outcome in outcomes)
    found = sum(pair.right for pair in pairs)
    print(
        f"{name:<12} {right / len(taken):>9.4f} {right / true:>7.4f} {found / true:>12.4f} {true:>7,} {seconds:>8.1f}"
    )


def print_confidence(pairs: Sequence[Judged]) -> None:
    """How many of the pairs with a confidence are right."""
    print("\nconfidence     pairs  said  right")
    for low, high in pairwise(BINS):
        inside = [pair for pair in pairs if low <= pair.confidence < high]
        if inside:
            said = sum(pair.confidence for pair in inside) / len(inside)
            right = sum(pair.right for pair in inside) / len(inside)
            print(f"{low:.2f} to {min(high, 1):.2f} {len(inside):>7,} {said:>5.3f}  {right:.3f}")


# Fitting


def fitted(pairs: Iterable[Judged]) -> list[float]:
    """The constant and weights of a logistic model that fit `pairs` best: Newton's method, a little damped."""
    rows = [((1.0, *astuple(pair.known)), pair.right) for pair in pairs]
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(25):
        slope = [-1e-3 * weight for weight in weights]
        bend = [[1e-3 * (i == j) for j in range(size)] for i in range(size)]
        for row, right in rows:
            score = sum(weight * value for weight, value in zip(weights, row, strict=True))
            likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            for i, value in enumerate(row):
                slope[i] += (right - likely) * value
                for j, other in enumerate(row):
                    bend[i][j] += likely * (1 - likely) * value * other
        weights = [weight + step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a set of linear equations, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda other: abs(rows[other][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for other in range(len(rows)):
            if other != place:
                factor = rows[other][place] / rows[place][place]
                rows[other] = [one - factor * two for one, two in zip(rows[other], rows[place], strict=True)]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--course", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    found = list(courses(options.course))
    everything: list[Judged] = []
    print(f"at {THRESHOLD}      precision  recall  recall at 0   pairs  seconds")
    for number, course in enumerate(found):
        # Those of FOLDER have one English text: an addition out of another of them would be no addition.
        strangers = found[0] if number else found[-1]
        for share in SHARES:
            outcomes = [
                tried(course, Hand(seed, share, strangers), size)
                for size, times in SIZES
                for seed in range(options.seed, options.seed + times * options.rounds)
            ]
            print_quality(f"{course.language} {share:>4.0%}", outcomes)
            everything += [pair for outcome in outcomes if share for pair in outcome.pairs]
    print_confidence(everything)
    if options.fit:
        constant, *weights = fitted(everything)
        print(f"\nCONSTANT = {constant:.3f}\nWEIGHTS = ({', '.join(f'{weight:.3f}' for weight in weights)})")


if __name__ == "__main__":
    main()
