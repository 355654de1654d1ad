"""The passages that are typeset in a way of their own, whatever the format."""

from dataclasses import dataclass

from bwise_cli.domain.nodes import Blocks, Inlines


@dataclass(frozen=True, slots=True)
class Box:
    """A passage that is set apart from the text around it."""

    kind: str
    """Its class: `activity`, `case`, `checklist`, `trainer`, `feedback` or `quiz`."""
    label: str
    """What it is, in the book's language."""
    title: str
    """Its own title, or empty."""
    detail: str
    """What else stands beside the label, such as "40 minutes"; or empty."""
    identifier: str
    """The id that links lead to, or empty."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One learning outcome."""

    code: str
    """Its short name in the text, such as `K1`."""
    identifier: str
    """The id that links lead to, or empty."""
    blocks: Blocks
    """What a learner can do afterwards."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that is one image."""

    target: str
    """Key of the image in the book."""
    alt: str
    """What a person who cannot see it needs to know."""
    language: str
    """Language of `alt` if it is not the book's, or empty."""
    width: str
    """Width that its author asked for, such as `50%`; or empty."""
    identifier: str
    """The id that links lead to, or empty."""
    caption: Inlines
    """The visible caption with its number; empty if it has none."""
