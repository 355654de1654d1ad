"""What stands in a TMX file: a header, and units of one text in several languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

OWN_TOOL = "bwise"
"""The tool that wrote a file whose codes are the marks of our messages."""
PENALTY = f"x-{OWN_TOOL}-penalty"
"""Type of the property that says how much a file counts less, in percent."""
CONTEXT = f"x-{OWN_TOOL}-context"
"""Type of the property that says the context of a message."""
STATE = f"x-{OWN_TOOL}-state"
"""Type of the property that says the state of a translation."""


@dataclass(frozen=True, slots=True)
class TmxHeader:
    """What a file says of itself."""

    source_language: str = ""
    """Language of the sources, such as `en-GB`; `*all*`, or nothing, if that is not said."""
    tool: str = ""
    """The program that wrote the file."""
    penalty: int = 0
    """Percent that its translations count less."""

    @property
    def is_own(self) -> bool:
        """Whether texts are those of messages, with their marks; otherwise they are plain."""
        return self.tool == OWN_TOOL


@dataclass(frozen=True, slots=True)
class TmxVariant:
    """A text in one language."""

    locale: str
    """Its language as locales are written, such as `de_AT`."""
    text: str
    """The text; never empty."""
    state: str = ""
    """The state of the translation, in files of our own."""
    changed: str = ""
    """Day of the last change, ISO 8601; empty if that is not said."""


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """A text in several languages."""

    variants: tuple[TmxVariant, ...]
    """The text in each, in the order of the file."""
    context: str | None = None
    """The context of the message, in files of our own."""
    line: int = field(default=0, compare=False)
    """Line on which it begins, from 1; 0 if it was made here."""


def variant_of(said: Mapping[str, str], *, is_own: bool) -> list[TmxVariant]:
    """The text that the attributes of a `<tuv>` and its segment say; none if a language or words are missing."""
    locale = locale_of(said.get("xml:lang") or said.get("lang") or "")
    text = said.get("seg", "")
    text = text if is_own else _SPACES.sub(" ", text).strip()
    if not locale or not text.strip():
        return []
    changed = said.get("changedate") or said.get("creationdate") or ""
    day = changed[:8] if changed[:8].isascii() and changed[:8].isdigit() else ""
    on = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else ""
    return [TmxVariant(locale, text, said.get("state", ""), on)]


_SPACES = re.compile("[ \t\r\n]+")
"""White space of the file, not of the text: a space that does not break is a character like others."""


def locale_of(tag: str) -> str:
    """A language tag as locales are written: `de_AT` for `DE-at`, whatever else it says."""
    language, *more = tag.strip().replace("_", "-").split("-")
    region = next((part.upper() for part in more if len(part) == 2 and part.isalpha()), "")
    if not (language.isascii() and language.isalpha()):
        return ""
    return f"{language.lower()}_{region}" if region else language.lower()
