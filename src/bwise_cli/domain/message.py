"""Messages, units and their states: what a translator works on."""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Key: TypeAlias = tuple[str | None, str]
"""What makes a message one message: its context and its text."""


class State(StrEnum):
    """How far a unit is, from nothing to signed off twice. The order is the order of progress."""

    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    OUTDATED = "outdated"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def rank(self) -> int:
        """Position in the order of progress; `outdated` counts no more than a draft."""
        return _RANK[self]

    def meets(self, required: "State") -> bool:
        """Whether a unit in this state satisfies a gate that asks for `required`.

        An outdated unit satisfies no gate above `untranslated`: it translates another text.
        """
        if self is State.OUTDATED:
            return required is State.UNTRANSLATED
        return self.rank >= required.rank


_RANK = {
    State.UNTRANSLATED: 0,
    State.OUTDATED: 1,
    State.DRAFT: 1,
    State.TRANSLATED: 2,
    State.REVIEWED: 3,
    State.APPROVED: 4,
}


class Kind(StrEnum):
    """What a message is in its document. The value is what a translator reads."""

    TITLE = "title"
    FRONT_MATTER = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    CAPTION = "caption"
    TERM = "defined term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    ALT = "alt text"
    LINE = "line of verse"
    QUIZ_QUESTION = "quiz question"
    QUIZ_ANSWER = "quiz answer"
    QUIZ_FEEDBACK = "quiz feedback"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Where a message stands in the masters. Never a line number: those move with every edit."""

    file: str
    """Name of the master inside its curriculum, with forward slashes."""
    anchor: str = ""
    """Id of the nearest heading above; empty before the first heading."""

    def __str__(self) -> str:
        return f"{self.file}#{self.anchor}" if self.anchor else self.file


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable unit of a master."""

    text: str
    """Readable inline Markdown; the msgid."""
    context: str | None = None
    """Splits equal texts that need different translations; the msgctxt."""
    kinds: tuple[Kind, ...] = ()
    """What it is at each place where it stands, without repeats, in document order."""
    references: tuple[Reference, ...] = ()
    """Where it stands, without repeats, in document order."""
    parts: tuple[str, ...] = ()
    """What each number in the text stands for: the n-th describes `(n)` or `[^n]`."""
    notes: tuple[str, ...] = ()
    """Further lines for the translator, such as glossary hits."""

    @property
    def key(self) -> Key:
        """What identifies the message in a catalogue."""
        return (self.context, self.text)

    @property
    def words(self) -> int:
        """Words of the source text."""
        return count_words(self.text)


_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NUMBERED = re.compile(r"\]\(\d+\)|\[\^\d+\]")


def count_words(text: str) -> int:
    """Words in a message text; numbers that stand for links and footnotes do not count."""
    return len(_WORD.findall(_NUMBERED.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of how a translation came to be; the `# bwise:` comment of a PO entry."""

    state: State
    """The state that was recorded; `Unit.state` says whether it still holds."""
    engine: str = ""
    """What drafted it, such as `memory` or `deepl`."""
    by: str = ""
    """Who signed it off."""
    on: str = ""
    """Day of the draft or sign-off, ISO 8601."""
    of: str = ""
    """`sign_hash` of what was signed, or of what the program drafted: a draft that it fits was touched by nobody."""
    extra: tuple[tuple[str, str], ...] = ()
    """Keys of later versions of the program, kept as they are."""
    change: str = ""
    """What changed in the source, in a word, such as `number`; empty if words did. See `Change`."""
    minor: str = ""
    """Day on which an author declared a change of the source minor, so that the state was kept, ISO 8601."""
    was: str = ""
    """`sign_hash` before the first such change: what was really signed, or translated."""
    before: str = ""
    """The state that ended when the source changed, such as `reviewed`; `of` says for which source and translation."""
    model: str = ""
    """Which model of the engine drafted it, such as its version."""
    glossary: str = ""
    """Hash of the glossary that the engine was given."""
    match: str = ""
    """How like the source of an earlier translation is, in whole percent; empty if it is the same."""
    origin: str = ""
    """Where an earlier translation comes from: a curriculum, a locale, the file of a memory. `from` in a PO."""
    marking: str = ""
    """How the engine was shown the marks of the source, if that was not as tags: see `Marking`."""


def sign_hash(context: str | None, text: str, translation: str) -> str:
    """Hash that a sign-off carries: 8 hex digits of SHA-256 over context, source, translation."""
    joined = "\x04".join((context or "", text, translation))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Unit:
    """A message with its translation and its state in one locale."""

    message: Message
    """The source."""
    translation: str = ""
    """Readable inline Markdown in the locale's language; empty if there is none."""
    fuzzy: bool = False
    """Not usable as it is: a draft, or outdated."""
    previous: Key | None = None
    """The source that the translation was made for, if that is another one: of an outdated unit, or a fuzzy match."""
    record: Record | None = None
    """How the translation came to be, if that is known."""
    comments: tuple[str, ...] = ()
    """Translator's own comments, line by line."""
    flags: tuple[str, ...] = ()
    """Flags of other tools beside `fuzzy`, kept as they are."""
    obsolete: bool = False
    """The source is gone from the masters; kept for the day it returns."""
    line: int = field(default=0, compare=False)
    """Line of the entry in the file it was read from, from 1; 0 if it was made here."""

    @property
    def key(self) -> Key:
        """What identifies the unit in its catalogue."""
        return self.message.key

    @property
    def made_for(self) -> Key:
        """The source that the translation was made for.

        Editors that take `fuzzy` away may leave the previous source behind: then it says nothing any more.
        """
        return self.previous if self.fuzzy and self.previous else self.key

    @property
    def is_untouched(self) -> bool:
        """Whether it is a draft of the program's own that nobody has changed since: another may take its place."""
        record = self.record
        if self.state is not State.DRAFT or record is None or record.state is not State.DRAFT or record.before:
            return False
        return record.of == sign_hash(*self.key, self.translation)

    @property
    def _is_outdated(self) -> bool:
        """Whether a fuzzy unit was made for an earlier text of its own; a match of a memory was for another one's."""
        if self.record and self.record.state is State.DRAFT and self.record.match:
            return False
        return bool(self.previous or (self.record and self.record.state is State.OUTDATED))

    @property
    def state(self) -> State:
        """The state that holds now. A sign-off whose hash no longer matches is void."""
        if not self.translation:
            return State.UNTRANSLATED
        if self.fuzzy:
            return State.OUTDATED if self._is_outdated else State.DRAFT
        if self.record and self.record.state in (State.REVIEWED, State.APPROVED):
            signed = self.record.of == sign_hash(*self.key, self.translation)
            return self.record.state if signed else State.TRANSLATED
        return State.TRANSLATED
