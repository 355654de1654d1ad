"""Engines by their names: which one drafts a locale, and building it from settings and the user's own surroundings."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import bwise_cli
from bwise_cli.draft.engine import Engine
from bwise_cli.engines.deepl_engine import DeepL
from bwise_cli.engines.keys import (
    DEEPL_ADDRESS_VARIABLE,
    HOW_TO_SET_DEEPL_KEY,
    LIBRETRANSLATE_ADDRESS_VARIABLE,
    deepl_key,
    libretranslate_key,
)
from bwise_cli.engines.libretranslate import LibreTranslate
from bwise_cli.engines.local_engine import Local
from bwise_cli.engines.local_models import model_is_present, models_folder
from bwise_cli.engines.model_index import model_source
from bwise_cli.engines.model_store import ModelStore, Tell
from bwise_cli.engines.pseudo import Pseudo
from bwise_cli.settings import AUTO, MEMORY
from bwise_cli.workspace import Workspace

USER_AGENT = f"bwise/{bwise_cli.__version__}"
_NEEDS = {
    "deepl": f"it needs a key: {HOW_TO_SET_DEEPL_KEY}",
    "libretranslate": f"it needs a server: set {LIBRETRANSLATE_ADDRESS_VARIABLE} to its address",
}


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of one run."""

    by_locale: Mapping[str, Engine]
    """What drafts each locale; one that is missing is filled from memory only."""
    advice: tuple[str, ...]
    """What is done without, and how to have it."""

    def close(self) -> None:
        """End the processes that an engine has started."""
        for engine in self.by_locale.values():
            if isinstance(engine, Local):
                engine.close()


def engine_names(workspace: Workspace, locales: Sequence[str], name: str | None, models: Path | None) -> dict[str, str]:
    """The name of the engine of each of `locales`: `name` if that is given, or what the project says."""
    folder = models or models_folder(os.environ)
    settings = workspace.project.translate
    chosen = {locale: name or settings.engines.get(locale, settings.engine) for locale in locales}
    return {locale: _best_engine(locale, folder) if each == AUTO else each for locale, each in chosen.items()}


def _best_engine(locale: str, models: Path) -> str:
    """The best engine for a locale that can be had without asking for anything."""
    if deepl_key(os.environ):
        return "deepl"
    return "local" if find_spec("fxtranslate") and model_is_present(locale, models) else MEMORY


def choose_engines(
    workspace: Workspace, locales: Sequence[str], name: str | None, models: Path | None, tell: Tell
) -> Engines:
    """The engines of `locales`, as `engine_names` says, and what cannot be had.

    `models` is the folder of the models of `local`, None for the usual one; `tell` hears how far one is fetched.
    """
    names = engine_names(workspace, locales, name, models)
    built = {each: _build(each, workspace, models, tell) for each in dict.fromkeys(names.values())}
    by_locale = {locale: engine for locale, each in names.items() if (engine := built[each])}
    missing = [each for each, engine in built.items() if engine is None and each != MEMORY]
    advice = tuple(f"did without {each}: {_NEEDS[each]}; drafted from memory only" for each in missing)
    return Engines(by_locale, advice)


def _build(name: str, workspace: Workspace, models: Path | None, tell: Tell) -> Engine | None:
    """The engine called `name`; None if it cannot be had."""
    if name == "pseudo":
        return Pseudo()
    if name == "deepl":
        return _deepl(workspace)
    if name == "libretranslate":
        return _libretranslate(workspace)
    if name == "local":
        folder = models or models_folder(os.environ)
        store = ModelStore(folder, model_source(os.environ), tell, USER_AGENT)
        return Local(folder, source_language=workspace.project.source_language, store=store)
    return None


def _deepl(workspace: Workspace) -> DeepL | None:
    key = deepl_key(os.environ)
    if key is None:
        return None
    return DeepL(
        key,
        source_language=workspace.project.source_language,
        server_url=os.environ.get(DEEPL_ADDRESS_VARIABLE, ""),
        glossary=workspace.project.name,
        user_agent=USER_AGENT,
    )


def _libretranslate(workspace: Workspace) -> LibreTranslate | None:
    address = os.environ.get(LIBRETRANSLATE_ADDRESS_VARIABLE, "").strip()
    if not address:
        return None
    source = workspace.project.source_language
    return LibreTranslate(address, libretranslate_key(os.environ), source_language=source, user_agent=USER_AGENT)


def usage_line(engines: Engines) -> str:
    """What the account of an engine that bills has used; empty if none does. Raises what asking raises."""
    deepl = next((each for each in engines.by_locale.values() if isinstance(each, DeepL)), None)
    if deepl is None:
        return ""
    usage = deepl.usage()
    used = "?" if usage.count is None else f"{usage.count:,}"
    return f"{used} of {usage.limit:,} characters" if usage.limit else f"{used} characters"
