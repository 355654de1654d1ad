"""Draft: fill what is empty, first from memory, then with an engine. What a person wrote is never touched."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Kind, Record, State, Unit, sign_hash
from bwise_cli.domain.passage import MACHINES, PSEUDO, Marking
from bwise_cli.draft.desk import Made, Source

__all__ = ["is_open", "open_sources", "with_drafts"]

CONTEXT = 400
"""Characters of each text around that an engine gets: the first heading of the file, the nearest, the neighbours."""


def is_open(unit: Unit, *, redraft: bool = False) -> bool:
    """Whether a unit may be drafted: it is empty or, with `redraft`, a machine's draft that nobody touched.

    A draft that the memory took over from another curriculum stays: the engine was never asked for it here.
    """
    if unit.obsolete:
        return False
    return unit.state is State.UNTRANSLATED or (redraft and unit.is_untouched and _made_by(unit) in (*MACHINES, PSEUDO))


def _made_by(unit: Unit) -> str:
    return unit.record.engine if unit.record and not unit.record.origin else ""


def open_sources(catalogue: Catalogue, names: Mapping[str, tuple[str, ...]], *, redraft: bool = False) -> list[Source]:
    """The texts of `catalogue` that may be drafted, in document order; `names` are words in them that stay."""
    found: list[Source] = []
    file, before = "", ""
    path: list[str] = []
    units = list(catalogue.current)
    for unit, after in zip_longest(units, units[1:]):
        text, here = unit.message.text, _file(unit)
        if here != file:
            file, path, before = here, [], ""
        if is_open(unit, redraft=redraft):
            behind = after.message.text if after and _file(after) == file else ""
            found.append(Source(text, _context([*path, before, behind]), names.get(text, ())))
        if {Kind.HEADING, Kind.TITLE}.intersection(unit.message.kinds):
            path, before = [*path[:1], text], ""
        else:
            before = text
    return found


def _file(unit: Unit) -> str:
    """The master in which a unit stands first."""
    return unit.message.references[0].file if unit.message.references else ""


def _context(around: Sequence[str]) -> str:
    return "\n".join(text[:CONTEXT] for text in around if text)


def with_drafts(
    catalogue: Catalogue,
    made: Mapping[str, Made],
    engine: str,
    provenance: Mapping[str, str],
    today: str,
    *,
    redraft: bool = False,
) -> Catalogue:
    """`catalogue` with `made`, drafts by their source texts, in the units that are still open.

    `engine` made them; `provenance` and the ISO date `today` go into their records.
    """

    def drafted(unit: Unit) -> Unit:
        draft = made.get(unit.message.text)
        if draft is None or not is_open(unit, redraft=redraft):
            return unit
        return _drafted(unit, draft, engine, provenance, today)

    return replace(catalogue, units=tuple(map(drafted, catalogue.units)))


def _drafted(unit: Unit, draft: Made, engine: str, provenance: Mapping[str, str], today: str) -> Unit:
    if unit.translation == draft.text and unit.record and unit.record.engine == engine:
        return unit
    marking = str(draft.marking) if draft.marking is Marking.PIECES else ""
    model, glossary = provenance.get("model", ""), provenance.get("glossary", "")
    made_by = Record(State.DRAFT, engine=engine, on=today, model=model, glossary=glossary, marking=marking)
    return _filled(unit, draft.text, made_by)


def _filled(unit: Unit, translation: str, record: Record) -> Unit:
    """`unit` with a draft whose record can tell whether anybody touched it."""
    signed = replace(record, of=sign_hash(*unit.key, translation))
    return replace(unit, translation=translation, fuzzy=True, record=signed)
