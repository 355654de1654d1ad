"""What came in at the DeepL of the tests, and what it is told to do wrong."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Faults:
    """What goes wrong; all of it can be changed while the server runs."""

    queue: deque[int | str] = field(default_factory=deque)
    """Faults of the next requests to translate, one each."""
    always: int | str | None = None
    """The fault of every request to translate."""
    everywhere: int | str | None = None
    """A status with which every request of any kind is answered, or `html`."""
    quota: int | None = None
    """Characters after which everything is answered with 456."""
    tags: dict[str, str] = field(default_factory=dict)
    """How tags come back wrong, by target language, `*` for all."""
    tokens: dict[str, str] = field(default_factory=dict)
    """The same for tokens such as `⟦1⟧` in plain text."""
    delay: float = 0.0
    """Seconds before each answer."""


@dataclass
class Request:
    """A request that came in."""

    method: str
    """`GET`, `POST`, …"""
    path: str
    """Path with query."""
    headers: dict[str, str]
    """By name in lower case."""
    body: dict[str, Any]
    """The JSON of the body; empty if there was none."""
    octets: int
    """Bytes of the body."""
    status: int | str = 0
    """With what it was answered: a status, or the name of a fault."""

    @property
    def texts(self) -> list[str]:
        """What was to be translated."""
        return list(self.body.get("text", ()))
