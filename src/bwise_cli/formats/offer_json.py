"""Messages and findings to compact JSON and back: what a master offers, as it is kept in the cache."""

import json
from collections.abc import Sequence
from typing import Any

from bwise_cli.domain.finding import Finding
from bwise_cli.domain.message import Kind, Message, Reference
from bwise_cli.formats.finding_json import finding_row, parse_finding


def serialise_offer(messages: Sequence[Message], findings: Sequence[Finding]) -> bytes:
    """Messages and findings as JSON, in their order."""
    value = [[_message_row(message) for message in messages], [finding_row(finding) for finding in findings]]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def parse_offer(data: bytes) -> tuple[tuple[Message, ...], tuple[Finding, ...]]:
    """What `serialise_offer` wrote. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    messages, findings = json.loads(data)
    return tuple(_message(row) for row in messages), tuple(parse_finding(row) for row in findings)


def _message_row(message: Message) -> list[Any]:
    references = [[reference.file, reference.anchor] for reference in message.references]
    return [message.text, message.context, message.kinds, references, message.parts, message.notes]


def _message(row: list[Any]) -> Message:
    text, context, kinds, references, parts, notes = row
    return Message(
        text,
        context,
        tuple(_KINDS[kind] for kind in kinds),
        tuple(Reference(file, anchor) for file, anchor in references),
        tuple(parts),
        tuple(notes),
    )


_KINDS = {str(kind): kind for kind in Kind}
