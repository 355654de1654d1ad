"""A catalogue as a key of what was counted in it once."""

from dataclasses import dataclass

from bwise_cli.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A catalogue that is known by where it is in memory: comparing all of its units would take long."""

    catalogue: Catalogue
    """The catalogue."""

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.catalogue is self.catalogue
