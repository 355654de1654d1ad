"""Projects and countries: defaults, look-ups, and what any text whatsoever may do to them."""

import pickle
import re
from dataclasses import FrozenInstanceError, fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bwise_cli.country import BUILT_IN_VARIABLES, COUNTRIES_FOLDER, EVERY_LOCALE, Country, Fact, Nqf, parse_country
from bwise_cli.domain.errors import ConfigurationError, ExitCode
from bwise_cli.domain.message import State
from bwise_cli.domain.visible import COUNTRY_CLASSES
from bwise_cli.domain.word_style import DIVS
from bwise_cli.layout.mend import BOX_CLASSES
from bwise_cli.locales import fallback_chain, language_tag
from bwise_cli.project import Project, make_project
from bwise_cli.project_file import parse_project
from bwise_cli.safe_names import is_safe_name, is_safe_path
from bwise_cli.settings import PROJECT_FILE, Paths, ProjectSettings

ROOT = Path(__file__).parents[1]
COUNTRY_FILES = sorted((ROOT / "curricula" / COUNTRIES_FOLDER).glob("*.toml"))
SMALLEST = '[project]\nname = "digital-skills"\nversion = "1.0"\n[curricula.workers]\n'
SLOVENIA = """
locales = ["sl"]
currency = "EUR"
[facts.employment_service]
sl = "Zavod"
source = "https://www.ess.gov.si"
checked = 2026-11-23
[nqf]
name = "SOK"
levels = { 4 = ["4", "5"], 5 = "6" }
"""


def country(code: str, *locales: str, optional: tuple[str, ...] = ()) -> Country:
    return Country(code, locales, optional, "EUR", {}, None)


@pytest.fixture
def project() -> Project:
    countries = [
        country("SI", "sl"),
        country("BE", "nl_BE", "fr_BE", optional=("de_BE",)),
        country("AT", "de_AT"),
        country("GR", "el"),
        country("FR", "fr"),
    ]
    return make_project(parse_project(SMALLEST + '[translate]\nmore_locales = ["de"]'), countries)


# Settings


def test_defaults() -> None:
    said = parse_project(SMALLEST)
    assert (said.name, said.version, said.date, said.publisher, said.emblem) == (
        "digital-skills", "1.0", None, "", None,
    )  # fmt: skip
    assert said.source_language == "en"
    assert said.paths == Paths("curricula", "glossaries", "memories", "translations", "templates", "dist")
    assert [each.name for each in said.curricula] == ["workers"]
    assert said.curricula[0].modules == ()
    assert said.translate.engine == "auto"
    assert said.check.require is State.REVIEWED
    assert (said.package.editions, said.package.formats) == (("learner",), ("docx", "pdf"))


def test_everything_is_read() -> None:
    said = parse_project(
        """
        check.require = "draft"
        package = { editions = ["trainer", "learner"], formats = ["pdf"] }
        [project]
        name = "n"
        version = "2"
        date = 2026-11-23
        publisher = "Consortium"
        emblem = "templates/emblem.svg"
        [paths]
        output = "build/packs/"
        [curricula.managers]
        modules = ["02.md", "01.docx"]
        [curricula.workers]
        [translate]
        engine = "local"
        """
    )
    assert said.date == date(2026, 11, 23)
    assert (said.publisher, said.emblem) == ("Consortium", "templates/emblem.svg")
    assert said.paths.output == "build/packs"
    assert [each.name for each in said.curricula] == ["managers", "workers"]
    assert said.curricula[0].modules == ("02.md", "01.docx")
    assert said.translate.engine == "local"
    assert said.check.require is State.DRAFT
    assert (said.package.editions, said.package.formats) == (("trainer", "learner"), ("pdf",))


@pytest.mark.parametrize("text", ["\ufeff" + SMALLEST, SMALLEST.replace("\n", "\r\n")])
def test_files_of_windows_editors_are_read(text: str) -> None:
    assert parse_project(text) == parse_project(SMALLEST)


