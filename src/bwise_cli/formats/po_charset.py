"""The bytes of a PO file to its text: what it is at all, and in which charset."""

import codecs
import re

from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is refused unread; twenty thousand units take about 8 MiB."""

_OTHER_FORMATS = (
    (codecs.BOM_UTF16_LE, "UTF-16 text"),
    (codecs.BOM_UTF16_BE, "UTF-16 text"),
    (b"pk\x03\x04", "a Word document or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"%pdf", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\xde\x12\x04\x95", "a compiled catalogue (MO)"),
    (b"\x95\x04\x12\xde", "a compiled catalogue (MO)"),
    (b"<!doctype", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
"""How files begin that are sent in place of a PO, in small letters, and what they are."""

_WESTERN, _CENTRAL = ("de", "en", "es", "fr", "it", "nl"), ("de", "en", "hr", "pl", "ro", "sl")
_LEGACY_CHARSETS = {
    "iso8859-1": _WESTERN,
    "iso8859-15": _WESTERN,
    "cp1252": _WESTERN,
    "iso8859-2": _CENTRAL,
    "cp1250": _CENTRAL,
    "iso8859-7": ("el", "en"),
    "cp1253": ("el", "en"),
    "iso8859-13": ("en", "lv"),
    "cp1257": ("en", "lv"),
    "cp1251": ("bg", "en"),
}
"""Charsets of the time before Unicode, by their name in Python, and the languages that each can write."""

_DECLARED = re.compile(rb'^[ \t]*"Content-Type:[^"\r\n]*?charset=([^\s"\\;]+)', re.IGNORECASE | re.MULTILINE)
_PLACEHOLDER = "charset"
"""What xgettext writes where nobody has named a charset yet."""
_C1_CONTROL = re.compile("[\x80-\x9f]")
_SAVE_AS_UTF8 = Note(
    "save it again as UTF-8 (in Poedit: Catalogue, Properties, Charset), with charset=UTF-8 in its header"
)
_SEND_PO = Note("send the .po file itself, as the translation program saved it")


def decode_po(data: bytes, path: str, locale: str | None) -> str:
    r"""The text of a PO file without byte order mark, its lines ended by `\n`.

    UTF-8 comes first; another charset is used only if the header names it, the locale's language is
    written in it, and every byte has a meaning in it. Raises `RefusedError` otherwise, and for
    anything that is not a text file.
    """
    finding = _foreign(data, path)
    if finding:
        raise refused(path, finding)
    data = data.removeprefix(codecs.BOM_UTF8)
    declared = _declared(data)
    try:
        text = data.decode("utf-8")
        finding = None if data.isascii() else _utf8_conflict(declared, path)
    except UnicodeDecodeError as error:
        text, finding = _decode_legacy(data, path, declared, locale, error)
    if finding:
        raise refused(path, finding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refused(path: str, *findings: Finding) -> RefusedError:
    """The exception for a catalogue that cannot be read because of `findings`."""
    return RefusedError(f"the catalogue {path} cannot be read", findings=findings)


def _foreign(data: bytes, path: str) -> Finding | None:
    """What makes `data` no text file of ours at all."""
    if len(data) > MAX_BYTES:
        message = f"is {len(data) // 2**20} MiB large; at most {MAX_BYTES // 2**20} MiB can be read"
        return Finding("po-size", message, Place(path), notes=(Note("is it another file by mistake?"),))
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for signature, name in _OTHER_FORMATS:
        if start.startswith(signature):
            return Finding("po-format", f"is {name}, not a PO file", Place(path, 1), notes=(_SEND_PO,))
    position = data.find(b"\0")
    if position >= 0:
        note = Note("damaged on its way, or saved as UTF-16? save it as UTF-8 and send it again")
        return Finding("po-nul", "has a NUL byte", Place(path, _line(data, position)), notes=(note,))
    return None


def _declared(data: bytes) -> str:
    """The charset that the header names, in small letters; empty if it names none."""
    match = _DECLARED.search(data)
    name = match[1].decode("ascii", "replace").lower() if match else ""
    return "" if name == _PLACEHOLDER else name


def _python_name(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return charset


def _utf8_conflict(declared: str, path: str) -> Finding | None:
    """A finding if text that is UTF-8 beyond doubt says it is something else."""
    if not declared or _python_name(declared) == "utf-8":
        return None
    message = f"is UTF-8, but its header says {quoted(declared)}"
    return Finding("po-charset", message, Place(path), notes=(_SAVE_AS_UTF8,))


def _decode_legacy(
    data: bytes, path: str, declared: str, locale: str | None, error: UnicodeDecodeError
) -> tuple[str, Finding | None]:
    """The text in the declared charset, or why it cannot be that."""
    place = Place(path, _line(data, error.start))
    name = _python_name(declared)
    if not declared or name == "utf-8":
        return "", Finding("po-charset", "is not UTF-8 here", place, notes=(_SAVE_AS_UTF8,))
    languages = _LEGACY_CHARSETS.get(name)
    language = locale.partition("_")[0] if locale else "en"
    if languages is None or language not in languages:
        message = f"says it is in {quoted(declared)}, in which {locale or 'a template'} is not written"
        return "", Finding("po-charset", message, place, notes=(_SAVE_AS_UTF8,))
    text = data.decode(name, errors="replace")
    stray = min((p for p in (text.find("\ufffd"), _first_control(text)) if p >= 0), default=-1)
    if stray < 0:
        return text, None
    message = f"has a byte that means nothing in {quoted(declared)}, which the header names"
    place = Place(path, _line(data, stray))
    return "", Finding("po-charset", message, place, notes=(_SAVE_AS_UTF8,))


def _first_control(text: str) -> int:
    """Where a control character stands that no keyboard makes: the sign of a neighbouring charset."""
    match = _C1_CONTROL.search(text)
    return match.start() if match else -1


def _line(data: bytes, position: int) -> int:
    r"""Line of a byte, from 1, whether lines end with `\n`, `\r\n` or `\r`."""
    before = data[:position]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
