"""`bwise translate`: catalogues filled from memory and by an engine."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bwise_cli.domain.memory import make_memory
from bwise_cli.draft import MEMORY, Drafted, Engine, draft
from bwise_cli.engines.pseudo import Pseudo
from bwise_cli.pipeline.extract import extract
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Translated:
    """What happened to one catalogue."""

    path: str
    """Its file, relative to the project."""
    drafted: Drafted
    """The catalogue and what made its drafts."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What `bwise translate` did."""

    catalogues: tuple[Translated, ...]
    """One for each locale and curriculum."""
    advice: str
    """What was done without, and how to have it; empty if nothing was missing."""


def translate(workspace: Workspace, locales: Sequence[str], engine_name: str, *, dry_run: bool) -> Translation:
    """Draft what is empty in the catalogues of `locales`, made or brought up to date first.

    With `dry_run` nothing is written, and catalogues are taken as they are on disk.
    """
    engine, advice = choose_engine(engine_name)
    if not dry_run:
        extract(workspace, locales)
    with workspace.locked():
        done = [
            _draft(workspace, curriculum.name, locale, engine, dry_run=dry_run)
            for locale in locales
            for curriculum in workspace.project.curricula
        ]
    return Translation(tuple(each for each in done if each), advice)


def _draft(
    workspace: Workspace, curriculum: str, locale: str, engine: Engine | None, *, dry_run: bool
) -> Translated | None:
    catalogue = workspace.catalogue(curriculum, locale)
    if catalogue is None:
        return None
    others = [workspace.catalogue(each.name, locale) for each in workspace.project.curricula]
    memory = make_memory([catalogue, *(other for other in others if other)])
    drafted = draft(catalogue, memory, engine, date.today().isoformat())
    if not dry_run and drafted.catalogue != catalogue:
        workspace.save(drafted.catalogue)
    path = workspace.catalogue_path(curriculum, locale)
    return Translated(workspace.shown(path), drafted)


KEY_VARIABLE = "DEEPL_AUTH_KEY"
_NEEDS = {
    "deepl": f"it needs a key: set {KEY_VARIABLE} to your DeepL API key",
    "local": "it needs the extra: pip install bwise-cli[local]",
    "libretranslate": "it needs the address of a server",
}


def choose_engine(name: str) -> tuple[Engine | None, str]:
    """The engine called `name` beside the memory, and what to tell the user if it cannot be had."""
    if name == MEMORY:
        return None, ""
    if name == "pseudo":
        return Pseudo(), ""
    if name == "deepl" and os.environ.get(KEY_VARIABLE):
        return None, "this version does not send texts to DeepL yet; drafted from memory only"
    return None, f"did without {name}: {_NEEDS[name]}; drafted from memory only"
