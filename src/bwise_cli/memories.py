"""Translation memories of earlier projects: the TMX files in a folder of the project, read piece by piece.

What a file says for one language is kept in the cache by its content. A file of another program has plain words and
codes of its own; the words are spelled as messages are, the codes are passed over. What such a program learnt from a
catalogue of ours has our marks in it, and is taken as it is.
"""

import contextlib
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from bwise_cli import files
from bwise_cli.cache import Cache, content_key
from bwise_cli.domain.inline_marks import marks_in, needed
from bwise_cli.domain.memory import Entry, Source
from bwise_cli.domain.message import State
from bwise_cli.domain.nodes import SPACE, Inlines, string
from bwise_cli.domain.spelling import spell_all
from bwise_cli.engines.inline_markdown import parse_inlines
from bwise_cli.formats.tmx import TmxHeader, TmxUnit, TmxVariant, parse_tmx
from bwise_cli.locales import LOCALES, base_language

SUFFIX = ".tmx"
AT_ONCE = 2000
"""Units whose words are spelled in one go."""
_STATES = {str(state): state for state in (State.TRANSLATED, State.REVIEWED, State.APPROVED)}


@dataclass(frozen=True, slots=True)
class Known:
    """A text of a memory and its translation."""

    text: str
    """The source, as the text of a message."""
    translation: TmxVariant
    """Its translation, as the text of a translation, in a locale that a project can have."""
    context: str | None
    """The context of the message."""


Rows: TypeAlias = list[tuple[str, str, str | None, str, str]]
"""Text, translation, context, locale and state of each pair."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a file knows."""

    penalty: int
    """Percent that its translations count less."""
    units: dict[str, int]
    """Translations for each locale that a project can have, sorted by locale."""


@dataclass(frozen=True, slots=True)
class MemoryFolder:
    """The memories of a project."""

    root: Path
    """Their folder; need not be there."""
    shown: str
    """The folder as messages show it."""
    source_language: str
    """Language of the sources."""
    cache: Cache
    """What was read before."""

    def files(self) -> list[Path]:
        """The files, by their names."""
        found = self.root.iterdir() if self.root.is_dir() else ()
        return sorted(path for path in found if path.suffix.lower() == SUFFIX and not path.name.startswith("."))

    def name_of(self, path: Path) -> str:
        """A file of the folder as messages show it."""
        return f"{self.shown}/{path.name}"

    def summary(self, path: Path) -> Summary:
        """How much a file knows."""
        return self._read(path, "")[0]

    def entries(self, locale: str, rank: int) -> list[Entry]:
        """What all files know for `locale`, those in another variety of its language one rank further away."""
        found: list[Entry] = []
        for path in self.files():
            summary, rows = self._read(path, base_language(locale))
            near = Source(path.name, rank, penalty=summary.penalty)
            far = replace(near, rank=rank + 1)
            for text, translation, context, other, state in rows:
                source = near if other == locale else far
                found.append(Entry(text, translation, source, _STATES.get(state, State.TRANSLATED), context))
        return found

    def _read(self, path: Path, language: str) -> tuple[Summary, Rows]:
        """How much a file knows, and what it knows in a language; nothing if that is empty.

        A file that was not read before is read once for all languages.
        """
        shown = self.name_of(path)
        digest = hashlib.sha256()
        for piece in files.read_pieces(path, shown):
            digest.update(piece)
        said = (digest.hexdigest(), self.source_language)
        summary, rows = self._kept(language, *said)
        if summary is not None and rows is not None:
            return summary, rows
        header, units = parse_tmx(files.read_pieces(path, shown), shown)
        by_language: dict[str, Rows] = {}
        counts: Counter[str] = Counter()
        for known in known_in(header, units, self.source_language):
            target = known.translation
            counts[target.locale] += 1
            row = (known.text, target.text, known.context, target.locale, target.state)
            by_language.setdefault(base_language(target.locale), []).append(row)
        summary = Summary(header.penalty, dict(sorted(counts.items())))
        for each, found in by_language.items():
            self.cache.keep(content_key("memory", *said, each), _dumped(found))
        self.cache.keep(content_key("memory", *said), _dumped([summary.penalty, summary.units]))
        return summary, by_language.get(language, [])

    def _kept(self, language: str, *said: str) -> tuple[Summary | None, Rows | None]:
        """The same from the cache, as far as it has it."""
        kept = self._loaded(*said)
        summary = Summary(*kept) if kept else None
        known = {base_language(locale) for locale in summary.units} if summary else set()
        if language not in known:
            return summary, []
        return summary, self._loaded(*said, language)

    def _loaded(self, *said: str) -> Any:
        """What was kept; None if nothing was, or it is damaged."""
        with contextlib.suppress(ValueError):
            return json.loads(self.cache.recall(content_key("memory", *said)) or b"null")
        return None


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def known_in(header: TmxHeader, units: Iterable[TmxUnit], source_language: str) -> Iterator[Known]:
    """What the units of a file tell of texts in `source_language`, in locales that a project can have."""
    pairs = (pair for unit in units for pair in _pairs(header, unit, source_language))
    while some := list(islice(pairs, AT_ONCE)):
        yield from some if header.is_own else _spelled(some)


def _pairs(header: TmxHeader, unit: TmxUnit, source_language: str) -> Iterator[Known]:
    sources = [each for each in unit.variants if base_language(each.locale) == source_language]
    if not sources:
        return
    wanted = header.source_language.replace("-", "_").lower()
    source = next((each for each in sources if each.locale.lower() == wanted), sources[0])
    for variant in unit.variants:
        if variant not in sources and (locale := project_locale(variant.locale)):
            yield Known(source.text, replace(variant, locale=locale), unit.context)


def project_locale(locale: str) -> str:
    """The locale that a project can have for a language of a memory: `de` for `de_DE`; empty if there is none."""
    return next((known for known in (locale, base_language(locale)) if known in LOCALES), "")


def _spelled(some: Sequence[Known]) -> Iterator[Known]:
    """`some` pairs of plain text as messages and translations are spelled; without those that cannot be."""
    plain = [known for known in some if not _has_our_marks(known)]
    spellings = iter(spell_all([_words(each) for known in plain for each in _texts(known)], parse_inlines))
    for known in some:
        if _has_our_marks(known):
            yield known
            continue
        source, target = next(spellings), next(spellings)
        if source and target:
            yield Known(source.text, replace(known.translation, text=target.text), known.context)


def _texts(known: Known) -> tuple[str, str]:
    return known.text, known.translation.text


def _has_our_marks(known: Known) -> bool:
    """Whether a pair is of a message: a program that was given a catalogue has its marks among the words."""
    marks = [mark for mark in marks_in(known.text) if mark.name or mark.pair]
    return bool(marks) and needed(known.text) == needed(known.translation.text)


def _words(text: str) -> Inlines:
    """Plain text as inlines, in which everything is a word."""
    result: Inlines = []
    for word in text.split(" "):
        result += [SPACE] if result else []
        result += [string(word)]
    return result