def test_faults_are_configuration_errors_with_the_line_of_the_key() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_project("\ufeff" + SMALLEST.replace("\n", "\r\n") + "\r\nwork = 1", "other/bwise.toml")
    assert caught.value.exit_code is ExitCode.USAGE
    assert str(caught.value.findings[0].place) == "other/bwise.toml:6"


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 20_000,
        "a = " + "[" * 20_000 + "]" * 20_000,
        "a = " + "{b = " * 20_000,
        "a = " + "9" * 9_999,
    ],
    ids=["open brackets", "brackets", "open braces", "digits"],
)
def test_hostile_texts_are_refused(text: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_project(text)


# Countries


def test_country_is_read() -> None:
    slovenia = parse_country(SLOVENIA, "SI.toml", "SI")
    fact = Fact("employment_service", {"sl": "Zavod"}, "https://www.ess.gov.si", date(2026, 11, 23))
    nqf = Nqf({EVERY_LOCALE: "SOK"}, {"4": ("4", "5"), "5": ("6",)})
    assert slovenia == Country("SI", ("sl",), (), "EUR", {"employment_service": fact}, nqf)


def test_what_nobody_checked_says_so() -> None:
    slovenia = parse_country(SLOVENIA.replace("checked = 2026-11-23", ""), "SI.toml", "SI")
    assert slovenia.facts["employment_service"].checked is None


def test_fact_follows_the_fallback_chain() -> None:
    fact = Fact("f", {"de_BE": "belgisch", "de": "deutsch", "fr": "français"})
    assert [fact.value(locale) for locale in ("de_BE", "de_AT", "fr_BE", "nl_BE")] == [
        "belgisch", "deutsch", "français", None,
    ]  # fmt: skip
    assert Fact("f", {EVERY_LOCALE: "112", "de": "Notruf"}).value("sl") == "112"
    assert Nqf({"nl": "VKS", "fr_BE": "CFC"}, {}).name("nl_BE") == "VKS"


@pytest.mark.parametrize("path", COUNTRY_FILES, ids=lambda path: path.stem)
def test_country_files_of_this_project(path: Path) -> None:
    found = parse_country(path.read_text("utf-8"), path.name, path.stem)
    needed = {"employment_service", "data_protection_authority", "emergency_number"}
    assert needed <= found.facts.keys()
    for fact in found.facts.values():
        assert fact.source.startswith("https://")
        assert all(fact.value(locale) for locale in found.all_locales)
    assert found.nqf
    assert all(found.nqf.name(locale) for locale in found.all_locales)
    assert found.nqf.levels["5"]


def test_this_project() -> None:
    countries = [parse_country(path.read_text("utf-8"), path.name, path.stem) for path in COUNTRY_FILES]
    project = make_project(parse_project((ROOT / PROJECT_FILE).read_text("utf-8")), countries)
    assert list(project.countries) == [
        "AT", "BE", "BG", "ES", "FR", "GR", "HR", "IT", "LV", "NL", "PL", "RO", "SI",
    ]  # fmt: skip
    assert project.locales == (
        "bg", "de_AT", "de_BE", "el", "es", "fr", "fr_BE", "hr", "it", "lv", "nl", "nl_BE", "pl", "ro", "sl",
    )  # fmt: skip
    assert project.curriculum("job-coaches")


# The project as a whole


def test_project_says_what_its_settings_say(project: Project) -> None:
    said = parse_project(SMALLEST + '[translate]\nmore_locales = ["de"]')
    for field in fields(ProjectSettings):
        assert getattr(project, field.name) == getattr(said, field.name)


def test_project_is_frozen_and_can_go_to_another_process(project: Project) -> None:
    with pytest.raises(FrozenInstanceError):
        project.version = "2"  # type: ignore[misc]  # that it cannot be set is what is tested
    assert pickle.loads(pickle.dumps(project)) == project


def test_locales_are_sorted_without_repeats(project: Project) -> None:
    assert project.locales == ("de", "de_AT", "de_BE", "el", "fr", "fr_BE", "nl_BE", "sl")


def test_two_files_for_a_country() -> None:
    with pytest.raises(ConfigurationError, match=re.escape("country SI (Slovenia) has two files")):
        make_project(parse_project(SMALLEST), [country("SI", "sl"), country("SI", "sl")])


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("si", 'no country "si"; did you mean SI (Slovenia)?'),
        ("SL", 'no country "SL"; did you mean SI (Slovenia)?'),
        ("EL", 'no country "EL"; did you mean GR (Greece)?'),
        ("sl", 'no country "sl": that is a locale; did you mean SI (Slovenia)?'),
        ("sl_SI", 'no country "sl_SI": that is a locale; did you mean SI (Slovenia)?'),
        ("de-at", 'no country "de-at": that is a locale; did you mean AT (Austria)?'),
        ("nl", 'no country "nl": that is a locale; did you mean BE (Belgium)?'),
        ("fr_CH", 'no country "fr_CH": that is a locale; did you mean BE (Belgium) or FR (France)?'),
        ("Slovenija", 'no country "Slovenija"; did you mean SI (Slovenia)?'),
        ("IT", 'no country "IT": Italy has no file curricula/countries/IT.toml'),
        ("xx", 'no country "xx"; known: "AT", "BE", "FR", "GR", "SI"'),
        ("\x1b[2J", 'no country "\\x1b[2J"; known: "AT", "BE", "FR", "GR", "SI"'),
        ("", 'no country ""; known: "AT", "BE", "FR", "GR", "SI"'),
    ],
)
def test_unknown_country(project: Project, asked: str, answer: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        project.country(asked)
    assert str(caught.value) == answer


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("sl_SI", 'no locale "sl_SI"; did you mean "sl"?'),
        ("de-AT", 'no locale "de-AT"; did you mean "de_AT"?'),
        ("FR-be", 'no locale "FR-be"; did you mean "fr_BE"?'),
        ("fr_CH", 'no locale "fr_CH"; did you mean "fr" or "fr_BE"?'),
        ("nl", 'no locale "nl"; did you mean "nl_BE"?'),
        ("SI", 'no locale "SI": that is a country; its locales: "sl"'),
        ("be", 'no locale "be": that is a country; its locales: "nl_BE", "fr_BE", "de_BE"'),
        ("en", 'no locale "en"; known: "de", "de_AT", "de_BE", "el", "fr", "fr_BE", "nl_BE", "sl"'),
    ],
)
def test_unknown_locale(project: Project, asked: str, answer: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        project.locale(asked)
    assert str(caught.value) == answer


def test_known_names_are_found(project: Project) -> None:
    assert project.country("SI").locales == ("sl",)
    assert project.locale("de_BE") == "de_BE"
    assert project.curriculum("workers") is project.curricula[0]


def test_project_without_countries() -> None:
    project = make_project(parse_project(SMALLEST), [])
    assert project.locales == ()
    with pytest.raises(ConfigurationError, match='no locale "sl"; there are none yet'):
        project.locale("sl")


def test_unknown_curriculum(project: Project) -> None:
    with pytest.raises(ConfigurationError, match=re.escape('no curriculum "worker"; did you mean "workers"?')):
        project.curriculum("worker")


def test_fallback_chain_and_language_tag() -> None:
    assert fallback_chain("de_AT") == ("de_AT", "de")
    assert fallback_chain("sl") == ("sl",)
    assert [language_tag(locale) for locale in ("de_AT", "sl")] == ["de-AT", "sl"]


# Names that become paths

ROOTS = ("/", "C:/", "C:", "//server/share", "\\", "~")


@given(st.text(max_size=30) | st.from_regex(r"[A-Za-z0-9 ._/\\:~-]{1,30}", fullmatch=True))
def test_safe_path_stays_inside(path: str) -> None:
    if is_safe_path(path):
        parts = path.split("/")
        assert not any(part in ("", ".", "..") or part.startswith(".") for part in parts)
        assert not path.startswith(ROOTS)
        assert not set(path) & set('\\:*?"<>|')
        assert path.isprintable()
        assert not any(part != part.strip() or part.endswith(".") for part in parts)


@pytest.mark.parametrize("name", ["job-coaches", "01-first.md", "Modul 1.docx", "_notes", "a", "console.md", "com10"])
def test_safe_names(name: str) -> None:
    assert is_safe_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "a..b", ".git", "a/b", "a\\b", "c:", "con", "Aux.md", "nul .txt", "COM1.tar.gz", "lpt9",
     "end.", "end ", " start", "ž", "a\n", "a\x00", "a\u202eb", "x" * 101, "-rf"],
)  # fmt: skip
def test_unsafe_names(name: str) -> None:
    assert not is_safe_name(name)


