"""Texts that can only be read as words: most translations, which need no parser."""

import re
from unicodedata import is_normalized

ELSEWHERE = "\x00-\x1f\x7f-\x9f\u0300-\u036f\u0530-\u1dff\u20d0-\u20ff\u2c00-\U0010ffff"
"""Control and combining characters, and scripts that are not of Europe, which differ between versions of Unicode.

A range inside a class of characters of an expression, and so is `SIGNS`.
"""
SIGNS = rf"\\`*_\[\]<&^~${ELSEWHERE}"
"""Without any of these, and without an emoji, a text is nothing but words."""
_SIGN = re.compile(f"[{SIGNS}]")
_EMOJI = re.compile(r":[^ :]+:")


def is_as_written(text: str) -> bool:
    """Whether every character of `text` is read as it is: pandoc composes letters, and makes emoji of `:smile:`."""
    return (text.isascii() or is_normalized("NFC", text)) and not (text.count(":") > 1 and _EMOJI.search(text))


def are_bare_words(text: str) -> bool:
    """Whether `text` can only be read as words and the spaces between them. A variable is a word."""
    return not _SIGN.search(text) and is_as_written(text)
