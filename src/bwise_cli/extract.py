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
    findings = (*not_offered(masters, folder), *misplaced_directives(masters, folder))
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
    found: dict[Key, Message] = {}
    for message in messages:
        known = found.get(message.key)
        found[message.key] = _joined(known, message) if known else message
    return tuple(found.values())


def _joined(known: Message, again: Message) -> Message:
    """One message for two places with the same text."""
    return Message(
        text=known.text,
        context=known.context,
        kinds=tuple(dict.fromkeys(known.kinds + again.kinds)),
        references=tuple(dict.fromkeys(known.references + again.references)),
        parts=tuple(_joined_part(*each) for each in zip_longest(known.parts, again.parts, fillvalue="")),
        notes=tuple(dict.fromkeys(known.notes + again.notes)),
    )


def _joined_part(first: str, second: str) -> str:
    """What a number stands for in two places. In one of them `[^1]` may be nothing but text."""
    if not first or not second:
        return first or second
    return first if second in first.split("; ") else f"{first}; {second}"


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
