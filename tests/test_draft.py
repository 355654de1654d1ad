"""Drafts: what is filled, from where, and that nothing a person wrote is touched."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bwise_cli.domain.fitting import fit
from bwise_cli.domain.message import Kind, Message, Record, Reference, State, Unit, sign_hash
from bwise_cli.domain.passage import Marking
from bwise_cli.draft import open_sources, with_drafts
from bwise_cli.draft.desk import Made
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.engines.pseudo import Pseudo
from bwise_cli.pipeline.translate import with_recalled
from bwise_cli.pipeline.translation import Translated

from . import drafting
from .building import catalogue, master

TODAY = "2026-11-24"
ASK, HELP, SAVE = Message("Ask first."), Message("Then help."), Message("Save", "button")
DRAFTS = {ASK.text: Made("VPRAŠAJTE.", Marking.TAGS), SAVE.text: Made("SHRANI", Marking.PIECES)}
NO_PROVENANCE: Mapping[str, str] = {}


def signed(unit: Unit, record: Record) -> Unit:
    """A draft of the program's own."""
    return replace(unit, fuzzy=True, record=replace(record, of=sign_hash(*unit.key, unit.translation)))


def test_a_draft_says_what_made_it_and_when() -> None:
    provenance = {"model": "quality", "glossary": "1a2b3c4d"}
    (unit,) = with_drafts(catalogue([Unit(ASK)]), DRAFTS, "deepl", provenance, TODAY)
    assert (unit.translation, unit.state, unit.fuzzy) == ("VPRAŠAJTE.", State.DRAFT, True)
    of = sign_hash(*ASK.key, "VPRAŠAJTE.")
    assert unit.record == Record(State.DRAFT, engine="deepl", on=TODAY, of=of, model="quality", glossary="1a2b3c4d")


def test_a_draft_made_piece_by_piece_says_so() -> None:
    (unit,) = with_drafts(catalogue([Unit(SAVE)]), DRAFTS, "local", NO_PROVENANCE, TODAY)
    assert unit.record is not None
    assert unit.record.marking == "pieces"


WRITTEN = [
    Unit(ASK, "Vprašajte."),
    Unit(ASK, "Vprašajte.", fuzzy=True),
    Unit(ASK, "Vprašajte.", fuzzy=True, previous=(None, "Ask."), record=Record(State.OUTDATED)),
    Unit(ASK, "Vprašajte.", record=Record(State.APPROVED, by="Ana", of="0")),
    Unit(ASK, "Vprašajte.", fuzzy=True, record=Record(State.DRAFT, engine="deepl", of="0")),
    Unit(ASK, "Vprašajte.", fuzzy=True, record=Record(State.DRAFT, engine="import")),
    signed(Unit(ASK, "Vprašajte."), Record(State.DRAFT, engine="memory")),
    signed(Unit(ASK, "Vprašajte."), Record(State.DRAFT, engine="align")),
    Unit(ASK, "Vprašajte.", obsolete=True),
    Unit(ASK, "", obsolete=True),
]


@pytest.mark.parametrize("redraft", [False, True])
@pytest.mark.parametrize("unit", WRITTEN, ids=lambda unit: f"{unit.state} {unit.record and unit.record.engine}")
def test_what_is_there_is_not_touched(unit: Unit, redraft: bool) -> None:
    old = catalogue([unit])
    assert open_sources(old, {}, redraft=redraft) == []
    assert with_drafts(old, DRAFTS, "deepl", NO_PROVENANCE, TODAY, redraft=redraft) == old


def test_a_draft_that_nobody_touched_is_made_anew_if_that_is_wanted() -> None:
    old = catalogue([signed(Unit(ASK, "Vprašaj."), Record(State.DRAFT, engine="local", on="2025-01-01"))])
    assert with_drafts(old, DRAFTS, "deepl", NO_PROVENANCE, TODAY) == old
    (unit,) = with_drafts(old, DRAFTS, "deepl", NO_PROVENANCE, TODAY, redraft=True)
    assert (unit.translation, unit.record and unit.record.engine) == ("VPRAŠAJTE.", "deepl")


def test_a_draft_that_comes_back_the_same_keeps_its_day() -> None:
    record = Record(State.DRAFT, engine="deepl", on="2025-01-01")
    old = catalogue([signed(Unit(ASK, "VPRAŠAJTE."), record)])
    assert with_drafts(old, DRAFTS, "deepl", NO_PROVENANCE, TODAY, redraft=True) == old


def test_comments_and_flags_of_an_empty_unit_stay() -> None:
    old = catalogue([Unit(SAVE, comments=("kratko",), flags=("no-wrap",))])
    (unit,) = with_drafts(old, DRAFTS, "deepl", NO_PROVENANCE, TODAY)
    assert (unit.comments, unit.flags) == (("kratko",), ("no-wrap",))


def test_a_text_goes_with_its_headings_and_its_neighbours() -> None:
    def stands(text: str, kind: Kind = Kind.PARAGRAPH, file: str = "01.md") -> Unit:
        return Unit(Message(text, kinds=(kind,), references=(Reference(file),)))

    units = [
        stands("Tablets", Kind.HEADING),
        stands("Charging", Kind.HEADING),
        stands("First steps", Kind.HEADING),
        stands("Sit down."),
        stands("Switch it on."),
        stands("Wait.", file="02.md"),
    ]
    sources = open_sources(catalogue(units), {"Switch it on.": ("Windows",)})
    assert [source.context.split("\n") for source in sources] == [
        ["Charging"],
        ["Tablets", "First steps"],
        ["Tablets", "Charging", "Sit down."],
        ["Tablets", "First steps", "Switch it on."],
        ["Tablets", "First steps", "Sit down."],
        [""],
    ]
    assert [source.keep for source in sources if source.keep] == [("Windows",)]


# The engine pseudo


def test_pseudo_is_longer_the_longer_the_language() -> None:
    text = "Ask the job coach before you help, and wait until the answer is there. " * 5
    made = [drafting.drafts(Pseudo(), [Message(text.strip())], locale)[0] for locale in ("sl", "it", "de_AT")]
    lengths = [len(draft or "") for draft in made]
    source = len(text)
    assert source < lengths[0] < lengths[1] < lengths[2]
    assert [round(length / source, 1) for length in lengths] == [1.1, 1.2, 1.3]


@pytest.mark.parametrize("text", ["Costs $5 or $6 here", "a < b and c > d", "use {curly braces} here", "R&D; and &co"])
def test_pseudo_fits_texts_that_only_look_like_markup(text: str) -> None:
    segment, spelling = next(iter(master(text + "\n")))
    assert spelling is not None
    (draft,) = drafting.drafts(Pseudo(), [Message(spelling.text)], "sl")
    faults, _ = fit(parse_inlines([draft or ""])[0], segment.inlines, spelling)
    assert faults == ()


# What is told


def test_the_report_tells_similar_texts_from_ready_ones() -> None:
    similar = Unit(ASK, "Vprašajte.", fuzzy=True, previous=(None, "Ask."), record=Record(State.DRAFT, match="80"))
    equal = Unit(HELP, "Pomagajte.", fuzzy=True, record=Record(State.DRAFT, engine="memory"))
    ready = Unit(SAVE, "Shrani")
    told = with_recalled(Translated("sl/course.po", "sl", "course", ""), [similar, equal, ready])
    assert (told.from_memory, told.similar, told.ready) == (3, 1, 1)
