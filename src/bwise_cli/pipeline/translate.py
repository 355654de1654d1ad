"""`bwise translate`: catalogues filled from memory and by engines."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Semaphore
from typing import Protocol

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import RemoteError
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.memory import LEAST
from bwise_cli.domain.passage import Marking
from bwise_cli.draft import is_open, open_sources, with_drafts
from bwise_cli.draft.desk import Budget, Desk, estimate
from bwise_cli.draft.engine import Engine
from bwise_cli.draft.recall import recall
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.model_store import Tell
from bwise_cli.locales import base_language
from bwise_cli.pipeline.engines import Engines, choose_engines, engine_names, usage_line
from bwise_cli.pipeline.extract import as_extracted, extract
from bwise_cli.pipeline.recollection import recollect
from bwise_cli.settings import MEMORY, CurriculumSettings
from bwise_cli.workspace import Workspace

AT_ONCE = 4
"""Languages that are drafted side by side, within the limits of their engine."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is asked to do."""

    engine: str | None = None
    """What drafts; None leaves it to the project."""
    redraft: bool = False
    """Whether drafts that nobody touched are made again."""
    fuzzy: int = LEAST
    """Percent of likeness from which the translation of a similar text is taken; 100 takes equal texts only."""
    max_characters: int | None = None
    """Characters that may be sent in all."""
    models: Path | None = None
    """Where the models of the engine `local` are; None for the usual place."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What happened to one catalogue, or would happen."""

    path: str
    """Its file, relative to the project."""
    locale: str
    """Its locale."""
    curriculum: str
    """Its curriculum."""
    engine: str
    """What drafts it beside the memory; empty for nothing."""
    from_memory: int = 0
    """Messages that the memory filled."""
    drafted: int = 0
    """Messages that the engine drafted."""
    flagged: int = 0
    """Of these, those whose markup the engine did not keep, so that they were drafted piece by piece."""
    left: int = 0
    """Messages that are still empty."""
    characters: int = 0
    """Characters of text that were sent to the engine, or would be."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What `bwise translate` did."""

    catalogues: tuple[Translated, ...]
    """One for each locale and curriculum."""
    advice: tuple[str, ...] = ()
    """What was done without, and how to have it."""
    stopped: bool = False
    """Whether the limit of characters ended it early."""
    fault: RemoteError | None = None
    """Why not all could be drafted; what was is saved."""
    usage: tuple[str, ...] = ()
    """What the account of the engine had used before, and after; empty if it does not bill."""


class Watch(Protocol):
    """Hears how a run goes on; may be called from several threads."""

    def begin(self, locale: str, texts: int) -> None:
        """So many texts of a locale, more than were told before, go to an engine."""

    def advance(self, locale: str, texts: int, characters: int) -> None:
        """So many of them are done, and so many characters were sent for them."""

    def fetch(self, model: str, done: int, total: int) -> None:
        """So many bytes of a model are there, of so many."""


def _fetching(watch: Watch) -> Tell:
    return lambda pair, done, total: watch.fetch(str(pair), done, total)


def translate(workspace: Workspace, locales: Sequence[str], wishes: Wishes, watch: Watch) -> Translation:
    """Draft what is empty in the catalogues of `locales`, made or brought up to date first."""
    engines = choose_engines(workspace, locales, wishes.engine, wishes.models, _fetching(watch))
    for locale, engine in engines.by_locale.items():
        for register in {each.register for each in workspace.project.curricula}:
            engine.signature(locale, register)
    before = usage_line(engines)
    extract(workspace, locales)
    with workspace.locked():
        run = _Run(workspace, wishes, engines, watch)
        done = {each.locale: each for group in _side_by_side(run, _by_language(locales)) for each in group}
    catalogues = tuple(each for locale in locales for each in done[locale].catalogues)
    fault = next((done[locale].fault for locale in locales if done[locale].fault), None)
    usage = (before, before if fault else usage_line(engines)) if before else ()
    return Translation(catalogues, engines.advice, run.budget.exhausted, fault, usage)


def _side_by_side(run: "_Run", groups: Sequence[Sequence[str]]) -> list[list["_Done"]]:
    """What `run` makes of each group of locales. If one fails, the others end after the order that is out."""
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        coming = [pool.submit(run.locales, group) for group in groups]
        try:
            return [group.result() for group in coming]
        except BaseException:
            run.budget.stop()
            raise


def foresee(workspace: Workspace, locales: Sequence[str], wishes: Wishes) -> Translation:
    """What `translate` would do, with nothing sent and nothing written; no key is needed.

    Characters are those of the texts that the memory does not know. A text that two locales of one language need, or
    two curricula, counts once.
    """
    names = engine_names(workspace, locales, wishes.engine, wishes.models)
    glossary = workspace.glossary()
    counted: dict[tuple[str, str], set[str]] = {}
    done = {}
    for locale in [locale for group in _by_language(locales) for locale in group]:
        for curriculum in workspace.project.curricula:
            old = as_extracted(workspace, curriculum.name, locale)
            recalled = from_memory(workspace, old, locale, wishes.fuzzy)
            sources = open_sources(recalled, kept_names(recalled, glossary), redraft=wishes.redraft)
            known = counted.setdefault((names[locale], base_language(locale)), set())
            new = [source for source in sources if source.text not in known]
            done[locale, curriculum.name] = Translated(
                workspace.shown(workspace.catalogue_path(curriculum.name, locale)),
                locale,
                curriculum.name,
                names[locale],
                from_memory=_filled(old, recalled),
                left=len(sources),
                characters=0 if names[locale] == MEMORY else estimate(new, Marking.TAGS, parse_inlines),
            )
            known.update(source.text for source in sources)
    return Translation(tuple(done[locale, each.name] for locale in locales for each in workspace.project.curricula))


