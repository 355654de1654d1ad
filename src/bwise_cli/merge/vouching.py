"""What a person vouches for: a translation of one text. It ends when the text changes, and comes back with it.

The record keeps a hash of both, so that nothing has to be believed: a state comes back only if text and translation are
to the letter those that it was given for.
"""

from dataclasses import replace

from bwise_cli.domain.change import Change
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash

SIGNED = (State.REVIEWED, State.APPROVED)
VOUCHED = (State.TRANSLATED, *SIGNED)
"""States that a person gave."""
_BY_NAME = {str(state): state for state in (State.DRAFT, *VOUCHED)}
"""States that come back with their text: of drafts those that nobody has touched."""


def ended(old: Unit, state: State, change: Change) -> Record:
    """The record of `old` once its text is another one: who vouched for what stays on record, the state does not."""
    label = "" if change is Change.TEXT else str(change)
    record = replace(old.record or Record(state), state=state, change=label)
    if old.state in VOUCHED or old.is_untouched:
        return replace(record, of=sign_hash(*old.key, old.translation), before=str(old.state))
    if old.state is State.OUTDATED:
        return record
    return replace(record, of="", before="", minor="", was="")


def given_back(message: Message, old: Unit) -> Unit | None:
    """`message` with all that `old` had, if it was vouched for, or drafted, for exactly this text; else None."""
    record = old.record
    if not (old.fuzzy and record and record.before in _BY_NAME):
        return None
    if record.of != sign_hash(*message.key, old.translation):
        return None
    state = _BY_NAME[record.before]
    former = replace(record, state=state, before="", change="")
    if state is State.TRANSLATED:
        former = Record(state, minor=record.minor, was=record.was, extra=record.extra)
    known = None if former == Record(State.TRANSLATED) else former
    fuzzy = state is State.DRAFT
    return replace(old, message=message, fuzzy=fuzzy, previous=None, record=known, obsolete=False, line=0)


def signed_again(message: Message, old: Unit) -> Record | None:
    """The record of a draft that goes on under `message`: if nobody had touched it, nobody has now."""
    if old.record is None or not old.is_untouched:
        return old.record
    return replace(old.record, of=sign_hash(*message.key, old.translation))


def original(old: Unit) -> Unit | None:
    """`old` as a person left it before its text changed; None if that is not certain, or it did not change."""
    context, text = old.made_for
    return given_back(replace(old.message, text=text, context=context), old)
