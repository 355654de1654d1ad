"""Looking at one curriculum: its catalogues beside its masters, as far as it is printed."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bwise_cli.checks import judge
from bwise_cli.checks.subject import Sources, Subject, is_meant, misfits_of, sources_of
from bwise_cli.country import Country
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Finding, Note, Place, Severity
from bwise_cli.domain.gate import Look, ModuleStanding, tally_of
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State, Unit
from bwise_cli.domain.rules import BY_TAG
from bwise_cli.domain.splice import Fault
from bwise_cli.domain.visible import visible_keys
from bwise_cli.engines.language_model import LanguageModel
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.book import make_book, make_setting
from bwise_cli.pipeline.master_places import MasterPlaces
from bwise_cli.pipeline.spelling import ProjectSpeller, make_speller, no_dictionary
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at of a curriculum."""

    locale: str
    """In this locale."""
    country: Country | None = None
    """What the packs of this country print; None for all that the masters hold."""
    editions: tuple[Edition, ...] = ()
    """Editions of the packs."""
    spelled: bool = False
    """Whether spelling is looked at."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is printed in the place of a message."""

    path: str
    """Its catalogue; empty if there is none."""
    key: Key
    """Its unit there: that of the message, or the one without its context."""
    state: State
    """How far it is; where English is printed, what keeps a translation from being printed."""
    refused: tuple[tuple[str, Key], ...]
    """Translations that would come first and do not fit: their catalogues and units."""


class Lookers:
    """Looks at curricula; what several of them need is made once."""

    def __init__(self, workspace: Workspace, required: State) -> None:
        """Units have to meet the state `required`."""
        self._workspace = workspace
        self._required = required
        self._lookers: dict[str, _Looker] = {}

    def look_at(self, curriculum: str, scope: Scope) -> Look:
        """Look at the catalogues of a curriculum in a locale, and at what stands in for them."""
        if curriculum not in self._lookers:
            self._lookers[curriculum] = _Looker(self._workspace, curriculum, self._required, self._glossary)
        return self._lookers[curriculum].look_at(scope)

    @cached_property
    def _glossary(self) -> Glossary:
        return self._workspace.glossary()


