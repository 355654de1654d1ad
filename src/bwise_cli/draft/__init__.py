"""Draft: fill what is empty, first from memory, then with an engine. What a person wrote is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.memory import Memory
from bwise_cli.domain.message import Key, Message, Record, State, Unit, sign_hash


class Engine(Protocol):
    """What makes drafts."""

    @property
    def name(self) -> str:
        """Name in options, configuration and catalogues."""

    def draft(self, messages: Sequence[Message], locale: str, /) -> list[str | None]:
        """A translation of each message into `locale`; None where the engine has none."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A catalogue with drafts, and what made them."""

    catalogue: Catalogue
    """The result."""
    by_engine: dict[str, int]
    """Messages drafted by each engine, in the order in which the engines were asked."""
    left: int
    """Messages that are still empty."""


MEMORY = "memory"


def draft(catalogue: Catalogue, memory: Memory, engine: Engine | None, today: str) -> Drafted:
    """Fill the empty units of `catalogue`: from `memory`, then by `engine` if there is one.

    `today` is the ISO date that the drafts carry.
    """
    locale = catalogue.locale or ""
    drafts: dict[Key, tuple[str, str]] = {}
    empty = [unit.message for unit in catalogue.current if unit.state is State.UNTRANSLATED]
    for message in empty:
        if known := memory.recall(message.text):
            drafts[message.key] = (known.translation, MEMORY)
    if engine:
        rest = [message for message in empty if message.key not in drafts]
        for message, text in zip(rest, engine.draft(rest, locale), strict=True):
            if text:
                drafts[message.key] = (text, engine.name)
    units = tuple(_filled(unit, drafts.get(unit.key), today) for unit in catalogue.units)
    names = [MEMORY, *([engine.name] if engine else [])]
    made = [name for _, name in drafts.values()]
    return Drafted(
        replace(catalogue, units=units),
        {name: made.count(name) for name in dict.fromkeys(names)},
        len(empty) - len(drafts),
    )


def _filled(unit: Unit, made: tuple[str, str] | None, today: str) -> Unit:
    if made is None or unit.obsolete:
        return unit
    translation, engine = made
    record = Record(State.DRAFT, engine=engine, on=today, of=sign_hash(*unit.key, translation))
    return replace(unit, translation=translation, fuzzy=True, record=record)
