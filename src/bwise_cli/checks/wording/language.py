"""Is a translation, or a sentence of it, in another language than it should be?"""

import re
from collections.abc import Iterator

from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.checks.wording.plain_words import sentences
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.languages import COMMON_WORDS, TELLING_WORDS, script_of

LEAST_WORDS = 5
"""Words of the shortest sentence that is judged; so many of them, less one, without a capital: the others are names."""
WORDS_FOR_ONE = 5
"""For so many different words of a text one more of them has to be telling where none of another language is."""
ENOUGH = 20_000
"""Characters of a translation that are looked at."""
LONG = 8
"""Words from which a text says more of its language."""
UNLIKELY, UNLIKELY_IF_LONG = 0.1, 0.2
"""How likely the right language is at the most where a sentence is called one of another language. Of 5,600 correct
texts of that length, in 12 languages, 4 are: three lists of names and a drawing."""
LESS_LIKELY = 0.4
"""The same where a common word of the other language is there, and none of the right one."""
LIKELY = 0.5
"""How likely another language is then, at the least."""

_FOREIGN = {
    language: frozenset[str]().union(*(words for other, words in TELLING_WORDS.items() if other != language))
    for language in COMMON_WORDS
}
"""The telling words of all other languages."""
_QUOTED = re.compile(r"\"[^\"]{0,32}\"|“[^“”]{0,32}”|„[^„“”]{0,32}[“”]|«[^«»]{0,32}»|»[^«»]{0,32}«|‘[^‘’]{0,32}’")
"""The label of a button, for example, which may be in another language."""
_NO_PROSE = re.compile(r"[\ufffc@/\\_=<>{}%$|#&+\d]")
"""In a piece of text that is code, an address or a number."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def wrong_language(pair: Pair) -> Iterator[Slip]:
    """Sentences of a translation that are not in its language."""
    language, text = pair.language, pair.target.words[:ENOUGH]
    if " " not in pair.target.signs or language not in COMMON_WORDS:
        return
    words = text.lower().split()
    if len(words) < LEAST_WORDS or _is_clear(set(words), language, _least(len(words), language)):
        return
    unclear = [sentence for sentence in sentences(text) if not _is_clear(_words(sentence), language)]
    judged = [(sentence, _other_language(sentence, pair)) for sentence in unclear]
    if len(unclear) > 1 and not any(other for _, other in judged) and not _is_clear(_words(text), language):
        judged = [(text, _other_language(text, pair))]
    for sentence, other in judged:
        if other:
            message = f"this seems to be in {other}, not in {language}: {quoted(sentence.strip())}"
            yield Slip(message, "translate it, or put what is quoted in quotes")


def _least(words: int, language: str) -> int:
    """How many common words of a language make a text of so many `words` clear, all its sentences together.

    In a text of another script than that of the other languages a sentence of theirs goes under: each is looked at.
    """
    return 1 + words // WORDS_FOR_ONE if script_of(language) == "Latin" else words


def _words(text: str) -> set[str]:
    return set(text.lower().split())


def _is_clear(words: set[str], language: str, least: int = 1) -> bool:
    """Whether `least` common words, and more if there are some of other languages, leave no doubt of a language."""
    own = len(words & TELLING_WORDS[language])
    return own >= least and own > 2 * len(words & _FOREIGN[language])


def _other_language(sentence: str, pair: Pair) -> str | None:
    """The language that a sentence is in, if it is long enough and clearly not in that of the translation."""
    pieces = _QUOTED.sub(" ", sentence).split()
    words = _WORD.findall(" ".join(piece for piece in pieces if not _NO_PROSE.search(piece)))
    if len(words) < LEAST_WORDS or sum(word.islower() for word in words) < LEAST_WORDS - 1:
        return None
    likelihoods = pair.subject.detector.likelihoods(" ".join(words))
    if not likelihoods:
        return None
    best = max(likelihoods, key=likelihoods.__getitem__)
    most = UNLIKELY if len(words) < LONG else UNLIKELY_IF_LONG
    common = _words(sentence)
    if len(words) > LEAST_WORDS and common.isdisjoint(TELLING_WORDS[pair.language]) and common & TELLING_WORDS[best]:
        most = LESS_LIKELY
    return best if likelihoods[pair.language] < most and likelihoods[best] >= LIKELY else None
