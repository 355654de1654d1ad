"""What a translation must give back as it is: code, formulas, HTML tags and variables."""

import re
from collections import Counter
from dataclasses import dataclass

from bwise_cli.domain.finding import quoted
from bwise_cli.domain.nodes import LEAVES, Inlines, Node, child_inlines


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a translation does not fit its source."""

    tag: str
    """Name of the kind of fault: `link`, `image`, `footnote`, `code`, `html`, `placeholder`, `markup`, `structure`."""
    message: str
    """What is wrong, for the translator."""


KEPT = {"Code": "code", "Math": "code", "RawInline": "html"}
"""Inlines that must come back as they are, and the tag of the fault if one does not."""
VARIABLE = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}\s]*))?\}")
"""A variable such as `{country}` or `{money:1500}`: its name, and its argument if there is one."""


def bound(inlines: Inlines) -> list[Node]:
    """What has to come back as it is: code, formulas, tags, and the words that could be variables."""
    found: list[Node] = []
    for inline in inlines:
        kind = inline["t"]
        if kind in KEPT or (kind == "Str" and "{" in inline["c"]):
            found.append(inline)
        elif kind not in LEAVES:
            found += bound(child_inlines(inline) or [])
    return found


def kept_key(inline: Node) -> tuple[str, str]:
    """What makes two inlines that must come back the same one."""
    return (inline["t"], str(inline["c"][1]) if inline["t"] in KEPT else "")


def losses(wanted: list[Node], found: list[Node]) -> list[Fault]:
    """What of the bound inlines of a source, `wanted`, a translation lacks, or has more often."""
    return [*_kept_faults(wanted, found), *_variable_faults(wanted, found)] if wanted or found else []


def _kept_faults(wanted: list[Node], found: list[Node]) -> list[Fault]:
    before, after = (Counter(kept_key(inline) for inline in each if inline["t"] in KEPT) for each in (wanted, found))
    faults = []
    for kind, text in sorted((before - after) | (after - before)):
        what = "is missing" if before[kind, text] > after[kind, text] else "is there too often"
        faults.append(Fault(KEPT[kind], f"{quoted(text)} {what}"))
    return faults


def _variable_faults(wanted: list[Node], found: list[Node]) -> list[Fault]:
    before, after = _variables(wanted), _variables(found)
    missing = [Fault("placeholder", f"{name} is missing") for name in sorted(before - after)]
    extra = [
        Fault("placeholder", f"{name} {'is there too often' if before[name] else 'is not in the source'}")
        for name in sorted(after - before)
    ]
    return missing + extra


def _variables(words: list[Node]) -> Counter[str]:
    """The variables in words, as they are written, with how often each occurs. Code is not searched."""
    found = (VARIABLE.finditer(word["c"]) for word in words if word["t"] == "Str")
    return Counter(match.group() for matches in found for match in matches)
