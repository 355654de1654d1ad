"""Localise: from masters and catalogues to documents in one locale, message by message.

A message whose translation is missing, outdated or refused stays in English and is tagged as English. A draft is
used: it renders the text that stands there now, and a pack that holds one says so. An outdated translation is not:
it says something else than the master does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.finding import Finding
from bwise_cli.domain.fitting import fit, misfit
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State, Unit, count_words
from bwise_cli.domain.nodes import Inlines, node
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.spelling import ParseInlines, Spelling
from bwise_cli.domain.walk import transform

UNUSABLE = frozenset({State.UNTRANSLATED, State.OUTDATED})
"""States whose units do not appear in a document."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may take the place of a message."""

    unit: Unit
    """The unit, in a usable state."""
    path: str
    """File of its catalogue."""
    inlines: Inlines | None
    """Its translation as inlines; None if it is anything but that."""


@dataclass(frozen=True, slots=True)
class Localised:
    """The masters in one locale."""

    documents: tuple[Document, ...]
    """One for each master, in order."""
    states: dict[str, dict[Key, State]]
    """By name of the master: the state of what stands in the place of each message, in document order.

    `untranslated` and `outdated` mean English.
    """
    findings: tuple[Finding, ...]
    """Why translations were refused."""

    def words(self, name: str) -> dict[State, int]:
        """Source words of one master by state; every state is present."""
        counts = dict.fromkeys(State, 0)
        for (_, text), state in self.states[name].items():
            counts[state] += count_words(text)
        return counts


def localise(masters: Sequence[Master], catalogues: Sequence[Catalogue], parse: ParseInlines) -> Localised:
    """Localise `masters` with `catalogues`, which are in the order of the fallback chain."""
    offered = {key for master in masters for segment, s in master if s for key in _keys(segment, s)}
    localiser = _Localiser(catalogues, _candidates(offered, catalogues, parse))
    documents = tuple(localiser.document(master) for master in masters)
    return Localised(documents, localiser.states, tuple(dict.fromkeys(localiser.findings)))


def _keys(segment: Segment, spelling: Spelling) -> tuple[Key, ...]:
    """The keys under which a translation may be found: with the context, then without."""
    plain = (None, spelling.text)
    return ((segment.context, spelling.text), plain) if segment.context else (plain,)


def _candidates(keys: set[Key], catalogues: Sequence[Catalogue], parse: ParseInlines) -> dict[Key, list[Candidate]]:
    """The usable units of each key, in the order of the chain, all translations read in one go."""
    usable = [
        (unit, catalogue.path)
        for catalogue in catalogues
        for unit in catalogue.current
        if unit.key in keys and unit.state not in UNUSABLE
    ]
    read = parse([unit.translation for unit, _ in usable])
    found: dict[Key, list[Candidate]] = {}
    for (unit, path), inlines in zip(usable, read, strict=True):
        found.setdefault(unit.key, []).append(Candidate(unit, path, inlines))
    return found


class _Localiser:
    """Puts translations into documents and keeps account of what stands there."""

    def __init__(self, catalogues: Sequence[Catalogue], candidates: dict[Key, list[Candidate]]) -> None:
        self.states: dict[str, dict[Key, State]] = {}
        self.findings: list[Finding] = []
        self._candidates = candidates
        self._first = catalogues[0].by_key() if catalogues else {}

    def document(self, master: Master) -> Document:
        spellings = iter(master.spellings)
        states = self.states.setdefault(master.document.name, {})

        def visit(segment: Segment) -> Inlines:
            spelling = next(spellings)
            return segment.inlines if spelling is None else self.segment(segment, spelling, states)

        return transform(master.document, visit)

    def segment(self, segment: Segment, spelling: Spelling, states: dict[Key, State]) -> Inlines:
        keys = _keys(segment, spelling)
        key = keys[0]
        for candidate in (found for each in keys for found in self._candidates.get(each, ())):
            faults, inlines = fit(candidate.inlines, segment.inlines, spelling)
            if not faults:
                states[key] = candidate.unit.state
                return inlines
            self.findings += [misfit(fault, candidate.unit, candidate.path) for fault in faults]
        unit = self._first.get(key)
        states[key] = State.OUTDATED if unit and unit.state is State.OUTDATED else State.UNTRANSLATED
        return [node("Span", [["", [], [["lang", "en"]]], segment.inlines])]
