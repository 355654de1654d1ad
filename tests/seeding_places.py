"""Faults that people and programs make in the marks of a translation, which localising would refuse."""

import re
from collections.abc import Callable, Mapping

Damage = Callable[[str], str]
"""From a correct translation to a damaged one; the same text where there is nothing to damage."""


def once(pattern: str, instead: str | Callable[[re.Match[str]], str]) -> Damage:
    """Puts `instead` in the place of the first match."""
    return lambda text: re.sub(pattern, instead, text, count=1)


def another_number(mark: re.Match[str]) -> str:
    return mark[0].replace(mark["n"], str(int(mark["n"]) + 7))


def in_the_middle(what: str) -> Damage:
    """Puts something behind the word in the middle of a text of several words."""

    def damaged(text: str) -> str:
        spaces = [place for place, sign in enumerate(text) if sign == " " and not re.search(r"[\[`<{]", text)]
        middle = spaces[len(spaces) // 2] if spaces else 0
        return f"{text[:middle]}{what}{text[middle + 1 :]}" if middle else text

    return damaged


LINK = r"(?<!!)\[(?P<words>[^\[\]]+)\]\((?P<n>\d+)\)"
IMAGE = r"!\[(?P<words>[^\[\]]*)\]\((?P<n>\d+)\)"
NOTE = r"\[\^(?P<n>\d+)\]"
CODE = r"`(?P<code>[^`]+)`"
VARIABLE = r"\{(?P<name>[a-z_]+)(?P<rest>:[^{}]*)?\}"
TAG = r"</(?P<name>[a-z]+)>"

PLACES: Mapping[str, Damage] = {
    "link/lost": once(LINK, r"\g<words>"),
    "link/changed": once(LINK, another_number),
    "link/address": once(LINK, r"[\g<words>](https://example.com/)"),
    "link/twice": once(LINK, r"\g<0> \g<0>"),
    "image/lost": once(IMAGE, r"\g<words>"),
    "image/changed": once(IMAGE, another_number),
    "image/path": once(IMAGE, r"![\g<words>](images/other.png)"),
    "footnote/lost": once(NOTE, ""),
    "footnote/changed": once(NOTE, another_number),
    "footnote/twice": once(NOTE, r"\g<0>\g<0>"),
    "placeholder/lost": once(VARIABLE, "…"),
    "placeholder/translated": once(VARIABLE, r"{x\g<name>\g<rest>}"),
    "placeholder/spaced": once(VARIABLE, r"{ \g<name>\g<rest> }"),
    "code/altered": once(CODE, r"`\g<code>x`"),
    "code/lost": once(CODE, r"\g<code>"),
    "code/cut": once(CODE, lambda mark: f"`{mark['code'][:-1] or 'x'}`"),
    "html/lost": once(TAG, ""),
    "html/altered": once(TAG, r"</x\g<name>>"),
    "structure/paragraphs": in_the_middle("\n\n"),
}
"""What damages a translation, by the tag of the check that has to find it, and a word for what is done."""
