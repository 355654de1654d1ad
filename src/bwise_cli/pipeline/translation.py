"""What `bwise translate` is asked to do, and what it did or would do."""

from dataclasses import dataclass
from pathlib import Path

from bwise_cli.domain.errors import BwiseError
from bwise_cli.domain.memory import LEAST


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is asked to do."""

    engine: str | None = None
    """What drafts; None leaves it to the project."""
    redraft: bool = False
    """Whether drafts that nobody touched are made again."""
    fuzzy: int = LEAST
    """Percent of likeness from which the translation of a similar text is taken; 100 takes equal texts only."""
    max_characters: int | None = None
    """Characters that may be sent in all."""
    models: Path | None = None
    """Where the models of the engine `local` are; None for the usual place."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What happened to one catalogue, or would happen."""

    path: str
    """Its file, relative to the project."""
    locale: str
    """Its locale."""
    curriculum: str
    """Its curriculum."""
    engine: str
    """What drafts it beside the memory; empty for nothing."""
    from_memory: int = 0
    """Messages that the memory filled."""
    similar: int = 0
    """Of these, those with the translation of a text that is only similar."""
    ready: int = 0
    """Of these, those that count as translated: a person vouched for the translation in the same context."""
    drafted: int = 0
    """Messages that the engine drafted."""
    flagged: int = 0
    """Of these, those whose markup the engine did not keep, so that they were drafted piece by piece."""
    left: int = 0
    """Messages that are still empty."""
    characters: int = 0
    """Characters of text that were sent to the engine, or would be."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What `bwise translate` did."""

    catalogues: tuple[Translated, ...]
    """One for each locale and curriculum."""
    advice: tuple[str, ...] = ()
    """What was done without, and how to have it."""
    stopped: bool = False
    """Whether the limit of characters ended it early."""
    fault: BwiseError | None = None
    """Why not all could be drafted; what was is saved."""
    used_before: str = ""
    """What the account of the engine had used before the run; empty if it does not bill."""
    used_after: str = ""
    """What it has used after the run; empty if that could not be asked."""