# Any text whatsoever

KEYS = st.sampled_from(
    (
        *(each.name for values in (ProjectSettings, Paths, Country, Fact) for each in fields(values)),
        *("project", "reader", "modules", "engine", "more_locales", "require", "editions", "formats", "workers"),
        *("levels", "value", "sl", "de_AT", "4", "countries"),
    )
)
TOML_SCALARS = st.sampled_from(
    (
        *('"1.0"', '""', '"learner"', '"../x"', '"sl"', "'EUR'", '"""\n"""', '"\\u202e"'),
        *("1", "-1.5", "nan", "true", "2026-11-23", "07:32:00", "1979-05-27T07:32:00Z"),
    )
)
TOML_VALUES = st.recursive(
    TOML_SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ",\n".join(items) + "]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key} = {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(KEYS, TOML_VALUES).map(" = ".join),
    st.lists(KEYS, min_size=1, max_size=3).map(lambda keys: "[" + ".".join(keys) + "]"),
    KEYS.map("[[{}]]".format),
)
TEXTS = st.one_of(
    st.text(),
    st.lists(LINES, max_size=12).map("\n".join),
    st.lists(LINES, max_size=3).map(lambda lines: SMALLEST + "\n".join(lines)),
    st.lists(LINES, max_size=3).map(lambda lines: SLOVENIA + "\n".join(lines)),
    st.text("[]{}=.,\"'#\\\n ab1-", max_size=60),
)


