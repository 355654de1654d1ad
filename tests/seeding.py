"""Faults that people make, put into correct translations. No seeder knows how the check works that is to find it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bwise_cli.domain.message import Message, Unit

from .seeding_figures import FIGURES
from .seeding_letters import LETTERS
from .seeding_typography import TYPOGRAPHY

Seeder: TypeAlias = Callable[[str, str, str], str | None]
"""From a source, its correct translation and the locale to a damaged translation; None if it cannot be damaged so."""
CatalogueSeeder: TypeAlias = Callable[[Sequence[Unit], int], tuple[Unit, ...] | None]
"""From the units of a catalogue and the place of one of them to units to put in the place of that one."""

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-ZÀ-ÖØ-ÞČŠŽĆĐȘȚĂĀĒĪŪĻŅŁŚŻΆ-ΫА-Я])")


# Wording


def untranslated(source: str, translation: str, locale: str) -> str | None:
    """The English left as it is, where it has two words that the translation does not have."""
    own = set(re.findall(r"\w+", translation.lower()))
    return source if len([word for word in re.findall(r"\b[a-z]{2,}\b", source) if word not in own]) > 1 else None


def without_its_second_half(source: str, translation: str, locale: str) -> str | None:
    """Only the first sentences of several, where they are the shorter part."""
    sentences = _SENTENCE.split(translation)
    kept = " ".join(sentences[: len(sentences) // 2])
    return kept if len(sentences) > 1 and 60 < 2 * len(kept) < 0.9 * len(translation) else None


def said_twice(source: str, translation: str, locale: str) -> str | None:
    """A long translation with itself behind it once more, as after pasting twice."""
    return f"{translation} {translation}" if len(source) >= 60 else None


def too_wordy(source: str, translation: str, locale: str) -> str | None:
    """A short translation with an explanation four times as long as it is."""
    return f"{translation} ({', '.join([translation] * 4)})" if 10 <= len(source) <= 40 else None


SEEDERS: Mapping[str, Seeder] = {
    "unchanged": untranslated,
    "length/lost": without_its_second_half,
    "length/twice": said_twice,
    "length/wordy": too_wordy,
    **FIGURES,
    **LETTERS,
    **TYPOGRAPHY,
}
"""What damages one translation, by the tag of the check that has to find it, and a word for what is done."""


def said_otherwise(units: Sequence[Unit], number: int) -> tuple[Unit, ...] | None:
    """A short text once more with a colon, and with another word in its translation."""
    unit, other = units[number], units[(number + 7) % len(units)]
    words, strange = unit.translation.split(), re.findall(r"[^\W\d_]{5,}", other.translation)
    if not strange or not 1 < len(words) <= 6 or strange[0] in unit.translation or not unit.message.text[-1].isalpha():
        return None
    again = Message(f"{unit.message.text}:", unit.message.context)
    return unit, replace(unit, message=again, translation=" ".join([strange[0].lower(), *words[1:]]) + ":")


def pasted_elsewhere(units: Sequence[Unit], number: int) -> tuple[Unit, ...] | None:
    """The translation of another unit."""
    unit, other = units[number], units[(number + 7) % len(units)]
    if min(len(each.message.text.split()) for each in (unit, other)) < 4:
        return None
    return (replace(unit, translation=other.translation),)


CATALOGUE_SEEDERS: Mapping[str, CatalogueSeeder] = {
    "inconsistent": said_otherwise,
    "same-translation": pasted_elsewhere,
}
"""What damages a catalogue, by the tag of the check that has to find it."""
