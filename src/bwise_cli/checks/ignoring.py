"""Remarks in a catalogue by which people take findings away: `# bwise: ignore=number reason="counted anew"`."""

from collections.abc import Iterator
from dataclasses import dataclass

from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import Unit
from bwise_cli.domain.rules import BY_TAG
from bwise_cli.formats.po_record import parse_pairs

_EXAMPLE = 'write it as # bwise: ignore=number reason="why it is right here"'


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the remarks of one unit say."""

    tags: frozenset[str]
    """Tags of the findings to leave out."""
    faults: tuple[tuple[str, str], ...]
    """What is wrong with the remarks, and what to do."""


_NOTHING = Ignored(frozenset(), ())


def ignored(unit: Unit) -> Ignored:
    """What the comments of `unit` ignore."""
    if not any("ignore=" in comment for comment in unit.comments):
        return _NOTHING
    tags: list[str] = []
    faults: list[tuple[str, str]] = []
    for comment in unit.comments:
        pairs = parse_pairs(comment)
        if pairs is None:
            if comment.lstrip("# ").startswith("bwise:") and "ignore=" in comment:
                faults.append((f"this remark cannot be read: {quoted(comment)}", _EXAMPLE))
        elif "ignore" in pairs:
            named = [tag.strip() for tag in pairs["ignore"].split(",")]
            faults += _faults(named, pairs.get("reason", ""))
            tags += named
    return Ignored(frozenset(tag for tag in tags if tag in BY_TAG and not BY_TAG[tag].is_firm), tuple(faults))


def _faults(tags: list[str], reason: str) -> Iterator[tuple[str, str]]:
    if not reason.strip():
        yield "this remark does not say why the findings are to be ignored", _EXAMPLE
    for tag in tags:
        if tag not in BY_TAG:
            yield f"no check is called {quoted(tag)}", "the tags stand in square brackets in each finding"
        elif BY_TAG[tag].is_firm:
            yield f"{quoted(tag)} cannot be ignored: such a translation is not printed", "mend the translation"
