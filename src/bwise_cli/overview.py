"""What the front matter of `curriculum.md` says of a curriculum, and the pages that are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bwise_cli.domain.nodes import (
    SPACE,
    Blocks,
    Inlines,
    Node,
    node,
    plain_text,
    string,
    text_inlines,
)

OUTCOME_GROUPS = (
    ("knowledge", "Knowledge"),
    ("skills", "Skills"),
    ("responsibility", "Responsibility and autonomy"),
)
"""Keys of the learning outcomes in the front matter, and their labels."""
OUTCOMES_ID = "learning-outcomes"


@dataclass(frozen=True, slots=True)
class Overview:
    """What the front matter of a curriculum says, localised."""

    title: str
    """Title of the curriculum."""
    subtitle: str
    """Second line; may be empty."""
    audience: Inlines
    """For whom it is; may be empty."""
    hours: str
    """Planned hours; may be empty."""
    eqf: str
    """Level of the European Qualifications Framework; may be empty."""
    outcomes: Mapping[str, tuple[tuple[str, Inlines], ...]]
    """By group: code and text of each learning outcome."""


def make_overview(meta: Mapping[str, Node], name: str) -> Overview:
    """Read the front matter `meta`; `name` stands in for a title that is missing."""
    groups = _map(meta.get("outcomes"))
    return Overview(
        title=_text(meta.get("title")) or name,
        subtitle=_text(meta.get("subtitle")),
        audience=_inlines(meta.get("audience")),
        hours=_text(meta.get("hours")),
        eqf=_text(meta.get("eqf")),
        outcomes={
            key: tuple(
                (_text(_map(item).get("id")), _inlines(_map(item).get("text"))) for item in _list(groups.get(key))
            )
            for key, _ in OUTCOME_GROUPS
        },
    )


def made_ids(overview: Overview) -> list[str]:
    """Ids of the headings that `with_overview` adds, to which links can lead."""
    groups = [key for key, _ in OUTCOME_GROUPS if overview.outcomes[key]]
    return [OUTCOMES_ID, *(f"{OUTCOMES_ID}-{key}" for key in groups)] if groups else []


def with_overview(
    blocks: Blocks, overview: Overview, labels: Mapping[str, str], national: Callable[[str], str]
) -> Blocks:
    """The chapter of `curriculum.md` with its facts after the first heading and its outcomes at the end.

    `national` gives the national level for a level of the EQF, or an empty string.
    """
    facts = _facts(overview, labels, national)
    if blocks and blocks[0]["t"] == "Header":
        return [blocks[0], *facts, *blocks[1:], *_outcomes(overview, labels)]
    return [*facts, *blocks, *_outcomes(overview, labels)]


def _facts(overview: Overview, labels: Mapping[str, str], national: Callable[[str], str]) -> Blocks:
    rows = [
        ("For whom", overview.audience),
        ("Planned hours", text_inlines(overview.hours)),
        ("EQF level", text_inlines(overview.eqf)),
        ("National level", text_inlines(national(overview.eqf))),
    ]
    entries = [[text_inlines(labels[label]), [[node("Plain", value)]]] for label, value in rows if value]
    return [node("DefinitionList", entries)] if entries else []


def _outcomes(overview: Overview, labels: Mapping[str, str]) -> Blocks:
    if not any(overview.outcomes.values()):
        return []
    blocks = [_heading(2, labels["Learning outcomes"], OUTCOMES_ID)]
    for key, label in OUTCOME_GROUPS:
        if outcomes := overview.outcomes[key]:
            items = [[node("Plain", _coded(code, text))] for code, text in outcomes]
            blocks += [_heading(3, labels[label], f"{OUTCOMES_ID}-{key}"), node("BulletList", items)]
    return blocks


def _coded(code: str, text: Inlines) -> Inlines:
    return [node("Strong", [string(code)]), SPACE, *text] if code else text


def _heading(level: int, text: str, identifier: str) -> Node:
    return node("Header", [level, [identifier, [], []], text_inlines(text)])


def _inlines(value: Node | None) -> Inlines:
    if value is None:
        return []
    if value["t"] == "MetaInlines":
        return list(value["c"])
    if value["t"] == "MetaBlocks":
        return [inline for block in value["c"] if block["t"] in ("Para", "Plain") for inline in block["c"]]
    return text_inlines(value["c"]) if value["t"] == "MetaString" else []


def _text(value: Node | None) -> str:
    return plain_text(_inlines(value))


def _map(value: Node | None) -> dict[str, Node]:
    return dict(value["c"]) if value and value["t"] == "MetaMap" else {}


def _list(value: Node | None) -> list[Node]:
    return list(value["c"]) if value and value["t"] == "MetaList" else []
