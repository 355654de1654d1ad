"""Extract: from masters to messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, Message
from bwise_cli.domain.nodes import plain_text
from bwise_cli.domain.spelling import describe_part


@dataclass(frozen=True, slots=True)
class Offer:
    """What masters offer for translation."""

    messages: tuple[Message, ...]
    """Every message in document order; equal texts are one message with several references."""
    findings: tuple[Finding, ...]
    """Passages that cannot be offered, and directives that mean nothing."""


def offer(masters: Sequence[Master], folder: str) -> Offer:
    """What `masters` offer. `folder` is theirs, relative to the project; findings name it."""
    findings = (*remarks(masters, folder), *not_offered(masters, folder), *misplaced_directives(masters, folder))
    return Offer(extract_messages(masters), findings)


def join_offers(offers: Iterable[Offer]) -> Offer:
    """What several masters, or runs of them, offer together."""
    parts = list(offers)
    messages = _unique(message for part in parts for message in part.messages)
    return Offer(messages, tuple(finding for part in parts for finding in part.findings))


def extract_messages(masters: Sequence[Master]) -> tuple[Message, ...]:
    """Every message of `masters` in document order; equal texts are one message with several references."""
    return _unique(
        Message(
            text=spelling.text,
            context=segment.context,
            kinds=(segment.kind,),
            references=(segment.reference,),
            parts=tuple(describe_part(part) for part in spelling.parts),
            notes=segment.notes,
        )
        for master in masters
        for segment, spelling in master
        if spelling
    )


def _unique(messages: Iterable[Message]) -> tuple[Message, ...]:
    found: dict[Key, list[Message]] = {}
    for message in messages:
        found.setdefault(message.key, []).append(message)
    return tuple(same[0] if len(same) == 1 else _joined(same) for same in found.values())


def _joined(same: Sequence[Message]) -> Message:
    """One message for all places with the same text."""
    return Message(
        text=same[0].text,
        context=same[0].context,
        kinds=tuple(dict.fromkeys(kind for each in same for kind in each.kinds)),
        references=tuple(dict.fromkeys(reference for each in same for reference in each.references)),
        parts=tuple(map(_joined_part, zip_longest(*(each.parts for each in same), fillvalue=""))),
        notes=tuple(dict.fromkeys(note for each in same for note in each.notes)),
    )


def _joined_part(descriptions: Iterable[str]) -> str:
    """What a number stands for in several places. In one of them `[^1]` may be nothing but text."""
    told: list[str] = []
    known: set[str] = set()
    for description in descriptions:
        if description and description not in known:
            told.append(description)
            known.update(description.split("; "))
    return "; ".join(told)


def remarks(masters: Sequence[Master], folder: str) -> list[Finding]:
    """A warning for each thing that the author of a master should know; `folder` is that of the masters."""
    return [
        Finding(
            remark.tag,
            remark.message,
            Place(f"{folder}/{master.document.name}"),
            Severity.WARNING,
            (Note(remark.remedy),),
        )
        for master in masters
        for remark in master.document.remarks
    ]


def not_offered(masters: Sequence[Master], folder: str) -> list[Finding]:
    """A warning for each passage that has words and no spelling that a translator could work on.

    `folder` is that of the masters, relative to the project.
    """
    return [
        Finding(
            "not-offered",
            f"cannot be offered for translation: {quoted(plain_text(segment.inlines))}",
            Place(f"{folder}/{segment.reference.file}"),
            Severity.WARNING,
            (Note("markup nested in an unusual way? write the passage more simply"),),
        )
        for master in masters
        for segment, spelling in master
        if spelling is None and segment.is_prose
    ]


def misplaced_directives(masters: Sequence[Master], folder: str) -> list[Finding]:
    """A warning for each directive that means nothing where it stands; `folder` as above."""
    return [
        Finding(
            "directive",
            f"the directive {quoted(fault.source)} means nothing here: {fault.message}",
            Place(f"{folder}/{master.document.name}"),
            Severity.WARNING,
            (Note(fault.remedy),),
        )
        for master in masters
        for fault in master.survey.faults
    ]
