"""A project: `bwise.toml` and the country files -> frozen, validated `Project`.

Nothing here reads a file: `workspace` finds and reads them, and passes their texts in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from bwise_cli.country import COUNTRIES_FOLDER, Country
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.locales import COUNTRY_NAMES, base_language, country_label
from bwise_cli.nearest import nearest
from bwise_cli.settings import CurriculumSettings, ProjectSettings


@dataclass(frozen=True, slots=True)
class Project(ProjectSettings):
    """A project as a whole: what `bwise.toml` says, and the countries."""

    countries: Mapping[str, Country]
    """The countries by their code, in the order of the codes."""

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale of the project, sorted, without repeats."""
        of_countries = (locale for country in self.countries.values() for locale in country.all_locales)
        return tuple(sorted({*of_countries, *self.translate.more_locales}))

    def curriculum(self, name: str) -> CurriculumSettings:
        """The curriculum `name`. Raises `ConfigurationError`, with the nearest, if there is none."""
        known = {curriculum.name: curriculum for curriculum in self.curricula}
        if name in known:
            return known[name]
        raise ConfigurationError(f"no curriculum {quoted(name)}{_meant_or_known(name, tuple(known))}")

    def country(self, code: str) -> Country:
        """The country `code`. Raises `ConfigurationError`, with the nearest, if there is none."""
        if code in self.countries:
            return self.countries[code]
        raise ConfigurationError(f"no country {quoted(code)}{self._country_hint(code)}")

    def locale(self, name: str) -> str:
        """`name`, if it is a locale of the project. Raises `ConfigurationError`, with the nearest, if not."""
        if name in self.locales:
            return name
        raise ConfigurationError(f"no locale {quoted(name)}{self._locale_hint(name)}")

    def _country_hint(self, code: str) -> str:
        same = next((each for each in self.countries if each.lower() == code.lower()), None)
        if same:
            return f"; did you mean {country_label(same)}?"
        if code in COUNTRY_NAMES:
            path = f"{self.paths.curricula}/{COUNTRIES_FOLDER}/{code}.toml"
            return f": {COUNTRY_NAMES[code]} has no file {path}"
        if of_language := self._countries_of(code):
            labels = " or ".join(country_label(each) for each in of_language)
            is_locale = "" if code.isupper() else ": that is a locale"
            return f"{is_locale}; did you mean {labels}?"
        names = {COUNTRY_NAMES[each]: each for each in self.countries}
        if near := nearest(code, names):
            return f"; did you mean {country_label(names[near])}?"
        return _meant_or_known(code, tuple(self.countries))

    def _countries_of(self, locale: str) -> list[str]:
        """Countries that have `locale`, however it is spelt; those of its language if none has it itself."""
        wanted = _locale_spelling(locale)
        countries = self.countries.values()
        exact = [each.code for each in countries if wanted in each.all_locales]
        if exact:
            return exact
        language = base_language(wanted)
        languages = {each.code: {base_language(one) for one in each.all_locales} for each in countries}
        return [code for code, spoken in languages.items() if language in spoken]

    def _locale_hint(self, name: str) -> str:
        spelt = _locale_spelling(name)
        if spelt in self.locales:
            return f"; did you mean {quoted(spelt)}?"
        if country := self.countries.get(name.upper()):
            its = ", ".join(quoted(each) for each in country.all_locales)
            return f": that is a country; its locales: {its}"
        language = base_language(spelt)
        same_language = [each for each in self.locales if base_language(each) == language]
        if same_language:
            return "; did you mean " + " or ".join(quoted(each) for each in same_language) + "?"
        return _meant_or_known(name, self.locales)


def make_project(settings: ProjectSettings, countries: Iterable[Country]) -> Project:
    """The project of `settings` and `countries`. Raises `ConfigurationError` if two have the same code."""
    by_code: dict[str, Country] = {}
    for country in sorted(countries, key=lambda country: country.code):
        if country.code in by_code:
            raise ConfigurationError(f"country {country_label(country.code)} has two files")
        by_code[country.code] = country
    said = {field.name: getattr(settings, field.name) for field in fields(ProjectSettings)}
    return Project(**said, countries=by_code)


def _locale_spelling(name: str) -> str:
    """`name` as locales are spelt: `de_AT` for `de-at`."""
    language, _, region = name.replace("-", "_").partition("_")
    return f"{language.lower()}_{region.upper()}" if region else language.lower()


def _meant_or_known(name: str, known: tuple[str, ...]) -> str:
    if near := nearest(name, known):
        return f"; did you mean {quoted(near)}?"
    return "; known: " + ", ".join(quoted(each) for each in known) if known else "; there are none yet"
