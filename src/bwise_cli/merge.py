"""Merge: bring a catalogue up to date with the messages of the masters, and lose no work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Key, Message, Record, State, Unit

LEAST_SIMILAR = 60.0
"""Similarity in percent below which an old source is no help; gettext's msgmerge uses the same."""
CANDIDATES = 5
"""Old sources that are compared closely for each new one."""
SAME_SECTION_BONUS = 3.0
"""Percent by which an old source from the same section is preferred."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue brought up to date, and what happened to its units."""

    catalogue: Catalogue
    """The result."""
    added: int
    """Messages without any earlier translation."""
    carried: int
    """Messages whose source changed and whose nearest old translation was kept as outdated."""
    removed: int
    """Units whose source is gone; kept as obsolete if they were translated."""


def merge(old: Catalogue, messages: Sequence[Message]) -> Merged:
    """Bring `old` up to date with `messages`, which are in document order."""
    current, obsolete = old.by_key(), {unit.key: unit for unit in old.obsolete}
    kept: dict[Key, Unit] = {}
    for message in messages:
        known = current.get(message.key) or obsolete.get(message.key)
        if known:
            kept[message.key] = replace(known, message=message, obsolete=False)
    gone = [unit for unit in (*current.values(), *obsolete.values()) if unit.key not in kept]
    fresh = [message for message in messages if message.key not in kept]
    nearest = _nearest(fresh, [unit for unit in gone if unit.translation])
    units = [kept.get(message.key) or _carried(message, nearest.get(message.key)) for message in messages]
    taken = {unit.key for unit in nearest.values()}
    left = [replace(unit, obsolete=True) for unit in gone if unit.translation and unit.key not in taken]
    return Merged(
        catalogue=replace(old, units=(*units, *left)),
        added=len(fresh) - len(nearest),
        carried=len(nearest),
        removed=sum(not unit.obsolete and unit.key not in taken for unit in gone),
    )


def _carried(message: Message, near: Unit | None) -> Unit:
    """A unit for a message that is new: outdated if there is a near old translation, else empty.

    A change that was taken back makes a draft: the translation was made for this very text. Who signed the old
    translation stays on record, for the one who mends it; the signature does not.
    """
    if near is None:
        return Unit(message)
    if near.previous == message.key:
        return replace(near, message=message, obsolete=False, previous=None, record=Record(State.DRAFT))
    return Unit(
        message,
        near.translation,
        fuzzy=True,
        previous=near.previous or near.key,
        record=replace(near.record, state=State.OUTDATED, of="") if near.record else Record(State.OUTDATED),
        comments=near.comments,
        flags=near.flags,
    )


def _nearest(messages: Sequence[Message], units: Sequence[Unit]) -> dict[Key, Unit]:
    """The most similar of `units` for each message, one to one, the most similar pairs first.

    Nothing is nearer than a unit whose translation was made for the very text of the message.
    """
    if not messages or not units:
        return {}
    from rapidfuzz import fuzz, process

    sources = [unit.message.text for unit in units]
    made_for = {unit.previous: index for index, unit in enumerate(units) if unit.previous}
    pairs: list[tuple[float, int, int]] = []
    for position, message in enumerate(messages):
        if message.key in made_for:
            pairs.append((-math.inf, position, made_for[message.key]))
        found = process.extract(message.text, sources, scorer=fuzz.ratio, score_cutoff=LEAST_SIMILAR, limit=CANDIDATES)
        for _, score, index in found:
            same_section = set(message.references) & set(units[index].message.references)
            bonus = SAME_SECTION_BONUS if same_section else 0.0
            pairs.append((-(score + bonus), position, index))
    result: dict[Key, Unit] = {}
    taken: set[int] = set()
    for _, position, index in sorted(pairs):
        key = messages[position].key
        if key not in result and index not in taken:
            result[key] = units[index]
            taken.add(index)
    return result
