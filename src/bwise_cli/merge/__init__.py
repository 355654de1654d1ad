"""Merge: bring a catalogue up to date with the messages of the masters, and lose no work.

A text that did not change keeps all it has. One that changed gets the translation of the old text that it most likely
was, as outdated, with what changed on record; sign-offs end there, unless the author says that changes are minor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Key, Message, Unit
from bwise_cli.merge.carrying import Carried, Minor
from bwise_cli.merge.merged import Cost, Merged
from bwise_cli.merge.refusals import not_minor
from bwise_cli.merge.successors import Update, known_words

__all__ = ["Carried", "Cost", "Merged", "Minor", "merge", "not_minor"]


def merge(old: Catalogue, messages: Sequence[Message], minor: Minor | None = None) -> Merged:
    """Bring `old` up to date with `messages`, which are in document order.

    With `minor` the author declares the changes minor: sign-offs survive small ones.
    """
    current, obsolete = old.by_key(), {unit.key: unit for unit in old.obsolete}
    kept: dict[Key, Unit] = {}
    for message in messages:
        known = current.get(message.key) or obsolete.get(message.key)
        if known:
            kept[message.key] = replace(known, message=message, obsolete=False)
    gone = [unit for unit in (*current.values(), *obsolete.values()) if unit.key not in kept]
    fresh = [message for message in messages if message.key not in kept]
    update = Update(old, messages, kept, minor, known_words(messages))
    found, spent = update.successors(fresh, [unit for unit in gone if unit.translation])
    found |= update.declared_late()
    left = [replace(unit, obsolete=True) for unit in gone if _is_work(unit) and unit.key not in spent]
    live = spent | {origin.key for each in found.values() for origin in each.origins}
    return Merged(
        catalogue=replace(old, units=(*(_made(message, found, kept) for message in messages), *left)),
        added=tuple(message for message in fresh if message.key not in found),
        carried=tuple(found[message.key] for message in messages if message.key in found),
        removed=tuple(unit for unit in gone if not unit.obsolete and unit.key not in live),
    )


def _made(message: Message, found: Mapping[Key, Carried], kept: Mapping[Key, Unit]) -> Unit:
    return found[message.key].unit if message.key in found else kept.get(message.key) or Unit(message)


def _is_work(unit: Unit) -> bool:
    """Whether a translator has put anything into `unit`."""
    return bool(unit.translation or unit.comments)
