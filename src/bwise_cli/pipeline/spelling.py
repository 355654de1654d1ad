"""What knows the words of a locale: an installed dictionary, and the project's own words."""

from collections.abc import Iterator
from dataclasses import dataclass

from bwise_cli.checks.subject import Speller
from bwise_cli.domain.finding import Finding, Note, Place, Severity
from bwise_cli.engines.hunspell import Dictionary, find_dictionary
from bwise_cli.locales import fallback_chain
from bwise_cli.workspace import Workspace, read_utf8


@dataclass(frozen=True, slots=True)
class ProjectSpeller:
    """A dictionary, and words that it lacks."""

    dictionary: Speller
    """What is installed."""
    words: frozenset[str]
    """Further words, without capitals."""
    beginnings: tuple[str, ...]
    """What further words begin with, without capitals."""

    def knows(self, word: str) -> bool:
        """Whether the project or the dictionary has `word`."""
        folded = word.casefold()
        return folded in self.words or folded.startswith(self.beginnings) or self.dictionary.knows(word)


def make_speller(workspace: Workspace, locale: str) -> ProjectSpeller | None:
    """What knows the words of `locale`; None if no dictionary is installed.

    Raises `ConfigurationError` if Hunspell is not installed.
    """
    path = find_dictionary(locale)
    if path is None:
        return None
    own = [word.casefold() for word in _own_words(workspace, locale)]
    return ProjectSpeller(
        Dictionary(path),
        frozenset(word for word in own if not word.endswith("*")),
        tuple(word[:-1] for word in own if word.endswith("*") and len(word) > 1),
    )


def no_dictionary(workspace: Workspace, curriculum: str, locale: str) -> Finding:
    """Says that spelling cannot be looked at."""
    language = locale.partition("_")[0]
    return Finding(
        "dictionary",
        f"no Hunspell dictionary for {locale} was found, so spelling was not looked at",
        Place(workspace.shown(workspace.catalogue_path(curriculum, locale))),
        Severity.WARNING,
        (Note(f"install one, such as hunspell-{language} or that of LibreOffice, or name its folder in DICPATH"),),
    )


def _own_words(workspace: Workspace, locale: str) -> Iterator[str]:
    """The words of `glossaries/sl.txt`, one a line; `#` begins a remark."""
    for each in fallback_chain(locale):
        path = workspace.glossaries_folder / f"{each}.txt"
        for line in read_utf8(path, workspace.root).splitlines() if path.exists() else ():
            if word := line.partition("#")[0].strip():
                yield word
