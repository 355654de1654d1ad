"""Masters to JSON and back, as they are kept in the cache."""

import json
from dataclasses import astuple

from bwise_cli.domain.document import Document
from bwise_cli.domain.master import Master, remake_master
from bwise_cli.domain.remark import Remark


def serialise_master(master: Master) -> bytes:
    """A master as JSON, without its name and what is the same for all masters of its curriculum."""
    document = master.document
    value = {
        "meta": document.meta,
        "blocks": document.blocks,
        "remarks": [astuple(remark) for remark in document.remarks],
        "styles": document.styles,
        "cares": master.cares,
    }
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def parse_master(data: bytes, name: str, prose_keys: tuple[str, ...]) -> Master:
    """What `serialise_master` wrote of the master `name`.

    Raises `ValueError`, `TypeError` or `KeyError` for anything else.
    """
    value = json.loads(data)
    remarks = tuple(Remark(*each) for each in value["remarks"])
    document = Document(name, value["meta"], value["blocks"], prose_keys, remarks, tuple(value["styles"]))
    return remake_master(document, value["cares"])
