"""Do marks stand where they make sense? A translation may have all marks of its source, and yet have one that slipped.

Word order differs between languages, so only places are judged that no word order explains: what stood outside of a
link stands in it, a footnote stands before its word, a mark is glued to the word before it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from bwise_cli.checks.layers import Layers, beside, layers, layers_of_source
from bwise_cli.checks.pair import Edit, Pair, Slip
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.inline_marks import Mark, MarkKind

_ENDING = 3
"""Letters behind a mark that may be the ending of a word."""
_FEW, _MANY = 3, 6
"""Words outside a link: so many in the source are not lost for nothing; of so many, one may be left."""
_LETTERS = re.compile(r"[^\W\d_]*")
_STAR = re.compile(r"(?<!\w)\*|\*(?!\w)")
"""A star that is not in a word."""
_WORD_BEFORE = re.compile(r"\w+\Z")
_LOOKED_AT = 40
"""Characters before a mark in which the word before it is looked for."""


def moved(pair: Pair) -> Iterator[Slip]:
    """Marks in places where they cannot be meant to stand."""
    has_stars = "*" in pair.target.text
    if not has_stars and (pair.source.places is None or pair.target.places is None):
        return
    source, target = layers_of_source(pair.source.text), layers(pair.target.text)
    if source.parts:
        yield from _taken_in(source, target)
        yield from _covers(source, target)
        yield from _glued(pair, source, target)
        yield from _footnotes(pair, source, target)
    if has_stars:
        yield from _printed(pair, source, target)
        yield from _in_words(pair, target)


def _taken_in(source: Layers, target: Layers) -> Iterator[Slip]:
    """What is in a link now and was not."""
    for name, around in target.inside.items():
        for link in around:
            if name in source.inside and link not in source.inside[name] and link in source.stretches:
                shown = target.stretches[name].shown if name in target.stretches else name
                message = f"{shown} stands in {target.stretches[link].shown}, and not so in the source"
                yield Slip(message, "put it where it stands in the source")


def _covers(source: Layers, target: Layers) -> Iterator[Slip]:
    """Links that hold no word, or every word."""
    for name, now in target.stretches.items():
        before = source.stretches.get(name)
        if before is None or name.startswith("!"):
            continue
        if not now.words and before.words:
            yield Slip(f"{now.shown} has no words", "put the words of the link between its brackets")
        elif (not now.outside and before.outside >= _FEW) or (now.outside == 1 and before.outside >= _MANY):
            yield Slip(f"{now.shown} holds the whole text", "put only the words between the brackets that lead there")


def _footnotes(pair: Pair, source: Layers, target: Layers) -> Iterator[Slip]:
    """Footnotes that stand before the text, before a word or behind a space; they follow what they are about."""
    text, english = pair.target.text, pair.source.text
    before = {mark.name: mark for mark in source.marks if _is_note(mark)}
    begin = _begin(text)
    for mark in target.marks:
        was = before.get(mark.name)
        if was is None or not _is_note(mark):
            continue
        if mark.start <= begin and was.start > _begin(english):
            yield Slip(f"footnote {mark.text} stands before the text", _BEHIND)
        elif text[mark.end : mark.end + 1].isalnum() and not english[was.end : was.end + 1].isalnum():
            yield Slip(f"footnote {mark.text} stands right before a word", _BEHIND)
        elif text[mark.start - 1 : mark.start] == " " and not english[was.start - 1 : was.start].isspace():
            edit = _without_space(pair, mark.start - 1)
            yield Slip(f"there is a space before footnote {mark.text}", "take it out", edit)


_BEHIND = "put it right behind the word or the sentence that it is about"


def _begin(text: str) -> int:
    """Where the first word of a text begins, or the mark of one."""
    return len(text) - len(text.lstrip("*_ "))


def _without_space(pair: Pair, place: int) -> Edit | None:
    """What takes out the space at `place` of the translation, if something still parts the words there."""
    places = pair.target.places or ()
    number = bisect_left(places, place)
    following = pair.target.words[number + 1 : number + 2]
    return None if following.isalnum() else Edit(number, number + 1, "")


def _is_note(mark: Mark) -> bool:
    return mark.text.startswith("[^")


def _glued(pair: Pair, source: Layers, target: Layers) -> Iterator[Slip]:
    """Marks that are glued to a word, where there is a space in the source; or have taken that space in."""
    text = pair.target.text
    for mark in target.marks:
        if _is_note(mark) or not source.is_loose(mark):
            continue
        before = beside(mark, text, "before")
        if mark.kind is MarkKind.OPEN and before.strip() and beside(mark, text, "behind").isspace():
            yield Slip(f"the space before {mark.text} stands behind it", "write it before the mark")
        elif mark.kind is not MarkKind.CLOSE and before.isalnum() and not source.is_glued(mark, "before"):
            word = _WORD_BEFORE.search(text, max(0, mark.start - _LOOKED_AT), mark.start)
            shown = quoted(word[0] if word else before)
            yield Slip(f"there is no space between {shown} and {quoted(mark.text)}", "write a space")
        elif mark.kind is not MarkKind.OPEN and not source.is_glued(mark, "behind"):
            ending = _LETTERS.match(text, mark.end)
            if ending and len(ending[0]) > _ENDING:
                shown = f"{quoted(mark.text)} and {quoted(ending[0])}"
                yield Slip(f"there is no space between {shown}", "write a space")


def _printed(pair: Pair, source: Layers, target: Layers) -> Iterator[Slip]:
    """Stars that would be printed, as a space or a punctuation mark keeps them from marking anything."""
    dead = next((mark.text for mark in target.marks if _marks_nothing(mark, pair.target.text)), "")
    stars = len(_STAR.findall(pair.target.words)) - len(_STAR.findall(pair.source.words))
    if dead or stars >= (1 if source.emphasis else 2):
        remedy = "write no space between the stars and their words, and a space or a punctuation mark outside of them"
        yield Slip(f"{dead or '*'} marks nothing here, and would be printed", remedy)


def _in_words(pair: Pair, target: Layers) -> Iterator[Slip]:
    """Stars inside of words, as in the German Kund*innen: two of them mark what stands between them."""
    opened = {mark.pair: mark for mark in target.marks if mark.text == "*" and mark.kind is MarkKind.OPEN}
    text = pair.target.text
    for mark in target.marks:
        begun = opened.get(mark.pair) if mark.kind is MarkKind.CLOSE else None
        if begun and beside(begun, text, "before").isalpha() and beside(mark, text, "behind").isalpha():
            between = text[begun.end : mark.start]
            if " " in between:
                yield Slip(f"the stars mark what stands between them: {quoted(between)}", "write them as \\*")
                return


def _marks_nothing(mark: Mark, text: str) -> bool:
    """Whether CommonMark takes one mark of a pair of stars for stars."""
    if mark.text[0] != "*" or mark.kind is MarkKind.ALONE:
        return False
    before, behind = beside(mark, text, "before") or " ", beside(mark, text, "behind") or " "
    inner, outer = (behind, before) if mark.kind is MarkKind.OPEN else (before, behind)
    return inner.isspace() or (_is_sign(inner) and not outer.isspace() and not _is_sign(outer))


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
