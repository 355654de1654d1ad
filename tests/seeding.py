"""Faults that people make, put into correct translations. No seeder knows how the check works that is to find it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from bwise_cli.domain.message import Message, Unit
from bwise_cli.formats.po import parse_po

from .cases import FIXTURES
from .seeding_figures import FIGURES
from .seeding_letters import LETTERS
from .seeding_typography import TYPOGRAPHY

Seeder: TypeAlias = Callable[[str, str, str], str | None]
"""From a source, its correct translation and the locale to a damaged translation; None if it cannot be damaged so."""
CatalogueSeeder: TypeAlias = Callable[[Sequence[Unit], int], tuple[Unit, ...] | None]
"""From the units of a catalogue and the place of one of them to units to put in the place of that one."""

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-ZÀ-ÖØ-ÞČŠŽĆĐȘȚĂĀĒĪŪĻŅŁŚŻΆ-ΫА-Я])")


# Wording

_NEIGHBOURS = {
    "bg": "el", "de": "nl", "el": "bg", "es": "it", "fr": "ro", "hr": "sl", "it": "es", "lv": "pl", "nl": "de",
    "pl": "hr", "ro": "it", "sl": "hr",
}  # fmt: skip
"""For each language one that a text can be mistaken for, or that is pasted into its file."""


@cache
def _translations(locale: str) -> dict[str, str]:
    (path,) = (FIXTURES / "correct").glob(f"translations/{locale}/*.po")
    return {unit.message.text: unit.translation for unit in parse_po(path.read_bytes(), "", "", locale).current}


def _is_sentence(text: str) -> bool:
    """Whether there is enough to tell its language by: six words without a capital, and no other things."""
    return len(re.findall(r"(?<!\S)[^\W\d_A-Z]{2,}(?=[\s.,!?])", text)) > 5


def left_in_english(source: str, translation: str, locale: str) -> str | None:
    """A whole sentence in English."""
    return source if _is_sentence(source) else None


def begins_in_english(source: str, translation: str, locale: str) -> str | None:
    """The first of several sentences left in English."""
    english, own = _SENTENCE.split(source), _SENTENCE.split(translation)
    return " ".join([english[0], *own[1:]]) if len(own) == len(english) > 1 and _is_sentence(english[0]) else None


def of_another_catalogue(source: str, translation: str, locale: str) -> str | None:
    """The translation into another language."""
    other = _translations(_NEIGHBOURS[locale]).get(source, "")
    return other if _is_sentence(other) and other != translation else None


def untranslated(source: str, translation: str, locale: str) -> str | None:
    """A text of five words at the most left in English, where it has two that the translation does not have."""
    own = set(re.findall(r"\w+", translation.lower()))
    foreign = [word for word in re.findall(r"\b[a-z]{2,}\b", source) if word not in own]
    return source if len(foreign) > 1 and len(source.split()) < 6 else None


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
    "language/english": left_in_english,
    "language/sentence": begins_in_english,
    "language/other": of_another_catalogue,
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
