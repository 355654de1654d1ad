"""Faults that people make, put into correct translations. No seeder knows how the check works that is to find it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from bwise_cli.domain.message import Unit

from .seeding_figures import FIGURES
from .seeding_letters import LETTERS
from .seeding_marks import MARKS
from .seeding_typography import TYPOGRAPHY
from .seeding_wording import REPETITION, WORDING

Seeder: TypeAlias = Callable[[str, str, str], str | None]
"""From a source, its correct translation and the locale to a damaged translation; None if it cannot be damaged so."""
CatalogueSeeder: TypeAlias = Callable[[Sequence[Unit], int], tuple[Unit, ...] | None]
"""From the units of a catalogue and the place of one of them to units to put in the place of that one."""

SEEDERS: Mapping[str, Seeder] = {
    **FIGURES,
    **LETTERS,
    **MARKS,
    **TYPOGRAPHY,
    **WORDING,
}
"""What damages one translation, by the tag of the check that has to find it, and a word for what is done."""

CATALOGUE_SEEDERS: Mapping[str, CatalogueSeeder] = {
    **REPETITION,
}
"""What damages a catalogue, by the tag of the check that has to find it."""