def read(text: str, path: Path) -> ProjectSettings | Country | ConfigurationError:
    """What becomes of `text` as the content of `path`. Any other exception is a fault of the program."""
    try:
        if path.name == PROJECT_FILE:
            return parse_project(text)
        return parse_country(text, path.name, path.stem)
    except ConfigurationError as error:
        return error


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from([PROJECT_FILE, "SI.toml"]))
def test_any_text_is_read_or_refused_with_places(text: str, name: str) -> None:
    result = read(text, Path(name))
    if isinstance(result, ConfigurationError):
        assert result.findings
        assert all(0 <= each.place.line <= text.count("\n") + 1 for each in result.findings)
        assert all(each.message.isprintable() for each in result.findings)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_change_to_a_real_file_leaves_a_safe_project_or_none(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([ROOT / PROJECT_FILE, *COUNTRY_FILES]))
    text = path.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    result = read(text[:start] + data.draw(st.text(max_size=5) | TOML_VALUES) + text[end:], path)
    if isinstance(result, ProjectSettings):
        assert all(is_safe_path(getattr(result.paths, field.name)) for field in fields(Paths))
        assert all(is_safe_name(each.name) for each in result.curricula)
    elif isinstance(result, Country):
        assert result.locales
        assert not result.facts.keys() & BUILT_IN_VARIABLES
    else:
        assert result.findings


def test_styles_of_word_can_mean_every_div_that_packs_know() -> None:
    assert set(DIVS) == {*BOX_CLASSES, *COUNTRY_CLASSES}
