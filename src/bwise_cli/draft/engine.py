"""What `bwise translate` needs of engines, and of the store that keeps their answers."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bwise_cli.domain.passage import Limits, Marking, Order, Register


class Engine(Protocol):
    """What makes drafts of passages. One value serves all locales, from several threads."""

    @property
    def name(self) -> str:
        """Name in options, configuration and catalogues, such as `deepl`."""

    @property
    def markings(self) -> tuple[Marking, ...]:
        """The markings that it can be given, best first. Never empty; the last is `Marking.PIECES`."""

    @property
    def limits(self) -> Limits:
        """How much it takes at once."""

    def signature(self, locale: str, register: Register) -> str:
        """What its answer depends on beside the text and the marking: its language, model, register, terms.

        Two locales with the same signature share their answers. Raises `ConfigurationError` if it does not
        know the language.
        """

    def provenance(self, locale: str) -> Mapping[str, str]:
        """What the record of a draft says beside the name, such as `model` and `glossary`."""

    def translate(self, order: Order) -> Sequence[str]:
        """An answer to each passage, in their order; an empty one where there is none and would be none next time.

        Raises `RemoteError` if it cannot be had now, and `ConfigurationError` if asking again would not help.
        """


class Answers(Protocol):
    """Keeps what engines answered, so that nothing is paid twice."""

    def recall(self, keys: Sequence[str]) -> dict[str, str]:
        """The answers kept under these keys."""

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers; they are on the disk when this returns."""
