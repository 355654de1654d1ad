"""What `bwise check` found in masters, as it is kept in the cache: `MasterLook` to JSON and back."""

import json

from bwise_cli.domain.finding import Place
from bwise_cli.domain.gate import MasterLook
from bwise_cli.formats.finding_json import finding_row, parse_finding


def serialise_master_look(look: MasterLook) -> bytes:
    """`look` as JSON."""
    content = {
        "findings": [finding_row(finding) for finding in look.findings],
        "ignored": look.ignored,
        "used": {
            code: [[*variable, place.path, place.line] for variable, place in variables.items()]
            for code, variables in look.used.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def parse_master_look(data: bytes) -> MasterLook:
    """The look that `data` holds. Raises `ValueError`, `KeyError` or `TypeError` if it holds none."""
    content = json.loads(data.decode("utf-8", "surrogatepass"))
    return MasterLook(
        findings=tuple(parse_finding(row) for row in content["findings"]),
        ignored=content["ignored"],
        used={
            code: {(name, argument): Place(path, line) for name, argument, path, line in rows}
            for code, rows in content["used"].items()
        },
    )
