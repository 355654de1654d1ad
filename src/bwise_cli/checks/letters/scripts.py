"""Letters of another script: they look right, but are read aloud, searched and sorted wrongly."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bwise_cli.checks.figures.reading import without_addresses
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

_LATIN, _GREEK, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏ", "Ͱ-Ͽἀ-῿", "Ѐ-ԯ"
_OWN: Mapping[str, str] = {"bg": _CYRILLIC, "el": _GREEK}
"""The letters of languages that are not written in Latin ones."""

_ALIKE_CYRILLIC = dict(zip("ABCEHKMOPTXYaceopxyKk", "АВСЕНКМОРТХУасеорхуКк", strict=True))
_ALIKE_GREEK = dict(zip("ABEHIKMNOPTXYZovikp", "ΑΒΕΗΙΚΜΝΟΡΤΧΥΖονικρ", strict=True))
_TO_OWN: Mapping[str, Mapping[int, str]] = {
    "bg": str.maketrans(_ALIKE_CYRILLIC),
    "el": str.maketrans(_ALIKE_GREEK),
}
_MORE_CYRILLIC = dict(zip("іІјЈѕЅԁԛԝһ", "iIjJsSdqwh", strict=True))
_TO_LATIN = str.maketrans(
    {cyrillic: latin for latin, cyrillic in _ALIKE_CYRILLIC.items()}
    | {greek: latin for latin, greek in _ALIKE_GREEK.items()}
    | _MORE_CYRILLIC
)
_TO_LATIN |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF21, 0xFF5B) if chr(code).isalpha()}

_OTHER = f"{_GREEK}{_CYRILLIC}԰-῾ⴀ-ⶖぁ-퟿豈-﫿Ａ-Ｚａ-ｚ\U0001d400-\U0001d7ff"
_WORD = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"\b[^\W\d_]['’]")
"""What stands before an apostrophe, as in O’Brien, is no word."""
_UNIT = re.compile(r"[μΩ][A-Za-z]{1,3}|[kMmG]?Ω")

_STRANGE: Mapping[str, re.Pattern[str]] = {
    "": re.compile(f"[{_OTHER}]"),
    "bg": re.compile(
        rf"[{_LATIN}][{_CYRILLIC}]|[{_CYRILLIC}][{_LATIN}]|[{_GREEK}]|(?<![^\s(„])[aceopxy]{{1,2}}(?![^\s,.;:!?)“])|[a-z]{{3}}"
    ),
    "el": re.compile(
        rf"[{_LATIN}][{_GREEK}]|[{_GREEK}][{_LATIN}]|[{_CYRILLIC}]|(?<![^\s(«])[oOH](?=\s[{_GREEK}])|[a-z]{{3}}"
    ),
}
"""Without any of these a translation has no letter of another script. The languages that are not named are Latin."""


def script(pair: Pair) -> Iterator[Slip]:
    """Words with letters of a script that they cannot have. Words that the source has too are left alone."""
    strange = _STRANGE.get(pair.language, _STRANGE[""])
    if pair.is_long or not strange.search(pair.target.words):
        return
    words = without_addresses(pair.target.words)
    if not strange.search(words):
        return
    known = frozenset(_WORD.findall(_ELIDED.sub(" ", pair.source.words))) - {"a", "e"}  # as in a mail, e-mail
    for found in _WORD.finditer(words):
        if found[0] not in known and not _UNIT.fullmatch(found[0]):
            slip = _of_own(found, words, pair, known) if pair.language in _OWN else _of_latin(found)
            if slip:
                yield slip


def _of_latin(found: re.Match[str]) -> Slip | None:
    """What is wrong with a word of a language in Latin letters."""
    word = found[0]
    others = "".join(dict.fromkeys(re.findall(f"[{_OTHER}]", word)))
    mended = word.translate(_TO_LATIN)
    is_mended = not re.search(f"[{_OTHER}]", mended)
    is_symbol = re.fullmatch(f"[{_GREEK}]", others) and len(word) <= 2  # ΔE, β
    if not others or (is_symbol and not (is_mended and len(word) > 1)):
        return None
    return _slip(found, others, mended if is_mended else None)


def _of_own(found: re.Match[str], words: str, pair: Pair, known: frozenset[str]) -> Slip | None:
    """What is wrong with a word of a language in Greek or Cyrillic letters."""
    word, own = found[0], _OWN[pair.language]
    mended = word.translate(_TO_OWN[pair.language])
    others = "".join(dict.fromkeys(re.findall(f"[^{own}]", word)))
    if not others:
        return None
    is_mended = not re.search(f"[^{own}]", mended)
    if re.search(f"[{own}]", word):
        if _is_move(found, words, pair):
            return None
        if word.translate(_TO_LATIN) in known:
            return _slip(found, "".join(re.findall(f"[{own}]", word)), word.translate(_TO_LATIN))
        if not is_mended and re.fullmatch(f"[{_LATIN}]{{3,}}[{own}]{{1,4}}", word):
            return None  # an ending behind a name
        return _slip(found, others, mended if is_mended else None)
    if re.search(f"[^{_LATIN}]", word):
        return _slip(found, others, None) if len(word) > 1 else None
    return _slip(found, others, mended) if is_mended and _is_among(found, words, pair) else None


def _is_move(found: re.Match[str], words: str, pair: Pair) -> bool:
    """Whether it is a move of chess, whose first letter is that of a piece in the language: Кf3 for Nf3."""
    square = words[found.start() + 1 : found.end() + 1]
    if len(found[0]) > 3 or not re.fullmatch("x?[a-h][1-8]", square):
        return False
    pieces = re.findall(rf"\b([KQRBN]){square}\b", pair.source.words)
    return bool(pieces) and found[0][0].translate(_TO_LATIN) not in pieces


def _is_among(found: re.Match[str], words: str, pair: Pair) -> bool:
    """Whether a word of letters that all look right stands among words in the right ones, and is none of the source."""
    own = _OWN[pair.language]
    if not _STRANGE[pair.language].match(words, found.start()):
        return False
    behind = re.match(rf"\s[{own}]", words[found.end() : found.end() + 2])
    is_shown = len(found[0]) > 1 and found[0] in pair.source.text.lower()
    return bool(behind) and not is_shown


def _slip(found: re.Match[str], others: str, mended: str | None) -> Slip:
    names = ", ".join(f"{quoted(sign)} is {unicodedata.name(sign, 'unknown').lower()}" for sign in others[:2])
    edit = Edit(found.start(), found.end(), mended) if mended else None
    return Slip(f"the word {quoted(found[0])} has letters of another script: {names}", "type it anew", edit)
