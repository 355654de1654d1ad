"""Recall: fill what is empty with what was translated before. What a person wrote is never touched.

An equal text comes first, then the most similar one. An equal text arrives as translated if a person vouched for it in
a catalogue of the same locale, in the same context: the same context line, a kind in common, the same text before or
behind it; and if nobody translated it otherwise there. Everything else is a draft that says where it comes from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.inline_marks import needed
from bwise_cli.domain.memory import LEAST, MEMORY, Entry
from bwise_cli.domain.message import Key, Record, State, Unit, sign_hash
from bwise_cli.domain.word_index import CANDIDATES, Index, Words
from bwise_cli.draft.adapting import adapted, same_but_for_figures

SHORT = 3
"""Words up to which a text is similar only to one with the same words: another word makes it another text."""
FEW = 100
"""Texts up to which each is compared with all that are known: that takes as long as making an index."""
VISITS = 4000
"""Entries of the index that are visited for one text: with 1,000, 4 % of what is similar was not found among 50,000."""
FAR = 50
"""Percent of likeness, as they are written, below which texts are not compared by their words."""
ALIKE = 99
"""Percent of likeness that a text with the same words has, but with other marks or punctuation."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A catalogue with what was found for its empty units."""

    catalogue: Catalogue
    """The result."""
    filled: tuple[Unit, ...]
    """The units that were empty, as they are in the result."""
    exact: int
    """How many of them have the translation of an equal text."""
    fuzzy: int
    """How many of them have that of a similar one."""
    translated: int
    """How many of them count as translated; all others are drafts."""


