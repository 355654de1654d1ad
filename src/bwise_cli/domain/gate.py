"""The gate: what was found, and how far each module is, against how far it has to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bwise_cli.domain.catalogue import Tally
from bwise_cli.domain.finding import Finding, Place
from bwise_cli.domain.message import Key, State, count_words


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    """One module of one curriculum in one locale; of one pack, where a country was named."""

    country: str
    """Country whose pack it is in; empty where all that the master holds was looked at."""
    locale: str
    """The locale."""
    curriculum: str
    """The curriculum."""
    module: str
    """File name of the master inside its curriculum."""
    tally: Tally
    """Messages and words by the state of what is printed."""
    required: State
    """State that every unit has to meet."""
    complete: int
    """Percent of the words that have to meet it."""

    @property
    def share(self) -> float:
        """Share of the source words, 0 to 1, that meet the required state; 1 if there are none."""
        return self.tally.share(self.required)

    @property
    def is_complete(self) -> bool:
        """Whether enough of it is as far as it has to be."""
        if all(state.meets(self.required) for state, count in self.tally.messages.items() if count):
            return True
        return self.complete < 100 and 100 * self.share >= self.complete


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to say of one curriculum in one locale, or in the pack of one country."""

    findings: tuple[Finding, ...]
    """What was found."""
    modules: tuple[ModuleStanding, ...]
    """How far each module is."""
    units: Mapping[str, int]
    """By the path of each catalogue that was looked at: its units."""
    ignored: Mapping[str, int]
    """By the path of each catalogue: how many findings the remarks of people take away."""
    styles: frozenset[str] = frozenset()
    """The `style_key` of every paragraph style in its Word masters."""


Variable: TypeAlias = tuple[str, str]
"""Name and argument of a variable, such as `money` and `1500`; the argument may be empty."""


@dataclass(frozen=True, slots=True)
class MasterLook:
    """What there is to say of the masters of one curriculum, whatever the locale."""

    findings: tuple[Finding, ...]
    """What was found."""
    ignored: int
    """How many findings the directives of authors take away."""
    used: Mapping[str, Mapping[Variable, Place]]
    """By the code of each country: variables that its packs show, and where each stands first."""


def tally_of(states: Iterable[tuple[Key, State]]) -> Tally:
    """Count messages by the state of what is printed in their places."""
    messages, words = dict.fromkeys(State, 0), dict.fromkeys(State, 0)
    for (_, text), state in states:
        messages[state] += 1
        words[state] += count_words(text)
    return Tally(messages, words)
