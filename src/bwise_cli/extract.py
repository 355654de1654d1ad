"""Extract: from masters to messages."""

from collections.abc import Sequence

from bwise_cli.domain.finding import Finding, Note, Place, Severity, quoted
from bwise_cli.domain.master import Master, is_prose
from bwise_cli.domain.message import Key, Message
from bwise_cli.domain.nodes import plain_text
from bwise_cli.domain.spelling import describe_part


def extract_messages(masters: Sequence[Master]) -> tuple[Message, ...]:
    """Every message of `masters` in document order; equal texts are one message with several references."""
    found: dict[Key, Message] = {}
    for master in masters:
        for segment, spelling in master:
            if spelling is None:
                continue
            message = Message(
                text=spelling.text,
                kinds=(segment.kind,),
                references=(segment.reference,),
                parts=tuple(describe_part(part) for part in spelling.parts),
            )
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
        parts=tuple(
            first if second in first.split("; ") else f"{first}; {second}"
            for first, second in zip(known.parts, again.parts, strict=True)
        ),
    )


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
            (Note("links inside marked text, or unusual nesting? write the passage more simply"),),
        )
        for master in masters
        for segment, spelling in master
        if spelling is None and is_prose(segment)
    ]
