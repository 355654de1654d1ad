"""`bwise glossary sync`: the terms of a project, to its glossary at DeepL."""

import os
from dataclasses import dataclass

import bwise_cli
from bwise_cli.engines.deepl_client import DeepLConnection
from bwise_cli.engines.deepl_glossary import GlossaryPlan, carry_out, plan_glossary
from bwise_cli.engines.deepl_languages import Languages, ask_languages
from bwise_cli.engines.deepl_terms import Dictionaries, LeftOut, make_dictionaries
from bwise_cli.engines.keys import DEEPL_ADDRESS_VARIABLE, deepl_key
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class GlossarySync:
    """What was sent, or would be."""

    plan: GlossaryPlan
    """The dictionaries that are sent, that go, and that are as they should be."""
    terms: dict[str, int]
    """Terms for each language that has a dictionary."""
    unsupported: tuple[str, ...]
    """Languages with terms that DeepL has no glossaries for."""
    left_out: tuple[LeftOut, ...]
    """Terms that DeepL would refuse."""


def sync_glossary(workspace: Workspace, *, dry_run: bool) -> GlossarySync:
    """Make the glossary at DeepL that is called as the project say what the project's glossaries say.

    With `dry_run` nothing is sent. Raises `ConfigurationError` without a key, and `RemoteError`.
    """
    project = workspace.project
    source = project.source_language
    made = make_dictionaries(workspace.glossary(), project.locales)
    connection = DeepLConnection(
        deepl_key(os.environ), os.environ.get(DEEPL_ADDRESS_VARIABLE, ""), f"bwise/{bwise_cli.__version__}"
    )
    supported = _supported(ask_languages(connection, source), made)
    wanted = {language: entries for language, entries in made.entries.items() if language in supported}
    plan = plan_glossary(connection, project.name, source, wanted)
    if not dry_run:
        carry_out(connection, plan, source)
    return GlossarySync(
        plan,
        {language: len(entries) for language, entries in wanted.items()},
        tuple(language for language in made.entries if language not in supported),
        tuple(each for each in made.left_out if each.language in supported),
    )


def _supported(languages: Languages, made: Dictionaries) -> set[str]:
    """The languages that DeepL has glossaries for."""
    known = {language.base for language in languages.targets.values() if language.glossary}
    return {language for language in made.entries if language in known}
