"""What reading a master found that its author should know, although nothing is broken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about a master as a whole; who knows where the master is makes a finding of it."""

    tag: str
    """Tag of the finding."""
    message: str
    """One line, lower case, without a full stop."""
    remedy: str
    """What to do."""
