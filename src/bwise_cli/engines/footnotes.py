"""Footnotes that lead back to themselves: pandoc's reader does not end on them, so they are found before it runs."""

import re

_DEFINITION = re.compile(r"[ >]{0,8}\[\^([^\]\s]+)\]:(.*)")
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def circular_footnote(text: str) -> tuple[str, int] | None:
    """Label and line of a footnote that refers to itself, directly or through others; None if there is none."""
    references, lines = _references(text)
    for label in references:
        seen: set[str] = set()
        ahead = set(references[label])
        while ahead:
            if label in ahead:
                return label, lines[label]
            seen |= ahead
            ahead = {each for one in ahead for each in references.get(one, ())} - seen
    return None


def _references(text: str) -> tuple[dict[str, set[str]], dict[str, int]]:
    """By label: the footnotes that each footnote refers to, and the line of its definition."""
    references: dict[str, set[str]] = {}
    lines: dict[str, int] = {}
    label, quoted, after_blank = None, False, False
    for number, line in enumerate(text.split("\n"), 1):
        if match := _DEFINITION.match(line):
            label, quoted = match[1].lower(), ">" in match[0].partition("[")[0]
            references.setdefault(label, set())
            lines.setdefault(label, number)
            line = match[2]
        elif after_blank and line.strip() and not line.startswith((" ", "\t", ">") if quoted else (" ", "\t")):
            label = None
        if label is not None:
            references[label].update(found.lower() for found in _REFERENCE.findall(line))
        after_blank = not line.strip()
    return references, lines
