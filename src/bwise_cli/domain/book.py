"""A book: one curriculum in one locale and edition, whole and ready to be typeset."""

from collections.abc import Mapping
from dataclasses import dataclass

from bwise_cli.domain.nodes import Node


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover. All texts are in the book's language."""

    title: str
    """Title of the curriculum."""
    subtitle: str
    """Second line, or empty."""
    edition: str
    """Name of the edition, such as "Learner edition"."""
    country: str
    """Name of the country."""
    version: str
    """Version of the material, such as "Version 0.1"."""
    date: str
    """Date, written out."""
    notice: str
    """Says that the pack holds drafts or English; empty in a release."""
    funding: str
    """The co-funding line."""
    emblem: bytes | None
    """The emblem as SVG or PNG; None leaves its place empty."""
    publisher: str
    """Name of the consortium or partner organisation, or empty."""


@dataclass(frozen=True, slots=True)
class Book:
    """One curriculum in one locale and edition, ready to be typeset."""

    language: str
    """BCP 47 tag, such as `sl` or `de-AT`."""
    cover: Cover
    """What stands on the cover."""
    labels: Mapping[str, str]
    """Words of the program's own in the book's language, by their English text."""
    blocks: list[Node]
    """The text. A level-1 header opens a chapter; ids are unique; every link leads somewhere."""
    images: Mapping[str, bytes]
    """Content of every image, by the target that stands in `blocks`."""
    timestamp: int
    """Seconds since 1970 that the files carry as their time of making."""
