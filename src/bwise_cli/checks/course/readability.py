"""Can the readers of a curriculum read it, where `bwise.toml` says how easy it is meant to be?

Two measures. The length of a sentence: the United Kingdom's guidance on accessible formats asks for 10 to 15 words in
Easy Read, and guides to plain language for everybody for 15 to 20 on average; Inclusion Europe's standards ask for
short sentences with one idea each and give no number. The LIX of a section, by C.-H. Björnsson (1968): the words of a
sentence plus the percentage of words with more than six letters. He calls texts up to 30 very easy, up to 40 easy, up
to 50 medium; J. Anderson (1983) found the same order for English. Unlike Flesch's measure it needs no syllables, which
no program counts rightly in names and abbreviations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bwise_cli.checks.course.course import Course, MasterSlip, Sheet, Spot, stretch_of, texts_of
from bwise_cli.domain.edition import TRAINER_CLASSES
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import Inlines, plain_text
from bwise_cli.settings import Readability

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_CLOSING = "\"'”’»“‘)]*"
"""What may stand behind the mark that ends a sentence."""
_LONG = 7
"""Letters from which LIX calls a word long."""
_TOLD = 100
"""Long sentences of one text that are told: of more nobody reads."""
_ENOUGH = 100
"""Words that a section must have before its LIX says anything."""


@dataclass(slots=True)
class _Section:
    """The text below one heading. Filled block by block."""

    spot: Spot | None = None
    title: str = ""
    sentences: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def lix(self) -> float:
        long = sum(len(word) >= _LONG for word in self.words)
        return len(self.words) / self.sentences + 100 * long / len(self.words)


def readability(course: Course) -> Iterator[MasterSlip]:
    """Sentences that are too long, and sections with too many long sentences and words."""
    if course.readability:
        for sheet in course.sheets:
            yield from _of_sheet(course, sheet, course.readability)


def _of_sheet(course: Course, sheet: Sheet, wanted: Readability) -> Iterator[MasterSlip]:
    section = _Section()
    for spot in sheet.spots:
        if spot.is_in(*TRAINER_CLASSES, "Table", "Figure"):
            continue
        if spot.block["t"] == "Header":
            yield from _of_section(sheet, section, wanted)
            section = _Section(spot, plain_text(spot.block["c"][2]))
            continue
        for inlines in texts_of(spot.block):
            sentences = [(sentence, _words(sentence)) for sentence in _sentences(course, inlines)]
            for sentence, words in sentences:
                # Items of a list without a mark at the end are no prose: they count for no LIX.
                if sentence.rstrip(_CLOSING).endswith((".", "!", "?", "…")):
                    section.words += words
                    section.sentences += 1
            too_long = [each for each in sentences if len(each[1]) > wanted.words][:_TOLD]
            stretch = stretch_of(inlines) if too_long else ""
            for sentence, words in too_long:
                message = f"a sentence of {len(words)} words, more than {wanted.words}: {quoted(sentence)}"
                yield MasterSlip(sheet.name, message, "make two of it", spot, (sentence, stretch))
    yield from _of_section(sheet, section, wanted)


def _words(sentence: str) -> list[str]:
    """The words of a sentence; an address is one."""
    found: list[str] = []
    for part in sentence.split():
        found += ["address"] if "://" in part or "@" in part else _WORD.findall(part)
    return found


def _of_section(sheet: Sheet, section: _Section, wanted: Readability) -> Iterator[MasterSlip]:
    if len(section.words) >= _ENOUGH and section.lix > wanted.lix:
        name = quoted(section.title) if section.spot else "the text before the first heading"
        message = f"hard to read (LIX {section.lix:.0f}, more than {wanted.lix}): {name}"
        find = (stretch_of(section.spot.block["c"][2]),) if section.spot else ()
        yield MasterSlip(sheet.name, message, "use shorter sentences and shorter words", section.spot, find)


def _sentences(course: Course, inlines: Inlines) -> Iterator[str]:
    """The sentences of a text that have words."""
    for piece in course.sentences(" ".join(plain_text(inline for inline in inlines if inline["t"] != "Image").split())):
        if _WORD.search(piece):
            yield piece
