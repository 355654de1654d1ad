"""Engines by their names: which one drafts a locale, and building it from settings and the user's own surroundings."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bwise_cli.draft.engine import Engine
from bwise_cli.engines.pseudo import Pseudo
from bwise_cli.settings import AUTO, MEMORY
from bwise_cli.workspace import Workspace

KEY_VARIABLE = "DEEPL_AUTH_KEY"
_NEEDS = {
    "deepl": f"it needs a key: set {KEY_VARIABLE} to your DeepL API key",
    "local": "it needs the extra: pip install bwise-cli[local]",
    "libretranslate": "it needs the address of a server",
}


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of one run."""

    by_locale: Mapping[str, Engine]
    """What drafts each locale; one that is missing is filled from memory only."""
    advice: tuple[str, ...]
    """What is done without, and how to have it."""


def engine_names(workspace: Workspace, locales: Sequence[str], name: str | None) -> dict[str, str]:
    """The name of the engine of each of `locales`: `name` if that is given, or what the project says."""
    settings = workspace.project.translate
    chosen = {locale: name or settings.engines.get(locale, settings.engine) for locale in locales}
    return {locale: _usual_engine() if each == AUTO else each for locale, each in chosen.items()}


def _usual_engine() -> str:
    """The engine of a project that names none."""
    return "deepl" if os.environ.get(KEY_VARIABLE) else MEMORY


def choose_engines(workspace: Workspace, locales: Sequence[str], name: str | None, models: Path | None) -> Engines:
    """The engines of `locales`, as `engine_names` says, and what cannot be had."""
    names = engine_names(workspace, locales, name)
    built = {each: _build(each) for each in dict.fromkeys(names.values())}
    by_locale = {locale: engine for locale, each in names.items() if (engine := built[each])}
    missing = [each for each, engine in built.items() if engine is None and each != MEMORY]
    return Engines(
        by_locale, tuple(f"did without {each}: {_NEEDS[each]}; drafted from memory only" for each in missing)
    )


def _build(name: str) -> Engine | None:
    """The engine called `name`; None if it cannot be had."""
    return Pseudo() if name == "pseudo" else None