def from_memory(workspace: Workspace, catalogue: Catalogue, locale: str, least: int) -> Catalogue:
    """`catalogue` with what is known of this project and of earlier ones; similar texts from `least` percent on."""
    if not any(map(is_open, catalogue.units)):
        return catalogue
    return recall(catalogue, recollect(workspace, locale), date.today().isoformat(), least=least).catalogue


def kept_names(catalogue: Catalogue, glossary: Glossary) -> dict[str, tuple[str, ...]]:
    """For each text of `catalogue` the words in it that stay as they are, by the glossary."""
    if all(term.translate for term in glossary.terms):
        return {}
    texts = {unit.message.text for unit in catalogue.current}
    names = {text: [each for each in glossary.occurrences(text) if not each.term.translate] for text in texts}
    return {text: tuple(text[each.start : each.end] for each in found) for text, found in names.items() if found}


def _filled(before: Catalogue, after: Catalogue) -> int:
    """In how many units `after` says something else than `before`."""
    old = before.by_key()
    return sum(unit != old.get(unit.key) for unit in after.current)


def _by_language(locales: Iterable[str]) -> list[list[str]]:
    """Locales of one language in one group, the base first: what is drafted for one fills the others."""
    groups: dict[str, list[str]] = {}
    for locale in sorted(locales, key=len):
        groups.setdefault(base_language(locale), []).append(locale)
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class _Done:
    """One locale."""

    locale: str
    catalogues: tuple[Translated, ...]
    fault: RemoteError | None


class _Run:
    """One run over all locales."""

    def __init__(self, workspace: Workspace, wishes: Wishes, engines: Engines, watch: Watch) -> None:
        self.budget = Budget(wishes.max_characters)
        self._workspace = workspace
        self._redraft = wishes.redraft
        self._fuzzy = wishes.fuzzy
        self._engines = engines.by_locale
        self._watch = watch
        self._glossary = workspace.glossary()
        self._turns = {engine.name: Semaphore(engine.limits.orders) for engine in engines.by_locale.values()}
        self._today = date.today().isoformat()

    def locales(self, locales: Sequence[str]) -> list[_Done]:
        """Draft `locales` one after the other."""
        return [self.locale(locale) for locale in locales]

    def locale(self, locale: str) -> _Done:
        """Draft all catalogues of one locale."""
        engine = self._engines.get(locale)
        desk = self._desk(engine, locale) if engine else None
        done = [self._catalogue(curriculum, locale, engine, desk) for curriculum in self._workspace.project.curricula]
        return _Done(locale, tuple(done), desk.fault if desk else None)

    def _desk(self, engine: Engine, locale: str) -> Desk:
        def tell(texts: int, characters: int) -> None:
            self._watch.advance(locale, texts, characters)

        answers = self._workspace.answers
        return Desk(engine, answers, answers, parse_inlines, self.budget, self._turns[engine.name], tell)

    def _catalogue(
        self, curriculum: CurriculumSettings, locale: str, engine: Engine | None, desk: Desk | None
    ) -> Translated:
        """Draft one catalogue: from memory, which is saved at once, then by the engine."""
        known = self._update(
            curriculum.name, locale, lambda old: from_memory(self._workspace, old, locale, self._fuzzy)
        )
        shown = self._workspace.shown(self._workspace.catalogue_path(curriculum.name, locale))
        done = Translated(shown, locale, curriculum.name, "", from_memory=known.filled)
        if engine is None or desk is None:
            return replace(done, left=_count_open(known.catalogue))
        sources = open_sources(known.catalogue, kept_names(known.catalogue, self._glossary), redraft=self._redraft)
        self._watch.begin(locale, len(sources))
        before = desk.sent
        made = desk.drafts(sources, locale, curriculum.register)
        provenance = engine.provenance(locale)

        def with_made(old: Catalogue) -> Catalogue:
            return with_drafts(old, made, engine.name, provenance, self._today, redraft=self._redraft)

        drafted = self._update(curriculum.name, locale, with_made)
        return replace(
            done,
            engine=engine.name,
            drafted=drafted.filled,
            flagged=sum(each.marking is Marking.PIECES for each in made.values()),
            left=_count_open(drafted.catalogue),
            characters=desk.sent - before,
        )

    def _update(self, curriculum: str, locale: str, change: Callable[[Catalogue], Catalogue]) -> "_Updated":
        """Change a catalogue as it is on disk now: somebody may have saved it while an engine was at work."""
        old = self._workspace.catalogue(curriculum, locale) or Catalogue(curriculum, locale)
        new = change(old)
        if new != old:
            self._workspace.save(new)
        return _Updated(new, _filled(old, new))


@dataclass(frozen=True, slots=True)
class _Updated:
    """A catalogue as it is now."""

    catalogue: Catalogue
    filled: int
    """Units that changed."""


def _count_open(catalogue: Catalogue) -> int:
    return sum(is_open(unit) for unit in catalogue.units)
