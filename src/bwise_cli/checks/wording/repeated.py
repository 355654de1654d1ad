"""Does one text say the same thing everywhere, and do different texts say different things?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from bwise_cli.checks.subject import Subject, is_meant
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import Unit

_NO_WORD = re.compile(r"[^\w?]+|_")
_NUMBER = re.compile(r"\d+")
_AROUND = " .,:;!?…\"“”„«»‘’'*_\xa0\u202f"
"""What may be another one before and behind the same words."""
LEAST_WORDS = 3
"""Words of a translation from which it is no coincidence that two texts have the same."""
ALIKE = 0.5
"""Share of the words of two texts that they have in common where they may say the same thing."""
STEM = 4
"""Letters by which words of two texts are the same: `add` and `adding` are not, `change` and `changed` are."""
SAME_BEGINNING = 0.5
"""Share of a word that two forms of it begin with, at the least: `ura` and `ur`, `datoteka` and `datoteko`."""


def inconsistent(subject: Subject) -> Iterator[Finding]:
    """Units whose texts differ in capitals, punctuation and numbers only, and whose translations differ in words."""
    groups: dict[tuple[str | None, tuple[str, ...]], list[Unit]] = {}
    for unit in _units(subject):
        groups.setdefault((unit.message.context, _words(unit.message.text, without_numbers=True)), []).append(unit)
    for group in groups.values():
        for first, other in _differing(group) if len(group) > 1 else ():
            yield _finding(
                subject,
                "inconsistent",
                other,
                f"{quoted(other.message.text)} is {quoted(other.translation)} here",
                Note(f"and {quoted(first.translation)} there", Place(subject.catalogue.path, first.line)),
            )


def same_translation(subject: Subject) -> Iterator[Finding]:
    """Units that have the same translation as another one, though their texts have little in common."""
    groups: dict[str, list[Unit]] = {}
    for unit in _units(subject):
        groups.setdefault(unit.translation.casefold().strip(_AROUND), []).append(unit)
    for said, group in groups.items():
        if len(group) > 1 and len(_words(said)) >= LEAST_WORDS:
            first, *others = group
            for other in others:
                if _are_unlike(_words(first.message.text), _words(other.message.text)):
                    yield _finding(
                        subject,
                        "same-translation",
                        other,
                        f"another text has the same translation: {quoted(other.translation)}",
                        Note(f"it is {quoted(first.message.text)}", Place(subject.catalogue.path, first.line)),
                        Note(f"in the translation of {quoted(other.message.text)}"),
                    )


def _units(subject: Subject) -> Iterator[Unit]:
    return (unit for unit in subject.catalogue.current if unit.key in subject.keys and is_meant(unit))


@lru_cache(maxsize=16_384)
def _words(text: str, *, without_numbers: bool = False) -> tuple[str, ...]:
    """The words of `text`, those of code too, without capitals and punctuation. A question differs from its answer."""
    words = _NO_WORD.sub(" ", text).casefold()
    return tuple((_NUMBER.sub("0", words) if without_numbers else words).split())


def _differing(group: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Units of one text whose translation is another one than that of most, each after one of those."""
    kinds: list[list[Unit]] = []
    for unit in group:
        said = _words(unit.translation, without_numbers=True)
        same = (kind for kind in kinds if _is_same(_words(kind[0].translation, without_numbers=True), said))
        if kind := next(same, None):
            kind.append(unit)
        else:
            kinds.append([unit])
    usual = max(kinds, key=len)
    yield from ((usual[0], unit) for kind in kinds if kind is not usual for unit in kind)


def _is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words are forms of the same words in the same order, as far as their beginnings tell."""
    return one == other or all(_begin_alike(*pair) for pair in zip_longest(one, other, fillvalue=""))


def _begin_alike(one: str, other: str) -> bool:
    most = max(len(one), len(other))
    shared = next((place for place in range(min(len(one), len(other))) if one[place] != other[place]), None)
    return (min(len(one), len(other)) if shared is None else shared) >= SAME_BEGINNING * most


def _are_unlike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two texts of several words each have so few in common that they cannot say the same thing."""
    first, second = ({word[:STEM] for word in words} for words in (one, other))
    least = min(len(first), len(second))
    return least > 1 and len(first & second) < ALIKE * least


def _finding(subject: Subject, tag: str, unit: Unit, message: str, *notes: Note) -> Finding:
    return Finding(tag, message, Place(subject.catalogue.path, unit.line), Severity.WARNING, notes, unit.key)
