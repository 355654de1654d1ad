"""What `bwise.toml` can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.message import State
from bwise_cli.domain.passage import Register
from bwise_cli.domain.rules import Rule
from bwise_cli.domain.word_style import WordStyle

PROJECT_FILE = "bwise.toml"
"""The file that makes a folder a project."""

READERS = ("commonmark_x", "gfm")
"""How Markdown masters can be read."""
MEMORY, AUTO = "memory", "auto"
ENGINES = (AUTO, MEMORY, "deepl", "local", "libretranslate", "pseudo")
"""What can draft a translation; `auto` is DeepL where there is a key, else a local model where there is one."""
REGISTERS = tuple(register.value for register in Register)
"""How readers can be addressed."""
GATE_STATES = tuple(state.value for state in State if state is not State.OUTDATED)
"""States that a gate can ask for. None can ask for `outdated`: it translates another text."""
EDITIONS = tuple(edition.value for edition in Edition)
"""What a pack can be made for."""
LIMITS: Mapping[str, int] = {"heading": 180, "cell": 180, "text": 200}
"""How long a translation may be, in percent of its source and beside a few characters: in a heading, a cell of a table
and any other text. Of correct translations of headings and labels of programs, 5 in 10,000 are longer."""
FACTS_MONTHS = 12
"""Months after which a fact is compared with its source again, if the project does not say."""
FORMATS = ("docx", "pdf")
"""Files that a pack can hold."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Where things are kept: folders relative to the project, with forward slashes. None lies in another."""

    curricula: str = "curricula"
    """The masters, a folder for each curriculum, and the country files."""
    glossaries: str = "glossaries"
    """The glossaries."""
    memories: str = "memories"
    """The translation memories of earlier projects."""
    translations: str = "translations"
    """The templates for translators, and a folder of catalogues for each locale."""
    templates: str = "templates"
    """What gives packs their look."""
    output: str = "dist"
    """The packs. Whatever else is in there may be replaced."""


@dataclass(frozen=True, slots=True)
class Readability:
    """How easy a text is meant to be to read."""

    words: int
    """Words of a sentence, at the most."""
    lix: int
    """LIX of a section, at the most."""


READABILITY = {"easy": Readability(words=15, lix=30), "plain": Readability(words=20, lix=40)}
"""How easy a curriculum can be meant to be to read; docs/checks.md says where the limits come from."""


@dataclass(frozen=True, slots=True)
class CurriculumSettings:
    """One curriculum of the project."""

    name: str
    """Name of its folder and of its catalogues."""
    reader: str
    """How its Markdown masters are read; one of `READERS`."""
    modules: tuple[str, ...]
    """File names of its modules in their order; empty: all of the folder, in the order of their names."""
    register: Register = Register.USUAL
    """How drafts address its readers."""
    readability: Readability | None = None
    """How easy it is meant to be to read; None leaves that open."""


@dataclass(frozen=True, slots=True)
class MastersSettings:
    """What all masters have in common."""

    prose_keys: tuple[str, ...]
    """Front matter keys, at any depth, whose values are prose; in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class WordSettings:
    """How masters in Word are read."""

    styles: Mapping[str, WordStyle]
    """What paragraphs of a style become, by the name of the style as Word shows it."""


@dataclass(frozen=True, slots=True)
class TranslateSettings:
    """Defaults of `bwise translate`."""

    engine: str
    """What drafts, unless an option says otherwise; one of `ENGINES`."""
    more_locales: tuple[str, ...]
    """Locales to translate into beside those of the countries, such as `de` to share a base."""
    engines: Mapping[str, str] = field(default_factory=dict)
    """What drafts a locale, where that is not `engine`; some of `ENGINES`."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Defaults of `bwise check`, and the gate of a release."""

    require: State = State.REVIEWED
    """State that every unit has to meet."""
    complete: int = 100
    """Percent of the words of each module that have to meet it, from 0; a release always asks for all."""
    warnings: int | None = None
    """Warnings that let the gate pass, at the most; None for any number."""
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    """How bad a finding is, by its tag, where that is not as the rules say; None leaves it out."""
    locales: Mapping[str, Mapping[str, Severity | None]] = field(default_factory=dict)
    """The same for a single locale, which goes before that for all."""
    facts_months: int = FACTS_MONTHS
    """Months after which the facts of a country should be compared with their sources again."""
    names: tuple[str, ...] = ()
    """Words that may stand in every language as they are, such as names of products."""
    limits: Mapping[str, int] = field(default_factory=lambda: dict(LIMITS))
    """How long a translation may be in percent of its source, by where it stands; the keys of `LIMITS`."""

    def severity_of(self, rule: Rule, locale: str) -> Severity | None:
        """How bad it is to break `rule` in `locale`; None if nothing is to be said of it."""
        if rule.is_firm:
            return rule.severity
        for levels in (self.locales.get(locale, {}), self.severity):
            if rule.tag in levels:
                return levels[rule.tag]
        return rule.severity


@dataclass(frozen=True, slots=True)
class PackageSettings:
    """Defaults of `bwise package`."""

    editions: tuple[str, ...]
    """Some of `EDITIONS`. Never empty."""
    formats: tuple[str, ...]
    """Some of `FORMATS`. Never empty."""


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What `bwise.toml` says."""

    name: str
    """Name of the project."""
    version: str
    """Version of the material, as covers show it."""
    date: date | None
    """Date on covers; None leaves it to SOURCE_DATE_EPOCH or today."""
    publisher: str
    """Name of the consortium or partner organisation; empty if none was given."""
    source_language: str
    """Language of the masters."""
    emblem: str | None
    """Image for the place beside the co-funding line, relative to the project; None leaves it empty."""
    paths: Paths
    """Where things are kept."""
    curricula: tuple[CurriculumSettings, ...]
    """The curricula in the order of the file. Never empty."""
    masters: MastersSettings
    """What all masters have in common."""
    word: WordSettings
    """How masters in Word are read."""
    translate: TranslateSettings
    """Defaults of `bwise translate`."""
    check: CheckSettings
    """Defaults of `bwise check`."""
    package: PackageSettings
    """Defaults of `bwise package`."""
