"""A memory: earlier translations of equal texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import State, Unit


@dataclass(frozen=True, slots=True)
class Memory:
    """Earlier translations into one language, by source text."""

    units: dict[str, Unit]
    """The best earlier unit for each source text."""

    def recall(self, text: str) -> Unit | None:
        """The best earlier unit with exactly this source text, if there is one."""
        return self.units.get(text)


def make_memory(catalogues: Iterable[Catalogue]) -> Memory:
    """Learn from `catalogues`; a unit further on its way wins, then the earlier catalogue."""
    best: dict[str, Unit] = {}
    for catalogue in catalogues:
        for unit in catalogue:
            if unit.state in (State.UNTRANSLATED, State.OUTDATED):
                continue
            known = best.get(unit.message.text)
            if known is None or unit.state.rank > known.state.rank:
                best[unit.message.text] = unit
    return Memory(best)
