"""What stays the same of a finding when lines move and messages are worded anew."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bwise_cli.domain.finding import Finding
from bwise_cli.domain.message import State


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
    """What it says, if it is about a file; empty if it is about a message."""
    state: str = ""
    """How far the translation of the message is, if the finding is that it is not far enough; else empty."""

    @property
    def before(self) -> Iterator["Known"]:
        """What it may have been when it was taken down: the same, or a translation that was less far."""
        yield self
        for state in State if self.state else ():
            if state != self.state and state.rank <= State(self.state).rank:
                yield replace(self, state=state.value)


def known(finding: Finding) -> Known:
    """What stays the same of `finding`."""
    path, tag = finding.place.path, finding.tag
    if finding.about is None:
        return Known(path, tag, None, "", finding.message)
    context, text = finding.about
    return Known(path, tag, context, text, "", _state_in(finding))


def _state_in(finding: Finding) -> str:
    """The state that a finding `incomplete` begins with, as in `draft, not reviewed`."""
    begin = finding.message.partition(",")[0]
    return begin if finding.tag == "incomplete" and begin in tuple(State) else ""


def counted(findings: Iterable[Finding]) -> Counter[Known]:
    """How often each is there."""
    return Counter(map(known, findings))
