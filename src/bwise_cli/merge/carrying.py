"""What a message gets from the old text that it was: the translation, never a sign-off that nobody gave."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bwise_cli.domain.change import Change, change_of, marks_of
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.merge.vouching import SIGNED, VOUCHED, ended, given_back, signed_again

MAY_BE_MINOR = frozenset({Change.MARKUP, Change.PUNCTUATION, Change.SPELLING})
"""Changes that an author may declare minor: the translation says the same as before, and as the source now."""


@dataclass(frozen=True, slots=True)
class Minor:
    """What an author says of changes: translations say the same as before, and as the source now."""

    on: str
    """Day on which that was said, ISO 8601."""
    earlier: bool = False
    """Whether it is said of the changes of earlier updates too."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A message that has the translation of an old text."""

    unit: Unit
    """The message with it."""
    origins: tuple[Unit, ...]
    """The old units that it comes from."""
    change: Change
    """What changed."""
    kept: bool = False
    """Whether the state stands: the change is minor, or it was taken back."""
    refused: str = ""
    """Why a state was not kept although the author declared the changes minor; empty if there was none to keep."""


def carried(
    message: Message, old: Unit, change: Change | None, is_known: Callable[[str], bool], minor: Minor | None
) -> Carried:
    """`message` with the translation of `old`: outdated, or as it was if that is minor.

    Who signed the old translation stays on record, for the one who mends it; the signature does not.
    """
    change = change or change_of(old.made_for[1], message.text, is_known)
    refused = _why_not(message, old, change) if minor else ""
    if minor and not refused and not old.obsolete and old.state is not State.OUTDATED:
        return Carried(_kept(message, old, minor), (old,), change, kept=True)
    unit = replace(
        old,
        message=message,
        fuzzy=True,
        previous=old.made_for,
        record=ended(old, State.OUTDATED, change),
        obsolete=False,
        line=0,
    )
    return Carried(unit, (old,), change, refused=refused if _has_state_to_keep(old) else "")


# Minor changes


def _has_state_to_keep(old: Unit) -> bool:
    """Whether a person vouches for `old`, and its text was in the masters until now."""
    return not old.obsolete and old.state in VOUCHED


def _why_not(message: Message, old: Unit, change: Change) -> str:
    """Why the state of `old` cannot stand under the text of `message`; empty if it can."""
    if change not in MAY_BE_MINOR:
        return _REASONS[change]
    before, after = marks_of(old.message.text), marks_of(message.text)
    if before != after and marks_of(old.translation) != after:
        return "the translation has other marks than the text now"
    if change is Change.MARKUP and before == after:
        return "the same marks stand elsewhere"
    return ""


_REASONS = {
    Change.TEXT: "words changed",
    Change.NUMBER: "a number changed",
    Change.SPLIT: "the text was split",
    Change.JOINED: "texts were joined",
    Change.CONTEXT: "the context changed",
}


def _kept(message: Message, old: Unit, minor: Minor) -> Unit:
    """`old` under the text of `message`, in the state that it has, with the change on record."""
    if old.state is State.DRAFT:
        return replace(old, message=message, record=signed_again(message, old), line=0)
    before = sign_hash(*old.key, old.translation)
    record = Record(State.TRANSLATED)
    if old.record and old.state in SIGNED:
        record = replace(old.record, of=sign_hash(*message.key, old.translation))
    was = (old.record and old.record.was) or before
    return replace(old, message=message, previous=None, record=replace(record, minor=minor.on, was=was), line=0)


# The same text, or several


def returned(message: Message, old: Unit) -> Carried:
    """`message` with the translation that was made for it before its text changed and changed back.

    All is as it was if nobody has touched that since; else it is a draft.
    """
    change = Change.CONTEXT if message.text == old.message.text else Change.TEXT
    if unit := given_back(message, old):
        return Carried(unit, (old,), change, kept=True)
    unit = replace(old, message=message, obsolete=False, previous=None, record=Record(State.DRAFT), line=0)
    return Carried(unit, (old,), change)


def in_context(message: Message, old: Unit, minor: Minor | None) -> Carried:
    """`message` with the translation of the same text in another context, or in none: a draft, for it may not fit."""
    if unit := given_back(message, old):
        return Carried(unit, (old,), Change.CONTEXT, kept=True)
    state = State.OUTDATED if old.state is State.OUTDATED else State.DRAFT
    record = signed_again(message, old) if old.is_untouched else ended(old, state, Change.CONTEXT)
    unit = replace(old, message=message, fuzzy=True, record=record, obsolete=False, line=0)
    refused = _REASONS[Change.CONTEXT] if minor and _has_state_to_keep(old) else ""
    return Carried(unit, (old,), Change.CONTEXT, refused=refused)


def joined(message: Message, olds: Sequence[Unit], minor: Minor | None) -> Carried:
    """`message` with the translations of the texts that it was made of, one after the other, as outdated."""
    sources, translations = [], []
    parts = 0
    for old in olds:
        sources.append(_renumbered(old.made_for[1], parts))
        translations.append(_renumbered(old.translation, parts))
        parts += len(old.message.parts)
    unit = Unit(
        message,
        " ".join(translations),
        fuzzy=True,
        previous=(message.context, " ".join(sources)),
        record=Record(State.OUTDATED, change=str(Change.JOINED)),
        comments=tuple(dict.fromkeys(line for old in olds for line in old.comments)),
    )
    refused = _REASONS[Change.JOINED] if minor and any(map(_has_state_to_keep, olds)) else ""
    return Carried(unit, tuple(olds), Change.JOINED, refused=refused)


_NUMBERED = re.compile(r"(\]\(|\[\^|</?x)(\d+)(?=[)\]>])")


def _renumbered(text: str, by: int) -> str:
    """`text` with the numbers of its parts so much higher."""
    return _NUMBERED.sub(lambda match: f"{match[1]}{int(match[2]) + by}", text) if by else text
