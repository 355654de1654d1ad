"""Directives by which an author takes findings away: `<!-- bwise:ignore table-header it is a form -->`."""

from dataclasses import dataclass

from bwise_cli.domain.directives import IGNORE, directive_of
from bwise_cli.domain.nodes import Node


@dataclass(frozen=True, slots=True)
class Ignore:
    """One such directive. It is for the block that follows it, and all that is in that."""

    file: str
    """File name of the master inside its curriculum."""
    tags: tuple[str, ...]
    """Tags of the findings to leave out."""
    reason: str
    """Why; empty if the author does not say."""
    source: str
    """The comment as it stands in the master."""


def ignore_of(block: Node, file: str) -> Ignore | None:
    """The directive that a raw block of `file` is; None if it is none of this kind."""
    directive = directive_of(block)
    if directive is None or directive.name != IGNORE:
        return None
    tags, _, reason = directive.text.replace(", ", ",").partition(" ")
    return Ignore(file, tuple(tag for tag in tags.split(",") if tag), reason, directive.source)
