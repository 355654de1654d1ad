"""In which language a text is, as far as it takes to notice the wrong file: by its script and its commonest words.

And which passages of a translation nobody has translated.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from bwise_cli.align.passages import Passage
from bwise_cli.align.traits import plain_type
from bwise_cli.domain.languages import COMMON_WORDS, script_of, script_share

_SAME = 0.9
"""Share of the longer texts of a document that are in the other one as well, where both are the same."""
_LONG = 20
"""Characters from which a text that is the same in both documents is no mere name."""
_LEAST_SCRIPT = 0.5
"""Share of the letters that are of the right script, at the least: names and code may be of another."""
LEAST_WORDS = 60
"""Words below which nothing is said of the language of a text."""
_CLEARLY = 1.5
"""How many times as many of its common words must be in a text as of another language's."""
_SEEN = 0.08
"""Share of the words of a text that the common ones of its language are, at the least."""
_FOREIGN_WORDS, _FOREIGN = 200, 0.04
"""Of so many words of a text at least this share are common ones of its language; else it is in one unknown to us."""
_STILL = 4
"""Common words of the source's language, at the least, in a passage that is still in it."""
_WORD = re.compile(r"[^\W\d_]+")


def likely_language(texts: Iterable[str]) -> str | None:
    """The language that `texts` clearly are in; None if that cannot be said."""
    words = _words(texts)
    if len(words) < LEAST_WORDS:
        return None
    shares = {language: _share(words, language) for language in COMMON_WORDS}
    best, second, *_ = sorted(shares, key=lambda language: -shares[language])
    clear = shares[best] >= _SEEN and shares[best] >= _CLEARLY * shares[second]
    return best if clear else None


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text.lower())]


def _share(words: Sequence[str], language: str) -> float:
    """Share of `words` that are common ones of a language."""
    return sum(word in COMMON_WORDS[language] for word in words) / len(words)


def untranslated(sources: Iterable[Passage], targets: Sequence[Passage], languages: tuple[str, str]) -> list[Passage]:
    """Those of `targets` that are still in the first of `languages`, that of `sources`.

    One that says the same as a source is, unless it is hardly more than names: "Android" is a translation of itself.
    """
    said = {_folded(each.text) for each in sources}
    return [each for each in targets if each.offered and (_is_same(each, said) or _is_still(each.text, *languages))]


def _folded(text: str) -> str:
    return " ".join(plain_type(text).casefold().split())


def _is_same(passage: Passage, said: Container[str]) -> bool:
    return len(passage.traits.words - passage.traits.names) >= 2 and _folded(passage.text) in said


def _is_still(text: str, source_language: str, language: str) -> bool:
    words = _words([text])
    own = sum(word in COMMON_WORDS.get(language, ()) for word in words)
    return sum(word in COMMON_WORDS.get(source_language, ()) for word in words) >= max(_STILL, 2 * own + 1)


@dataclass(frozen=True, slots=True)
class WrongFile:
    """Why a document cannot be what it was said to be."""

    tag: str
    """Tag of the finding."""
    is_translation: bool
    """Whether it is the translation; else it is the source."""
    message: str
    """What is wrong with it."""
    remedy: str
    """What to do."""


def wrong_file(sources: Sequence[str], targets: Sequence[str], source_language: str, language: str) -> WrongFile | None:
    """Why texts in `source_language` and in `language` are not a document and its translation, if that is clear."""
    own = [text for text in targets if text not in set(sources)]
    long = [text for text in targets if len(text) >= _LONG]
    if long and sum(text in set(sources) for text in long) >= _SAME * len(long):
        return WrongFile("align-same", True, "says the same as the English document", "name the translation")
    found, other = likely_language(sources), likely_language(own)
    if other == source_language and found == language:
        return WrongFile("align-language", True, "is the English one, and the other is its translation", "swap the two")
    for is_translation, texts, is_in, meant in (
        (False, sources, found, source_language),
        (True, own, other, language),
    ):
        share = script_share(texts, script_of(meant))
        if share < _LEAST_SCRIPT:
            message = f"is not in {meant}: of its letters only {share:.0%} are {script_of(meant)}"
            return WrongFile("align-language", is_translation, message, "name the right document, or another locale")
        if is_in and is_in != meant and meant in COMMON_WORDS:
            message = f"seems to be in {is_in}, not in {meant}"
            return WrongFile("align-language", is_translation, message, "name the right document, or another locale")
        words = _words(texts)
        if meant in COMMON_WORDS and len(words) >= _FOREIGN_WORDS and _share(words, meant) < _FOREIGN:
            message = f"does not seem to be in {meant}: hardly any of its common words are in it"
            return WrongFile("align-language", is_translation, message, "name the right document, or another locale")
    return None
