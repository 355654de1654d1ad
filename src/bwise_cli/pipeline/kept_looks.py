"""What was found before in catalogues that did not change, from the cache."""

import hashlib
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from bwise_cli.cache import content_key
from bwise_cli.domain.gate import Look
from bwise_cli.domain.message import State
from bwise_cli.engines.language_model import MODEL_PACKAGE
from bwise_cli.engines.word_forms import DICTIONARY_PACKAGES
from bwise_cli.formats.look_json import parse_look, serialise_look
from bwise_cli.locales import fallback_chain
from bwise_cli.pipeline.looking import Scope
from bwise_cli.workspace import Workspace


class KeptLooks:
    """What was seen of each curriculum in each scope.

    Packs are always looked at anew: their images and the facts of their country are not in the name of what is kept.
    Spelling is, too: nor are installed dictionaries.
    """

    def __init__(self, workspace: Workspace, scopes: Sequence[Scope], required: State) -> None:
        self._cache = workspace.cache
        locales = [scope.locale for scope in scopes if _is_kept(scope)]
        names = [each.name for each in workspace.project.curricula] if locales else []
        self._keys = {
            (name, locale): key
            for name in names
            for locale, key in zip(locales, _keys(workspace, name, locales, required), strict=True)
        }
        self._kept = self._cache.recall_all(list(self._keys.values()))

    def recall(self, curriculum: str, scope: Scope) -> Look | None:
        """What was seen there, if all that it depends on is as it was."""
        key = self._keys[curriculum, scope.locale] if _is_kept(scope) else ""
        try:
            return parse_look(self._kept[key]) if key in self._kept else None
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, seen: Iterable[tuple[tuple[str, Scope], Look]]) -> None:
        """Keep what was seen of each curriculum in each scope."""
        looks = {self._keys[name, scope.locale]: look for (name, scope), look in seen if _is_kept(scope)}
        self._cache.keep_all({key: serialise_look(look) for key, look in looks.items()})


def _is_kept(scope: Scope) -> bool:
    return not scope.country and not scope.spelled


def _keys(workspace: Workspace, curriculum: str, locales: Sequence[str], required: State) -> list[str]:
    """Names for what is seen of a curriculum in each of `locales`: equal for the same findings by the same program."""
    project = workspace.project
    said = repr((project.check, project.source_language, project.paths, required.value, curriculum))
    judges = [version(name) for name in (*DICTIONARY_PACKAGES, MODEL_PACKAGE)]
    shared = [said, *judges, workspace.offered(curriculum).digest, workspace.glossary_digest()]
    return [content_key("look", locale, *shared, *_catalogues(workspace, curriculum, locale)) for locale in locales]


def _catalogues(workspace: Workspace, curriculum: str, locale: str) -> list[str]:
    """Fingerprints of the catalogues that a locale takes its texts from; empty for those that are not there."""
    paths = [workspace.catalogue_path(curriculum, each) for each in fallback_chain(locale)]
    return [hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "" for path in paths]
