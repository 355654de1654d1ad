"""Migrate: from a catalogue of another tool, or of older rules, to units of the rules that hold now.

An old entry is read as a little document of its own, and so is its translation. If the two have the same passages,
each pair of passages is a unit, spelled as `extract` spells it: a whole table of po4a becomes its cells, a link with
its destination becomes a numbered part. Nothing is lost: an entry of which anything finds no place is kept, as it was,
behind the others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bwise_cli.domain.adoption import Candidate, Fate, Faults, Texts, respelled, unchanged
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import Key, Unit, count_words
from bwise_cli.domain.pairing import Entry, Piece, Pieces, ReadTexts, take_apart
from bwise_cli.domain.spelling import ParseInlines
from bwise_cli.domain.splice import Fault

_CODE = ("type: Fenced code block", "type: Verbatim")
"""How the notes begin that po4a gives to code: that is not read as Markdown."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """An old catalogue in the rules that hold now."""

    chosen: tuple[Candidate, ...]
    """One for each text, in the order of the old catalogue."""
    others: tuple[Candidate, ...]
    """What was not chosen: the same translation once more, or another one of a text that has one."""
    leftovers: tuple[Unit, ...]
    """Entries with something that none of the chosen units has: obsolete, and otherwise as they were."""


def adopt(old: Catalogue, texts: Texts, read: ReadTexts, parse: ParseInlines, today: str) -> Adopted:
    """Every translation of `old` in the rules that hold now; drafts carry the date `today`."""
    units = [unit for unit in old.units if unit.translation]
    faults = texts.faults([(unit.message.text, unit.translation) for unit in units], parse)
    rest = [unit for unit in units if faults.get((unit.message.text, unit.translation), True)]
    apart = _apart(rest, texts, read, parse)
    pairs = [(unit.message.text, unit.translation) for unit in units]
    pairs += [(piece.text, piece.translation) for each in apart.values() for piece in each.pieces]
    wrapped = [(piece.text, piece.translation) for pair in pairs for piece in texts.wrapped_pieces(*pair)]
    maker = _Maker(texts, {**faults, **texts.faults([*pairs, *wrapped], parse)}, today)
    candidates = [each for unit in units for each in maker.candidates(unit, apart.get(unit.key))]
    chosen = _best(candidates)
    others = tuple(each for each in candidates if chosen[each.unit.key] is not each)
    beaten = [
        each for each in others if not each.wrapped and chosen[each.unit.key].unit.translation != each.unit.translation
    ]
    lost = {each.origin.key for each in beaten} | {
        key for key, each in apart.items() if not (each.whole or _stays(key, chosen))
    }
    leftovers = tuple(replace(unit, obsolete=True) for unit in units if unit.key in lost)
    return Adopted(tuple(chosen.values()), others, leftovers)


def _apart(units: Sequence[Unit], texts: Texts, read: ReadTexts, parse: ParseInlines) -> dict[Key, Pieces]:
    """The passages of each of `units`; code has none."""
    prose = [unit for unit in units if not any(note.startswith(_CODE) for note in unit.message.notes)]
    entries = [Entry(unit.message.text, unit.translation) for unit in prose]
    taken = take_apart(entries, texts.sources, read, parse)
    nothing = {unit.key: Pieces((), whole=False) for unit in units}
    return {**nothing, **dict(zip((unit.key for unit in prose), taken, strict=True))}


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes candidates of old entries."""

    texts: Texts
    faults: Faults
    today: str

    def candidates(self, unit: Unit, apart: Pieces | None) -> Iterator[Candidate]:
        """What `unit` may become; `apart` is None if it fits as it is."""
        pieces = apart.pieces if apart else ()
        own = [(piece.text, piece.translation) for piece in pieces if not self.faults_of(piece)]
        if all(piece.text != unit.message.text for piece in pieces):
            own.append((unit.message.text, unit.translation))
            for key in self.texts.keys_for(unit.message.context, unit.message.text):
                yield unchanged(unit, key, self.faults[unit.message.text, unit.translation], self.today)
        wrapped = [piece for pair in own for piece in self.texts.wrapped_pieces(*pair) if not self.faults_of(piece)]
        for piece in wrapped:
            for candidate in self.respelled(unit, piece, alone=len(pieces) < 2):
                yield replace(candidate, wrapped=True)
        for piece in pieces:
            if piece.text in self.texts.sources or not wrapped:
                yield from self.respelled(unit, piece, alone=len(pieces) == 1)

    def respelled(self, unit: Unit, piece: Piece, *, alone: bool) -> Iterator[Candidate]:
        """A passage of `unit` under every key under which it belongs."""
        context = unit.message.context
        for key in self.texts.keys_for(context, piece.text) or ((context, piece.text),):
            yield respelled(unit, key, piece, self.faults_of(piece), alone=alone, today=self.today)

    def faults_of(self, piece: Piece) -> tuple[Fault, ...]:
        """Why the translation of `piece` does not fit."""
        return self.faults.get((piece.text, piece.translation), ())


def _best(candidates: Iterable[Candidate]) -> dict[Key, Candidate]:
    """The best candidate for each key, in the order in which the keys come."""
    best: dict[Key, Candidate] = {}
    for each in candidates:
        known = best.get(each.unit.key)
        if known is None or each.rank < known.rank:
            best[each.unit.key] = each
    return best


