"""A memory: earlier translations, of equal texts and of similar ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Kind, Record, State, Unit, sign_hash

MEMORY, PSEUDO = "memory", "pseudo"
"""Engines whose drafts are not remembered: the first repeat what is remembered, the second are no translations."""

LEAST = 75
"""Percent of likeness below which a similar text is no help, unless an option says otherwise."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where earlier translations come from."""

    name: str
    """What records call it: a curriculum, a locale, or the file of a memory."""
    rank: int = 0
    """0 for the catalogues of the locale itself; the higher the further away."""
    curriculum: str = ""
    """The curriculum whose catalogue it is; empty for a file of a memory."""
    penalty: int = 0
    """Percent that its translations count less."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One earlier translation of one text."""

    text: str
    """The source, as the text of a message."""
    translation: str
    """Its translation, as the text of a translation."""
    source: Source
    """Where it comes from."""
    state: State = State.TRANSLATED
    """How far it was; `draft` for whatever nobody vouched for."""
    context: str | None = None
    """The context of the source."""
    kinds: tuple[Kind, ...] = ()
    """What it was."""
    before: str = ""
    """The text that stands before it; empty if that is not known."""
    behind: str = ""
    """The text that stands behind it; empty if that is not known."""
    on: str = ""
    """Day of the sign-off, ISO 8601; empty if there is none or that is not known."""
    made: Record | None = None
    """For the draft of an engine that nobody has touched: how it was made."""


def entries_of(catalogue: Catalogue, source: Source) -> Iterator[Entry]:
    """What can be learnt from a catalogue: every translation, for the text that it was made for."""
    texts = ["", *(unit.message.text for unit in catalogue.current), ""]
    places = {unit.key: place for place, unit in enumerate(catalogue.current, 1)}
    for unit in catalogue:
        if not unit.translation or _is_no_translation(unit):
            continue
        context, text = unit.made_for
        place = places.get(unit.key, 0) if unit.made_for == unit.key and not unit.obsolete else 0
        yield Entry(
            text,
            unit.translation,
            source,
            _state_of(unit),
            context,
            unit.message.kinds,
            texts[place - 1] if place else "",
            texts[place + 1] if place else "",
            unit.record.on if unit.record and unit.state.meets(State.REVIEWED) else "",
            unit.record if unit.is_untouched else None,
        )


def _is_no_translation(unit: Unit) -> bool:
    """Whether what `unit` has is no translation of the text that it was made for, or comes from the memory anyway."""
    record = unit.record
    if unit.state is State.OUTDATED:
        return unit.previous is None
    if unit.state is not State.DRAFT or record is None:
        return False
    return bool(record.match) or record.engine == PSEUDO or (record.engine == MEMORY and unit.is_untouched)


def _state_of(unit: Unit) -> State:
    """The state of `unit` for the text that it was made for."""
    record = unit.record
    if unit.state is not State.OUTDATED or record is None:
        return State.DRAFT if unit.state is State.OUTDATED else unit.state
    was_vouched = record.before in (State.TRANSLATED, State.REVIEWED, State.APPROVED)
    holds = was_vouched and record.of == sign_hash(*unit.made_for, unit.translation)
    return State.TRANSLATED if holds else State.DRAFT
