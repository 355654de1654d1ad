"""An entry of a PO file that stands there as programs write it, read at once: nearly all are, and files are long."""

import re

from bwise_cli.formats.po_entry import EntryDraft, PoEntry
from bwise_cli.formats.po_string import parse_string

_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_STRINGS = rf"({_STRING}(?:\n{_STRING})*)"
_BLOCK = re.compile(
    rf"((?:#(?![~|])[^\n]*\n)*)(?:msgctxt {_STRINGS}\n)?msgid {_STRINGS}\nmsgstr {_STRINGS}\n?",
)
"""Comments but those with fields in them, then the fields in their order, one by line, without stray blanks."""


def read_block(block: str, line: int) -> PoEntry | None:
    """The entry that `block` is, which begins on `line`; None if its lines have to be looked at one by one."""
    match = _BLOCK.fullmatch(block)
    if match is None:
        return None
    comments, *written = match.groups()
    context, text, translation = (None if strings is None else _text(strings) for strings in written)
    if text is None or translation is None or (context is None and written[0] is not None):
        return None
    draft = EntryDraft()
    for comment in comments.split("\n")[:-1]:
        draft.add_comment(comment)
    return PoEntry(
        line=line + comments.count("\n"),
        context=context,
        text=text,
        translation=translation,
        previous=None,
        comments=tuple(draft.comments),
        extracted=tuple(draft.extracted),
        references=tuple(draft.references),
        flags=tuple(dict.fromkeys(draft.flags)),
        obsolete=False,
    )


def _text(strings: str) -> str | None:
    """What strings on lines of their own stand for together; None if one of them stands for nothing."""
    if "\\" not in strings:
        return strings[1:-1].replace('"\n"', "")
    texts = [parse_string(each) for each in strings.split("\n")]
    found = [text for text in texts if isinstance(text, str)]
    return "".join(found) if len(found) == len(texts) else None
