"""The known name that a wrong one most likely was meant to be."""

import difflib
from collections.abc import Collection

from bwise_cli.domain.finding import quoted

_LIKENESS = 0.75
"""How alike names must be, 0 to 1: "formts" is meant to be "formats", "outdated" not "untranslated"."""
_LONGEST_COMPARED = 100
"""Characters; a longer name is no slip of the keyboard, and comparing it would take long."""


def nearest(name: str, known: Collection[str]) -> str | None:
    """The name in `known` that `name` most likely was meant to be; None if nothing is near."""
    if len(name) > _LONGEST_COMPARED:
        return None
    by_lower = {candidate.lower(): candidate for candidate in known}
    matches = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=_LIKENESS)
    return by_lower[matches[0]] if matches else None


def nearest_notes(name: str, known: Collection[str], wording: str = "known") -> tuple[str, ...]:
    """The remedy for an unknown `name`: the nearest known one, or else all of them."""
    if match := nearest(name, known):
        return (f"did you mean {quoted(match)}?",)
    return (f"{wording}: " + ", ".join(quoted(each) for each in known),) if known else ()
