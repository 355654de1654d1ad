"""Reads `bwise.toml`: its text -> frozen, validated `ProjectSettings`."""

from dataclasses import fields
from itertools import combinations

from bwise_cli.country import COUNTRIES_FOLDER
from bwise_cli.domain.document import PROSE_KEYS
from bwise_cli.domain.finding import Severity, quoted
from bwise_cli.domain.message import State
from bwise_cli.domain.passage import Register
from bwise_cli.domain.rules import BY_TAG, LEVELS
from bwise_cli.locales import LOCALES, SOURCE_LANGUAGE
from bwise_cli.nearest import nearest_notes
from bwise_cli.safe_names import ALLOWED, is_safe_name, is_safe_path
from bwise_cli.settings import (
    EDITIONS,
    ENGINES,
    FACTS_MONTHS,
    FORMATS,
    GATE_STATES,
    LIMITS,
    PROJECT_FILE,
    READABILITY,
    READERS,
    REGISTERS,
    CheckSettings,
    CurriculumSettings,
    MastersSettings,
    PackageSettings,
    Paths,
    ProjectSettings,
    TranslateSettings,
    WordSettings,
)
from bwise_cli.toml_schema import TableReader, TomlDocument
from bwise_cli.word_settings import word_styles

_MASTER_SUFFIXES = (".md", ".docx")
_EMBLEM_SUFFIXES = (".svg", ".png")


def parse_project(text: str, path: str = PROJECT_FILE) -> ProjectSettings:
    """Read `text`, the content of the project file `path`.

    Raises `ConfigurationError` with all mistakes of the file.
    """
    document = TomlDocument(text, path)
    top = document.top()
    project = top.table("project")
    settings = ProjectSettings(
        name=project.text("name", required=True, example="digital-skills"),
        version=project.text("version", required=True, example="1.0"),
        date=project.day("date"),
        publisher=project.text("publisher"),
        source_language=project.choice("source_language", (SOURCE_LANGUAGE,), SOURCE_LANGUAGE),
        emblem=_emblem(project),
        paths=_paths(top.table("paths")),
        curricula=_curricula(top.table("curricula")),
        masters=_masters(top.table("masters")),
        word=WordSettings(word_styles(top.table("word"))),
        translate=_translate(top.table("translate")),
        check=_check(top.table("check")),
        package=_package(top.table("package")),
    )
    project.close()
    top.close()
    document.raise_if_faulty()
    return settings


def _emblem(project: TableReader) -> str | None:
    emblem = project.text("emblem")
    if not emblem:
        return None
    if not is_safe_path(emblem) or not emblem.lower().endswith(_EMBLEM_SUFFIXES):
        message = f'"emblem" in [project] must be an SVG or PNG file of the project; found {quoted(emblem)}'
        project.report("config-name", message, "emblem", ALLOWED)
    return emblem


def _paths(table: TableReader) -> Paths:
    defaults = Paths()
    found = {}
    for field in fields(Paths):
        key = quoted(field.name)
        folder = table.text(field.name).removesuffix("/") or getattr(defaults, field.name)
        if not is_safe_path(folder):
            message = f"{key} in [paths] must be a folder of the project; found {quoted(folder)}"
            table.report("config-name", message, field.name, ALLOWED)
        found[field.name] = folder
    for (one, first), (other, second) in combinations(found.items(), 2):
        if _overlap(first, second):
            key = other if other in table.keys else one
            message = f"{quoted(one)} and {quoted(other)} in [paths] must be folders apart from each other"
            table.report("config-value", message, key)
    table.close()
    return Paths(**found)


def _overlap(one: str, other: str) -> bool:
    """Whether two folders are the same or one lies in the other, also where case does not count."""
    first, second = f"{one.lower()}/", f"{other.lower()}/"
    return first.startswith(second) or second.startswith(first)


def _curricula(table: TableReader) -> tuple[CurriculumSettings, ...]:
    if not table.keys:
        table.report("config-missing", "no curriculum", None, "add a table [curricula.FOLDER] for each")
    seen: set[str] = set()
    for name in table.keys:
        if not is_safe_name(name) or " " in name or name.lower() == COUNTRIES_FOLDER:
            message = f"{quoted(name)} cannot be the name of a curriculum"
            table.report("config-name", message, name, _CURRICULUM_NAMES)
        elif name.lower() in seen:
            table.report("config-name", f"curriculum {quoted(name)} is listed twice, apart from case", name)
        seen.add(name.lower())
    return tuple(_curriculum(name, table.table(name)) for name in table.keys)


