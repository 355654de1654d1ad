"""Where texts stand between those that did not change: a changed text is most likely what stood there before."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from bwise_cli.domain.message import Key

Gap: TypeAlias = tuple[Key | None, Key | None]
"""The nearest unchanged texts before and behind; None at an end of the document."""


def gaps(keys: Sequence[Key], unchanged: Collection[Key]) -> dict[Key, Gap]:
    """The gap in which each of `keys` that is not `unchanged` stands; they are in document order."""
    befores = dict(_nearest(keys, unchanged))
    behinds = dict(_nearest(keys[::-1], unchanged))
    return {key: (befores[key], behinds[key]) for key in keys if key not in unchanged}


def _nearest(keys: Sequence[Key], unchanged: Collection[Key]) -> Iterator[tuple[Key, Key | None]]:
    """Each key with the last one before it that is unchanged."""
    last: Key | None = None
    for key in keys:
        yield key, last
        if key in unchanged:
            last = key


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Which texts stand beside each other."""

    before: dict[Key, Key]
    """The text before each one."""
    behind: dict[Key, Key]
    """The text behind each one."""

    @classmethod
    def of(cls, keys: Sequence[Key]) -> "Neighbours":
        """The neighbours of each of `keys`, which are in document order."""
        pairs = list(pairwise(keys))
        return cls({second: first for first, second in pairs}, dict(pairs))
