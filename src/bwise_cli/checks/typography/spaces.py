"""Are there spaces where the language wants them, of the right sort, and nowhere else?"""

import re
from collections.abc import Iterator

from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.checks.typography.quote_styles import styles_of
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.prose import Prose

NO_BREAK, NARROW = "\u00a0", "\u202f"
"""The spaces at which no line ends; the narrow one stands before the high marks of French."""
_SPACES = " \u00a0\u202f\u2009"
_KEEPING = NO_BREAK + NARROW
_LOOSE = re.compile(
    rf"""(?P<before>(?<=[\w)\]»”“’…%])[{_SPACES}]+(?=[,;:!?.](?:[\s»”“’")\]]|$))(?!(?<=\d.):.\d))
    |(?P<many>[{_SPACES}]{{2,}})
    |(?<=[(\[])(?P<opened>[ ])(?=\w)
    |(?<=[\w.!?…])(?P<closed>[ ])(?=[)\]])""",
    re.VERBOSE,
)
_HINT = re.compile(rf"[{_SPACES}][{_SPACES},;:!?.)\]]|[(\[][ ]")
_FRENCH_HINT = re.compile(rf"[{_SPACES}][{_SPACES},.)\]]|[(\[][ ]")
"""What there is in every text with a loose space; quick to look for."""
_TIGHT_HINT = re.compile(r"[,;!?][^\W\d_]|\.[A-ZÀ-ÖØ-ÞĀ-Ž\u0386-\u03ab\u0410-\u042f]")
_TIGHT = re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})|(?<=[^\W\d_]{2})[.!?](?=[^\W\d_]{2})")
_GERMAN_HINT = re.compile(r"[duvosimz]\.[a-zA-ZäÄ]\.")
_GERMAN = re.compile(r"\b(?:z\.[BT]|d\.h|u\.[aU]|v\.a|o\.[äÄ]|s\.[ou]|i\.d\.R|m\.E)\.")
"""Short forms of several words, without the spaces that Duden and DIN 5008 put between them."""
_QUOTES = frozenset("“”„«»‹›‘‚")
_HIGH = re.compile(
    rf"""(?<![{_KEEPING};:!?…(\[/\n])[;:!?](?=[{_SPACES}\n»”’"'\)…—–-]|$)
    |«(?![{_KEEPING}])
    |(?<![{_KEEPING}])»""",
    re.VERBOSE,
)
"""High marks of French that have no space before them that keeps the line together."""


def spacing(pair: Pair) -> Iterator[Slip]:
    """Spaces that are too many, missing, or of the wrong sort."""
    if pair.is_long:
        return
    source, target = pair.source, pair.target
    is_french = pair.language == "fr"
    if target.text.strip() != target.text:
        yield from _around(source, target)
    if (_FRENCH_HINT if is_french else _HINT).search(target.words):
        yield from _loose(source, target, is_french=is_french)
    if _TIGHT_HINT.search(target.words):
        yield from _tight(source, target)
    if not is_french:
        if not target.signs.isdisjoint(_QUOTES):
            yield from _in_quotes(pair)
    elif not target.signs.isdisjoint(";:!?«»"):
        yield from _french(target)
    if pair.language == "de":
        yield from _german(target)


def _around(source: Prose, target: Prose) -> Iterator[Slip]:
    words, begin, end = target.words, len(target.words) - len(target.words.lstrip()), len(target.words.rstrip())
    if target.text[0].isspace() and not source.text[0].isspace() and words[begin : begin + 1] not in tuple(";:!?"):
        yield Slip("begins with a space", edit=Edit(0, begin, ""))
    if target.text[-1].isspace() and not source.text[-1].isspace() and end:
        yield Slip("ends in a space", edit=Edit(end, len(words), ""))


def _loose(source: Prose, target: Prose, *, is_french: bool) -> Iterator[Slip]:
    words = target.words
    for found in _LOOSE.finditer(words):
        start, end, kind = found.start(), found.end(), found.lastgroup
        if end == len(words) or start == 0 or not target.are_neighbours(start - 1, end + 1):
            continue
        if kind == "before":
            mark = words[end]
            if not (is_french and mark in ";:!?") and f" {mark}" not in source.words:
                yield Slip(f"a space before {quoted(mark)}", edit=Edit(start, end, ""))
                continue
        if end - start > 1:
            kept = next((each for each in found[0] if each in _KEEPING), " ")
            yield Slip("two spaces in a row", edit=Edit(start, end, kept))
        elif kind in ("opened", "closed"):
            yield Slip("a space inside a bracket", edit=Edit(start, end, ""))