def _stays(key: Key, chosen: Mapping[Key, Candidate]) -> bool:
    """Whether the entry with this key was chosen as it is."""
    return key in chosen and chosen[key].origin.key == key and chosen[key].fate is Fate.SAME


# Into a catalogue


def combine(base: Catalogue, adopted: Adopted) -> Catalogue:
    """`base` with the chosen units where it has no translation. Merge it with the messages of the masters next."""
    known = {unit.key: unit for unit in base.units}
    carried = {(unit.previous, unit.translation) for unit in base.units if unit.previous}
    filled = dict(known)
    for unit in (each.unit for each in adopted.chosen):
        mine = known.get(unit.key)
        if mine is None and (unit.previous or unit.key, unit.translation) not in carried:
            filled[unit.key] = unit
        elif mine is not None and not mine.translation:
            comments = tuple(dict.fromkeys((*mine.comments, *unit.comments)))
            filled[unit.key] = replace(unit, comments=comments, obsolete=mine.obsolete)
    return replace(base, units=tuple(filled.values()))


def with_leftovers(catalogue: Catalogue, leftovers: Iterable[Unit]) -> Catalogue:
    """`catalogue` with `leftovers` behind its units.

    Where it has another translation of the same text, that of the leftover becomes a comment: of one line, so that it
    is known again when the same file is taken over twice.
    """
    units = {unit.key: unit for unit in catalogue.units}
    for left in leftovers:
        mine = units.get(left.key)
        if mine is None:
            units[left.key] = left
        elif mine.translation != left.translation:
            shown = left.translation.replace("\n", "\\n")
            comments = dict.fromkeys((*mine.comments, *left.comments, f"another translation: {shown}"))
            units[left.key] = replace(mine, comments=tuple(comments))
    return replace(catalogue, units=tuple(units.values()))


# What became of it


_DESTINATION = re.compile(r"\]\([^()\s]*\)")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one old translation."""

    origin: Unit
    """The old entry."""
    fate: Fate
    """What became of it."""
    units: tuple[Unit, ...]
    """The units of the catalogue that have it, or parts of it."""

    @property
    def words(self) -> int:
        """Words of the old source text, without those of destinations."""
        return count_words(_DESTINATION.sub("]", self.origin.message.text))


def account(old: Catalogue, adopted: Adopted, result: Catalogue) -> list[Account]:
    """What became of every translation of `old` in the catalogue `result`."""
    current = result.by_key()
    carried = {(unit.previous, unit.translation): unit for unit in current.values() if unit.previous}
    candidates: dict[Key, list[Candidate]] = {}
    for each in (*adopted.chosen, *adopted.others):
        candidates.setdefault(each.origin.key, []).append(each)
    accounts = []
    for origin in (unit for unit in old.units if unit.translation):
        own = candidates.get(origin.key, [])
        placed = [each for each in own if _has(current.get(each.unit.key), each)]
        made = [(each.unit.previous or each.unit.key, each.unit.translation) for each in own]
        near = [carried[key] for key in made if key in carried]
        if placed:
            accounts.append(Account(origin, placed[0].fate, tuple(current[each.unit.key] for each in placed)))
        elif near:
            accounts.append(Account(origin, Fate.SIMILAR, tuple(near)))
        else:
            beaten = any(each.unit.key in current for each in own)
            accounts.append(Account(origin, Fate.OTHER if beaten else Fate.KEPT, ()))
    return accounts


def _has(unit: Unit | None, candidate: Candidate) -> bool:
    return unit is not None and unit.translation == candidate.unit.translation


def findings_of(accounts: Sequence[Account], adopted: Adopted, result: Catalogue) -> list[Finding]:
    """What a person should look at, as warnings without a path."""
    current = result.by_key()
    found: list[Finding] = []
    for each in (*adopted.chosen, *adopted.others):
        mine = current.get(each.unit.key)
        if _has(mine, each):
            found += _doubts(each)
        elif mine is not None and mine.translation and not each.wrapped:
            notes = (f"there stands {quoted(mine.translation)}", f"not taken: {quoted(each.unit.translation)}")
            message = f"there is another translation of {quoted(mine.message.text)}"
            found.append(_warning("migrate-other", message, each.origin, *notes))
    kept = {unit.key for unit in adopted.leftovers}
    for account in accounts:
        shown = quoted(account.origin.message.text)
        if account.fate is Fate.KEPT:
            found.append(_warning("migrate-kept", f"no text of the masters is like {shown}", account.origin))
        elif account.origin.key in kept and account.fate is not Fate.OTHER:
            found.append(_warning("migrate-kept", f"a part of it found no place: {shown}", account.origin))
    return found


def _doubts(taken: Candidate) -> Iterator[Finding]:
    """Why the translation that was taken needs work, if it does and did not before."""
    shown = quoted(taken.unit.message.text)
    if taken.origin.fuzzy:
        return
    if taken.faults:
        notes = [fault.message for fault in taken.faults]
        yield _warning("migrate-unfit", f"the translation does not fit: {shown}", taken.origin, *notes)
    elif taken.replaced:
        notes = [f"had {each}" for each in taken.replaced]
        yield _warning("migrate-part", f"the translation had parts of its own: {shown}", taken.origin, *notes)


def _warning(tag: str, message: str, origin: Unit, *notes: str) -> Finding:
    """A finding on the line of `origin`; whoever knows the file puts its path in."""
    return Finding(tag, message, Place("", origin.line), Severity.WARNING, tuple(Note(note) for note in notes))
