"""A catalogue: all units of one curriculum in one locale."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bwise_cli.domain.change import SMALL
from bwise_cli.domain.message import Key, State, Unit


@dataclass(frozen=True, slots=True)
class Count:
    """A number of messages."""

    messages: int = 0
    """How many they are."""
    words: int = 0
    """Words of their source texts."""

    def __add__(self, other: "Count") -> "Count":
        return Count(self.messages + other.messages, self.words + other.words)


NONE = Count()


@dataclass(frozen=True, slots=True)
class Tally:
    """Messages and source words by state."""

    messages: Mapping[State, int]
    """Number of messages in each state; every state is present."""
    words: Mapping[State, int]
    """Number of source words in each state; every state is present."""
    changes: Mapping[str, Count] = field(default_factory=dict)
    """What is outdated by what changed, as records name it: only what is more, or less, than other words."""

    @property
    def small(self) -> Count:
        """What is outdated and has the same words as before, but for a slip or a number."""
        return sum((count for label, count in self.changes.items() if label in SMALL), NONE)

    @property
    def total_words(self) -> int:
        """Source words in all states."""
        return sum(self.words.values())

    def share(self, required: State) -> float:
        """Share of the source words, 0 to 1, in states that meet `required`; 1 if there are none."""
        met = sum(count for state, count in self.words.items() if state.meets(required))
        return met / self.total_words if self.total_words else 1.0


def tally(units: Iterable[Unit]) -> Tally:
    """Count `units` by state. Obsolete units do not count."""
    messages = dict.fromkeys(State, 0)
    words = dict.fromkeys(State, 0)
    changes: dict[str, Count] = {}
    for unit in units:
        if unit.obsolete:
            continue
        state, count = unit.state, Count(1, unit.message.words)
        messages[state] += count.messages
        words[state] += count.words
        if state is State.OUTDATED and unit.record and unit.record.change:
            changes[unit.record.change] = changes.get(unit.record.change, NONE) + count
    return Tally(messages, words, changes)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All units of one curriculum in one locale; a template if the locale is None."""

    curriculum: str
    """Name of the curriculum."""
    locale: str | None
    """Locale such as `sl` or `de_AT`; None for a template."""
    units: tuple[Unit, ...] = ()
    """In document order; obsolete units last."""
    header: tuple[tuple[str, str], ...] = ()
    """Header fields in the order of the file, such as (`Language`, `sl`)."""
    comments: tuple[str, ...] = ()
    """Comment lines at the top of the file."""
    path: str = field(default="", compare=False)
    """File it was read from, relative to the project; empty if it was made here."""

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    @property
    def current(self) -> tuple[Unit, ...]:
        """Units whose source is in the masters."""
        return tuple(unit for unit in self.units if not unit.obsolete)

    @property
    def obsolete(self) -> tuple[Unit, ...]:
        """Units whose source is gone from the masters."""
        return tuple(unit for unit in self.units if unit.obsolete)

    def by_key(self) -> dict[Key, Unit]:
        """Current units by their key."""
        return {unit.key: unit for unit in self.units if not unit.obsolete}

    def tally(self) -> Tally:
        """Count the current units by state."""
        return tally(self.units)
