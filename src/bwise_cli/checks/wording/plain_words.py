"""The words of an English text that a translation has others for: without names, codes, addresses and acronyms."""

import re
from collections.abc import Iterable, Iterator

_NO_WORD = re.compile(r"[\d@/\\_=<>{}%$|#&+\ufffc]|\w\.\w|://")
"""In a piece of text that is an address, a code, a file or a number."""
_PART = re.compile(r"[^\W\d_]+")
LEAST_WORD = 2
"""Letters of the shortest word that counts."""

_ADOPTED = """
admin administrator alias android app apr april aug august avatar backup bit blog bluetooth bonus bot browser
byte cache camera chat chip click client cloud coach coaching code computer cookie copyright cursor dashboard
data dec december design desktop digital display document domain download editor electronic email excel extra
facebook fax feb feedback file film filter firewall font format forum global hacker hardware hashtag home
hosting hotel icon index info input instagram interface internet intranet item jan januar java job jul jun
laptop layout link live login logo mail manager mar marketing master may media memory menu metadata mobile mode
model modem monitor moodle mouse multimedia net newsletter no normal notebook nov november oct office offline ok
online option original outlook output panel park partner password phishing photo pixel plan podcast port portal
poster print printer privacy profile program project provider python quiz radio ransomware reset router scan
scanner screenshot selfie seminar sep september server set sex shop show signal site skype slogan smartphone
social software spam sport standard start status stop stress student style super support surfing system tab
tablet tag team test text ticket timeline token tool top trainer training transport trend trojan tutor tutorial
type update upgrade upload user version video virus web webcam webinar website widget wifi windows wireless word
workflow workshop zip zoom
"""
"""English words that several of the languages took over as they are, so that they are no sign of a text left over."""
_LOANS = frozenset(_ADOPTED.split())


def is_code(piece: str) -> bool:
    """Whether a piece of text without spaces is an address, code, a file or a number."""
    return _NO_WORD.search(piece) is not None


def is_loan(word: str) -> bool:
    """Whether `word`, or what it is the plural of, is at home in several languages."""
    return not _LOANS.isdisjoint((word.lower(), word.lower().removesuffix("s")))


def plain_words(text: str) -> list[str]:
    """The words of `text` in their order that are neither names nor codes, as they are written.

    A capital makes a name of every word but the first, unless all words have one: then it may be a headline.
    """
    pieces = [piece.strip(".,;:!?…()[]\"“”„‘’'«»‹›–—-*") for piece in text.split()]
    words = [part for piece in pieces if not is_code(piece) for part in _PART.findall(piece)]
    words = [word for word in words if len(word) >= LEAST_WORD and word[1:].islower()]
    capitals = [word for word in words if word[0].isupper()]
    if len(capitals) == len(words):
        return words
    return [word for number, word in enumerate(words) if not number or word[0].islower()]


def without(text: str, phrases: Iterable[str]) -> str:
    """`text` without any of `phrases`, whole words, in capitals or not."""
    for phrase in phrases:
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", text, flags=re.IGNORECASE)
    return text


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text`, roughly: what is between full stops, question and exclamation marks."""
    begin = 0
    for end in _END.finditer(text):
        is_pause = text[end.start()] == "…" and text[end.end() :].startswith(("I ", "I’", "I'"))
        if not text[end.end()].islower() and not is_pause:
            yield text[begin : end.end()]
            begin = end.end()
    yield text[begin:]


_END = re.compile(
    r"[.!?;…](?:(?<=[^\W\d_][\w\xa0\u202f].)|(?<=\d{4}.)|(?<=[^\W\d_][—–].))"
    r"[.!?…]{0,3}[\"“”’'»)]{0,3}\s+(?:[—–]\s?)?[\"“„«»‘'(¿¡]{0,3}(?=[^\W\d_])"
)
"""The end of a sentence. Behind a short number or a single letter a full stop is hardly one."""
