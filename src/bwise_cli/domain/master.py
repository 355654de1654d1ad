"""A master as the verbs see it: its document, and how each of its segments is spelled as a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bwise_cli.domain.document import Document, segments
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.spelling import Care, ParseInlines, Spelling, spell, spell_all


@dataclass(frozen=True, slots=True)
class Master:
    """A document whose segments are spelled."""

    document: Document
    """The document in normal form."""
    spellings: tuple[Spelling | None, ...]
    """One for each segment in the order of the walk; None where the segment is not offered."""

    def __iter__(self) -> Iterator[tuple[Segment, Spelling | None]]:
        return iter(zip(segments(self.document), self.spellings, strict=True))

    @property
    def cares(self) -> tuple[Care | None, ...]:
        """What `remake_master` needs, beside the document, to make this value again without a parser."""
        return tuple(None if spelling is None else spelling.care for spelling in self.spellings)


def make_masters(documents: Sequence[Document], parse: ParseInlines) -> list[Master]:
    """Spell every segment of every document; `parse` is called at most three times in all.

    A segment that cannot be spelled so that it reads back as it was is not offered.
    """
    walks = [segments(document) for document in documents]
    offered = [segment.inlines for walk in walks for segment in walk if segment.is_prose]
    spelled = iter(spell_all(offered, parse))
    return [
        Master(document, tuple(next(spelled) if segment.is_prose else None for segment in walk))
        for document, walk in zip(documents, walks, strict=True)
    ]


def remake_master(document: Document, cares: Sequence[int | None]) -> Master:
    """Make a master again from a document and the `cares` of an earlier one with the same document."""
    walk = zip(segments(document), cares, strict=True)
    return Master(
        document, tuple(None if care is None else spell(segment.inlines, Care(care)) for segment, care in walk)
    )
