"""Drafts for tests: an engine and the desk before it, with nothing kept on disk."""

import re
from collections.abc import Iterator, Mapping, Sequence
from threading import Semaphore

from bwise_cli.cli.progress import Silent
from bwise_cli.domain.message import Message
from bwise_cli.domain.passage import Marking, Register
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.draft.budget import Budget
from bwise_cli.draft.desk import Desk, Progress, Source
from bwise_cli.draft.engine import Engine
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.pseudo import GROWTH, USUAL_GROWTH, lengthened


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


def desk(
    engine: Engine, shelf: Shelf | None = None, budget: Budget | None = None, progress: Progress | None = None
) -> Desk:
    shelf = shelf or Shelf()
    return Desk(engine, shelf, shelf, parse_inlines, budget or Budget(), Semaphore(1), progress or Silent())


def drafts(engine: Engine, messages: Sequence[Message], locale: str) -> list[str | None]:
    """What `engine` makes of each message."""
    made = desk(engine).drafts([Source(message.text) for message in messages], locale, Register.USUAL)
    return [made[message.text].text if message.text in made else None for message in messages]


_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
"""One attribute of an HTML tag, as CommonMark defines it: `<X a={b => c}>` is no tag but words."""
PROTECTED = re.compile(
    r"(?<!(?<!\\)`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"  # code
    r"|\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*?(?<=\S)\$"  # formulas
    rf"|{VARIABLE.pattern}"
    rf"|<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>"  # HTML tags
    r"|\]\(\d+\)|\[\^\d+\]"  # numbered parts
    r"|(?<![\w:]):[\w+-]+:(?![\w:])"  # emoji
    r"|\\[!-/:-@\[-`{-~\n]|&#?\w+;",  # escapes
    re.DOTALL,
)
"""What a translation must give back as it is."""


def pseudo(messages: Sequence[Message], locale: str = "sl") -> list[str]:
    """Each message with its words in accented English, without an engine: an oracle that knows texts alone."""
    growth = GROWTH.get(locale.partition("_")[0], USUAL_GROWTH)
    return [_pseudo(message.text, growth) for message in messages]


def _pseudo(text: str, growth: float) -> str:
    pieces, end = [], 0
    for match in PROTECTED.finditer(text):
        pieces += [lengthened(text[end : match.start()], growth), match.group()]
        end = match.end()
    return "".join([*pieces, lengthened(text[end:], growth)])


def pseudo_text(text: str, locale: str = "sl") -> str:
    """One text in accented English."""
    return pseudo([Message(text)], locale)[0]


LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "бвгдежзиклмнопрстуфхцчшщъя")
SIGN = {
    Marking.TAGS: re.compile(r"<k(\d+)>.*?</k\1>|</?[gn]\d+/?>|&\w+;", re.DOTALL),
    Marking.TOKENS: re.compile(r"\[/?\d+\]"),
    Marking.PIECES: re.compile(r"(?!)"),
}
"""What an engine leaves as it is."""


def parts(text: str, marking: Marking) -> Iterator[tuple[str, bool]]:
    """Words and signs of a passage, and which are signs."""
    end = 0
    for match in SIGN[marking].finditer(text):
        yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    yield text[end:], False


def foreign(text: str, marking: Marking) -> str:
    """`text` with other letters, and all signs where they were."""
    return "".join(part if is_sign else part.translate(LETTERS) for part, is_sign in parts(text, marking))
