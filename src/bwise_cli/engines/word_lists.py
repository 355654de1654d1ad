"""Lists that are nested by their styles: "List Bullet 2" below "List Bullet".

Word gives each of these styles a numbering of its own on the first level, and shows the nesting by indents only.
"""

import re
from typing import TYPE_CHECKING

from bwise_cli.engines.word_package import W, element
from bwise_cli.engines.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST_STYLE = re.compile(r"list (bullet|number)(?: ([2-5]))?")
_LEVELS = 9
_FIRST_FREE = 900_000
"""Beyond every number that Word gives; ours begin here."""
_KINDS = {"bullet": ("bullet", "•"), "number": ("decimal", "%{level}.")}


def nest_styled_lists(text: "_Element", numbering: "_Element", styles: Styles) -> None:
    """Give all paragraphs of such styles one numbering, each on its own level."""
    made = {kind: str(_FIRST_FREE + index) for index, kind in enumerate(_KINDS)}
    used: set[str] = set()
    for paragraph in text.iter(f"{{{W}}}p"):
        key = styles.of(paragraph)
        found = _LIST_STYLE.fullmatch(key)
        if found and _is_numbered_by_style(paragraph, styles.numberings.get(key, "")):
            used.add(found[1])
            _number(paragraph, made[found[1]], int(found[2] or 1) - 1)
    for kind in used:
        _define(numbering, kind, made[kind])


def _is_numbered_by_style(paragraph: "_Element", of_style: str) -> bool:
    """Whether the paragraph is in the list of its style, not in one that its author began anew."""
    own = paragraph.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}numId")
    return bool(of_style) and (own is None or own.get(f"{{{W}}}val") == of_style)


def _number(paragraph: "_Element", number: str, level: int) -> None:
    properties = paragraph.find(f"{{{W}}}pPr")
    assert properties is not None  # it names the style
    for old in properties.findall(f"{{{W}}}numPr"):
        properties.remove(old)
    properties.insert(1, element("numPr", element("ilvl", val=str(level)), element("numId", val=number)))


def _define(numbering: "_Element", kind: str, number: str) -> None:
    form, sign = _KINDS[kind]
    levels = [
        element(
            "lvl",
            element("start", val="1"),
            element("numFmt", val=form),
            element("lvlText", val=sign.replace("{level}", str(level + 1))),
            ilvl=str(level),
        )
        for level in range(_LEVELS)
    ]
    numbering.insert(0, element("abstractNum", *levels, abstractNumId=number))
    numbering.append(element("num", element("abstractNumId", val=number), numId=number))
