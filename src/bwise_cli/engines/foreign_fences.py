r"""Fences in the lines of a Markdown text: code, divs, and the directives of MyST and its relatives.

A directive such as ```` ```{note} ```` or `:::{note}` or `:::tip A title` is a box: what stands in it is text. Its
marker lines are what nobody translates. A directive whose content is not text, such as `{code-cell}`, is code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PROSE_DIRECTIVES = frozenset(
    {
        *("admonition", "aside", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso"),
        *("tip", "topic", "warning", "dropdown", "margin", "sidebar", "epigraph", "highlights", "pull-quote", "quote"),
        *("card", "card-header", "card-footer", "carousel", "compound", "container", "div", "grid", "grid-item"),
        *("grid-item-card", "tab-set", "tab-item", "figure", "table", "list-table", "definition", "glossary", "footer"),
        *("example", "exercise", "solution", "lemma", "proof", "remark", "theorem"),
        *("deprecated", "versionadded", "versionchanged"),
    }
)
"""Directives whose content is text."""


@dataclass(frozen=True, slots=True)
class OpenFence:
    """A fence that is open."""

    kind: str
    """`code`, `div` or `directive`."""
    sign: str
    """The character it is made of."""
    length: int
    """How many of them."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The line, or lines, that open or close a directive."""

    prefix: str
    """White space, quote marks and list markers before it."""
    source: str
    """The marker, without prefix and title; its lines of options included."""
    title: str
    """Text behind it that readers see; may be empty."""
    rest: str
    """What of the marker stands behind the title; mostly empty."""
    end: int
    """Number of the line after it."""


_FENCE = re.compile(r"((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,}|:{3,})(.*)")
_DIRECTIVE = re.compile(r"[ \t]*\{([A-Za-z][\w:.-]*)\}[ \t]*")
_TITLED = re.compile(r"[ \t]*[A-Za-z][\w-]*(?:(\[)|[ \t]+(?=[^\s:{]))")
_OPTION = re.compile(r"[ \t>]*:[A-Za-z][\w-]*:(?:[ \t].*)?")


class Fences:
    """The fences that are open while one goes through the lines of a text."""

    def __init__(self) -> None:
        self._open: list[OpenFence] = []

    @property
    def in_code(self) -> bool:
        """Whether the next line is code, or ends it."""
        return bool(self._open) and self._open[-1].kind == "code"

    def enter(self, lines: Sequence[str], index: int) -> Marker | None:
        """Take notice of the line `index`; what it is, if it is the marker of a directive."""
        found = _FENCE.fullmatch(lines[index])
        if found is None:
            return None
        prefix, run, rest = found.groups()
        top = self._open[-1] if self._open else None
        if top and top.sign == run[0] and len(run) >= top.length and not rest.strip():
            self._open.pop()
            return Marker(prefix, run, "", "", index + 1) if top.kind == "directive" else None
        if self.in_code or (run[0] == "`" and "`" in rest) or not (rest.strip() or run[0] != ":"):
            return None
        if run[0] == ":":
            return self._colons(lines, index, prefix, run, rest)
        directive = _DIRECTIVE.match(rest)
        if directive and directive[1].rpartition(":")[2] in PROSE_DIRECTIVES:
            return self._directive(lines, index, prefix, run, rest, directive)
        self._open.append(OpenFence("code", run[0], len(run)))
        return None

    def _colons(self, lines: Sequence[str], index: int, prefix: str, run: str, rest: str) -> Marker | None:
        if directive := _DIRECTIVE.match(rest):
            return self._directive(lines, index, prefix, run, rest, directive)
        titled = _TITLED.match(rest)
        if titled is None or not rest[titled.end() :].strip(" \t:"):
            self._open.append(OpenFence("div", ":", len(run)))
            return None
        self._open.append(OpenFence("directive", ":", len(run)))
        title, closing, behind = rest[titled.end() :].partition("]") if titled[1] else (rest[titled.end() :], "", "")
        return Marker(prefix, run + titled[0].rstrip(), title.strip(), closing + behind.rstrip(), index + 1)

    def _directive(
        self, lines: Sequence[str], index: int, prefix: str, run: str, rest: str, directive: re.Match[str]
    ) -> Marker:
        self._open.append(OpenFence("directive", run[0], len(run)))
        argument = rest[directive.end() :].strip()
        shown = argument if directive[1].rpartition(":")[2] not in _NAMED_BY_FILE else ""
        end = index + 1
        while end < len(lines) and _OPTION.fullmatch(lines[end]):
            end += 1
        first = run + (directive[0].rstrip() if shown else rest.rstrip())
        return Marker(prefix, "\n".join([first, *lines[index + 1 : end]]), shown, "", end)


_NAMED_BY_FILE = frozenset({"figure", "versionadded", "versionchanged", "deprecated"})
"""Directives whose argument is a file or a number."""
