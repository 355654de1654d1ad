"""A translation of a similar text, made to fit: its parts and figures become those of the new text."""

import re
from collections import Counter

from bwise_cli.domain.change import words_of
from bwise_cli.domain.inline_marks import blanked, marks_in, needed

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


def adapted(old: str, translation: str, new: str) -> str | None:
    """`translation`, which was made for the text `old`, for the text `new`; None if it cannot be made to fit.

    It fits if it has the parts, code, formulas, tags and variables of `new`, and the figures where `new` has others
    than `old`. Parts are counted anew where both texts have as many of each sort, figures where they are written the
    same in the translation.
    """
    renumbered = _renumbered(old, translation, new)
    if renumbered is None or needed(renumbered) != needed(new):
        return None
    return _with_figures(old, renumbered, new)


def _renumbered(old: str, translation: str, new: str) -> str | None:
    """`translation` with the numbers that its parts have in `new`."""
    before, after = _numbered(old), _numbered(new)
    if sorted(before) == sorted(after):
        return translation
    if sorted(form for form, _ in before) != sorted(form for form, _ in after):
        return None
    # A stable sort by form leaves the parts of each sort in the order of the text.
    numbers = dict(zip(sorted(before, key=_form), (number for _, number in sorted(after, key=_form)), strict=True))
    pieces, position = [], 0
    for mark in marks_in(translation):
        number = numbers.get((mark.form, mark.number))
        if number:
            pieces += [translation[position : mark.start], mark.text.replace(str(mark.number), str(number))]
            position = mark.end
    return "".join([*pieces, translation[position:]])


def _numbered(text: str) -> list[tuple[str, int]]:
    """Sort and number of each numbered part of `text`, in their order."""
    return [(mark.form, mark.number) for mark in marks_in(text) if mark.number]


def _form(part: tuple[str, int]) -> str:
    return part[0]


def _with_figures(old: str, translation: str, new: str) -> str | None:
    """`translation` with the figures of `new` in the place of those of `old`."""
    before, after = _FIGURE.findall(blanked(old)), _FIGURE.findall(blanked(new))
    if before == after:
        return translation
    others = dict(zip(before, after, strict=False))
    if len(before) != len(after) or [others[figure] for figure in before] != after:
        return None
    found = list(_FIGURE.finditer(blanked(translation)))
    written, had = Counter(match[0] for match in found), Counter(before)
    if any(written[figure] != had[figure] for figure, other in others.items() if figure != other):
        return None
    pieces, position = [], 0
    for match in found:
        pieces += [translation[position : match.start()], others.get(match[0], match[0])]
        position = match.end()
    return "".join([*pieces, translation[position:]])


def same_but_for_figures(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever their marks, punctuation and figures."""
    return _worded(one) == _worded(other)


def _worded(text: str) -> list[str]:
    return [_FIGURE.sub("0", word) for word in words_of(text)]
