"""`bwise translate`: catalogues filled from memory and by engines."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from threading import Semaphore
from typing import Protocol

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.errors import NOTHING_WRITTEN, BwiseError, RefusedError
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.message import State, Unit
from bwise_cli.domain.passage import Marking
from bwise_cli.draft import is_open, open_sources, with_drafts
from bwise_cli.draft.budget import Budget
from bwise_cli.draft.desk import Desk, Progress
from bwise_cli.draft.engine import Engine
from bwise_cli.draft.recall import recall
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.model_store import Tell
from bwise_cli.locales import base_language
from bwise_cli.pipeline.engines import Engines, choose_engines, usage_line
from bwise_cli.pipeline.extract import extract
from bwise_cli.pipeline.recollection import recollect
from bwise_cli.pipeline.side_by_side import side_by_side
from bwise_cli.pipeline.translation import Translated, Translation, Wishes
from bwise_cli.settings import CurriculumSettings
from bwise_cli.workspace import Workspace

AT_ONCE = 4
"""Languages that are drafted side by side, within the limits of their engine."""


class Watch(Progress, Protocol):
    """Hears how a run goes on; may be called from several threads."""

    def fetch(self, model: str, done: int, total: int) -> None:
        """So many bytes of a model are there, of so many."""

    def stop(self) -> None:
        """The run ends before all is done: as soon as what is on its way has come."""


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
    with workspace.locked(), closing(engines):
        run = _Run(workspace, wishes, engines, watch)
        groups = side_by_side(run.locales, by_language(locales), AT_ONCE, run.stop)
    done = {each.locale: each for group in groups for each in group}
    catalogues = tuple(each for locale in locales for each in done[locale].catalogues)
    fault = next((done[locale].fault for locale in locales if done[locale].fault), None)
    if fault and fault.outcome == NOTHING_WRITTEN:
        fault.outcome = "what was drafted is saved"
    after = "" if fault else _used(engines)
    return Translation(catalogues, engines.advice, run.budget.exhausted, fault, before, after)


def _used(engines: Engines) -> str:
    """What an account has used; empty if that cannot be had: it is no reason to say nothing of what was done."""
    try:
        return usage_line(engines)
    except BwiseError:
        return ""


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


def newly_filled(before: Catalogue, after: Catalogue) -> list[Unit]:
    """The units of `after` that say something else than in `before`."""
    old = before.by_key()
    return [unit for unit in after.current if unit != old.get(unit.key)]


def with_recalled(done: Translated, filled: Sequence[Unit]) -> Translated:
    """`done` with what the memory filled."""
    similar = sum(bool(unit.record and unit.record.match and unit.previous) for unit in filled)
    ready = sum(unit.state is State.TRANSLATED for unit in filled)
    return replace(done, from_memory=len(filled), similar=similar, ready=ready)


def by_language(locales: Iterable[str]) -> list[list[str]]:
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
    """Those that were done before the fault, if there was one."""
    fault: BwiseError | None


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

    def stop(self) -> None:
        """Let nothing more be sent."""
        self.budget.stop()
        self._watch.stop()

    def locales(self, locales: Sequence[str]) -> list[_Done]:
        """Draft `locales` one after the other."""
        return [self._locale(locale) for locale in locales]

    def _locale(self, locale: str) -> _Done:
        """Draft all catalogues of one locale. A catalogue that is refused is no reason to leave the other locales."""
        engine = self._engines.get(locale)
        desk = self._desk(engine) if engine else None
        done: list[Translated] = []
        fault: BwiseError | None = None
        try:
            for curriculum in self._workspace.project.curricula:
                done.append(self._catalogue(curriculum, locale, engine, desk))
        except BwiseError as error:
            fault = error
            if not isinstance(error, RefusedError):
                self.budget.stop()
        return _Done(locale, tuple(done), fault or (desk.fault if desk else None))

    def _desk(self, engine: Engine) -> Desk:
        answers = self._workspace.answers
        return Desk(engine, answers, answers, parse_inlines, self.budget, self._turns[engine.name], self._watch)

    def _catalogue(
        self, curriculum: CurriculumSettings, locale: str, engine: Engine | None, desk: Desk | None
    ) -> Translated:
        """Draft one catalogue: from memory, which is saved at once, then by the engine."""
        known = self._update(
            curriculum.name, locale, lambda old: from_memory(self._workspace, old, locale, self._fuzzy)
        )
        shown = self._workspace.shown(self._workspace.catalogue_path(curriculum.name, locale))
        done = with_recalled(Translated(shown, locale, curriculum.name, ""), known.filled)
        if engine is None or desk is None:
            return replace(done, left=_count_open(known.catalogue))
        sources = open_sources(known.catalogue, kept_names(known.catalogue, self._glossary), redraft=self._redraft)
        before = desk.sent
        made = desk.drafts(sources, locale, curriculum.register)
        provenance = engine.provenance(locale)

        def with_made(old: Catalogue) -> Catalogue:
            return with_drafts(old, made, engine.name, provenance, self._today, redraft=self._redraft)

        drafted = self._update(curriculum.name, locale, with_made)
        return replace(
            done,
            engine=engine.name,
            drafted=len(drafted.filled),
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
        return _Updated(new, newly_filled(old, new))


@dataclass(frozen=True, slots=True)
class _Updated:
    """A catalogue as it is now."""

    catalogue: Catalogue
    filled: list[Unit]
    """Units that changed."""


def _count_open(catalogue: Catalogue) -> int:
    return sum(is_open(unit) for unit in catalogue.units)
