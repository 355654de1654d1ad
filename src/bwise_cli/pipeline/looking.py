"""Looking at one curriculum: its catalogues beside its masters, as far as it is printed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bwise_cli.checks import judge
from bwise_cli.checks.subject import Sources, Subject, is_meant, misfits_of, sources_of
from bwise_cli.country import Country
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Finding, Note, Place
from bwise_cli.domain.gate import ModuleStanding, tally_of
from bwise_cli.domain.glossary import Glossary
from bwise_cli.domain.master import Master
from bwise_cli.domain.message import Key, State
from bwise_cli.domain.splice import Fault
from bwise_cli.domain.visible import visible_keys
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.book import make_book, make_setting
from bwise_cli.pipeline.master_places import MasterPlaces
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


@dataclass(slots=True)
class Look:
    """What there is to say of one curriculum. Filled scope by scope; small enough to be handed between processes."""

    styles: frozenset[str]
    """The `style_key` of every paragraph style in its Word masters."""
    findings: list[Finding] = field(default_factory=list)
    """What was found."""
    modules: list[ModuleStanding] = field(default_factory=list)
    """How far each module is."""
    units: dict[str, int] = field(default_factory=dict)
    """By the path of each catalogue that was looked at: its units."""
    ignored: dict[str, int] = field(default_factory=dict)
    """By the path of each catalogue: how many findings the remarks of people take away."""
    lacking: set[tuple[str, Key]] = field(default_factory=set)
    """By locale, messages of modules of which not enough is ready."""


def look(workspace: Workspace, curriculum: str, scopes: Sequence[Scope], required: State) -> Look:
    """Look at `curriculum` in each of `scopes`."""
    looker = _Looker(workspace, curriculum, required)
    for scope in scopes:
        looker.look_at(scope)
    return looker.look


class _Looker:
    """Looks at one curriculum; what several scopes need is made once."""

    def __init__(self, workspace: Workspace, curriculum: str, required: State) -> None:
        self._workspace = workspace
        self._curriculum = curriculum
        self._required = required
        self._settings = workspace.project.check
        self._glossary: Glossary = workspace.glossary()
        masters = workspace.masters(curriculum)
        self._sources: Sources = sources_of(masters)
        self._places = MasterPlaces(workspace, curriculum, masters)
        self._misfits: dict[str, dict[Key, tuple[Fault, ...]]] = {}
        self._catalogues: dict[str, Catalogue | None] = {}
        self._masters = masters
        self.look = Look(frozenset(style for master in masters for style in master.document.styles))

    def look_at(self, scope: Scope) -> None:
        """Look at the catalogues of a locale, and of what stands in for it."""
        modules = {master.document.name: self._keys(master, scope) for master in self._masters}
        found = [self._catalogue(locale) for locale in fallback_chain(scope.locale)]
        catalogues = [catalogue for catalogue in found if catalogue]
        if scope.country:
            self.look.findings += self._of_packs(scope, scope.country)
        if not catalogues:
            self.look.findings.append(self._missing(scope.locale))
        printed = self._printed({key for keys in modules.values() for key in keys}, catalogues)
        for subject in self._subjects(scope, catalogues, printed):
            self._judge(subject)
        self._stand(scope, modules, printed)

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

    def _missing(self, locale: str) -> Finding:
        path = self._workspace.shown(self._workspace.catalogue_path(self._curriculum, locale))
        remedy = Note(f"run bwise translate {locale}")
        return Finding("catalogue-missing", "there is no such catalogue", Place(path), notes=(remedy,))

    def _printed(self, keys: Iterable[Key], catalogues: Sequence[Catalogue]) -> dict[Key, tuple[str, State]]:
        """For each message the path of the catalogue whose unit is printed, and its state.

        Where English is printed it is the first catalogue that has the message, and what keeps it from being printed.
        """
        usable: dict[Key, tuple[str, State]] = {}
        unusable: dict[Key, tuple[str, State]] = {}
        for catalogue in catalogues:
            misfits = self._misfits[catalogue.path]
            for unit in catalogue.current:
                if is_meant(unit) and unit.key not in misfits:
                    usable.setdefault(unit.key, (catalogue.path, unit.state))
                else:
                    state = State.OUTDATED if unit.state is State.OUTDATED else State.UNTRANSLATED
                    unusable.setdefault(unit.key, (catalogue.path, state))
        lost = (catalogues[0].path if catalogues else "", State.UNTRANSLATED)
        return {key: usable.get(key) or usable.get((None, key[1])) or unusable.get(key, lost) for key in keys}

    def _subjects(
        self, scope: Scope, catalogues: Sequence[Catalogue], printed: Mapping[Key, tuple[str, State]]
    ) -> list[Subject]:
        """The catalogues to judge: that of the locale, and, for packs, each that they take texts from."""
        subjects = []
        for catalogue in catalogues if scope.country else catalogues[:1]:
            own = catalogue is catalogues[0]
            taken = {key for key, (path, _) in printed.items() if path == catalogue.path}
            keys = frozenset(taken) if scope.country else frozenset(printed)
            behind = {key: state for key, (path, state) in printed.items() if path != catalogue.path}
            if own or keys:
                subjects.append(self._subject(catalogue, keys, behind))
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
        )

    def _judge(self, subject: Subject) -> None:
        judged = judge(subject)
        known = set(self.look.findings)
        new = [self._places.located(finding) for finding in judged.findings]
        self.look.findings += [finding for finding in new if finding not in known]
        path = subject.catalogue.path
        self.look.ignored[path] = max(judged.ignored, self.look.ignored.get(path, 0))
        self.look.units[path] = len(subject.catalogue.current)

    def _stand(
        self, scope: Scope, modules: Mapping[str, Sequence[Key]], printed: Mapping[Key, tuple[str, State]]
    ) -> None:
        """Take down how far each module is."""
        for name, keys in modules.items():
            standing = ModuleStanding(
                country=scope.country.code if scope.country else "",
                locale=scope.locale,
                curriculum=self._curriculum,
                module=name,
                tally=tally_of((key, printed[key][1]) for key in keys),
                required=self._required,
                complete=self._settings.complete,
            )
            self.look.modules.append(standing)
            if not standing.is_complete:
                self.look.lacking |= {(scope.locale, key) for key in keys}

    def _of_packs(self, scope: Scope, country: Country) -> list[Finding]:
        """What is wrong with the text of the packs of a country, whatever its language: variables, links, images."""
        setting = make_setting(self._workspace.project, country, scope.locale)
        documents = [master.document for master in self._masters]
        found: dict[Finding, None] = {}
        for edition in scope.editions:
            _, findings = make_book(self._workspace, self._curriculum, documents, edition, setting)
            found |= dict.fromkeys(findings)
        return list(found)
