"""Which words are forms of one word, as simplemma's dictionaries and Snowball's stemmers see it.

Two words are if they share a lemma, or if they share a stem. Stems are coarse: "access" and "accessible" have one. So
where the dictionary lists both words and gives them no common lemma, the stem counts only if the words or their lemmas
differ in the last letter at most: "cifrado" and "cifrada" are forms of one word, whatever the dictionary makes of them.

Dictionaries are read for languages that occur, as packed streams: they take 2 to 50 MB that way, a tenth of what they
take as dictionaries of Python, and each word is looked up once.
"""

import threading
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bwise_cli.domain.wording import folded
from bwise_cli.engines.word_endings import ENDINGS, without_ending

DICTIONARY_PACKAGES = ("simplemma", "snowballstemmer")
"""Packages that decide what is found."""
DICTIONARIES = {"hr": "hbs"}
"""What simplemma calls a language, where that is not its code: Croatian is in its Serbo-Croatian dictionary."""
STEMMERS = {
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "serbian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
}
"""What Snowball calls a language that it has a stemmer for."""
THOROUGH = frozenset({"en"})
"""Languages whose dictionary tells forms apart so well that a stem counts only for words that it does not have.

Words are not looked up with a capital there: those are names, where in German every noun is."""
COMPOUNDING = frozenset({"de", "nl"})
"""Languages that write compounds as one word: the last part of one that is in no dictionary may be in it."""
LEAST_WORD = 3
"""Letters of the shortest word that has other forms: "AI" is no form of "'m"."""
LEAST_PART = 3
"""Letters of the shortest part of a compound."""
LEAST_STEM = 3
"""Letters of the shortest stem that says something."""


@dataclass(frozen=True, slots=True)
class _Analysis:
    """What is known of a word."""

    lemmas: frozenset[str]
    """The word itself, and the words that it may be a form of."""
    stems: frozenset[str]
    """The stems of those, each after a mark that keeps it apart from lemmas."""
    listed: bool
    """Whether the dictionary has the word."""


class InflectedWords:
    """Forms of words, for `Glossary`. One instance may be used from several threads."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], _Analysis] = {}
        self._lemmatisers: dict[str, _Lemmatiser | None] = {}
        self._stemmers: dict[str, Callable[[str], str]] = {}
        self._lock = threading.Lock()

    def keys(self, word: str, language: str) -> frozenset[str]:
        """Lemmas and stems of `word`."""
        analysis = self._analysis(word, language)
        return analysis.lemmas | analysis.stems

    def match(self, wanted: str, word: str, language: str) -> bool:
        """Whether `word` is a form of `wanted`.

        An English noun in -ing has no other form than its plural: "a recording" is not what "you record" speaks of.
        """
        if language == "en" and wanted.endswith("ing") and not folded(word).startswith(wanted.casefold()):
            return False
        first, second = self._analysis(wanted, language), self._analysis(word, language)
        if not first.lemmas.isdisjoint(second.lemmas):
            return True
        if first.stems.isdisjoint(second.stems):
            return False
        if not (first.listed and second.listed):
            return True
        return language not in THOROUGH and any(
            _nearly_same(this, that) for this in first.lemmas for that in second.lemmas
        )

    def lists(self, word: str, language: str) -> bool:
        """Whether the dictionary of `language` has `word` as it is, or without its capital."""
        with self._lock:
            lemmatiser = self._lemmatiser(language)
        return lemmatiser is not None and any(lemmatiser.has(each) for each in (word, word.lower()))

    def _analysis(self, word: str, language: str) -> _Analysis:
        key = (word, language)
        known = self._known.get(key)
        if known is None:
            with self._lock:  # a stemmer holds the word that it works on
                known = self._known[key] = self._analysed(word, language)
        return known

    def _analysed(self, word: str, language: str) -> _Analysis:
        lowered = unicodedata.normalize("NFC", word).replace("\u00ad", "").lower()
        lemmas = {lowered}
        if len(lowered) < LEAST_WORD or not lowered.isalpha():
            return _Analysis(frozenset((folded(lowered),)), frozenset(), listed=True)
        listed = False
        if lemmatiser := self._lemmatiser(language):
            looked_up = lemmatiser.listed(lowered)
            listed = bool(looked_up)
            lemmas |= looked_up or lemmatiser.guessed(lowered)
        stems = {stem for each in lemmas if len(stem := self._stem(each, language)) >= LEAST_STEM}
        return _Analysis(frozenset(map(folded, lemmas)), frozenset(f"~{stem}" for stem in stems), listed)

    def _lemmatiser(self, language: str) -> "_Lemmatiser | None":
        if language not in self._lemmatisers:
            try:
                self._lemmatisers[language] = _Lemmatiser(language)
            except ValueError:
                self._lemmatisers[language] = None
        return self._lemmatisers[language]

    def _stem(self, word: str, language: str) -> str:
        """The stem of `word`; empty if there is no way to find one."""
        if language in ENDINGS:
            return without_ending(word, language)
        if language not in STEMMERS:
            return ""
        if language not in self._stemmers:
            import snowballstemmer

            self._stemmers[language] = snowballstemmer.stemmer(STEMMERS[language]).stemWord
        return self._stemmers[language](word)


class _Lemmatiser:
    """The dictionary of one language."""

    def __init__(self, language: str) -> None:
        """Raises `ValueError` if there is no dictionary of `language`."""
        from simplemma.strategies import DefaultStrategy
        from simplemma.strategies.dictionaries import StreamDictionaryFactory

        factory = StreamDictionaryFactory(cache_max_size=1)
        self._language = language
        self._name = DICTIONARIES.get(language, language)
        self._words = factory.get_dictionary(self._name)
        self._strategy = DefaultStrategy(dictionary_factory=factory)

    def has(self, word: str) -> bool:
        """Whether the dictionary has `word` in this spelling."""
        return self._words.get(word) is not None

    def _spellings(self, word: str) -> tuple[str, ...]:
        return (word,) if self._language in THOROUGH else (word, word.capitalize())

    def listed(self, word: str) -> set[str]:
        """The lemmas that the dictionary has for `word`; none if it does not have it."""
        return {lemma.lower() for spelling in self._spellings(word) if (lemma := self._words.get(spelling))}

    def guessed(self, word: str) -> set[str]:
        """The lemmas that a word that is not in the dictionary may have, by its parts and its ending."""
        found = (self._strategy.get_lemma(spelling, self._name) for spelling in self._spellings(word))
        lemmas = {lemma.lower() for lemma in found if lemma}
        if self._language in COMPOUNDING:
            for cut in range(LEAST_PART, len(word) - LEAST_PART):
                if last := self.listed(word[cut:]):
                    return lemmas | {word[:cut] + lemma for lemma in last}
        return lemmas


def _nearly_same(one: str, other: str) -> bool:
    """Whether two words differ in their last letter at most: "cifrada" and "cifrado", "coleg" and "colegă"."""
    return one.startswith(other[:-1]) and other.startswith(one[:-1])
