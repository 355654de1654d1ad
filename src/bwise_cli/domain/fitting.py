"""Whether a translation fits its source. Localisation refuses, and the checks report, exactly the same."""

from bwise_cli.domain.bare_words import are_bare_words
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.message import Unit
from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.spelling import Spelling
from bwise_cli.domain.splice import Fault, splice


def fit(read: Inlines | None, source: Inlines, spelling: Spelling) -> tuple[tuple[Fault, ...], Inlines]:
    """A translation in the place of `source`: why it is refused, and the inlines if it is not.

    `read` is the translation as inlines, None if it is anything but one run of them.
    """
    if read is None:
        fault = Fault("structure", "a translation is one run of text, without empty lines or blocks")
        return (fault,), source
    spliced = splice(read, source, spelling.parts)
    return spliced.faults, spliced.inlines


def surely_fits(translation: str, source: str) -> bool:
    """Whether a translation has nothing but words, as its source has: then it fits, and nobody has to read it."""
    texts = (translation, source)
    return bool(translation.strip(" ")) and all(are_bare_words(text) and "{" not in text for text in texts)


def misfit(fault: Fault, unit: Unit, path: str) -> Finding:
    """The finding for a unit of the catalogue at `path` that does not fit its source."""
    return Finding(
        fault.tag,
        fault.message,
        Place(path, unit.line),
        notes=(Note(f"in the translation of {quoted(unit.message.text)}"),),
    )
