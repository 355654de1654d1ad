"""From pairs of passages to what a catalogue takes: texts as masters spell them, each with its translation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bwise_cli.align import Pair
from bwise_cli.align.passages import Passage, joined
from bwise_cli.align.traits import plain_type
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Key, Message, Record, State, Unit
from bwise_cli.domain.respelling import Respelling, respell_all
from bwise_cli.domain.spelling import ParseInlines, describe_part, spell_all

ENGINE = "align"
"""What stands as the engine of a draft that came out of an alignment."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A pair, spelled."""

    pair: Pair
    """The passages."""
    text: str
    """The source as it is spelled in a catalogue."""
    parts: tuple[str, ...]
    """What each number in it stands for."""
    translation: str
    """The translation, with the same numbers where it has the same parts."""
    replaced: tuple[str, ...] = ()
    """Parts that the translation has of its own; a part of the source stands in the place of each."""


def salvage(pairs: Sequence[Pair], parse: ParseInlines) -> list[Salvaged]:
    """`pairs` spelled; those are missing of which nothing is offered, or which cannot be spelled."""
    offered = [pair for pair in pairs if any(each.offered for each in pair.sources)]
    sources = [joined(pair.sources).inlines for pair in offered]
    targets = [joined(pair.targets).inlines for pair in offered]
    spelled = [
        (pair, Respelling(target, source, spelling))
        for pair, source, target, spelling in zip(offered, sources, targets, spell_all(sources, parse), strict=True)
        if spelling
    ]
    respelled = respell_all([request for _, request in spelled], parse)
    own = iter(spell_all([r.translation for (_, r), made in zip(spelled, respelled, strict=True) if not made], parse))
    found: list[Salvaged] = []
    for (pair, request), made in zip(spelled, respelled, strict=True):
        text, parts = request.spelling.text, tuple(map(describe_part, request.spelling.parts))
        if made:
            found.append(Salvaged(pair, text, parts, made.text, made.replaced))
        elif spelling := next(own):
            found.append(Salvaged(pair, text, parts, spelling.text))
    return found


Found: TypeAlias = Mapping[Key, Salvaged]
"""What was found for each key: those of messages, and texts that no message has."""


def find_messages(salvaged: Iterable[Salvaged], messages: Iterable[Message]) -> dict[Key, Salvaged]:
    """The surest of `salvaged` for each message with its text, and under its own text what no message has.

    In the order of the document, as a catalogue has it: neighbours tell what a changed text was.
    """
    keys: dict[str, list[Key]] = {}
    for message in messages:
        keys.setdefault(plain_type(message.text), []).append(message.key)
    found: dict[Key, Salvaged] = {}
    for each in sorted(salvaged, key=lambda each: -each.pair.confidence):
        for key in keys.get(plain_type(each.text), [(None, each.text)]):
            found.setdefault(key, each)
    return dict(sorted(found.items(), key=lambda item: item[1].pair.sources[0].number))


def as_catalogue(found: Found, like: Catalogue, said: str, today: str) -> Catalogue:
    """A catalogue of drafts, for the curriculum and locale of `like`, to be merged like an old one.

    `said` goes into a comment behind the confidence; drafts carry the date `today`.
    """
    units = [
        Unit(
            Message(text, context, parts=each.parts),
            each.translation,
            fuzzy=True,
            record=Record(State.DRAFT, engine=ENGINE, on=today),
            comments=(
                f"aligned with confidence {each.pair.confidence:.2f}: {said}",
                *(f"had a part of its own: {part}" for part in each.replaced),
            ),
        )
        for (context, text), each in found.items()
    ]
    return Catalogue(like.curriculum, like.locale, tuple(units))


def filled(catalogue: Catalogue, drafts: Catalogue, today: str) -> tuple[Unit, ...]:
    """The units of `catalogue`, those that are empty with the translation that `drafts` has; comments are kept."""
    made = {unit.key: unit for unit in drafts.current if unit.translation}
    return tuple(
        unit if unit.obsolete or unit.translation or unit.key not in made else _filled(unit, made[unit.key], today)
        for unit in catalogue.units
    )


def _filled(unit: Unit, draft: Unit, today: str) -> Unit:
    return Unit(
        unit.message,
        draft.translation,
        fuzzy=True,
        previous=draft.previous,
        record=replace(draft.record or Record(State.DRAFT), engine=ENGINE, on=today),
        comments=tuple(dict.fromkeys((*unit.comments, *draft.comments))),
        flags=unit.flags,
    )


def prose(passages: Iterable[Passage]) -> list[str]:
    """The texts of those passages of which there is something to translate."""
    return [each.text for each in passages if each.offered]
