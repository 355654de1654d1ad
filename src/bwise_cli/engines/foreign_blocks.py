r"""Blocks in the lines of a Markdown text that pandoc's `commonmark` readers do not know: where each one ends.

Every function takes all lines and the number of one of them, and returns the number of the line after the block
that begins there, or the same number if none does.
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

FindEnd: TypeAlias = Callable[[Sequence[str], int], int]

LONGEST = 400
"""Lines in which a block must end."""


def marker_block(lines: Sequence[str], start: int) -> int:
    """Syntax of another system: attributes, targets, comments, includes, LaTeX, and tags around what is no text."""
    line = lines[start]
    if (end := _pair_around_code(lines, start)) > start:
        return end
    if _ATTRIBUTE_LINE.fullmatch(line) or _TARGET.fullmatch(line):
        return start + 1
    if _begins_paragraph(lines, start) and _OTHER_LINE.fullmatch(line):
        return start + 1
    return _environment(lines, start) if "\\begin" in line else start


_ATTRIBUTE_LINE = re.compile(r"[ \t>]*\{::?[^{}]*\}[ \t]*")
_DIV_LINE = re.compile(r"[ \t>]*:{3,}(?:[ \t]*(?:\{.*\}|[\w-]+)[ \t]*:*)?[ \t]*")
_TARGET = re.compile(r"[ \t>]*\([^\s()]+\)=[ \t]*")
_OTHER_LINE = re.compile(r"%[ \t].*|\+\+\+[ \t]*(?:\{.*\})?[ \t]*|-+8<-+.*")
_ENVIRONMENT = re.compile(r"[ \t>]*\\begin\{([A-Za-z]+\*?)\}")


def _environment(lines: Sequence[str], start: int) -> int:
    begin = _ENVIRONMENT.match(lines[start])
    if begin is None:
        return start
    end = f"\\end{{{begin[1]}}}"
    found = (index for index in range(start, min(len(lines), start + LONGEST)) if end in lines[index])
    last = next(found, None)
    return start if last is None or not lines[last].rstrip().endswith(end) else last + 1


_CODE_BEGINS = re.compile(
    r"[ \t>]*(?:\{\{<[ \t]*(?P<hugo>code|highlight|mermaid|math|katex)\b[^<>]*>\}\}"
    r"|\{%-?[ \t]*(?P<liquid>highlight|comment)\b[^%]*%\}|\{::(?P<kramdown>comment)\})"
)
_CODE_ENDS = {
    "hugo": r"\{{\{{<[ \t]*/[ \t]*{name}[ \t]*>\}}\}}[ \t]*",
    "liquid": r"\{{%-?[ \t]*end{name}[ \t]*-?%\}}[ \t]*",
    "kramdown": r"\{{:/(?:{name})?\}}[ \t]*",
}


def _pair_around_code(lines: Sequence[str], start: int) -> int:
    """A pair of tags whose content is no text."""
    begin = _CODE_BEGINS.match(lines[start])
    if begin is None or begin.lastgroup is None:
        return start
    closing = re.compile(_CODE_ENDS[begin.lastgroup].format(name=begin[begin.lastgroup]) + "$")
    found = (index + 1 for index in range(start, min(len(lines), start + LONGEST)) if closing.search(lines[index]))
    return next(found, start)


def extra_block(lines: Sequence[str], start: int) -> int:
    """A grid table, a simple or multi-line table, or a line block."""
    if not _begins_paragraph(lines, start):
        return start
    return next((end for find in _EXTRA if (end := find(lines, start)) > start), start)


def _begins_paragraph(lines: Sequence[str], start: int) -> bool:
    before = lines[start - 1] if start else ""
    return not before.strip(" \t>") or any(each.fullmatch(before) for each in (_ATTRIBUTE_LINE, _TARGET, _DIV_LINE))


_BORDER = re.compile(r"([ \t>]*)\+(?:[-=:]{2,}\+)+[ \t]*")


def _grid_table(lines: Sequence[str], start: int) -> int:
    border = _BORDER.fullmatch(lines[start])
    if border is None:
        return start
    end = start + 1
    while end < len(lines) and lines[end].startswith((f"{border[1]}|", f"{border[1]}+")):
        end += 1
    whole = end - start > 2 and _BORDER.fullmatch(lines[end - 1])
    return end if whole else start


_COLUMNS = re.compile(r"[ \t>]*-{2,}(?: +-{2,})+[ \t]*")
_RULE = re.compile(r"[ \t>]*-{6,}[ \t]*")


def _simple_table(lines: Sequence[str], start: int) -> int:
    """A line of heads over a line of dashes in columns; its rows end with an empty line."""
    if start + 2 >= len(lines) or not _COLUMNS.fullmatch(lines[start + 1]) or not lines[start].strip(" \t>"):
        return start
    end = _end_of_paragraph(lines, start)
    return end if end > start + 2 else start


def _ruled_table(lines: Sequence[str], start: int) -> int:
    """A table between two lines of dashes, with a line of dashes in columns below its head, if it has one."""
    if _COLUMNS.fullmatch(lines[start]):
        closing = _COLUMNS
    elif _RULE.fullmatch(lines[start]) and any(map(_COLUMNS.fullmatch, lines[start + 2 : start + 8])):
        closing = _RULE
    else:
        return start
    for index in range(start + 2, min(len(lines), start + LONGEST)):
        ends = index + 1 == len(lines) or not lines[index + 1].strip(" \t>")
        if ends and closing.fullmatch(lines[index]):
            return index + 1
    return start


_VERSE = re.compile(r"([ \t>]*)\|(?:[ \t].*|[ \t]*)")
_DELIMITERS = re.compile(r"[ \t>]*\|?[ \t:|-]*-[ \t:|-]*")


def _line_block(lines: Sequence[str], start: int) -> int:
    if not _VERSE.fullmatch(lines[start]):
        return start
    end = _end_of_paragraph(lines, start)
    block = lines[start:end]
    if any((line.rstrip().endswith("|") and len(line.strip()) > 1) or _DELIMITERS.fullmatch(line) for line in block):
        return start
    verse = all(_VERSE.fullmatch(line) or line.startswith((" ", "\t")) for line in block)
    return end if verse else start


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and lines[end].strip(" \t>") and not _DIV_LINE.fullmatch(lines[end]):
        end += 1
    return end


_EXTRA: tuple[FindEnd, ...] = (_grid_table, _simple_table, _ruled_table, _line_block)
