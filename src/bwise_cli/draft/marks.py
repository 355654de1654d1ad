"""Marks: texts as an engine is given them, and its answers as texts of messages again, with every sign in its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from bwise_cli.domain.nodes import Inlines
from bwise_cli.domain.passage import Marking, Passage
from bwise_cli.draft.places import Numbered, has_words, is_in_place, numbered
from bwise_cli.draft.signs import LINE_BREAK, Role, Sign, Token, same, spelled, tidy, tokens


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that is ready for an engine."""

    tokens: tuple[Token, ...]
    """Its words and signs."""
    marking: Marking
    """How the signs are shown."""
    passages: tuple[Passage, ...]
    """What is sent: one passage, or one for each run of words. Empty if there are no words."""

    @property
    def has_signs(self) -> bool:
        """Whether there is anything that an engine could lose."""
        return any(isinstance(part, Sign) for part in self.tokens)


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer as a text of a message."""

    tokens: tuple[Token, ...]
    """Its words and signs."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """How it can be written, the most readable first. Only `is_read_as` tells which one can be."""
        return tuple(dict.fromkeys(spelled(self.tokens, escaped=escaped) for escaped in (False, True)))

    def is_read_as(self, inlines: Inlines | None) -> bool:
        """Whether `inlines`, what a spelling was read as, are what it was meant to be."""
        return inlines is not None and same(tokens(inlines), self.tokens)


def mark(text: Inlines, marking: Marking, keep: Sequence[str] = ()) -> Marked:
    """A message, read as inlines, for an engine; `keep` are words that stay as they are."""
    parts = tuple(tokens(text, keep))
    if marking is Marking.PIECES:
        sent = [part.strip() for part in parts if has_words(part) and isinstance(part, str)]
    else:
        whole = "".join(_shown(part, number, marking) for part, number in numbered(parts)).strip()
        sent = [whole] if any(map(has_words, parts)) else []
    return Marked(parts, marking, tuple(Passage(words) for words in sent))


def restore(marked: Marked, answers: Sequence[str]) -> Restored | None:
    """The answers to the passages of `marked` as one text; None if a sign is missing, doubled, or out of place."""
    if not all(answer.strip() for answer in answers):
        return None
    if marked.marking is Marking.PIECES or not answers:
        return Restored(tidy(_filled(marked.tokens, answers)))
    read = _read(answers[0], marked)
    if read is None or not is_in_place(list(numbered(marked.tokens)), read):
        return None
    return Restored(tidy(part for part, _ in read))


# To the engine


def _shown(part: Token, number: int, marking: Marking) -> str:
    if isinstance(part, str):
        return escape(part, quote=False) if marking is Marking.TAGS else part
    tag = _token(part, number) if marking is Marking.TOKENS else _tag(part, number)
    return f" {tag} " if part.spelling == LINE_BREAK else tag


def _token(sign: Sign, number: int) -> str:
    return f"[/{number}]" if sign.role is Role.CLOSE else f"[{number}]"


def _tag(sign: Sign, number: int) -> str:
    if sign.role is Role.WHOLE:
        return f"<k{number}>{escape(sign.shown, quote=False)}</k{number}>" if sign.shown else f"<n{number}/>"
    return f"</g{number}>" if sign.role is Role.CLOSE else f"<g{number}>"


# From the engine

_TAG = re.compile(
    r"<k(?P<kept>\d+)>(?P<shown>.*?)</k(?P=kept)>"
    r"|<n(?P<empty>\d+)\s*(?:/>|>\s*</n(?P=empty)>)"
    r"|<(?P<closing>/?)g(?P<pair>\d+)>",
    re.DOTALL,
)
_TOKEN = re.compile(r"\[(?P<closing>/?)(?P<number>\d+)\]")
_Signs = dict[tuple[int, Role], Sign]


def _read(answer: str, marked: Marked) -> list[Numbered] | None:
    """The answer as words and signs; None if it has a tag of its own, or something other in what was to stay."""
    signs = {(number, part.role): part for part, number in numbered(marked.tokens) if isinstance(part, Sign)}
    tags = marked.marking is Marking.TAGS
    read: list[Numbered] = []
    end = 0
    for match in (_TAG if tags else _TOKEN).finditer(answer):
        key = (_tag_key if tags else _token_key)(match, signs)
        if key not in signs:
            return None
        read += [(answer[end : match.start()], 0), (signs[key], key[0])]
        end = match.end()
    read.append((answer[end:], 0))
    if tags and any("<" in part for part, _ in read if isinstance(part, str)):
        return None
    return [(unescape(part) if tags and isinstance(part, str) else part, number) for part, number in read]


_NO_KEY = (0, Role.WHOLE)


def _tag_key(match: re.Match[str], signs: _Signs) -> tuple[int, Role]:
    if match["pair"]:
        return int(match["pair"]), Role.CLOSE if match["closing"] else Role.OPEN
    key = (int(match["kept"] or match["empty"]), Role.WHOLE)
    sign = signs.get(key)
    return key if sign and unescape(match["shown"] or "").strip() == sign.shown.strip() else _NO_KEY


def _token_key(match: re.Match[str], signs: _Signs) -> tuple[int, Role]:
    number = int(match["number"])
    if match["closing"]:
        return number, Role.CLOSE
    return number, Role.OPEN if (number, Role.OPEN) in signs else Role.WHOLE


def _filled(parts: Sequence[Token], answers: Sequence[str]) -> list[Token]:
    """`parts` with the answers in place of the words, and the space that was around them."""
    coming = iter(answers)
    return [_with_space_of(part, next(coming)) if isinstance(part, str) and has_words(part) else part for part in parts]


def _with_space_of(words: str, answer: str) -> str:
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{answer.strip()}{after}"
