"""One text that became two, and two that became one."""

from collections.abc import Mapping, Sequence

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Key, Message, Unit
from bwise_cli.domain.word_index import Words
from bwise_cli.merge.likeness import CONTAINED, PART_WORDS, share_within
from bwise_cli.merge.neighbours import Neighbours

SLACK = 1.25
"""How much longer than the whole its parts may be together: the author may have added a word on the way."""


def find_parts(
    messages: Sequence[Message], fresh: Sequence[Message], pairs: Mapping[Key, Unit], words: Mapping[Key, Words]
) -> dict[Key, Unit]:
    """Those of `fresh` without a pair that were split off the old text of the message beside them."""
    beside = Neighbours.of([message.key for message in messages])
    found: dict[Key, Unit] = {}
    used = {pairs[key].key: len(Words.of(key[1]).words) for key in pairs}
    for order, neighbour in ((fresh, beside.before), (fresh[::-1], beside.behind)):
        for message in order:
            next_to = neighbour.get(message.key)
            unit = next_to and (pairs.get(next_to) or found.get(next_to))
            if not unit or message.key in pairs or message.key in found:
                continue
            part, whole = Words.of(message.text), words[unit.key]
            length = used[unit.key] + len(part.words)
            if _is_part(part, whole) and length <= SLACK * len(whole.words):
                found[message.key] = unit
                used[unit.key] = length
    return found


def find_joined(old: Catalogue, pairs: Mapping[Key, Unit], words: Mapping[Key, Words]) -> dict[Key, tuple[Unit, ...]]:
    """For messages that were made of several old texts: those, in the order in which they stood."""
    units = old.current
    places = {unit.key: place for place, unit in enumerate(units)}
    taken = {unit.key for unit in pairs.values()}
    found: dict[Key, tuple[Unit, ...]] = {}
    for key, unit in pairs.items():
        if unit.key not in places or len(words[unit.key].words) < PART_WORDS:
            continue
        whole = Words.of(key[1])
        first = last = places[unit.key]
        room = SLACK * len(whole.words) - len(words[unit.key].words)
        while first > 0 and _fits(units[first - 1], whole, words, taken, room):
            first -= 1
            room -= len(words[units[first].key].words)
        while last + 1 < len(units) and _fits(units[last + 1], whole, words, taken, room):
            last += 1
            room -= len(words[units[last].key].words)
        if first < last:
            found[key] = units[first : last + 1]
            taken.update(each.key for each in found[key])
    return found


def _fits(unit: Unit, whole: Words, words: Mapping[Key, Words], taken: set[Key], room: float) -> bool:
    """Whether an old text, which is gone and which nothing else became, is a part of `whole` and has room there."""
    part = words.get(unit.key)
    return part is not None and unit.key not in taken and len(part.words) <= room and _is_part(part, whole)


def _is_part(part: Words, whole: Words) -> bool:
    """Whether `part` has enough words to be sure, and `whole` has more, and nearly all of them."""
    return PART_WORDS <= len(part.words) < len(whole.words) and share_within(part, whole) >= CONTAINED
