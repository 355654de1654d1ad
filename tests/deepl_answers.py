"""What the DeepL of the tests answers: a pseudo-translation that can be read backwards, and how it goes wrong."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Iterator, Mapping
from xml.sax.saxutils import escape

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÅɃÇĐÉƑĜĤÎĴĶĻⱮÑÖÞɊŔŠŢÛƲŴẊÝŽåƀçđéƒĝĥîĵķļɱñöþɋŕšţûʋŵẋýž"
_SWAPPED = str.maketrans(_PLAIN + _ACCENTED, _ACCENTED + _PLAIN)
_TOKEN = re.compile(r"\[/?\d+\]|⟦[^⟦⟧]*⟧")
_ROOT = "passage-of-the-test"


class NotXmlError(ValueError):
    """A text that strict XML refuses."""


def pseudo(text: str, terms: Mapping[str, str] | None = None) -> str:
    """`text` with every letter swapped for its accented twin, and `terms` in place of what they translate.

    `pseudo(pseudo(text)) == text`.
    """
    if not terms:
        return text.translate(_SWAPPED)
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    pieces = pattern.split(text)
    return "".join(terms[piece] if odd % 2 else piece.translate(_SWAPPED) for odd, piece in enumerate(pieces))


def pseudo_xml(
    text: str, ignored: Collection[str] = (), terms: Mapping[str, str] | None = None, fault: str = ""
) -> str:
    """`text`, which is XML, with its words translated by `pseudo` except in `ignored` tags; spoilt by `fault`.

    Raises `NotXmlError` if it is not well-formed.
    """
    root = _parsed(text)
    _translate(root, ignored, terms)
    if fault:
        TAG_FAULTS[fault](root)
    return _written(root)


def words_of(text: str) -> str:
    """What is billed of a text in XML: everything but the tags."""
    return "".join(_parsed(text).itertext())


def spoilt_tokens(text: str, fault: str) -> str:
    """`text` with its first token lost, doubled, moved to the front or renamed."""
    token = _TOKEN.search(text)
    if token is None:
        return text
    before, after = text[: token.start()], text[token.end() :]
    spoilt = {
        "lost": before + after,
        "doubled": before + token[0] * 2 + after,
        "moved": token[0] + before + after,
        "renamed": f"{before}⟦99⟧{after}",
    }
    return spoilt[fault]


def _parsed(text: str) -> ET.Element:
    try:
        return ET.fromstring(f"<{_ROOT}>{text}</{_ROOT}>")
    except ET.ParseError as error:
        raise NotXmlError(str(error)) from error


def _translate(element: ET.Element, ignored: Collection[str], terms: Mapping[str, str] | None) -> None:
    element.text = pseudo(element.text or "", terms)
    for child in element:
        if child.tag not in ignored:
            _translate(child, ignored, terms)
        child.tail = pseudo(child.tail or "", terms)


def _written(root: ET.Element) -> str:
    return "".join(_markup(root))


def _markup(element: ET.Element) -> Iterator[str]:
    yield escape(element.text or "")
    for child in element:
        inside = "".join(_markup(child))
        yield f"<{child.tag}>{inside}</{child.tag}>" if inside else f"<{child.tag}/>"
        yield escape(child.tail or "")


def _lose(root: ET.Element) -> None:
    """The first tag goes, its words stay."""
    if len(root):
        first = root[0]
        root.text = (root.text or "") + "".join(first.itertext()) + (first.tail or "")
        root.remove(first)


def _double(root: ET.Element) -> None:
    """The first tag is there twice, each around half of its words."""
    if len(root):
        first = root[0]
        twin = ET.Element(first.tag)
        twin.tail, first.tail = first.tail, " "
        words = first.text or ""
        first.text, twin.text = words[: len(words) // 2], words[len(words) // 2 :]
        root.insert(1, twin)


def _move(root: ET.Element) -> None:
    """The first tag stands before everything else, and the second in the first."""
    if len(root):
        first = root[0]
        root.text, first.tail = "", (root.text or "") + (first.tail or "")
        if len(root) > 1:
            second = root[1]
            root.remove(second)
            first.append(second)


def _rename(root: ET.Element) -> None:
    """The first tag has another name."""
    if len(root):
        root[0].tag = "g99"


TAG_FAULTS: Mapping[str, Callable[[ET.Element], None]] = {
    "lost": _lose,
    "doubled": _double,
    "moved": _move,
    "renamed": _rename,
}
"""How the tags of an answer can be wrong."""
