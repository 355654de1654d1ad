"""Faults in content, as data: what is wrong, where, how badly, and what to do next."""

from dataclasses import dataclass
from enum import StrEnum

from bwise_cli.domain.message import Key


class Severity(StrEnum):
    """How bad a finding is. Only errors make a gate fail."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands."""

    path: str
    """File, relative to the project, with forward slashes."""
    line: int = 0
    """Line in that file, from 1; 0 where the file as a whole is meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Note:
    """A second sentence to a finding: a remedy, or another place that explains it."""

    message: str
    """One line, lower case, without a full stop."""
    place: Place | None = None
    """Where the note points to; the finding's own place if None."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in the content."""

    tag: str
    """Stable name of the kind of fault, such as `po-quote`; documented in docs/checks.md or docs/errors.md."""
    message: str
    """What is wrong: one line, lower case, without a full stop."""
    place: Place
    """Where it is wrong."""
    severity: Severity = Severity.ERROR
    """Whether it fails a gate."""
    notes: tuple[Note, ...] = ()
    """Remedies and second places, in reading order."""
    about: Key | None = None
    """The message whose translation it is about; None if it is about a file or a master."""


MAX_QUOTE = 60


def quoted(text: str, limit: int = MAX_QUOTE) -> str:
    """`text` as it may stand in a message: one line, at most `limit` characters, nothing invisible."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{visible(cut)}"'


def visible(text: str) -> str:
    """`text` in one line, with control, bidirectional and other unprintable characters shown escaped.

    So a hostile file can neither move the cursor of a terminal nor reorder what a reader sees, nor end a line.
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
