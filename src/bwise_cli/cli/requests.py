"""From the options of `bwise package` and `bwise check` to requests."""

from collections.abc import Sequence
from dataclasses import replace

from bwise_cli.cli.choose import require_known, required_state, started_locales
from bwise_cli.country import Country
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.pipeline.check import CheckRequest
from bwise_cli.pipeline.looking import Scope
from bwise_cli.pipeline.package import Request
from bwise_cli.pipeline.since import touched_since
from bwise_cli.project import Project
from bwise_cli.settings import FORMATS
from bwise_cli.workspace import Workspace


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


def check_request(
    workspace: Workspace,
    locales: Sequence[str],
    countries: Sequence[str],
    editions: Sequence[str],
    require: str | None,
    since: str | None,
    *,
    spell: bool = False,
) -> tuple[CheckRequest, tuple[str, ...]]:
    """The request, and locales of the project that are left out since nobody started them or named any.

    Raises `ConfigurationError` for a name that is not known.
    """
    if editions and not countries:
        raise ConfigurationError("--edition is for packs: say which country, such as --country SI")
    scopes = _scopes(workspace, locales, countries, editions)
    seen = {scope.locale for scope in scopes}
    left_out = [] if locales or countries else [each for each in workspace.project.locales if each not in seen]
    touched = touched_since(workspace, since) if since is not None else None
    wanted = tuple(replace(scope, spelled=spell) for scope in scopes)
    return CheckRequest(wanted, required_state(workspace, require), touched=touched), tuple(left_out)


def _scopes(
    workspace: Workspace, locales: Sequence[str], countries: Sequence[str], editions: Sequence[str]
) -> list[Scope]:
    """The packs of the countries that were named; without one the locales that were, or all that are started."""
    project = workspace.project
    if not countries:
        named = [project.locale(name) for name in dict.fromkeys(locales)]
        return [Scope(locale) for locale in named or started_locales(workspace)]
    shown = tuple(_edition(name) for name in dict.fromkeys(editions or project.package.editions))
    found = [project.country(code) for code in dict.fromkeys(countries)]
    return [Scope(locale, country, shown) for country in found for locale in _locales(project, country, locales)]


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
