"""Documents and translations whose alignment is known, and a random hand that damages them as translators do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeAlias

from bwise_cli.align.passages import Passage, joined, passages_of
from bwise_cli.align.traits import traits_of
from bwise_cli.domain.adoption import texts_of
from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, make_masters
from bwise_cli.domain.message import Kind
from bwise_cli.domain.nodes import Inlines
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages
from bwise_cli.formats.po import parse_po
from bwise_cli.localise import localise
from bwise_cli.merge import merge
from bwise_cli.migrate import adopt, combine

Group: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""Places of passages of both sides that correspond, in order."""


@dataclass(frozen=True, slots=True)
class Course:
    """A document and its translation, passage by passage."""

    language: str
    """Language of the translation."""
    sources: tuple[Passage, ...]
    """The passages of the document."""
    targets: tuple[Passage, ...]
    """For each the one that translates it."""


def read_course(masters: Path, catalogue: Path, language: str, reader: str) -> Course:
    """The masters in a folder with a catalogue of any tool; passages that are not translated are left out."""
    paths = sorted(masters.rglob("*.md"), key=lambda path: path.as_posix())
    parsed = parse_markdown([path.read_text(encoding="utf-8") for path in paths], reader)
    documents = [
        Document(path.relative_to(masters).as_posix(), each.meta, each.blocks)
        for path, each in zip(paths, parsed, strict=True)
        if isinstance(each, Parsed)
    ]
    made = make_masters(documents, parse_inlines)
    localised = _localised(made, catalogue, language, reader)
    pairs = [
        (source, target)
        for one, two in zip(documents, localised, strict=True)
        for source, target in zip(passages_of(one, _no_terms), passages_of(two, _no_terms), strict=True)
        if not _is_english(target.inlines)
    ]
    sources, targets = zip(*pairs, strict=True)
    return Course(language, sources, targets)


def _no_terms(_: str) -> Iterable[str]:
    return ()


def _localised(masters: Sequence[Master], catalogue: Path, language: str, reader: str) -> tuple[Document, ...]:
    def read(texts: Sequence[str]) -> list[Document | None]:
        return [
            Document("", each.meta, each.blocks) if isinstance(each, Parsed) else None
            for each in parse_markdown(texts, reader)
        ]

    old = parse_po(catalogue.read_bytes(), catalogue.name, "course", language, foreign=True)
    messages = extract_messages(masters)
    adopted = adopt(old, texts_of(masters, messages), read, parse_inlines, "2026-01-01")
    merged = merge(combine(replace(old, units=()), adopted), messages).catalogue
    return localise(masters, [merged], parse_inlines).documents


def _is_english(inlines: Inlines) -> bool:
    """Whether localising left a passage in English, and said so."""
    return inlines[0]["t"] == "Span" and ["lang", "en"] in inlines[0]["c"][0][2]


# Damage

Origin: TypeAlias = tuple[int, int]
"""Number of a pair of the course, and 0 for its first sentence or 1 for the rest: both sides may be cut there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage after the damage."""

    passage: Passage
    """What stands there."""
    origins: frozenset[Origin]
    """What it comes from; nothing if it is an addition."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A document and its translation that do not quite correspond any more."""

    sources: tuple[Piece, ...]
    targets: tuple[Piece, ...]

    def truth(self) -> list[Group]:
        """What corresponds: pieces that share an origin, with all that share one with these."""
        groups: list[tuple[frozenset[Origin], set[int], set[int]]] = []
        for side, pieces in enumerate((self.sources, self.targets)):
            for place, piece in enumerate(pieces):
                near = [each for each in groups if each[0] & piece.origins]
                origins = piece.origins.union(*(each[0] for each in near))
                places: tuple[set[int], set[int]] = ({place}, set()) if side == 0 else (set(), {place})
                for _, ones, twos in near:
                    places[0].update(ones)
                    places[1].update(twos)
                groups = [each for each in groups if each not in near]
                groups.append((origins, *places))
        return [(tuple(sorted(one)), tuple(sorted(two))) for _, one, two in groups if one and two]


_RUNNING = (Kind.PARAGRAPH, Kind.LIST_ITEM)
_LOOSE = {Kind.HEADING: Kind.PARAGRAPH, Kind.LIST_ITEM: Kind.PARAGRAPH, Kind.TABLE_CELL: Kind.PARAGRAPH}
"""What becomes of a kind in a document without styles."""


