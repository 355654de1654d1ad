"""Characters that were broken when a file was read in the wrong encoding."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bwise_cli.checks.figures.reading import without_addresses
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted

_LETTERS: Mapping[str, str] = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "de": "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "es": "áéíóúüñ¿¡ºª",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "it": "àèéìíîòóùú",
    "lv": "āčēģīķļņšūž",
    "nl": "áéëïóöüèêç",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "sl": "čšžćđ",
}
"""The letters of each language that are not ASCII."""
_QUOTES = "–—‘’‚“”„†•…‹›€™\u202f"
_SYMBOLS = "\u00a0«»°§·©®²³±½¼¾º"
_IN_NAMES = "áàâäãåçéèêëíìîïñóòôöøúùûüý"
"""Letters of names from elsewhere, such as Zoë, which any text can have."""
_WESTERN = ("cp1252", _QUOTES + _SYMBOLS + _IN_NAMES, 1)
_CENTRAL = ("cp1250", _QUOTES + _SYMBOLS, 1)
_PAGES: Mapping[str, tuple[tuple[str, str, int], ...]] = {
    "bg": (_WESTERN, ("cp1251", _QUOTES, 2)),
    "el": (_WESTERN, ("cp1253", _QUOTES, 2)),
    "lv": (_WESTERN, ("cp1257", _QUOTES, 1)),
    **dict.fromkeys(("hr", "pl", "ro", "sl"), (_WESTERN, _CENTRAL)),
}
"""What a program can have taken UTF-8 for; the other characters that this breaks; how many letters in a row it takes
to be sure, because a few words end in such signs. Western Europe's for the languages that are not named."""

_LOST = re.compile("\ufffd+|[\x80-\x9f]+|ðŸ|đź|рџ|πŸ|šŸ|[├┬┼─][^\\s─A-Za-z0-9]|[^\\W\\d_][¹³¾¼½±¶¿¡¯¤¦¨¬¸][^\\W\\d_]")
_LOST_SIGNS = frozenset("\ufffdŸźџ├┬┼─¹³¾¼½±¶¿¡¯¤¦¨¬¸") | frozenset(map(chr, range(0x80, 0xA0)))
"""Without any of these there is none of those."""
_QUESTIONS = re.compile(r"[^\W\d_]\?[^\W\d_A-Z]|(?<![^\s(’'„«“])\?+[^\W\d_]|\?{3,}")
"""Question marks where there was a letter."""
_MORE_QUESTIONS = re.compile(
    r"[^\W\d_]\?+[,;:.*]*[ \u00a0](?![A-Z])\w|(?:^|[\w)%’“„«(?][ \u00a0]?)\?[ \u00a0](?![A-Z])\w|[^\W\d_]\?\?"
)
"""The same, but only where the source has not as many."""
_LEGACY: Mapping[str, Mapping[str, str]] = {
    "hr": dict(zip("ÈèÆæÐð¹¾", "ČčĆćĐđšž", strict=True)),
    "lv": dict(zip("ÂâÈèÇçÌìÎîÍíÏïÒòÐðÛûÞþ", "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž", strict=True)),
    "pl": dict(zip("¹±æÆêÊ³ñÑœ¶Œ¿Ÿ¼", "ąąćĆęĘłńŃśśŚżŹź", strict=True)),
    "ro": dict(zip("ÃãªºÞþ", "ĂăȘșȚț", strict=True)),
    "sl": dict(zip("ÈèÆæÐð¹¾", "ČčĆćĐđšž", strict=True)),
}
"""Letters of Central Europe and the Baltic read as Western Europe's, where no word of the language has these."""
_LATIN_ROW = re.compile("[À-ÖØ-öø-ÿ]{3,}")
"""No word of a language in Greek or Cyrillic letters."""
_LATIN_SIGNS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ")
_PLAIN = frozenset(map(chr, range(0x80))) - {"?"}


@dataclass(frozen=True, slots=True)
class _Broken:
    """What the letters of a language become when they are broken."""

    rows: re.Pattern[str]
    """Finds broken characters in a row."""
    one: re.Pattern[str]
    """Finds one of them."""
    was: Mapping[str, str]
    """What each of them was."""
    heads: frozenset[str]
    """What each of them begins with."""
    tails: frozenset[str]
    """What may come next in it."""


