"""What an alignment leaves to people, as warnings: pairs in doubt, passages without a counterpart, bad markup."""

from collections.abc import Iterator, Sequence

from bwise_cli.align import Alignment, Pair
from bwise_cli.align.language import WrongFile
from bwise_cli.align.passages import Passage, joined
from bwise_cli.align.salvage import Found, Salvaged
from bwise_cli.domain.adoption import Texts
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import State, Unit
from bwise_cli.domain.spelling import ParseInlines

SURE, RELATED, JUDGED = 0.8, 0.4, 40
"""Share of the passages of the shorter document that are surely paired, at the least, if it has so many passages.

Damaged on both sides at every fourth passage, translations had 0.62 and more; other documents 0.05 and less, and
chapters of one course, all built alike, 0.15 to 0.38.
"""


def listed(alignment: Alignment, threshold: float, source: str, translation: str) -> Iterator[Finding]:
    """What was left out, with its place in the files, which are called `source` and `translation`."""
    for pair in alignment.pairs:
        if pair.confidence < threshold and any(each.offered for each in pair.sources):
            there = Note(_place(pair.targets), Place(translation))
            message = f"not taken, confidence {pair.confidence:.2f}: {_place(pair.sources)}"
            yield _warning("align-low", message, source, there)
    for passage in alignment.sources_left:
        if passage.offered:
            yield _warning("align-left", f"nothing translates {_place([passage])}", source)
    for passage in alignment.targets_left:
        if passage.offered:
            yield _warning("align-left", f"translates nothing: {_place([passage])}", translation)


def not_translated(passages: Sequence[Passage], translation: str) -> list[Finding]:
    """`passages` of the translation that nobody has translated."""
    return [_warning("align-untranslated", f"not translated: {_place([each])}", translation) for each in passages]


def unrelated(alignment: Alignment, source: str) -> WrongFile | None:
    """Why two documents are no document and its translation, if too little of the shorter one surely corresponds."""
    sure = [pair for pair in alignment.pairs if pair.confidence >= SURE]
    sizes = (
        sum(len(pair.sources) for pair in alignment.pairs) + len(alignment.sources_left),
        sum(len(pair.targets) for pair in alignment.pairs) + len(alignment.targets_left),
    )
    if min(sizes) < JUDGED or len(sure) >= RELATED * min(sizes):
        return None
    message = f"hardly corresponds to {source}: of {min(sizes)} passages only {len(sure)} surely do"
    return WrongFile(
        "align-unrelated", True, message, "name the right document; align one that was rewritten chapter by chapter"
    )


def unspelled(pairs: Sequence[Pair], salvaged: Sequence[Salvaged], source: str) -> Iterator[Finding]:
    """Pairs that are sure enough and that a catalogue cannot hold."""
    spelled = {id(each.pair) for each in salvaged}
    for pair in pairs:
        if id(pair) not in spelled and any(each.offered for each in pair.sources):
            yield _warning("align-unfit", f"cannot be offered for translation: {_place(pair.sources)}", source)


def misfits(units: Sequence[Unit], found: Found, texts: Texts, parse: ParseInlines, path: str) -> Iterator[Finding]:
    """Those of `units` that lack a link, or the like, or had one of their own; `path` is that of their catalogue."""
    exact = [unit for unit in units if unit.state is State.DRAFT]
    faults = texts.faults([(unit.message.text, unit.translation) for unit in exact], parse)
    for unit in exact:
        shown = quoted(unit.message.text)
        wrong = faults.get((unit.message.text, unit.translation), ())
        replaced = found[unit.key].replaced if unit.key in found else ()
        if wrong:
            notes = [Note(fault.message) for fault in wrong]
            yield _warning("align-unfit", f"the translation does not fit: {shown}", path, *notes)
        elif replaced:
            notes = [Note(f"had {each}") for each in replaced]
            yield _warning("align-part", f"the translation had parts of its own: {shown}", path, *notes)


def _place(passages: Sequence[Passage]) -> str:
    """A text, cut, and where a person finds it."""
    first = passages[0]
    under = f", under {quoted(first.under)}" if first.under else ""
    return f"{quoted(joined(passages).text)} (passage {first.number}{under})"


def _warning(tag: str, message: str, path: str, *notes: Note) -> Finding:
    return Finding(tag, message, Place(path), Severity.WARNING, notes)
