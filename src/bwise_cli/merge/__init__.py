"""Merge: bring a catalogue up to date with the messages of the masters, and lose no work.

A text that did not change keeps all it has. One that changed gets the translation of the old text that it most likely
was, as outdated, with what changed on record; sign-offs end there, unless the author says that changes are minor.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.change import Change, words_of
from bwise_cli.domain.message import Key, Message, Unit
from bwise_cli.merge.carrying import Carried, carried, in_context, joined, returned
from bwise_cli.merge.matching import Matcher
from bwise_cli.merge.merged import Cost, Merged
from bwise_cli.merge.parts import find_joined, find_parts
from bwise_cli.merge.refusals import not_minor

__all__ = ["Carried", "Cost", "Merged", "merge", "not_minor"]


def merge(old: Catalogue, messages: Sequence[Message], *, minor_on: str = "") -> Merged:
    """Bring `old` up to date with `messages`, which are in document order.

    `minor_on` is today's ISO date if the author declares the changes minor; then sign-offs survive small ones.
    """
    current, obsolete = old.by_key(), {unit.key: unit for unit in old.obsolete}
    kept: dict[Key, Unit] = {}
    for message in messages:
        known = current.get(message.key) or obsolete.get(message.key)
        if known:
            kept[message.key] = replace(known, message=message, obsolete=False)
    gone = [unit for unit in (*current.values(), *obsolete.values()) if unit.key not in kept]
    fresh = [message for message in messages if message.key not in kept]
    found, spent = _successors(old, messages, fresh, gone, kept, minor_on)
    units = [kept.get(message.key) or _made(found, message) for message in messages]
    left = [replace(unit, obsolete=True) for unit in gone if unit.translation and unit.key not in spent]
    live = spent | {origin.key for each in found.values() for origin in each.origins}
    return Merged(
        catalogue=replace(old, units=(*units, *left)),
        added=tuple(message for message in fresh if message.key not in found),
        carried=tuple(found[message.key] for message in fresh if message.key in found),
        removed=tuple(unit for unit in gone if not unit.obsolete and unit.key not in live),
    )


def _made(found: dict[Key, Carried], message: Message) -> Unit:
    return found[message.key].unit if message.key in found else Unit(message)


def _successors(
    old: Catalogue,
    messages: Sequence[Message],
    fresh: Sequence[Message],
    gone: Sequence[Unit],
    kept: dict[Key, Unit],
    minor_on: str,
) -> tuple[dict[Key, Carried], set[Key]]:
    """What each fresh message gets, if it gets anything, and the old units that need not be kept beside it.

    Texts that were joined are kept: whoever parts them again finds each with its translation and sign-off.
    """
    found, spent = _the_same_again(fresh, [unit for unit in gone if unit.translation], kept, minor_on)
    rest = [message for message in fresh if message.key not in found]
    left = [unit for unit in gone if unit.translation and unit.key not in spent]
    if not rest or not left:
        return found, spent
    matcher = Matcher(old, messages, left)
    pairs = {pair.message.key: pair.unit for pair in matcher.pairs(rest)}
    parts = find_parts(messages, rest, pairs, matcher.words)
    groups = find_joined(old, pairs, matcher.words)
    whole = {unit.key for unit in parts.values()}
    is_known = _known_words(messages)
    for message in rest:
        if message.key in groups:
            found[message.key] = joined(message, groups[message.key], minor_on)
        elif unit := pairs.get(message.key) or parts.get(message.key):
            change = Change.SPLIT if unit.key in whole else None
            found[message.key] = carried(message, unit, change, is_known, minor_on)
            spent.add(unit.key)
    return found, spent


def _the_same_again(
    fresh: Sequence[Message], gone: Sequence[Unit], kept: dict[Key, Unit], minor_on: str
) -> tuple[dict[Key, Carried], set[Key]]:
    """Translations that were made for the very text of a fresh message: a change taken back, or another context."""
    made_for = {unit.previous: unit for unit in gone if unit.fuzzy and unit.previous}
    same_text: dict[str, list[Unit]] = {}
    for unit in sorted(gone, key=lambda unit: (unit.message.context is not None, unit.obsolete)):
        same_text.setdefault(unit.message.text, []).append(unit)
    found: dict[Key, Carried] = {}
    spent: set[Key] = set()
    for message in fresh:
        former = made_for.get(message.key)
        others = [each for each in same_text.get(message.text, ()) if each.key not in spent]
        plain = kept.get((None, message.text))
        if former and former.key not in spent:
            found[message.key] = returned(message, former)
            spent.add(former.key)
        elif others:
            found[message.key] = in_context(message, others[0], minor_on)
            spent.add(others[0].key)
        elif plain and plain.translation:
            found[message.key] = in_context(message, plain, "")
    return found, spent


def _known_words(messages: Sequence[Message]) -> Callable[[str], bool]:
    """Whether a word, in small letters, stands in any of `messages`; they are only read if somebody asks."""

    @cache
    def known() -> frozenset[str]:
        return frozenset(word for message in messages for word in words_of(message.text))

    return lambda word: word in known()
