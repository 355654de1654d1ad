"""What the masters of a curriculum offer, master by master, from the cache where nothing changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bwise_cli.cache import content_key
from bwise_cli.extract import Offer, join_offers, offer
from bwise_cli.formats.offer_json import parse_offer, serialise_offer
from bwise_cli.masters import MasterFolder


@dataclass(frozen=True, slots=True)
class Offered:
    """The masters of a curriculum as they are now. Nothing is read before it is asked for."""

    folder: MasterFolder
    """The masters."""
    keys: Mapping[Path, str]
    """What is known of each in the cache, in the order of the book."""

    @property
    def digest(self) -> str:
        """Stands for all that the masters offer: equal for the same offer by the same program."""
        return content_key("offered", *self.keys.values())

    def read(self) -> Offer:
        """What they offer together. Raises `RefusedError` that names all that are broken."""
        kept = self.folder.cache.recall_all(list(self.keys.values()))
        offers = {path: _recalled(kept[key]) for path, key in self.keys.items() if key in kept}
        missing = [path for path in self.keys if offers.get(path) is None]
        for masters in self.folder.batches(missing):
            made = {self.folder.root / each.document.name: offer([each], self.folder.shown) for each in masters}
            self.folder.cache.keep_all({self.keys[path]: _serialised(each) for path, each in made.items()})
            offers |= made
        return join_offers(each for path in self.keys if (each := offers[path]))


def offered_in(folder: MasterFolder) -> Offered:
    """What the masters of `folder` offer. Raises `ConfigurationError` if one is missing."""
    return Offered(folder, {path: folder.key("offers", path) for path in folder.paths()})


def _recalled(data: bytes) -> Offer | None:
    try:
        return Offer(*parse_offer(data))
    except (ValueError, KeyError, TypeError):
        return None


def _serialised(made: Offer) -> bytes:
    return serialise_offer(made.messages, made.findings)
