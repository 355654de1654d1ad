"""Runs of things that are worked on together, no more at once than there is room for."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: Callable[[T], int], room: int, most: int | None = None) -> Iterator[list[T]]:
    """`items` in their order, in runs of at most `most`, whose sizes together are at most `room`.

    One that is too large by itself is a run of its own.
    """
    batch: list[T] = []
    taken = 0
    for item in items:
        needed = size(item)
        if batch and (taken + needed > room or len(batch) == most):
            yield batch
            batch, taken = [], 0
        batch.append(item)
        taken += needed
    if batch:
        yield batch
