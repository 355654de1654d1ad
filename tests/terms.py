"""Sentences with terms in inflected forms: reads `tests/fixtures/terms/*.txt`, and counts what a glossary finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.wording import WordForms

FOLDER = Path(__file__).parent / "fixtures" / "terms"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its translation."""

    term: tuple[str, str]
    """What is looked for: in English, and in the other language."""
    occurs: bool
    """Whether the term is in both, or in neither."""
    english: str
    """The sentence."""
    translation: str
    """Its translation."""
    marked: str
    """The form in which the term is in the translation; empty if it is not."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well terms are found on one side of the sentences of one language."""

    there: int
    """Sentences with the term."""
    found: int
    """Those of them in which it is found."""
    absent: int
    """Sentences without the term."""
    alarms: int
    """Those of them in which it is found all the same."""
    wrong: tuple[Sentence, ...]
    """Every sentence that is judged wrong."""

    @property
    def recall(self) -> float:
        """Share of the terms that is found."""
        return self.found / self.there

    @property
    def false_alarms(self) -> float:
        """Share of the sentences without the term in which it is found."""
        return self.alarms / self.absent


def sentences(language: str) -> Iterator[Sentence]:
    """The sentences of one file, as its README describes them."""
    term = ("", "")
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line[:2] in ("+ ", "- "):
            english, translation = line[2:].split(" | ")
            before, opening, rest = translation.partition("[")
            marked, _, after = rest.partition("]")
            plain = before + marked + after if opening else translation
            yield Sentence(term, line[0] == "+", english, plain, marked)
        elif " = " in line:
            english, translation = line.split(" = ")
            term = (english, translation)


def figures(language: str, forms: WordForms) -> tuple[Figures, Figures]:
    """What is found in the English sentences, and in their translations."""
    every = list(sentences(language))
    return (
        _figures(every, {each: _in_english(each, language, forms) for each in every}),
        _figures(every, {each: _in_translation(each, language, forms) for each in every}),
    )


def _figures(every: list[Sentence], found: dict[Sentence, bool]) -> Figures:
    there, absent = [each for each in every if each.occurs], [each for each in every if not each.occurs]
    wrong = tuple(each for each in every if each.occurs != found[each])
    return Figures(
        len(there), sum(found[each] for each in there), len(absent), sum(found[each] for each in absent), wrong
    )


def _glossary(sentence: Sentence, language: str, forms: WordForms) -> tuple[Glossary, Term]:
    english, translation = sentence.term
    term = Term("term", {"en": (english,), language: (translation,)})
    return Glossary((term,), forms=forms), term


def _in_english(sentence: Sentence, language: str, forms: WordForms) -> bool:
    glossary, _ = _glossary(sentence, language, forms)
    return bool(glossary.occurrences(sentence.english))


def _in_translation(sentence: Sentence, language: str, forms: WordForms) -> bool:
    glossary, term = _glossary(sentence, language, forms)
    if not glossary.used(term, sentence.translation, (language,)):
        return False
    return not sentence.occurs or glossary.used(term, sentence.marked, (language,))
