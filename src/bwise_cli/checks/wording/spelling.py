"""Words of translations that no dictionary has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bwise_cli.checks.subject import Speller, Subject, is_meant
from bwise_cli.checks.wording.plain_words import is_code, sentences
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import Unit
from bwise_cli.domain.prose import prose

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
"""A word, and a full stop behind it."""
LEAST = 3
"""Letters of the shortest word that is looked up."""
ABBREVIATED = 6
"""Letters of the longest word with a full stop behind it that is taken for an abbreviation."""
_STEM = 4
"""Letters of the shortest word of a term by which its forms are known."""
LONG = 7
"""Letters of the shortest word of the source that compounds can begin with."""
_POSSESSIVE = re.compile(r"['’]s$")
_ELISION = re.compile(r"^[^\W\d_]{1,6}['’](?=[^\W\d_])")
"""What stands before a word with an apostrophe: `l’`, `dell’`."""


@dataclass(frozen=True, slots=True)
class _NoWords:
    """What is no word of the language, or one that the project has decided on."""

    exact: frozenset[str]
    """Words of the source, without capitals: a translation may show them."""
    names: frozenset[str]
    """What names begin with."""
    terms: frozenset[str]
    """What the words of the glossary begin with, and long words of the source: `phishingberichten`."""

    def has(self, word: str) -> bool:
        """Whether `word` is one of them, in whatever form."""
        folded = word.casefold()
        beginnings = {folded[:end] for end in range(LEAST, len(folded) + 1)}
        if folded in self.exact or not beginnings.isdisjoint(self.terms):
            return True
        return word[0].isupper() and not beginnings.isdisjoint(self.names)


def spelling(subject: Subject) -> Iterator[Finding]:
    """Unknown words, each once, at its first place, where there is a dictionary."""
    if not subject.speller:
        return
    units = [unit for unit in subject.catalogue.current if unit.key in subject.keys and is_meant(unit)]
    no_words = _no_words(subject, units)
    for word, where in _places(units, names=subject.language != "de").items():
        if not _is_known(word, no_words, subject.speller):
            there = f"correct it, here and at {len(where) - 1} more places" if len(where) > 1 else "correct it"
            yield Finding(
                "spelling",
                f"no dictionary has the word {quoted(word)}",
                Place(subject.catalogue.path, where[0].line),
                Severity.WARNING,
                (Note(f"{there}; or add it to glossaries/{subject.chain[0]}.txt"),),
                where[0].key,
            )


def _places(units: Sequence[Unit], *, names: bool) -> dict[str, list[Unit]]:
    """The words of translations and where each stands, without `names`: words with a capital inside a sentence."""
    places: dict[str, list[Unit]] = {}
    spelled: dict[str, str] = {}
    named: set[str] = set()
    for unit in units:
        for word, is_first in _words(prose(unit.translation).words):
            folded = word.casefold()
            places.setdefault(folded, []).append(unit)
            spelled[folded] = min(spelled.get(folded, word), word, key=str.istitle)
            if names and not is_first and word[0].isupper():
                named.add(folded)
    return {spelled[folded]: where for folded, where in places.items() if folded not in named}


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words to look up, and whether each is the first of a sentence: no codes, acronyms and abbreviations."""
    for sentence in sentences(text):
        is_first = True
        for piece in sentence.split():
            for found in _WORD.findall(piece) if not is_code(piece) else ():
                word = found.removesuffix(".")
                is_short = word != found and len(word) <= ABBREVIATED
                if len(word) >= LEAST and word[1:].islower() and not is_short:
                    yield word, is_first
                is_first = False


def _no_words(subject: Subject, units: Sequence[Unit]) -> _NoWords:
    sources = [each for unit in units for each in _words(prose(unit.message.text).words)]
    names = [_POSSESSIVE.sub("", word) for word, is_first in sources if word[0].isupper() and not is_first]
    names += [word for name in subject.settings.names for word in name.split()]
    terms = [
        word
        for term in subject.glossary.terms
        for _, form in subject.glossary.accepted(term, subject.chain)
        for word in form.split()
    ]
    return _NoWords(
        exact=frozenset(_POSSESSIVE.sub("", word).casefold() for word, _ in sources),
        names=frozenset(_beginning(name) for name in names),
        terms=frozenset(
            [
                *(_beginning(term) for term in terms if len(term) >= _STEM),
                *(word.casefold() for word, _ in sources if len(word) >= LONG),
            ]
        ),
    )


def _beginning(word: str) -> str:
    """What all forms of `word` begin with."""
    return word.casefold()[: max(LEAST, len(word) - 2)]


def _is_known(word: str, no_words: _NoWords, speller: Speller) -> bool:
    """Whether `word`, or what is left of it without an elided article, is no matter of spelling or is spelled right."""
    rest = _ELISION.sub("", word)
    ways = {word, rest}
    return len(rest) < LEAST or any(no_words.has(each) or speller.knows(each) for each in ways)