_CURRICULUM_NAMES = (
    "allowed: letters a to z, digits, and between them dot, hyphen and underscore; "
    f'but not "{COUNTRIES_FOLDER}", which is the folder of the country files'
)


def _curriculum(name: str, table: TableReader) -> CurriculumSettings:
    reader = table.choice("reader", READERS, READERS[0])
    modules = table.texts("modules")
    for module in modules:
        if not is_safe_path(module) or not module.lower().endswith(_MASTER_SUFFIXES):
            message = f"{quoted(module)} cannot be the file of a module"
            table.report("config-name", message, "modules", "name .md or .docx files of its folder")
    register = table.choice("register", REGISTERS, Register.USUAL)
    readability = READABILITY.get(table.choice("readability", READABILITY, ""))
    table.close()
    return CurriculumSettings(name, reader, modules, Register(register), readability)


def _masters(table: TableReader) -> MastersSettings:
    keys = table.texts("prose_keys") if "prose_keys" in table.keys else PROSE_KEYS
    for key in {each for each in keys if keys.count(each) > 1}:
        table.report("config-value", f"{quoted(key)} is listed twice in [masters]", "prose_keys")
    table.close()
    return MastersSettings(keys)


def _translate(table: TableReader) -> TranslateSettings:
    engine = table.choice("engine", ENGINES, ENGINES[0])
    more_locales = table.choices("more_locales", LOCALES, ())
    engines = _by_locale(table.table("engines"))
    table.close()
    return TranslateSettings(engine, more_locales, engines)


def _by_locale(table: TableReader) -> dict[str, str]:
    for key in table.keys:
        if key not in LOCALES:
            table.report("config-value", f"no locale {quoted(key)}", key, f"known: {', '.join(LOCALES)}")
    return {locale: table.choice(locale, ENGINES, ENGINES[0]) for locale in table.keys}


def _check(table: TableReader) -> CheckSettings:
    require = table.choice("require", GATE_STATES, State.REVIEWED)
    complete = table.number("complete", 0, 100)
    warnings = table.number("warnings", 0, MOST_WARNINGS)
    months = table.number("facts_months", 1, MOST_MONTHS)
    names = table.texts("names")
    severities = _severities(table.table("severity"))
    by_locale = _severities_by_locale(table.table("locales"))
    limits = _limits(table.table("limits"))
    table.close()
    return CheckSettings(
        require=State(require),
        complete=100 if complete is None else complete,
        warnings=warnings,
        severity=severities,
        locales=by_locale,
        facts_months=months or FACTS_MONTHS,
        names=names,
        limits=limits,
    )


MOST_WARNINGS = 1_000_000
"""What `warnings` can be, at the most."""
MOST_MONTHS = 1200
"""What `facts_months` can be, at the most."""


def _limits(table: TableReader) -> dict[str, int]:
    limits = {place: table.number(place, 100, 10_000) or usual for place, usual in LIMITS.items()}
    table.close()
    return limits


def _severities(table: TableReader) -> dict[str, Severity | None]:
    """How bad findings are, by their tags."""
    found: dict[str, Severity | None] = {}
    for tag in table.keys:
        level = table.choice(tag, LEVELS, LEVELS[0])
        if tag not in BY_TAG:
            notes = nearest_notes(tag, BY_TAG)
            table.report("config-key", f"no check is called {quoted(tag)}", tag, *notes)
        elif BY_TAG[tag].is_firm:
            table.report("config-value", f"the check {quoted(tag)} is always an error", tag, "take the line out")
        found[tag] = None if level == "off" else Severity(level)
    return found


def _severities_by_locale(table: TableReader) -> dict[str, dict[str, Severity | None]]:
    for key in table.keys:
        if key not in LOCALES:
            table.report("config-value", f"no locale {quoted(key)}", key, f"known: {', '.join(LOCALES)}")
    return {locale: _severities(table.table(locale)) for locale in table.keys}


def _package(table: TableReader) -> PackageSettings:
    editions = table.choices("editions", EDITIONS, ("learner",))
    formats = table.choices("formats", FORMATS, FORMATS)
    table.close()
    return PackageSettings(editions, formats)