@cache
def _broken(language: str) -> _Broken:
    patterns: list[str] = []
    was: dict[str, str] = {}
    for page, others, fewest in _PAGES.get(language, (_WESTERN,)):
        letters = _LETTERS[language] + _LETTERS[language].upper().replace("S", "")  # not that of ß
        for signs, least in ((letters, fewest), (others, 1)):
            table = {_misread(sign, page): sign for sign in signs}
            was |= table
            patterns.append(f"(?:{'|'.join(map(re.escape, table))}){{{least},}}")
    one = re.compile("|".join(map(re.escape, sorted(was, key=len, reverse=True))))
    return _Broken(
        re.compile(f"(?:{'|'.join(patterns)})+"),
        one,
        was,
        frozenset(each[0] for each in was),
        frozenset(each[1] for each in was),
    )


def _misread(sign: str, page: str) -> str:
    """`sign` in UTF-8, read as another encoding; a byte that means nothing there stays a control character."""
    return "".join(
        bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in sign.encode("utf-8")
    )  # as browsers do it


def mojibake(pair: Pair) -> Iterator[Slip]:
    """Broken characters, such as Å¡ for š. What can be read rightly is mended."""
    if pair.target.signs <= _PLAIN or pair.is_long:
        return
    broken = _broken(pair.language)
    words = left = pair.target.words
    may_be = not (pair.target.signs.isdisjoint(broken.heads) or pair.target.signs.isdisjoint(broken.tails))
    for found in broken.rows.finditer(words) if may_be else ():
        right = broken.one.sub(lambda sign: broken.was[sign[0]], found[0])
        message = f"{quoted(found[0])} in {quoted(_around(words, found))} is a broken {quoted(right)}"
        yield Slip(message, "", Edit(found.start(), found.end(), right))
        left = _blanked(left, found)
    if pair.language in _LEGACY and not pair.target.signs.isdisjoint(_LEGACY[pair.language]):
        for found in _with_legacy(pair.language).finditer(left):
            if found[0] not in pair.source.words:
                right = "".join(_LEGACY[pair.language].get(sign, sign) for sign in found[0])
                yield Slip(f"characters are broken in {quoted(found[0])}", f"it seems to be {quoted(right)}")
                left = _blanked(left, found)
    yield from _lost(pair, left)


def _blanked(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]}{' ' * len(found[0])}{words[found.end() :]}"


@cache
def _with_legacy(language: str) -> re.Pattern[str]:
    """What finds words with letters of Western Europe that no word of the language has, such as naèin for način."""
    signs = "".join(_LEGACY[language])
    return re.compile(rf"[^\W\d_]+[{signs}][\w{signs}]*|(?<![\w{signs}])[{signs}][^\W\d_]+[\w{signs}]*")


def _lost(pair: Pair, words: str) -> Iterator[Slip]:
    """Broken characters of which nobody can say what they were."""
    patterns = [] if pair.target.signs.isdisjoint(_LOST_SIGNS) else [_LOST]
    if "?" in pair.target.signs:
        has_more = words.count("?") > pair.source.words.count("?")
        patterns += [_QUESTIONS, *([_MORE_QUESTIONS] if has_more else [])]
        words = without_addresses(words)
    if pair.language in ("bg", "el") and not pair.target.signs.isdisjoint(_LATIN_SIGNS):
        patterns.append(_LATIN_ROW)
    for pattern in patterns:
        for found in pattern.finditer(words):
            if found[0] not in pair.source.words:
                yield Slip(
                    f"characters are broken in {quoted(_around(words, found))}", "type them anew, and save as UTF-8"
                )
                break


def _around(words: str, found: re.Match[str]) -> str:
    """The word that a match is in."""
    before = re.search(r"\S{0,20}$", words[max(0, found.start() - 20) : found.start()])
    behind = re.match(r"\S{0,20}", words[found.end() : found.end() + 20])
    return f"{before[0] if before else ''}{found[0][:20]}{behind[0] if behind else ''}"
