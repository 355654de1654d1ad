"""A translation beside its source, as the checks of single units see it, and what they say of it."""

from dataclasses import dataclass

from bwise_cli.checks.subject import Subject
from bwise_cli.domain.message import Unit
from bwise_cli.domain.prose import Prose

LONGEST = 40_000
"""More characters than that, with the source, no paragraph for people has."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A translation that is meant for the text that stands there now, beside that text."""

    unit: Unit
    """The unit. It is translated, and not outdated."""
    source: Prose
    """Its message as readers of the source see it."""
    target: Prose
    """Its translation as readers see it."""
    language: str
    """Language of the translation, such as `de`."""
    subject: Subject
    """The catalogue that it is in, and all that is known of it."""

    @property
    def locale(self) -> str:
        """Locale of the translation, such as `de_AT`."""
        return self.subject.chain[0]

    @property
    def is_long(self) -> bool:
        """Whether this is no text for people: what looks at every word leaves it out."""
        return len(self.source.words) + len(self.target.words) > LONGEST


@dataclass(frozen=True, slots=True)
class Edit:
    """What mends a translation safely: it changes how it is written, and nothing that it says."""

    start: int
    """Where what is wrong begins in the words of the translation (`Prose.words`)."""
    end: int
    """Where it ends."""
    new: str
    """What belongs in its place."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that a check has to say of a translation."""

    message: str
    """What is wrong: one line, lower case, without a full stop; quoted text through `quoted`."""
    remedy: str = ""
    """What to do, in the same form; empty where the message says it."""
    edit: Edit | None = None
    """What `bwise check --fix` does; None if a person has to look."""
