"""The text of a PO file to its entries, strictly: whatever is not understood is a finding, never skipped.

polib reads too kindly for files that come back by e-mail: it drops entries without a word, takes U+2028 inside
a string for the end of a line, and does not see `#~|`. So bwise reads PO itself, and polib only writes it.
"""

import re
from itertools import pairwise

from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.message import Key
from bwise_cli.formats.po_block import read_block
from bwise_cli.formats.po_charset import refused
from bwise_cli.formats.po_entry import EntryDraft, PoEntry
from bwise_cli.formats.po_string import SMART_QUOTES, StringFault, parse_string

MAX_FINDINGS = 20
"""Reading stops at so many: further ones mostly follow from the first."""


def read_entries(text: str, path: str) -> list[PoEntry]:
    r"""Every entry of a PO text whose lines end with `\n`, the header first.

    Raises `RefusedError` with up to 20 findings if anything in it is wrong.
    """
    reader = _Reader(path)
    reader.read(text)
    if reader.findings:
        raise refused(path, *reader.findings)
    return reader.entries


class _Reader:
    """One pass over the lines of one file."""

    def __init__(self, path: str) -> None:
        self.entries: list[PoEntry] = []
        self.findings: list[Finding] = []
        self._path = path
        self._number = 0
        self._draft = EntryDraft()
        self._strings: list[str] | None = None
        """Where a line that is only a string goes; None if it may not stand here."""
        self._mark = ""
        """What stands before the keyword of that field: nothing, `#~`, `#|` or `#~|`."""
        self._first: dict[Key, int] = {}
        """Line of the first entry with each key. Like gettext, an obsolete one is not told from a current one."""

    def read(self, text: str) -> None:
        """Read all of `text`, or as far as there are not too many findings."""
        blocks = text.split("\n\n")
        number = 1
        for block, following in pairwise([*blocks, "#"]):
            if not self._whole(block, number, following):
                self._lines(block.split("\n"), number)
            if len(self.findings) >= MAX_FINDINGS:
                return
            number += block.count("\n") + 2
        self._finish(within_line=self._number == number - 2)

    def _whole(self, block: str, number: int, following: str) -> bool:
        """Take lines that are an entry as a whole, if what stands before and behind leaves no doubt of that."""
        draft = self._draft
        is_open = draft.broken or (draft.begin and "msgstr" not in draft.fields)
        if is_open or not following.startswith(_BEGINNINGS) or following.startswith(("#~", "#|")):
            return False
        entry = read_block(block, number)
        if entry is None:
            return False
        self._number = number
        if draft.begin:
            self._close()
        self._take(entry)
        self._number = number + block.rstrip("\n").count("\n")
        return True

    def _lines(self, lines: list[str], first: int) -> None:
        """Read `lines`, and the gap behind them, one by one."""
        for number, raw in enumerate([*lines, ""], first):
            line = raw.lstrip(_BLANK)
            if line:
                self._number = number
                self._line(line)
            else:
                # No program leaves a gap within a text: where there is one, the lines between are lost.
                self._strings = None
            if len(self.findings) >= MAX_FINDINGS:
                return

    def _line(self, line: str) -> None:
        mark = _mark(line)
        if mark or line[0] != "#":
            content = line[len(mark) :].strip(_BLANK)
            if content:
                self._field(content, mark)
        else:
            if self._draft.fields:
                self._close()
            self._strings = None
            self._draft.begin = self._draft.begin or self._number
            self._draft.add_comment(line)

    # Fields

    def _field(self, content: str, mark: str) -> None:
        """A keyword with a string, or a string that continues the one above."""
        match = _KEYWORD.match(content)
        if match is None and content[0] != '"':
            self._unknown(content)
        elif match is None and (self._strings is None or mark != self._mark):
            self._problem("po-syntax", "string that belongs to no keyword", _MEND)
        elif match and match[0] not in _KEYWORDS:
            self._strings = None
            remedy = "bwise has one form of each text: put every form into a sentence of its own"
            self._problem("po-plural", f"{match[0]} is not supported", remedy)
        else:
            if match:
                self._keyword(match[0], mark)
                content = content[match.end() :].lstrip(_BLANK)
            self._string(content)

    def _keyword(self, keyword: str, mark: str) -> None:
        """Open a field, after the entry above if this begins another one."""
        is_previous = mark.endswith("|")
        if self._begins_entry(keyword, is_previous):
            self._close()
        draft = self._draft
        draft.begin = draft.begin or self._number
        fields = draft.previous if is_previous else draft.fields
        if keyword in fields:
            self._problem("po-order", f"second {keyword} of one entry", _MEND)
        self._check_place(keyword, mark)
        self._strings = fields[keyword] = []
        self._mark = mark

    def _begins_entry(self, keyword: str, is_previous: bool) -> bool:
        """Whether a field is the first of the next entry."""
        above = self._draft.fields
        return bool(above) and (
            is_previous or keyword == "msgctxt" or (keyword == "msgid" and above.keys() != {"msgctxt"})
        )

    def _check_place(self, keyword: str, mark: str) -> None:
        """Report a field in the wrong order, or one that is obsolete in an entry that is not."""
        draft = self._draft
        obsolete = mark.startswith("#~")
        if (draft.fields or draft.previous) and draft.obsolete != obsolete:
            self._problem("po-order", "#~ stands before some fields of this entry and not before others", _MEND)
        draft.obsolete = obsolete
        if mark.endswith("|"):
            return
        if keyword == "msgstr" and "msgid" not in draft.fields:
            self._problem("po-order", "msgstr without a msgid", "the source text is missing above; " + _ASK_AGAIN)
        draft.line = draft.line or self._number

    def _string(self, written: str) -> None:
        """Add a string to the open field."""
        value = parse_string(written)
        if isinstance(value, StringFault):
            self._problem(value.tag, value.message, value.remedy)
        elif self._strings is not None:
            self._strings.append(value)

    def _unknown(self, content: str) -> None:
        """A line that begins with neither a keyword, a quote nor a comment sign."""
        self._strings = None
        if content.startswith(_CONFLICT):
            remedy = "take one side of each conflict, then remove the marker lines"
            self._problem("po-conflict", "marker of an unresolved merge conflict", remedy)
        elif content.startswith(SMART_QUOTES):
            self._string(content)
        else:
            self._problem("po-syntax", f"neither comment, keyword nor string: {quoted(content)}", _MEND)

    # Entries

    def _close(self) -> None:
        """Take the entry that ends here, and begin another."""
        draft, self._draft = self._draft, EntryDraft()
        self._strings = None
        if draft.broken:
            return
        if draft.missing:
            note = Note("it ends here", Place(self._path, self._number))
            self._report("po-order", f"this entry has no {draft.missing}", draft.line, note)
        else:
            self._take(draft.finished())

    def _take(self, entry: PoEntry) -> None:
        first = self._first.setdefault((entry.context, entry.text), entry.line)
        if first != entry.line:
            note = Note("the first is here; keep one of them", Place(self._path, first))
            self._report("po-duplicate", f"entry is there twice: {quoted(entry.text)}", entry.line, note)
        else:
            self.entries.append(entry)

    def _finish(self, within_line: bool) -> None:
        """Take the last entry; report a file that is cut off or has no header.

        `within_line` says that the last line has no line end.
        """
        draft = self._draft
        if draft.broken:
            if within_line and self.findings[-1].place.line == self._number:
                self._report("po-truncated", "the file ends within this line", self._number, _CUT_OFF)
        elif "msgstr" in draft.fields:
            self._close()
        elif draft.begin:
            self._report("po-truncated", "the file ends within the entry that begins here", draft.begin, _CUT_OFF)
        if not self.findings and not (self.entries and self.entries[0].is_header):
            self._report_no_header()

    # Findings

    def _report_no_header(self) -> None:
        late = next((entry for entry in self.entries if entry.is_header), None)
        if late:
            remedy = "move it to the top of the file"
            self._report("po-header", "the header is not the first entry", late.line, Note(remedy))
        else:
            message = "there is no header" if self.entries else "there is no entry in this file"
            self._report("po-header", message, 1, Note("was its beginning cut off? " + _ASK_AGAIN))

    def _problem(self, tag: str, message: str, remedy: str) -> None:
        """Report a finding on this line, unless one in the same entry explains it."""
        if not self._draft.broken:
            self._report(tag, message, self._number, Note(remedy))
        self._draft.broken = True

    def _report(self, tag: str, message: str, line: int, note: Note) -> None:
        self.findings.append(Finding(tag, message, Place(self._path, line), notes=(note,)))


def _mark(line: str) -> str:
    """What stands before the keyword or string of a line that is not a comment; empty if nothing does."""
    if line.startswith("#~"):
        return line[:3] if line[2:3] == "|" else "#~"
    return "#|" if line.startswith("#|") else ""


_BLANK = " \t\v\f"
_BEGINNINGS = ("#", "msgctxt ", "msgid ")
_KEYWORDS = ("msgctxt", "msgid", "msgstr")
_KEYWORD = re.compile(r"msg(?:ctxt|id_plural|str\[\d*\]|id|str)(?![\w\[])")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_ASK_AGAIN = "ask for the file again"
_MEND = "mend or remove the line; if nobody wrote it by hand, " + _ASK_AGAIN
_CUT_OFF = Note("was it cut off on its way? " + _ASK_AGAIN)
