"""A master as the verbs see it: its document, and how each of its segments is spelled as a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bwise_cli.domain.document import Document
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.spelling import Care, ParseInlines, Spelling, spell, spell_all
from bwise_cli.domain.survey import Survey, survey


@dataclass(frozen=True, slots=True)
class Master:
    """A document whose segments are spelled."""

    document: Document
    """The document in normal form."""
    survey: Survey
    """What the walk through the document finds."""
    spellings: tuple[Spelling | None, ...]
    """One for each segment in the order of the walk; None where the segment is not offered."""

    def __iter__(self) -> Iterator[tuple[Segment, Spelling | None]]:
        return iter(zip(self.survey.segments, self.spellings, strict=True))

    @property
    def cares(self) -> tuple[Care | None, ...]:
        """What `remake_master` needs, beside the document, to make this value again without a parser."""
        return tuple(None if spelling is None else spelling.care for spelling in self.spellings)


def make_masters(documents: Sequence[Document], parse: ParseInlines) -> list[Master]:
    """Spell every segment of every document; `parse` is called at most three times in all.

    A segment that cannot be spelled so that it reads back as it was is not offered.
    """
    surveys = [survey(document) for document in documents]
    prose = [[segment.is_prose for segment in each.segments] for each in surveys]
    offered = [
        segment.inlines
        for each, flags in zip(surveys, prose, strict=True)
        for segment, is_prose in zip(each.segments, flags, strict=True)
        if is_prose
    ]
    spelled = iter(spell_all(offered, parse))
    return [
        Master(document, each, tuple(next(spelled) if is_prose else None for is_prose in flags))
        for document, each, flags in zip(documents, surveys, prose, strict=True)
    ]


def remake_master(document: Document, cares: Sequence[int | None]) -> Master:
    """Make a master again from a document and the `cares` of an earlier one with the same document."""
    found = survey(document)
    walk = zip(found.segments, cares, strict=True)
    spellings = tuple(None if care is None else spell(segment.inlines, Care(care)) for segment, care in walk)
    return Master(document, found, spellings)