class Recollection:
    """Earlier translations into one locale, ready to be searched."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_text: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_text.setdefault(entry.text, []).append(entry)

    def equal(self, text: str) -> Sequence[Entry]:
        """The translations of exactly this text."""
        return self._by_text.get(text, ())

    def similar(self, text: str, words: Words, *, many: bool) -> list[tuple[float, list[Entry]]]:
        """The translations of the texts that are most like `text`, whose words are `words`, and how like they are.

        That is in percent. `many` says that very many texts are looked for, so that an index is worth its time.
        """
        from rapidfuzz import fuzz

        if many:
            index, joined = self._index
            found = [(joined[place], self._texts[place]) for place in index.candidates(words)]
        else:
            found = [(Words.of(each).joined, each) for each in self._nearest(text)]
        return [(fuzz.ratio(words.joined, other), self._by_text[each]) for other, each in found]

    def _nearest(self, text: str) -> list[str]:
        """The texts that are most like `text` as it is written, found by comparing it with all."""
        from rapidfuzz import fuzz, process

        found = process.extract(text.casefold(), self._folded, scorer=fuzz.ratio, score_cutoff=FAR, limit=CANDIDATES)
        return [self._texts[place] for _, _, place in found]

    @cached_property
    def _texts(self) -> list[str]:
        """Every text that a person translated, in an order that does not depend on where it was read first."""
        return sorted(text for text, entries in self._by_text.items() if any(each.made is None for each in entries))

    @cached_property
    def _folded(self) -> list[str]:
        return [text.casefold() for text in self._texts]

    @cached_property
    def _index(self) -> tuple[Index, list[str]]:
        """All texts by their words, and the words of each."""
        joined: list[str] = []

        def prepared() -> Iterator[Words]:
            for text in self._texts:
                words = Words.of(text)
                joined.append(words.joined)
                yield words

        return Index(prepared(), VISITS), joined


def recall(
    catalogue: Catalogue, memory: Recollection, today: str, *, least: int = LEAST, made: bool = True
) -> Recalled:
    """Fill the empty units of `catalogue` from `memory`. `today` is the ISO date that they carry.

    A similar text is taken from `least` percent of likeness on; 100 takes equal ones only. `made` says whether drafts
    of engines for equal texts are taken over too.
    """
    units = catalogue.current
    neighbours = _neighbours(units)
    empty = [unit for unit in units if unit.state is State.UNTRANSLATED]
    fillers = {unit.key: _Filler(unit, catalogue.curriculum, neighbours[unit.key], today) for unit in empty}
    found = {key: filler.from_equal(memory, made=made) for key, filler in fillers.items()}
    rest = [key for key, unit in found.items() if unit is None] if least < 100 else []
    found |= {key: fillers[key].from_similar(memory, least, many=len(rest) > FEW) for key in rest}
    filled = tuple(unit for unit in found.values() if unit)
    result = tuple(unit if unit.obsolete else found.get(unit.key) or unit for unit in catalogue.units)
    fuzzy = sum(unit.previous is not None for unit in filled)
    translated = sum(unit.state is State.TRANSLATED for unit in filled)
    return Recalled(replace(catalogue, units=result), filled, len(filled) - fuzzy, fuzzy, translated)


def _neighbours(units: Sequence[Unit]) -> dict[Key, tuple[str, str]]:
    """The texts before and behind each of `units`."""
    texts = ["", *(unit.message.text for unit in units), ""]
    return {unit.key: (texts[place], texts[place + 2]) for place, unit in enumerate(units)}


class _Filler:
    """Looks for the translation of one empty unit."""

    def __init__(self, unit: Unit, curriculum: str, neighbours: tuple[str, str], today: str) -> None:
        self._unit = unit
        self._message = unit.message
        self._curriculum = curriculum
        self._neighbours = neighbours
        self._today = today

    def from_equal(self, memory: Recollection, *, made: bool) -> Unit | None:
        """The unit with the best translation of an equal text, if there is one that fits."""
        entries = [each for each in memory.equal(self._message.text) if made or each.made is None]
        wanted = needed(self._message.text) if entries else []
        fitting = [each for each in entries if needed(each.translation) == wanted]
        if not fitting:
            return None
        best = min(fitting, key=self._order)
        vouched = {each.translation for each in fitting if self._is_same_context(each)}
        if vouched == {best.translation}:
            return self._filled(best, best.translation, Record(State.TRANSLATED, engine=MEMORY))
        record = replace(best.made or Record(State.DRAFT, engine=MEMORY), match=_percent(best.source.penalty))
        return self._filled(best, best.translation, record)

    def from_similar(self, memory: Recollection, least: int, *, many: bool) -> Unit | None:
        """The unit with the translation of the most similar text that fits, if one is similar enough."""
        words = Words.of(self._message.text)
        found = [
            (min(ALIKE, int(score)) - entry.source.penalty, entry)
            for score, entries in memory.similar(self._message.text, words, many=many)
            for entry in entries
            if entry.made is None and score >= least and self._may_be_similar(entry, words)
        ]
        for score, entry in sorted(found, key=lambda pair: (-pair[0], self._order(pair[1]))):
            if score < least:
                return None
            translation = adapted(entry.text, entry.translation, self._message.text)
            if translation is not None:
                record = Record(State.DRAFT, engine=MEMORY, match=str(score))
                return replace(self._filled(entry, translation, record), previous=(entry.context, entry.text))
        return None

    def _may_be_similar(self, entry: Entry, words: Words) -> bool:
        if entry.text == self._message.text:
            return False
        return len(words.words) > SHORT or same_but_for_figures(entry.text, self._message.text)

    def _is_same_context(self, entry: Entry) -> bool:
        """Whether a person vouched for `entry`, in this locale, where all around is as it is here."""
        message = self._message
        return (
            entry.source.rank == 0
            and entry.source.penalty == 0
            and entry.state.meets(State.TRANSLATED)
            and entry.context == message.context
            and not set(entry.kinds).isdisjoint(message.kinds)
            and any(map(_is_same_text, (entry.before, entry.behind), self._neighbours))
        )

    def _order(self, entry: Entry) -> tuple[object, ...]:
        """What makes one entry better than another, the most important first; the best has the lowest."""
        return (
            entry.source.penalty,
            not entry.state.meets(State.TRANSLATED),
            entry.source.rank,
            not self._is_same_context(entry),
            entry.context != self._message.context,
            set(entry.kinds).isdisjoint(self._message.kinds),
            entry.made is not None,
            -entry.state.rank,
            entry.source.name,
            entry.translation,
        )

    def _filled(self, entry: Entry, translation: str, record: Record) -> Unit:
        origin = "" if entry.source.curriculum == self._curriculum and entry.source.rank == 0 else entry.source.name
        signed = sign_hash(*self._unit.key, translation)
        record = replace(record, origin=origin, on=self._today, of=signed)
        fuzzy = record.state is State.DRAFT
        return replace(self._unit, translation=translation, fuzzy=fuzzy, record=record)


def _percent(penalty: int) -> str:
    """How like an equal text is after a penalty; empty without one."""
    return str(100 - penalty) if penalty else ""


def _is_same_text(one: str, other: str) -> bool:
    """Whether both are known and the same."""
    return bool(one) and one == other