class _Looker:
    """Looks at one curriculum; what several scopes need is made once, and only if it is needed."""

    def __init__(self, workspace: Workspace, curriculum: str, required: State, glossary: Glossary) -> None:
        self._workspace = workspace
        self._glossary = glossary
        self._curriculum = curriculum
        self._required = required
        self._settings = workspace.project.check
        self._misfits: dict[str, dict[Key, tuple[Fault, ...]]] = {}
        self._catalogues: dict[str, Catalogue | None] = {}
        self._spellers: dict[str, ProjectSpeller | None] = {}

    @cached_property
    def _masters(self) -> list[Master]:
        return self._workspace.masters(self._curriculum)

    @cached_property
    def _sources(self) -> Sources:
        return sources_of(self._masters)

    @cached_property
    def _places(self) -> MasterPlaces:
        return MasterPlaces(self._workspace, self._curriculum, self._masters)

    def look_at(self, scope: Scope) -> Look:
        """Look at the catalogues of a locale, and of what stands in for it."""
        modules = {master.document.name: self._keys(master, scope) for master in self._masters}
        found = [self._catalogue(locale) for locale in fallback_chain(scope.locale)]
        catalogues = [catalogue for catalogue in found if catalogue]
        printed = self._printed({key for keys in modules.values() for key in keys}, catalogues)
        standings = [self._standing(scope, name, keys, printed) for name, keys in modules.items()]
        subjects = self._subjects(scope, catalogues, printed)
        judged = {subject.catalogue.path: judge(subject) for subject in subjects}
        findings = [self._places.located(finding) for each in judged.values() for finding in each.findings]
        lacking = {key for each in standings if not each.is_complete for key in modules[each.module]}
        return Look(
            findings=(
                *(self._of_packs(scope, scope.country) if scope.country else ()),
                *(() if catalogues else (self._missing(scope.locale),)),
                *self._without_dictionary(scope),
                *(_lenient(finding, lacking) for finding in findings),
            ),
            modules=tuple(standings),
            units={subject.catalogue.path: len(subject.catalogue.current) for subject in subjects},
            ignored={path: each.ignored for path, each in judged.items()},
            styles=frozenset(style for master in self._masters for style in master.document.styles),
        )

    def _keys(self, master: Master, scope: Scope) -> tuple[Key, ...]:
        """The messages of a master that are looked at."""
        if scope.country:
            return visible_keys(master, scope.editions, scope.country.code)
        keys = ((segment.context, spelling.text) for segment, spelling in master if spelling)
        return tuple(dict.fromkeys(keys))

    def _catalogue(self, locale: str) -> Catalogue | None:
        if locale not in self._catalogues:
            found = self._workspace.catalogue(self._curriculum, locale)
            self._catalogues[locale] = found
            if found:
                self._misfits[found.path] = misfits_of(found, self._sources, parse_inlines)
        return self._catalogues[locale]

    def _without_dictionary(self, scope: Scope) -> list[Finding]:
        severity = self._settings.severity_of(BY_TAG["dictionary"], scope.locale)
        if not scope.spelled or not severity or self._speller(scope.locale):
            return []
        return [replace(no_dictionary(self._workspace, self._curriculum, scope.locale), severity=severity)]

    def _missing(self, locale: str) -> Finding:
        path = self._workspace.shown(self._workspace.catalogue_path(self._curriculum, locale))
        remedy = Note(f"run bwise translate {locale}")
        return Finding("catalogue-missing", "there is no such catalogue", Place(path), notes=(remedy,))

    def _printed(self, keys: Iterable[Key], catalogues: Sequence[Catalogue]) -> dict[Key, _Printed]:
        """For each message what is printed in its place, found in the order in which packing looks for it.

        Where English is printed it is the unit of the first catalogue that has the message.
        """
        units = [(catalogue.path, catalogue.by_key()) for catalogue in catalogues]
        printed = {}
        for key in keys:
            wanted = dict.fromkeys((key, (None, key[1])))
            there = [(path, by_key[name]) for name in wanted for path, by_key in units if name in by_key]
            printed[key] = self._first_usable(key, there) or self._english(key, there, units[0][0] if units else "")
        return printed

    def _first_usable(self, key: Key, there: Sequence[tuple[str, Unit]]) -> _Printed | None:
        refused: list[tuple[str, Key]] = []
        for path, unit in there:
            if is_meant(unit) and unit.key not in self._misfits[path]:
                return _Printed(path, unit.key, unit.state, tuple(refused))
            if is_meant(unit):
                refused.append((path, unit.key))
        return None

    def _english(self, key: Key, there: Sequence[tuple[str, Unit]], first: str) -> _Printed:
        refused = tuple((path, unit.key) for path, unit in there if is_meant(unit))
        for path, unit in there:
            if unit.key == key:
                state = State.OUTDATED if unit.state is State.OUTDATED else State.UNTRANSLATED
                return _Printed(path, key, state, refused)
        return _Printed(first, key, State.UNTRANSLATED, refused)

    def _subjects(
        self, scope: Scope, catalogues: Sequence[Catalogue], printed: Mapping[Key, _Printed]
    ) -> list[Subject]:
        """The catalogues to judge: that of the locale, and, for packs, each that they take texts from."""
        subjects = []
        for catalogue in catalogues if scope.country else catalogues[:1]:
            path = catalogue.path
            taken = {key for key, each in printed.items() if each.path == path}
            taken |= {key for each in printed.values() for refused, key in each.refused if refused == path}
            keys = frozenset(taken) if scope.country else frozenset(printed)
            behind = {key: each.state for key, each in printed.items() if (each.path, each.key) != (path, key)}
            if catalogue is catalogues[0] or keys:
                made = self._subject(catalogue, keys, behind)
                subjects.append(replace(made, speller=self._speller(scope.locale)) if scope.spelled else made)
        return subjects

    def _subject(self, catalogue: Catalogue, keys: frozenset[Key], behind: Mapping[Key, State]) -> Subject:
        return Subject(
            catalogue=catalogue,
            sources=self._sources,
            keys=keys,
            behind=behind,
            misfits=self._misfits[catalogue.path],
            glossary=self._glossary,
            chain=fallback_chain(catalogue.locale or ""),
            source_language=self._workspace.project.source_language,
            required=self._required,
            settings=self._settings,
            detector=LanguageModel(),
        )

    def _speller(self, locale: str) -> ProjectSpeller | None:
        """What knows the words of a locale; None if there is no dictionary."""
        if locale not in self._spellers:
            self._spellers[locale] = make_speller(self._workspace, locale)
        return self._spellers[locale]

    def _standing(
        self, scope: Scope, name: str, keys: Iterable[Key], printed: Mapping[Key, _Printed]
    ) -> ModuleStanding:
        """How far a module is."""
        return ModuleStanding(
            country=scope.country.code if scope.country else "",
            locale=scope.locale,
            curriculum=self._curriculum,
            module=name,
            tally=tally_of((key, printed[key].state) for key in keys),
            required=self._required,
            complete=self._settings.complete,
        )

    def _of_packs(self, scope: Scope, country: Country) -> list[Finding]:
        """What is wrong with the text of the packs of a country, whatever its language: variables, links, images."""
        setting = make_setting(self._workspace.project, country, scope.locale)
        documents = [master.document for master in self._masters]
        found: dict[Finding, None] = {}
        for edition in scope.editions:
            _, findings = make_book(self._workspace, self._curriculum, documents, edition, setting)
            found |= dict.fromkeys(findings)
        return list(found)


def _lenient(finding: Finding, lacking: Container[Key | None]) -> Finding:
    """`finding`; what is not ready is a warning only where enough of its module is."""
    if finding.tag != "incomplete" or finding.about in lacking:
        return finding
    return replace(finding, severity=Severity.WARNING)
