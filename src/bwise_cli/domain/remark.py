"""What reading a master found that its author should know, although nothing is broken."""

from dataclasses import dataclass

UNUSABLE_IMAGE = "word-image"
"""Tag of a remark about an image that no pack can show: an error of a pack, where an empty frame stands for it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning about a master as a whole; who knows where the master is makes a finding of it."""

    tag: str
    """Tag of the finding."""
    message: str
    """One line, lower case, without a full stop."""
    remedy: str
    """What to do."""
