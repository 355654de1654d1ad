"""Words of a text, and where the words of a phrase stand in it, in whatever form.

A text is inline Markdown: marks of emphasis and links are looked through, so that `pass**word**s` is one word; code,
variables and footnotes hold no words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Protocol


class WordForms(Protocol):
    """Which words are forms of one word, in a language such as `sl`."""

    def keys(self, word: str, language: str) -> frozenset[str]:
        """What `word` has in common with its other forms: words that share no key are not forms of one word."""

    def match(self, wanted: str, word: str, language: str) -> bool:
        """Whether `word` is a form of `wanted`, a word as a glossary has it."""

    def lists(self, word: str, language: str) -> bool:
        """Whether a dictionary has `word`, with this capital or lack of it where the language tells nouns by it."""


class SameWords:
    """Every word is a word of its own; capitals and ways to encode an accent make no difference."""

    def keys(self, word: str, language: str) -> frozenset[str]:
        """The word itself."""
        return frozenset((folded(word),))

    def match(self, wanted: str, word: str, language: str) -> bool:
        """Whether they are the same."""
        return folded(wanted) == folded(word)

    def lists(self, word: str, language: str) -> bool:
        """Never: there is no dictionary."""
        return False


SAME_WORDS: WordForms = SameWords()


def folded(word: str) -> str:
    """`word` without capitals, soft hyphens and composed or decomposed accents; a final sigma is a sigma."""
    return unicodedata.normalize("NFC", word).replace("\u00ad", "").casefold()


# Texts

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*")
"""Letters and digits; accents that are characters of their own, and soft hyphens, stand within a word."""
_UNSEEN = re.compile(
    r"(?P<opaque>(?P<ticks>`+).+?(?P=ticks)|\{[^{}]*\})"
    r"|(?P<space><br[^<>]*>)"
    r"|</?[A-Za-z][^<>]*>|\]\(\d+\)|\[\^[^\]]*\]|!?\[|\]|\*+|~+|\^|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[^\w\s])|[\u200b-\u200d]",
    re.DOTALL,
)
"""What stands in a msgid and is no text. Code and variables part the words beside them."""
_JOINT = re.compile(r"[\s'’ʼ\-\u2010\u2011]*")
"""What may stand between two words of a phrase, whatever stands there in the phrase itself."""


@dataclass(frozen=True)
class Wording:
    """A text as a sequence of words."""

    text: str
    """The text without what is no text."""
    places: Sequence[int]
    """For each character of `text`, where it stands in the text that was read."""

    @cached_property
    def words(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and spelling of each word of `text`."""
        return tuple((match.start(), match.end(), match[0]) for match in _WORD.finditer(self.text))


def wording(text: str) -> Wording:
    """The words of inline Markdown."""
    if not _UNSEEN.search(text):
        return Wording(text, range(len(text)))
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for match in _UNSEEN.finditer(text):
        instead = "\0" if match["opaque"] else " " if match["space"] else ""
        pieces += (text[done : match.start()], instead)
        places += (*range(done, match.start()), *[match.start()] * len(instead))
        done = match.end()
    pieces.append(text[done:])
    places += range(done, len(text))
    return Wording("".join(pieces), places)


# Phrases


