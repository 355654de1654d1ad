"""What an update did to a catalogue, and what that costs its translators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bwise_cli.domain.catalogue import NONE, Catalogue, Count
from bwise_cli.domain.change import Change
from bwise_cli.domain.message import Message, Unit
from bwise_cli.merge.carrying import Carried


@dataclass(frozen=True, slots=True)
class Cost:
    """What an edit of the masters means for the translators of one catalogue."""

    added: Count = NONE
    """Texts to translate: they have no earlier translation."""
    changed: Mapping[Change, Count] = field(default_factory=dict)
    """Texts whose translation is to be looked through, by what changed; only what occurs."""
    kept: Count = NONE
    """Texts that changed and whose translation stands, as the change is minor."""
    gone: Count = NONE
    """Texts that are no longer there."""

    @property
    def to_do(self) -> Count:
        """All that a translator has to look at."""
        return sum(self.changed.values(), self.added)

    @property
    def outdated(self) -> Count:
        """All texts whose translation is to be looked through."""
        return sum(self.changed.values(), NONE)


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue brought up to date, and what happened to its units."""

    catalogue: Catalogue
    """The result."""
    added: tuple[Message, ...] = ()
    """Messages without any earlier translation."""
    carried: tuple[Carried, ...] = ()
    """Messages whose source changed and that have the translation of an old one."""
    removed: tuple[Unit, ...] = ()
    """Units whose source is gone; kept as obsolete if they were translated."""

    @property
    def cost(self) -> Cost:
        """What that costs the translators."""
        changed = [each for each in self.carried if not each.kept]
        return Cost(
            _count(self.added),
            {
                change: count
                for change in Change
                if (count := _count(each.unit.message for each in changed if each.change is change)).messages
            },
            _count(each.unit.message for each in self.carried if each.kept),
            _count(unit.message for unit in self.removed),
        )


def _count(messages: Iterable[Message]) -> Count:
    return sum((Count(1, message.words) for message in messages), NONE)
