"""Is every message there, as far on its way as the gate asks, with a sign-off that still holds?"""

from collections.abc import Iterator

from bwise_cli.checks.subject import Subject, is_meant
from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.message import State, Unit

_REMEDY = {
    State.UNTRANSLATED: "translate it",
    State.DRAFT: "correct the draft and take off the mark fuzzy",
    State.OUTDATED: "the English text changed: correct the translation and take off the mark fuzzy",
    State.TRANSLATED: "have it reviewed",
    State.REVIEWED: "have it approved",
}


def incomplete(subject: Subject) -> Iterator[Finding]:
    """Units whose place is not taken by anything that meets the required state.

    Where only a mark keeps a translation from being printed, the finding of that mark says so.
    """
    for unit in subject.catalogue.current:
        is_refused = unit.key in subject.misfits and unit.state.meets(subject.required)
        if unit.key in subject.keys and not is_refused and not standing(subject, unit).meets(subject.required):
            yield Finding(
                "incomplete",
                f"{unit.state.value}, not {subject.required.value}: {quoted(unit.message.text)}",
                Place(subject.catalogue.path, unit.line),
                notes=(Note(_REMEDY[unit.state]),),
                about=unit.key,
            )


def standing(subject: Subject, unit: Unit) -> State:
    """How far that is which is printed in the place of `unit`."""
    if is_meant(unit) and unit.key not in subject.misfits:
        return unit.state
    return subject.behind.get(unit.key, unit.state)


def not_extracted(subject: Subject) -> Iterator[Finding]:
    """Messages of the masters that the catalogue lacks, and units that the masters lack."""
    known = {unit.key for unit in subject.catalogue.current}
    lacking = sum(key not in known for key in subject.sources)
    surplus = sum(key not in subject.sources for key in known)
    if lacking or surplus:
        yield Finding(
            "not-extracted",
            f"the masters changed: {lacking} messages are missing, {surplus} are no longer there",
            Place(subject.catalogue.path),
            notes=(Note("run bwise extract"),),
        )


def void_sign_off(subject: Subject) -> Iterator[Finding]:
    """Units that were signed off, and changed since."""
    signed = (State.REVIEWED, State.APPROVED)
    for unit in subject.catalogue.current:
        if unit.key in subject.keys and unit.record and unit.record.state in signed and unit.state not in signed:
            who = f" by {unit.record.by}" if unit.record.by else ""
            yield Finding(
                "sign-off",
                f"the sign-off{who} is void, the text changed since: {quoted(unit.message.text)}",
                Place(subject.catalogue.path, unit.line),
                Severity.WARNING,
                (Note("have it reviewed again"),),
                unit.key,
            )