def _tight(source: Prose, target: Prose) -> Iterator[Slip]:
    words, usual = target.words, {found[0] for found in _TIGHT.finditer(source.words)}
    for found in _TIGHT.finditer(words):
        at, mark = found.start(), found[0]
        if mark in usual or (mark == "." and not _begins_sentence(words, at + 1)):
            continue
        token = words[max(0, at - 40) : at].split()[-1] + words[at : at + 40].split()[0]
        is_word = token in source.words or any(sign in token for sign in "/@=_")
        if not is_word and target.are_neighbours(at - 1, at + 2):
            edit = Edit(at, at + 1, f"{mark} ") if mark == "," else None
            yield Slip(f"no space behind {quoted(mark)}", edit=edit)


def _begins_sentence(words: str, at: int) -> bool:
    return words[at].isupper() and words[at + 1].islower()


def _in_quotes(pair: Pair) -> Iterator[Slip]:
    styles = styles_of(pair.locale)
    if pair.target.signs.isdisjoint(styles.opening) or pair.target.signs.isdisjoint(styles.closing):
        return
    words = pair.target.words
    for found in styles.loose.finditer(words):
        start, end = found.span()
        if pair.target.are_neighbours(start - 1, end + 1):
            yield Slip("a space inside quotation marks", edit=Edit(start, end, ""))


def _german(target: Prose) -> Iterator[Slip]:
    if not _GERMAN_HINT.search(target.words):
        return
    for found in _GERMAN.finditer(target.words):
        parts = found[0].removesuffix(".").split(".")
        new, shown = (f".{space}".join(parts) + "." for space in (NO_BREAK, " "))
        yield Slip(f"no space in {quoted(found[0])}", f"write {quoted(shown)}", Edit(*found.span(), new))


def _french(target: Prose) -> Iterator[Slip]:
    """The no-break spaces of French: narrow before `; ! ?`, wide before `:` and inside `« »`; each does."""
    words = target.words
    for found in _HIGH.finditer(words):
        at, mark = found.start(), found[0]
        if mark == "«":
            if at + 1 < len(words) and target.are_neighbours(at, at + 2):
                yield from _inside(words, at, at + 1, mark)
        elif at and target.are_neighbours(at - 1, at + 1):
            if mark == "»":
                yield from _inside(words, at, at - 1, mark)
            else:
                yield from _before_high(words, at, NO_BREAK if mark == ":" else NARROW)


def _inside(words: str, at: int, beside: int, mark: str) -> Iterator[Slip]:
    """The space between a guillemet and its text, which is at `beside`."""
    if words[beside] in " \u2009":
        yield Slip(
            f"a line can break inside {quoted(mark)}", "put a no-break space there", Edit(beside, beside + 1, NO_BREAK)
        )
    elif words[beside] not in _KEEPING:
        new = f"{mark}{NO_BREAK}" if beside > at else f"{NO_BREAK}{mark}"
        yield Slip(f"no space inside {quoted(mark)}", "put a no-break space there", Edit(at, at + 1, new))


def _before_high(words: str, at: int, wanted: str) -> Iterator[Slip]:
    mark, before, after = words[at], words[at - 1], words[at + 1 : at + 2]
    if _is_face(before, mark, after):
        return
    remedy = "put a no-break space there"
    if before in " \u2009":
        yield Slip(f"a line can break before {quoted(mark)}", remedy, Edit(at - 1, at, wanted))
    elif not before.isspace():
        yield Slip(f"no space before {quoted(mark)}", remedy, Edit(at, at + 1, wanted + mark))


def _is_face(before: str, mark: str, after: str) -> bool:
    """Whether a mark is the eyes of a face such as `:-)`."""
    return mark in ";:" and before == " " and after in ("-", ")", "(")
