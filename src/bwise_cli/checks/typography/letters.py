"""Are letters those of the language, and not others that look the same?"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bwise_cli.checks.pair import Edit, Pair, Slip

_ROMANIAN = {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț", "ã": "ă", "Ã": "Ă", "ǎ": "ă", "Ǎ": "Ă"}
_STROKED = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ"}
_LOOKALIKES: Mapping[str, Mapping[str, str]] = {"ro": _ROMANIAN, "hr": _STROKED, "sl": _STROKED}
"""Letters that look like one of the language, by language, and the right one."""
_OTHERS: Mapping[str, frozenset[str]] = {"bg": frozenset("ыэёіїєґјљњћђџѓќўЫЭЁІЇЄҐЈЉЊЋЂЏЃЌЎ")}
"""Letters of neighbours that write the same script."""
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
_ACCENTS = frozenset("´`ʹʼˈ′")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[´`ʹʼˈ′](?=[^\W\d_])")
_DUTCH = re.compile(r"(?<!\w)‘(?=[snt]\b(?!’))")
"""The opening quotation mark that Word makes of the apostrophe in *’s morgens*."""
_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
_MARKS = frozenset(map(chr, range(0x300, 0x370)))
_SUSPECT = frozenset("".join(("‘", *_LIGATURES, *_ROMANIAN, *_STROKED, *_OTHERS["bg"]))) | _ACCENTS | _MARKS


def letters(pair: Pair) -> Iterator[Slip]:
    """Letters with a cedilla instead of a comma, accents for apostrophes, letters put together from two characters."""
    target = pair.target
    if target.signs.isdisjoint(_SUSPECT):
        return
    words, source = target.words, pair.source.signs
    table = {**_LIGATURES, **_LOOKALIKES.get(pair.language, {})}
    if wrong := target.signs & table.keys() - source:
        for found in re.finditer(f"[{''.join(sorted(wrong))}]", words):
            letter, right = found[0], table[found[0]]
            yield Slip(f'"{letter}" is not the letter "{right}"', edit=Edit(*found.span(), right))
    for letter in sorted(target.signs & _OTHERS.get(pair.language, frozenset()) - source):
        yield Slip(f'"{letter}" is no letter of this language')
    apostrophes = (_APOSTROPHE, _DUTCH) if pair.language == "nl" else (_APOSTROPHE,)
    for found in (each for pattern in apostrophes for each in pattern.finditer(words)):
        yield Slip(f'"{found[0]}" is no apostrophe: write "’"', edit=Edit(*found.span(), "’"))
    for found in _COMBINED.finditer(words):
        whole = unicodedata.normalize("NFC", found[0])
        if whole != found[0]:
            message = f'"{whole}" is put together from a letter and an accent'
            yield Slip(message, "searching will not find the word", Edit(*found.span(), whole))
