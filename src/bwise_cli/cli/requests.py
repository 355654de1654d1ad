"""From the options of `bwise package` to requests."""

from collections.abc import Sequence

from bwise_cli.cli.choose import require_known
from bwise_cli.country import Country
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.pipeline.package import Request
from bwise_cli.project import Project
from bwise_cli.settings import FORMATS


def package_requests(
    project: Project,
    *,
    countries: Sequence[str],
    locales: Sequence[str],
    curricula: Sequence[str],
    editions: Sequence[str],
    formats: Sequence[str],
    release: bool,
) -> list[Request]:
    """One request for each country. Raises `ConfigurationError` for a name that is not known."""
    if not countries:
        raise ConfigurationError("say which country, such as: bwise package --country SI")
    names = [project.curriculum(name).name for name in curricula] or [each.name for each in project.curricula]
    for name in formats:
        require_known(name, FORMATS, "format")
    found = [project.country(code) for code in dict.fromkeys(countries)]
    return [
        Request(
            country=country,
            locales=_locales(project, country, locales),
            curricula=tuple(dict.fromkeys(names)),
            editions=tuple(_edition(name) for name in dict.fromkeys(editions or project.package.editions)),
            formats=tuple(dict.fromkeys(formats or project.package.formats)),
            release=release,
        )
        for country in found
    ]


def _locales(project: Project, country: Country, named: Sequence[str]) -> tuple[str, ...]:
    for name in named:
        if project.locale(name) not in country.all_locales:
            known = ", ".join(country.all_locales)
            raise ConfigurationError(f"{country.code} is not taught in {quoted(name)}; its locales: {known}")
    return tuple(dict.fromkeys(named)) or country.locales


def _edition(name: str) -> Edition:
    if name == "toolkit":
        raise ConfigurationError(
            "this version does not make the toolkit yet; it makes the learner and trainer editions"
        )
    require_known(name, tuple(Edition), "edition")
    return Edition(name)
