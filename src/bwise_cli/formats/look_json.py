"""What `bwise check` found in one catalogue, as it is kept in the cache: `Look` to JSON and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bwise_cli.domain.catalogue import Tally
from bwise_cli.domain.gate import Look, ModuleStanding
from bwise_cli.domain.message import State
from bwise_cli.formats.finding_json import finding_row, parse_finding


def serialise_look(look: Look) -> bytes:
    """`look` as JSON."""
    content = {
        "findings": [finding_row(finding) for finding in look.findings],
        "modules": [_module(module) for module in look.modules],
        "units": dict(look.units),
        "ignored": dict(look.ignored),
        "styles": sorted(look.styles),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def parse_look(data: bytes) -> Look:
    """The look that `data` holds. Raises `ValueError`, `KeyError` or `TypeError` if it holds none."""
    content = json.loads(data.decode("utf-8", "surrogatepass"))
    return Look(
        findings=tuple(parse_finding(row) for row in content["findings"]),
        modules=tuple(_parse_module(row) for row in content["modules"]),
        units=content["units"],
        ignored=content["ignored"],
        styles=frozenset(content["styles"]),
    )


def _module(module: ModuleStanding) -> list[Any]:
    counts = [[count[state] for state in State] for count in (module.tally.messages, module.tally.words)]
    place = [module.country, module.locale, module.curriculum, module.module]
    return [*place, *counts, module.required.value, module.complete]


def _parse_module(row: Sequence[Any]) -> ModuleStanding:
    country, locale, curriculum, name, messages, words, required, complete = row
    tally = Tally(_by_state(messages), _by_state(words))
    return ModuleStanding(country, locale, curriculum, name, tally, State(required), complete)


def _by_state(counts: Sequence[int]) -> Mapping[State, int]:
    return dict(zip(State, counts, strict=True))
