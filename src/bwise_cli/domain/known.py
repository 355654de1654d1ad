"""What stays the same of a finding when lines move and messages are worded anew."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bwise_cli.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Known:
    """A finding without its line."""

    path: str
    """The file."""
    tag: str
    """Its tag."""
    context: str | None
    """Context of the message that it is about; None if there is none, or it is about a file."""
    text: str
    """Text of that message; empty if it is about a file."""
    message: str
    """What it says, if it is about a file; empty if it is about a message, whose state may change for the better."""


def known(finding: Finding) -> Known:
    """What stays the same of `finding`."""
    path, tag = finding.place.path, finding.tag
    if finding.about is None:
        return Known(path, tag, None, "", finding.message)
    context, text = finding.about
    return Known(path, tag, context, text, "")


def counted(findings: Iterable[Finding]) -> Counter[Known]:
    """How often each is there."""
    return Counter(map(known, findings))
