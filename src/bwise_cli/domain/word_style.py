"""What paragraphs of a style in a Word master mean."""

from dataclasses import dataclass

DIVS = ("outcome", "activity", "case", "checklist", "trainer", "feedback", "quiz", "only", "except")
"""Classes of divs that mean something in masters."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What neighbouring paragraphs of one style become: a div, as Markdown masters write it between `:::` lines."""

    div: str
    """Class of the div, such as `trainer`."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Attributes of the div, such as `("type", "skills")`."""
    is_title: bool = False
    """Whether a paragraph of this style is the title of a div that begins with it."""


def style_key(name: str) -> str:
    """The name of a style as styles are told apart: Word itself makes nothing of case here."""
    return " ".join(name.split()).casefold()
