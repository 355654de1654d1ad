"""What the masters of a curriculum offer, master by master, from the cache where nothing changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bwise_cli.cache import content_key
from bwise_cli.domain.errors import RefusedError
from bwise_cli.extract import Offer, join_offers, offer
from bwise_cli.formats.offer_json import parse_offer, serialise_offer
from bwise_cli.masters import MasterFolder


@dataclass(frozen=True, slots=True)
class Offered:
    """The masters of a curriculum as they are now. Nothing is read before it is asked for."""

    folder: MasterFolder
    """The masters."""
    fingerprints: Mapping[Path, str]
    """That of each master, in the order of the book."""

    @property
    def digest(self) -> str:
        """Stands for all that the masters offer: equal for the same offer by the same program."""
        return content_key("offered", *self.fingerprints.values())

    def read(self) -> Offer:
        """What they offer together.

        Raises `RefusedError` that names all that are broken, or that changed since this value was made.
        """
        keys = {each: content_key("offer", each) for each in self.fingerprints.values()}
        kept = self.folder.cache.recall_all(list(keys.values()))
        offers = {each: known for each, key in keys.items() if key in kept and (known := _recalled(kept[key]))}
        missing = [path for path, each in self.fingerprints.items() if each not in offers]
        for masters in self.folder.batches(missing):
            made = {each: offer([master], self.folder.shown) for each, master in masters.items()}
            self.folder.cache.keep_all({content_key("offer", each): _serialised(made[each]) for each in made})
            offers |= made
        if changed := [path for path, each in self.fingerprints.items() if each not in offers]:
            names = ", ".join(f"{self.folder.shown}/{self.folder.name(path)}" for path in changed)
            raise RefusedError(f"{names} changed while it was read; run bwise again")
        return join_offers(offers[each] for each in self.fingerprints.values())


def offered_in(folder: MasterFolder) -> Offered:
    """What the masters of `folder` offer. Raises `ConfigurationError` if one is missing."""
    return Offered(folder, {path: folder.fingerprint(path) for path in folder.paths()})


def _recalled(data: bytes) -> Offer | None:
    try:
        return Offer(*parse_offer(data))
    except (ValueError, KeyError, TypeError):
        return None


def _serialised(made: Offer) -> bytes:
    return serialise_offer(made.messages, made.findings)
