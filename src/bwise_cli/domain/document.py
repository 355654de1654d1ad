"""A document: one master, or one of its localisations."""

from dataclasses import dataclass, field

from bwise_cli.domain.nodes import Blocks, Node
from bwise_cli.domain.remark import Remark

OVERVIEWS = ("curriculum.md", "curriculum.docx")
"""The master that introduces a curriculum: its facts are in the front matter, its chapter has no number."""
PROSE_KEYS = ("title", "subtitle", "audience", "description", "summary", "text", "esco")
"""Front matter keys, at any depth, whose values are prose if the project names no others; in the order of the offer."""


@dataclass(frozen=True, slots=True)
class Document:
    """One master, or one of its localisations: the pandoc AST in normal form."""

    name: str
    """File name inside its curriculum, with forward slashes."""
    meta: dict[str, Node] = field(default_factory=dict)
    """Front matter, by key."""
    blocks: Blocks = field(default_factory=list)
    """The text."""
    prose_keys: tuple[str, ...] = PROSE_KEYS
    """Front matter keys, at any depth, whose values are prose; in the order in which they are offered."""
    remarks: tuple[Remark, ...] = ()
    """What its author should know of it."""
    styles: tuple[str, ...] = ()
    """The `style_key` of every paragraph style that it uses, if it is a Word file."""

    @property
    def is_overview(self) -> bool:
        """Whether it introduces its curriculum."""
        return self.name in OVERVIEWS
