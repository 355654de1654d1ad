"""Drafts for tests: an engine and the desk before it, with nothing kept on disk."""

from collections.abc import Mapping, Sequence
from threading import Semaphore

from bwise_cli.domain.message import Message
from bwise_cli.domain.passage import Marking, Register
from bwise_cli.draft.desk import Budget, Desk, Source
from bwise_cli.draft.engine import Engine
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.pseudo import Pseudo


class Shelf:
    """Keeps answers, and what is known of marks, as long as the test runs."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.marks: dict[tuple[str, Marking], tuple[int, int]] = {}

    def recall(self, keys: Sequence[str]) -> dict[str, str]:
        return {key: self.answers[key] for key in keys if key in self.answers}

    def keep(self, answers: Mapping[str, str]) -> None:
        self.answers |= answers

    def marks_lost(self, pair: str) -> dict[Marking, tuple[int, int]]:
        return {marking: counts for (known, marking), counts in self.marks.items() if known == pair}

    def note_marks(self, pair: str, marking: Marking, tried: int, lost: int) -> None:
        before = self.marks.get((pair, marking), (0, 0))
        self.marks[pair, marking] = (before[0] + tried, before[1] + lost)


def desk(engine: Engine, shelf: Shelf | None = None, budget: Budget | None = None) -> Desk:
    shelf = shelf or Shelf()
    return Desk(engine, shelf, shelf, parse_inlines, budget or Budget(), Semaphore(1))


def drafts(engine: Engine, messages: Sequence[Message], locale: str) -> list[str | None]:
    """What `engine` makes of each message."""
    made = desk(engine).drafts([Source(message.text) for message in messages], locale, Register.USUAL)
    return [made[message.text].text if message.text in made else None for message in messages]


def pseudo(messages: Sequence[Message], locale: str = "sl") -> list[str | None]:
    """What the engine `pseudo` makes of each message."""
    return drafts(Pseudo(), messages, locale)


def pseudo_text(text: str, locale: str = "sl") -> str:
    """What the engine `pseudo` makes of one text."""
    (made,) = pseudo([Message(text)], locale)
    assert made
    return made
