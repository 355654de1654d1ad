"""What an entry of another tool, or of older rules, becomes: a unit, and the state that it may claim."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from bwise_cli.domain.fitting import fit
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, Message, Record, State, Unit, sign_hash
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.pairing import Piece
from bwise_cli.domain.spelling import ParseInlines, Spelling, describe_part
from bwise_cli.domain.splice import Fault

IMPORT = "import"
"""What stands as the engine of a draft that came from another tool."""
Faults: TypeAlias = Mapping[tuple[str, str], tuple[Fault, ...]]
"""Why a translation does not fit a text, by text and translation; empty if it does."""


class Fate(StrEnum):
    """What became of an old translation."""

    SAME = "same"
    """It stands under the text that it stood under."""
    RESPELLED = "respelled"
    """Its text, or the translation itself, is spelled in another way now."""
    SPLIT = "split"
    """Its passages, all or some of them, are units of their own."""
    SIMILAR = "similar"
    """A text that is not quite the same has it, as outdated."""
    OTHER = "other"
    """Another translation of the same text stands there."""
    KEPT = "kept"
    """No text of the masters is like it: it stands behind the others."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that the masters have now."""

    sources: Mapping[str, tuple[Inlines, Spelling]]
    """Every text as it stands in a master."""
    keys: Mapping[str, tuple[Key, ...]]
    """Every text with each of its contexts."""
    wrapped: Mapping[str, tuple[str, ...]]
    """Texts that are another text within one mark or link, by that other text."""

    def keys_for(self, context: str | None, text: str) -> tuple[Key, ...]:
        """The keys under which a translation of `text` belongs: its own context, or none, or each that there is."""
        known = self.keys.get(text, ())
        return next(((key,) for key in ((context, text), (None, text)) if key in known), known)

    def wrapped_pieces(self, text: str, translation: str) -> list[Piece]:
        """A piece for each message that is `text` with a mark or a link around it.

        Of the links in a list of chapters mdbook, for one, offers the words alone.
        """
        pieces = []
        for full in self.wrapped.get(text, ()):
            before, _, after = full.partition(text)
            parts = tuple(map(describe_part, self.sources[full][1].parts))
            pieces.append(Piece(full, parts, before + translation + after, (), fits=True))
        return pieces

    def faults(self, translations: Sequence[tuple[str, str]], parse: ParseInlines) -> Faults:
        """Why each of `translations`, which are texts with their translations, does not fit; `parse` is called once."""
        different = [each for each in dict.fromkeys(translations) if each[0] in self.sources]
        read = parse([translation for _, translation in different])
        return {
            (text, translation): fit(inlines, *self.sources[text])[0]
            for (text, translation), inlines in zip(different, read, strict=True)
        }


def texts_of(masters: Sequence[Master], messages: Sequence[Message]) -> Texts:
    """The texts of `masters`; `messages` are what was extracted from them."""
    sources = {
        spelling.text: (segment.inlines, spelling) for master in masters for segment, spelling in master if spelling
    }
    keys: dict[str, tuple[Key, ...]] = {}
    for message in messages:
        if message.text in sources:
            keys[message.text] = (*keys.get(message.text, ()), message.key)
    wrapped: dict[str, tuple[str, ...]] = {}
    for text, (inlines, _) in sources.items():
        inner = _unwrapped(text) if len(inlines) == 1 else text
        if inner != text:
            wrapped[inner] = (*wrapped.get(inner, ()), text)
    return Texts(sources, keys, wrapped)


_WRAPPED = re.compile(r"\[(.+)\]\(1\)|(\*\*|\*|_|~~)(.+)\2")


def _unwrapped(text: str) -> str:
    """The text of a message that is one inline, without the marks and the link around it."""
    match = _WRAPPED.fullmatch(text)
    if match is None:
        return text
    inner = str(match[1] or match[3])
    return text if "](" in inner and match[1] else _unwrapped(inner)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that an old entry may become."""

    origin: Unit
    """The old entry."""
    unit: Unit
    """What it may become."""
    fate: Fate
    """`SAME`, `RESPELLED` or `SPLIT`."""
    faults: tuple[Fault, ...] = ()
    """Why the translation does not fit; empty if it does."""
    replaced: tuple[str, ...] = ()
    """Parts that the translation had of its own, and has no more."""
    wrapped: bool = False
    """Whether its text is that of the entry with a mark or link around it."""

    @property
    def rank(self) -> tuple[bool, ...]:
        """Of two candidates for one text the one with the smaller rank is taken."""
        fate = self.fate is not Fate.SAME
        return (bool(self.faults), self.origin.obsolete, self.unit.fuzzy, bool(self.replaced), self.wrapped, fate)


def unchanged(origin: Unit, key: Key, faults: tuple[Fault, ...], today: str) -> Candidate:
    """`origin` under its own text. One that does not fit is a draft from now on, as is one that was fuzzy."""
    fuzzy = origin.fuzzy or bool(faults)
    unit = replace(origin, message=replace(origin.message, context=key[0]), fuzzy=fuzzy)
    return Candidate(origin, _recorded(unit, origin, today), Fate.SAME, faults)


def respelled(origin: Unit, key: Key, piece: Piece, faults: tuple[Fault, ...], *, alone: bool, today: str) -> Candidate:
    """One passage of `origin` as a unit; `alone` says that it is the only one.

    What does not fit is outdated from now on: it was made for the old text, which stands beside it.
    """
    notes = tuple(f"had a part of its own: {each}" for each in piece.replaced)
    unit = replace(
        origin,
        message=replace(origin.message, text=key[1], context=key[0], parts=piece.parts, notes=()),
        translation=piece.translation,
        fuzzy=origin.fuzzy or bool(faults) or bool(piece.replaced),
        previous=origin.previous or (origin.key if faults and origin.key != key else None),
        comments=(*origin.comments, *notes),
    )
    fate = Fate.RESPELLED if alone else Fate.SPLIT
    return Candidate(origin, _recorded(unit, origin, today), fate, faults, piece.replaced)


def _recorded(unit: Unit, origin: Unit, today: str) -> Unit:
    """`unit` with a record of how it came to be.

    A sign-off of `origin` that held holds on, as only the spelling changed; not in another context, for which nobody
    gave it. What is in doubt says where it came from.
    """
    if unit.fuzzy:
        if origin.fuzzy and origin.record:
            return unit
        state = State.OUTDATED if unit.previous else State.DRAFT
        by = origin.record.by if origin.record else ""
        return replace(unit, record=Record(state, engine=IMPORT, by=by, on=today))
    if origin.record and origin.state in (State.REVIEWED, State.APPROVED):
        if unit.message.context != origin.message.context:
            return replace(unit, record=None)
        return replace(unit, record=replace(origin.record, of=sign_hash(*unit.key, unit.translation)))
    return unit
