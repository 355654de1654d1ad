"""Faults in single letters and characters, put into correct translations."""

import re
from collections.abc import Callable, Mapping
from random import Random

from bwise_cli.domain.prose import prose

_PAGES = {
    "bg": "cp1251",
    "el": "cp1253",
    "lv": "cp1257",
    "hr": "cp1250",
    "pl": "cp1250",
    "ro": "cp1250",
    "sl": "cp1250",
}
"""The encoding of Windows where that is not Western Europe's."""
_TWINS = {
    "bg": ("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX"),
    "el": ("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX"),
    "": ("aeopcyxABEKMHOPCTX", "аеорсухАВЕКМНОРСТХ"),
}
_CYRILLIC = dict(zip("abcdefghijklmnoprstuvz", "абцдефгхијклмнопрстувз", strict=True))
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")


def _chance(translation: str) -> Random:
    return Random(translation)  # the same damage in every run


def _somewhere(pattern: re.Pattern[str], new: Callable[[str], str], translation: str) -> str | None:
    """The translation with something new for one of what the pattern finds in its words; none of an address."""
    text = prose(translation)
    addresses = [found.span() for found in _ADDRESS.finditer(text.words)]
    spans = [
        found.span()
        for found in pattern.finditer(text.words)
        if not any(start <= found.start() < end for start, end in addresses)
    ]
    _chance(translation).shuffle(spans)
    for start, end in spans:
        try:
            return text.edited(start, end, new(text.words[start:end]))
        except ValueError:  # marks stand in between
            continue
    return None


def letter_of_another_script(source: str, translation: str, locale: str) -> str | None:
    """One letter in a longer word that only looks right."""
    own, other = _TWINS.get(locale, _TWINS[""])
    pattern = re.compile(rf"(?<=[^\W\d_])[{own}]|[{own}](?=[^\W\d_])")
    return _somewhere(pattern, lambda letter: other[own.index(letter)], translation)


def small_word_of_another_script(source: str, translation: str, locale: str) -> str | None:
    """A word of a single letter that only looks right, in the middle of a sentence."""
    if locale not in ("bg", "el"):
        return None
    own, other = ("аео", "aeo") if locale == "bg" else ("οΟΗ", "oOH")
    pattern = re.compile(rf"(?<![^\s])[{own}](?= [^\W\d_a-zA-Z]{{2}})")
    return _somewhere(pattern, lambda letter: other[own.index(letter)], translation)


def word_of_another_script(source: str, translation: str, locale: str) -> str | None:
    """A whole word in Cyrillic letters in a language with Latin ones."""
    if locale in ("bg", "el"):
        return None
    pattern = re.compile(r"(?<![^\W_])[a-pr-vz]{4,}(?![^\W_])")
    return _somewhere(pattern, lambda word: "".join(_CYRILLIC[letter] for letter in word), translation)


def _read_as(page: str, sign: str) -> str:
    return "".join(bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in sign.encode("utf-8"))


def read_as_western(source: str, translation: str, locale: str) -> str | None:
    """UTF-8 that was read as Western Europe's encoding."""
    broken = re.sub(r"[^\x00-\x7f]", lambda sign: _read_as("cp1252", sign[0]), translation)
    return broken if broken != translation else None


def read_as_regional(source: str, translation: str, locale: str) -> str | None:
    """UTF-8 that was read as the encoding of the region."""
    if locale not in _PAGES or not re.search(r"[^\W\d_a-zA-Z]", translation):
        return None
    return re.sub(r"[^\x00-\x7f]", lambda sign: _read_as(_PAGES[locale], sign[0]), translation)


def regional_read_as_western(source: str, translation: str, locale: str) -> str | None:
    """The encoding of the region that was read as Western Europe's."""
    if locale not in _PAGES:
        return None
    old = translation.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    broken = re.sub(r"[^\x00-\x7f]", lambda sign: _as_western(sign[0], _PAGES[locale]), old)
    letters = {letter for letter in broken if letter.isalpha()} - set(old)
    return broken if letters else None


def _as_western(sign: str, page: str) -> str:
    return sign.encode(page, errors="ignore").decode("cp1252", errors="ignore") or sign


def letters_lost(sign: str) -> Callable[[str, str, str], str | None]:
    """What writes a sign for each letter that is not in ASCII, where there are two or more."""

    def lose(source: str, translation: str, locale: str) -> str | None:
        broken, count = re.subn(r"(?![a-zA-Z])[^\W\d_]", sign, translation)
        return broken if count > 1 else None

    return lose


def hidden(signs: str, pattern: str) -> Callable[[str, str, str], str | None]:
    """What puts one of `signs` behind what the pattern finds."""

    def hide(source: str, translation: str, locale: str) -> str | None:
        sign = _chance(translation).choice(signs)
        return _somewhere(re.compile(pattern), lambda found: found + sign, translation)

    return hide


LETTERS: Mapping[str, Callable[[str, str, str], str | None]] = {
    "script/letter": letter_of_another_script,
    "script/small": small_word_of_another_script,
    "script/word": word_of_another_script,
    "mojibake/western": read_as_western,
    "mojibake/regional": read_as_regional,
    "mojibake/old": regional_read_as_western,
    "mojibake/question": letters_lost("?"),
    "mojibake/lost": letters_lost("\ufffd"),
    "invisible/inside": hidden("\u200b\u2060\u200d\ufeff\u0003\U000e0061", r"\b[^\W\d_]{2}(?=[^\W\d_])"),
    "invisible/outside": hidden("\u00ad\u200b\ufeff\u0008\u180e", r"[^\W\d_](?= )"),
    "bidi": hidden("\u200e\u200f\u202a\u202c\u202d\u202e\u2066\u2069", r"\b\w+\b"),
}
"""What damages letters, by the tag of the check that has to find it."""
