"""A string of a PO file, in its quotes, to the text that it stands for."""

import re
from dataclasses import dataclass

from bwise_cli.domain.finding import quoted


@dataclass(frozen=True, slots=True)
class StringFault:
    """Why something is no string."""

    tag: str
    """Name of the kind of fault: `po-quote` or `po-escape`."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do about it."""


SMART_QUOTES = tuple("“”„‟«»‘’‚″")
"""What word processors make of straight quotes."""

_STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"')
_OPEN_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*\\?')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}


def parse_string(written: str) -> str | StringFault:
    """The text that `written` stands for, or why it stands for none."""
    match = _STRING.fullmatch(written)
    if match is None:
        return _quote_fault(written)
    if "\\" not in match[1]:
        return match[1]
    wrong = next((letter for letter in _ESCAPE.findall(match[1]) if letter not in _ESCAPES), None)
    if wrong is not None:
        message = f"{quoted(chr(92) + wrong)} means nothing in a string"
        return StringFault("po-escape", message, "is a backslash meant? write it twice")
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], match[1])


def _quote_fault(written: str) -> StringFault:
    """What is wrong with the quotes of something that is not in a pair of straight ones."""
    if not written.startswith('"'):
        message = "string does not begin with a straight quote"
    elif _OPEN_STRING.fullmatch(written):
        message = "string does not end with a straight quote"
    else:
        message = "straight quote inside a string"
    if written.startswith(SMART_QUOTES) or written.endswith(SMART_QUOTES):
        return StringFault("po-quote", message, "smart quotes around the text? save it again as plain text")
    return StringFault("po-quote", message, 'begin and end with ", and write \\" for a quote in the text')
