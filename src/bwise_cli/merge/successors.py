"""What became of the texts that changed: each gets the translation of the old text that it most likely was."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.change import Change, words_of
from bwise_cli.domain.message import Key, Message, State, Unit
from bwise_cli.merge.carrying import Carried, Minor, carried, in_context, joined, returned
from bwise_cli.merge.matching import Lender, Matcher
from bwise_cli.merge.parts import find_joined, find_parts
from bwise_cli.merge.vouching import original


def _spent(unit: Unit) -> set[Key]:
    """The key of `unit`, unless it waits for its own text and is whole then: others may only borrow from it."""
    return set() if unit.obsolete and not unit.fuzzy else {unit.key}


@dataclass(frozen=True, slots=True)
class Update:
    """One update of one catalogue."""

    old: Catalogue
    """The catalogue before."""
    messages: Sequence[Message]
    """What the masters offer now."""
    kept: Mapping[Key, Unit]
    """Units whose text did not change."""
    minor: Minor | None
    """What the author says of the changes."""
    is_known: Callable[[str], bool]
    """Whether a word, in small letters, is in use in the masters."""

    def successors(self, fresh: Sequence[Message], gone: Sequence[Unit]) -> tuple[dict[Key, Carried], set[Key]]:
        """What each fresh message gets, if it gets anything, and the old units that need not be kept beside it.

        Texts that were joined are kept: whoever parts them again finds each with its translation and sign-off.
        """
        found, spent = self._the_same_again(fresh, gone)
        rest = [message for message in fresh if message.key not in found]
        left = [unit for unit in gone if unit.key not in spent]
        lenders = self._lenders(rest)
        if not rest or not (left or lenders):
            return found, spent
        matcher = Matcher(self.old, self.messages, left, lenders)
        pairs = {pair.message.key: pair.unit for pair in matcher.pairs(rest)}
        parts = find_parts(self.messages, rest, pairs, matcher.words)
        groups = find_joined(self.old, pairs, matcher.words)
        whole = {unit.key for unit in parts.values()}
        for message in rest:
            if message.key in groups:
                found[message.key] = joined(message, groups[message.key], self.minor)
            elif unit := pairs.get(message.key) or parts.get(message.key):
                found[message.key] = self._carried(message, unit, Change.SPLIT if unit.key in whole else None)
                spent |= _spent(unit)
        return found, spent

    def _lenders(self, fresh: Sequence[Message]) -> list[Lender]:
        """Texts that are still there, though not in all of their places: in some of these a fresh one stands."""
        former = self.old.by_key()
        places = {reference for message in fresh for reference in message.references}
        lenders = []
        for key, unit in self.kept.items():
            if unit.translation and key in former:
                left = places.intersection(former[key].message.references).difference(unit.message.references)
                lenders += [Lender(former[key], frozenset(left))] if left else []
        return lenders

    def declared_late(self) -> dict[Key, Carried]:
        """Texts that are as they were in the last update, and whose change before that is declared minor now."""
        if not (self.minor and self.minor.earlier):
            return {}
        outdated = [unit for unit in self.kept.values() if unit.state is State.OUTDATED]
        late = [self._carried(unit.message, unit, None) for unit in outdated]
        return {each.unit.key: each for each in late if each.kept}

    def _carried(self, message: Message, old: Unit, change: Change | None) -> Carried:
        if self.minor and self.minor.earlier and not old.obsolete:
            old = original(old) or old
        return carried(message, old, change, self.is_known, self.minor)

    def _the_same_again(self, fresh: Sequence[Message], gone: Sequence[Unit]) -> tuple[dict[Key, Carried], set[Key]]:
        """Translations that were made for the very text of a fresh message: a change taken back, or another context."""
        made_for = _by_source((*self.kept.values(), *gone))
        same_text = _by_text(gone)
        found: dict[Key, Carried] = {}
        spent: set[Key] = set()
        for message in fresh:
            former = made_for.get(message.key)
            others = [each for each in same_text.get(message.text, ()) if each.key not in spent]
            plain = self.kept.get((None, message.text))
            if former and former.key not in spent:
                found[message.key] = returned(message, former)
                spent.add(former.key)
            elif others:
                found[message.key] = in_context(message, others[0], self.minor)
                spent |= _spent(others[0])
            elif plain and plain.translation:
                found[message.key] = in_context(message, plain, None)
        return found, spent


def _by_source(units: Iterable[Unit]) -> dict[Key, Unit]:
    """Outdated units by what they were made for; of several the one that nobody has touched since."""
    outdated = [unit for unit in units if unit.state is State.OUTDATED]
    return {unit.made_for: unit for unit in sorted(outdated, key=lambda unit: original(unit) is not None)}


def _by_text(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """Units by their text: first the one without a context, and those that were there until now."""
    found: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.message.context is not None, unit.obsolete)):
        found.setdefault(unit.message.text, []).append(unit)
    return found


def known_words(messages: Sequence[Message]) -> Callable[[str], bool]:
    """Whether a word, in small letters, stands in any of `messages`; they are only read if somebody asks."""

    @cache
    def known() -> frozenset[str]:
        return frozenset(word for message in messages for word in words_of(message.text))

    return lambda word: word in known()
