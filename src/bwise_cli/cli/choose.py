"""What options mean in a project: locales and countries by name."""

from collections.abc import Sequence
from pathlib import Path

from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.finding import quoted
from bwise_cli.domain.message import State
from bwise_cli.settings import ENGINES, GATE_STATES
from bwise_cli.workspace import Workspace, open_workspace


def opened(project: Path | None) -> Workspace:
    """The project that `--project` names, or the one around the current folder."""
    return open_workspace(project)


def chosen_locales(workspace: Workspace, locales: Sequence[str] | None, countries: Sequence[str] | None) -> list[str]:
    """The locales that were named, directly or by their country, in that order; empty if none was."""
    of_countries = [each for code in countries or () for each in workspace.project.country(code).locales]
    named = [workspace.project.locale(name) for name in locales or ()]
    return list(dict.fromkeys([*named, *of_countries]))


def started_locales(workspace: Workspace) -> list[str]:
    """Every locale of the project that has a catalogue of any curriculum."""
    return [
        locale
        for locale in workspace.project.locales
        if any(workspace.catalogue_path(each.name, locale).exists() for each in workspace.project.curricula)
    ]


def require_engine(name: str | None) -> str | None:
    """`name`, if an engine is called so. Raises `ConfigurationError` if none is."""
    if name is not None:
        require_known(name, ENGINES, "engine")
    return name


def required_state(workspace: Workspace, name: str | None) -> State:
    """The state that was named, or the project's own. Raises `ConfigurationError` if it is not known."""
    if name is None:
        return workspace.project.check.require
    require_known(name, GATE_STATES, "state")
    return State(name)


def require_known(name: str, known: Sequence[str], what: str) -> None:
    """Raise `ConfigurationError`, with the names that there are, if `name` is not one of them."""
    if name not in known:
        raise ConfigurationError(f"no {what} {quoted(name)}; known: {', '.join(known)}")
