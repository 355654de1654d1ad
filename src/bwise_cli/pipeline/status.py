"""`bwise status`: how far each catalogue is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Tally, tally
from bwise_cli.domain.message import Unit
from bwise_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one curriculum is in one locale."""

    locale: str
    """The locale."""
    curriculum: str
    """The curriculum."""
    path: str
    """File of the catalogue, relative to the project."""
    exists: bool
    """Whether there is a catalogue."""
    tally: Tally
    """What the masters hold now, by the state in the catalogue."""


def status(workspace: Workspace, locales: Sequence[str]) -> list[Standing]:
    """How far each of `locales` is, measured on the masters as they are now."""
    standings = []
    for curriculum in (each.name for each in workspace.project.curricula):
        messages = workspace.offered(curriculum).read().messages
        for locale in locales:
            catalogue = workspace.catalogue(curriculum, locale)
            units = catalogue.by_key() if catalogue else {}
            counted = tally(units.get(message.key, Unit(message)) for message in messages)
            path = workspace.shown(workspace.catalogue_path(curriculum, locale))
            standings.append(Standing(locale, curriculum, path, catalogue is not None, counted))
    return sorted(standings, key=lambda standing: (standing.locale, standing.curriculum))
