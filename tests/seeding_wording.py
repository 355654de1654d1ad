"""Faults in wording that people make, put into correct translations and catalogues."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from bwise_cli.domain.message import Message, Unit
from bwise_cli.formats.po import parse_po

from .cases import FIXTURES

_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?]) (?=[A-ZÀ-ÖØ-ÞČŠŽĆĐȘȚĂĀĒĪŪĻŅŁŚŻΆ-ΫА-Я])")


_NEIGHBOURS = {
    "bg": "el", "de": "nl", "el": "bg", "es": "it", "fr": "ro", "hr": "sl", "it": "es", "lv": "pl", "nl": "de",
    "pl": "hr", "ro": "it", "sl": "hr",
}  # fmt: skip
"""For each language one that a text can be mistaken for, or that is pasted into its file."""


@cache
def _translations(locale: str) -> dict[str, str]:
    (path,) = (FIXTURES / "correct").glob(f"translations/{locale}/handbook.po")
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


# Terms


@cache
def _terms() -> list[dict[str, str]]:
    text = (FIXTURES / "correct/glossaries/terms.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["en"] and row["translate"] != "no"]


def _with_word(word: Callable[[dict[str, str]], str], source: str, translation: str, locale: str) -> Iterator[str]:
    """`translation` with another word for each term in turn that is in `source` and can be found in it."""
    for row in _terms():
        if re.search(rf"\b{row['en']}s?\b", source, re.IGNORECASE):
            for form in row[locale].split("|"):
                words = [rf"{re.escape(each[: max(3, len(each) - 3)])}\w*" for each in form.split()]
                damaged = re.sub(r"\b" + r"\s+".join(words), word(row), translation, flags=re.IGNORECASE)
                if damaged != translation and word(row).casefold() not in row[locale].casefold():
                    yield damaged


def another_word(source: str, translation: str, locale: str) -> str | None:
    """A word that is no word for the term at all."""
    return next(_with_word(lambda row: "gizmo", source, translation, locale), None)


def the_english_word(source: str, translation: str, locale: str) -> str | None:
    """The English word for a term."""
    return next(_with_word(lambda row: row["en"], source, translation, locale), None)


WORDING: Mapping[str, Callable[[str, str, str], str | None]] = {
    "language/english": left_in_english,
    "language/sentence": begins_in_english,
    "language/other": of_another_catalogue,
    "unchanged": untranslated,
    "length/lost": without_its_second_half,
    "length/twice": said_twice,
    "length/wordy": too_wordy,
    "term": another_word,
    "forbidden-term": the_english_word,
}
"""What damages one translation."""


# Units beside each other


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


REPETITION: Mapping[str, Callable[[Sequence[Unit], int], tuple[Unit, ...] | None]] = {
    "inconsistent": said_otherwise,
    "same-translation": pasted_elsewhere,
}
"""What damages a catalogue."""
