"""Is a translation still the English text?"""

import re
from collections.abc import Iterator

from bwise_cli.checks.pair import Pair, Slip
from bwise_cli.checks.wording.language import wrong_language
from bwise_cli.checks.wording.plain_words import is_loan, plain_words, without
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.languages import TELLING_WORDS
from bwise_cli.domain.rules import BY_TAG

_REMEDY = "translate it; what is the same in every language belongs into names in [check] or into the glossary"
_NO_LETTER = re.compile(r"[^\w\ufffc-]+|_")
_LONG = 4
"""Plain words from which a text is the same in two languages by no chance."""

_AROUND = " \"'“”„«»‘’‹›()[]*_…¿¡\xa0\u202f"
"""What a text may begin with before its first letter."""
ENOUGH = 1000
"""Characters of a text that tell whether there is something to translate in it."""


def unchanged(pair: Pair) -> Iterator[Slip]:
    """Translations that say what the source says, in its words, though it has words to translate."""
    source, target = pair.source.words, pair.target.words
    if not 0.8 * len(source) <= len(target) <= 1.2 * len(source) + 2 or not _are_same(source, target):
        return
    plain = [word for word in plain_words(_to_translate(pair)) if not is_loan(word)]
    if _is_name(plain, pair):
        return
    if (len(plain) >= _LONG or any(_is_foreign(word, pair) for word in plain)) and not _is_told(pair):
        yield Slip(f"this is still the English text: {quoted(source)}", _REMEDY)


def _is_told(pair: Pair) -> bool:
    """Whether the check of the language has the same to say already."""
    looked_at = pair.subject.settings.severity_of(BY_TAG["language"], pair.locale) is not None
    return looked_at and any(wrong_language(pair))


def _is_name(words: list[str], pair: Pair) -> bool:
    """Whether `words` are a name of several words: all with a capital, and one at least in no dictionary."""
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return False
    forms, language = pair.subject.glossary.forms, pair.subject.source_language
    return not all(forms.lists(word.lower(), language) for word in words)


def _are_same(one: str, other: str) -> bool:
    """Whether two texts are the same but for spaces and punctuation, and for capitals where they have several words.

    A single word that was given a capital, or a hyphen, was looked at by somebody: `Desktops`, `Back-up`.
    """
    if _beginning(one) != _beginning(other):
        return False
    first, second = _letters(one), _letters(other)
    return first == second or (" " in one.strip() and first.casefold() == second.casefold())


def _beginning(text: str) -> str:
    """The first letter: most texts are told apart by it."""
    return text.lstrip(_AROUND)[:1].casefold()


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _to_translate(pair: Pair) -> str:
    """The source without names, and without terms that are the same in both languages."""
    glossary, chain = pair.subject.glossary, pair.subject.chain
    text = pair.source.words[:ENOUGH]
    for occurrence in reversed(glossary.occurrences(text)):
        said = text[occurrence.start : occurrence.end]
        accepted = [form for _, form in glossary.accepted(occurrence.term, chain)]
        if any(_letters(form).casefold() == _letters(said).casefold() for form in accepted):
            text = f"{text[: occurrence.start]} {text[occurrence.end :]}"
    return without(text, pair.subject.settings.names)


def _is_foreign(word: str, pair: Pair) -> bool:
    """Whether `word` is a word of the source's language, and none of the translation's."""
    if word.lower() in TELLING_WORDS.get(pair.subject.source_language, ()):
        return True
    forms = pair.subject.glossary.forms
    return forms.lists(word.lower(), pair.subject.source_language) and not forms.lists(word, pair.language)