class Hand:
    """Damages courses."""

    def __init__(self, seed: int, share: float, strangers: Course) -> None:
        """`share` of the passages are damaged on either side; additions are passages of `strangers`."""
        self._random = Random(seed)
        self._share = share
        self._strangers = strangers

    def damage(self, course: Course, size: int) -> Damaged:
        """A stretch of `size` passages of a course, damaged."""
        start = self._random.randrange(max(1, len(course.sources) - size))
        sides = []
        for passages, strangers in (
            (course.sources, self._strangers.sources),
            (course.targets, self._strangers.targets),
        ):
            pieces = [
                Piece(replace(passage), frozenset({(number, 0), (number, 1)}))
                for number, passage in enumerate(passages[start : start + size])
            ]
            sides.append(tuple(self._with_run(self._damaged(pieces, strangers), strangers)))
        return Damaged(sides[0], sides[1])

    def _damaged(self, pieces: list[Piece], strangers: Sequence[Passage]) -> list[Piece]:
        left = pieces[::-1]
        result: list[Piece] = []
        while left:
            if self._random.random() >= self._share:
                result.append(left.pop())
                continue
            change = self._random.choices(
                (self._delete, self._add, self._exchange, self._join, self._split, self._loosen), (5, 3, 3, 4, 4, 2)
            )[0]
            result += change(left, strangers)
        return result

    def _delete(self, left: list[Piece], _: Sequence[Passage]) -> list[Piece]:
        left.pop()
        return []

    def _add(self, left: list[Piece], strangers: Sequence[Passage]) -> list[Piece]:
        return [Piece(replace(self._random.choice(strangers)), frozenset()), left.pop()]

    def _exchange(self, left: list[Piece], _: Sequence[Passage]) -> list[Piece]:
        first = left.pop()
        return [left.pop(), first] if left else [first]

    def _join(self, left: list[Piece], _: Sequence[Passage]) -> list[Piece]:
        group = [left.pop()]
        kind = group[0].passage.kind
        most = self._random.choice((2, 2, 3))
        while kind in _RUNNING and left and left[-1].passage.kind is kind and len(group) < most:
            group.append(left.pop())
        whole = replace(joined([each.passage for each in group]), kind=Kind.PARAGRAPH if len(group) > 1 else kind)
        return [Piece(whole, frozenset().union(*(each.origins for each in group)))]

    def _split(self, left: list[Piece], _: Sequence[Passage]) -> list[Piece]:
        piece = left.pop()
        parts = _sentences(piece.passage.inlines) if piece.passage.kind in _RUNNING else None
        if parts is None:
            return [piece]
        return [
            Piece(replace(piece.passage, inlines=inlines, traits=traits_of(inlines)), origins)
            for inlines, origins in zip(parts, _halves(piece.origins), strict=True)
        ]

    def _loosen(self, left: list[Piece], _: Sequence[Passage]) -> list[Piece]:
        piece = left.pop()
        kind = _LOOSE.get(piece.passage.kind, piece.passage.kind)
        return [Piece(replace(piece.passage, kind=kind, level=0, cell=None), piece.origins)]

    def _with_run(self, pieces: list[Piece], strangers: Sequence[Passage]) -> list[Piece]:
        """`pieces` of which a run, such as a section, is missing, added, or another one."""
        length = self._random.randrange(1, max(2, len(pieces) // 8))
        place = self._random.randrange(max(1, len(pieces) - length))
        origin = self._random.randrange(max(1, len(strangers) - length))
        run = [Piece(replace(each), frozenset()) for each in strangers[origin : origin + length]]
        match self._random.randrange(4):
            case 0:
                return pieces[:place] + pieces[place + length :]
            case 1:
                return pieces[:place] + run + pieces[place:]
            case 2:
                return pieces[:place] + run + pieces[place + length :]
            case _:
                return pieces


def _halves(origins: frozenset[Origin]) -> tuple[frozenset[Origin], frozenset[Origin]]:
    first = frozenset(each for each in origins if each[1] == 0)
    return first, origins - first


def _sentences(inlines: Inlines) -> tuple[Inlines, Inlines] | None:
    """A text in two, after its first sentence; None if it has only one."""
    for place, inline in enumerate(inlines[:-4]):
        ends = inline["t"] == "Str" and inline["c"][-1] in ".?!;"
        if place > 2 and ends and inlines[place + 1]["t"] == "Space":
            return inlines[: place + 1], inlines[place + 2 :]
    return None