@dataclass(frozen=True)
class Phrase:
    """One or more words that are looked for."""

    text: str
    """As it was written, such as `job coach`."""
    exact_case: bool = False
    """Whether capitals must be as in `text`."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words; none where it has no letter or digit."""
        return tuple(match[0] for match in _WORD.finditer(self.text))

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """What stands before, between and after its words, such as the `++` of `C++`."""
        return tuple(part.strip() for part in _WORD.split(self.text))


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text."""

    start: int
    """Where it begins in the text that was read."""
    end: int
    """Where it ends."""
    phrase: Phrase
    """What was looked for."""


@dataclass(frozen=True)
class Searcher:
    """Looks for many phrases at once."""

    phrases: tuple[Phrase, ...]
    """What is looked for; of two that are the same words, the first is found."""
    language: str
    """The language of phrases and texts, such as `sl`."""
    forms: WordForms
    """Which words are forms of one word."""
    _openings: dict[str, tuple[Phrase, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find(self, text: str) -> list[Found]:
        """What occurs in `text`, in its order: the longest first where two overlap, so that none do."""
        if not self.phrases:
            return []
        read = wording(text)
        taken: set[int] = set()
        chosen: list[_Candidate] = []
        for each in sorted(self._all(read), key=lambda each: each.rank):
            if taken.isdisjoint(each.numbers):
                taken.update(each.numbers)
                chosen.append(each)
        return [
            Found(read.places[each.start], read.places[each.end - 1] + 1, each.phrase)
            for each in sorted(chosen, key=lambda each: each.start)
        ]

    def _all(self, read: Wording) -> Iterator["_Candidate"]:
        """Every occurrence, overlapping ones too."""
        for first, (_, _, word) in enumerate(read.words):
            for phrase in self._opened_by(word):
                if span := self._span(read, first, phrase):
                    yield _Candidate(range(first, first + len(phrase.words)), *span, phrase, read.text)

    def _opened_by(self, word: str) -> tuple[Phrase, ...]:
        """Phrases whose first word is a form of `word`: looked up once for each word."""
        known = self._openings.get(word)
        if known is None:
            keys = self.forms.keys(word, self.language)
            near = sorted({number for key in keys for number in self._by_key.get(key, ())})
            phrases = (self.phrases[number] for number in near)
            known = tuple(each for each in phrases if self.forms.match(each.words[0], word, self.language))
            self._openings[word] = known
        return known

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """The phrases, by number, that begin with a word of each key."""
        found: dict[str, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            for key in self.forms.keys(phrase.words[0], self.language) if phrase.words else ():
                found.setdefault(key, []).append(number)
        return found

    def _span(self, read: Wording, first: int, phrase: Phrase) -> tuple[int, int] | None:
        """Where `phrase` begins and ends if it stands at the word number `first`, which is its first word."""
        here = read.words[first : first + len(phrase.words)]
        if len(here) < len(phrase.words):
            return None
        pairs = list(zip(phrase.words, (word for _, _, word in here), strict=True))
        if not all(self.forms.match(wanted, word, self.language) for wanted, word in pairs[1:]):
            return None
        if phrase.exact_case and not all(_same_case(wanted, word) for wanted, word in pairs):
            return None
        before, *between, after = phrase.signs
        gaps = pairwise(here)
        if not all(_fits(read.text[one[1] : two[0]], sign) for (one, two), sign in zip(gaps, between, strict=True)):
            return None
        start, end = here[0][0] - len(before), here[-1][1] + len(after)
        if start < 0 or read.text[start : here[0][0]] != before or read.text[here[-1][1] : end] != after:
            return None
        return start, end


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An occurrence that may overlap others."""

    numbers: range
    """Which words of the text it takes."""
    start: int
    end: int
    phrase: Phrase
    text: str

    @property
    def rank(self) -> tuple[int, int, bool, int]:
        """The least is the best: the longest, then one that is as it was written, then the first."""
        as_written = folded(self.text[self.start : self.end]) == folded(self.phrase.text)
        return -len(self.numbers), self.start - self.end, not as_written, self.start


def _fits(gap: str, sign: str) -> bool:
    """Whether `gap` may stand between two words that have `sign` between them in a phrase."""
    return _JOINT.fullmatch(gap) is not None or gap.strip() == sign


def _same_case(wanted: str, word: str) -> bool:
    """Whether `word` has its capitals where `wanted` has them, as far as the two are the same letters."""
    for one, other in zip(wanted, word, strict=False):
        if one.casefold() != other.casefold():
            break
        if one != other:
            return False
    return True
