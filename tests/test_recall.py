"""Recalling earlier translations: which one a text gets, in what state; and what a person wrote is never touched."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.memory import Entry, Source, entries_of
from bwise_cli.domain.message import Kind, Message, Record, State, Unit, sign_hash
from bwise_cli.draft.adapting import adapted
from bwise_cli.draft.recall import Recalled, Recollection, recall
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.merge import merge

from .po_samples import catalogues

TODAY = "2026-11-25"
WORKERS = Source("workers", curriculum="workers")
COACHES = Source("coaches", curriculum="coaches")
GERMAN = Source("de", rank=1, curriculum="coaches")
OLD_FILE = Source("old.tmx", rank=3)
ASK = "Ask the job coach for help when the tablet does not start."
ASK_SL = "Prosite mentorja za pomoč, če se tablica ne zažene."
BEFORE, BEHIND = "Switch on the tablet.", "Wait until the light is green."


def paragraph(text: str, translation: str = "", **more: object) -> Unit:
    return Unit(Message(text, kinds=(Kind.PARAGRAPH,)), translation, **more)  # type: ignore[arg-type]  # fields of Unit


def reviewed(text: str, translation: str) -> Unit:
    record = Record(State.REVIEWED, by="Ana", on="2026-11-23", of=sign_hash(None, text, translation))
    return paragraph(text, translation, record=record)


def of(units: Sequence[Unit], source: Source = COACHES) -> list[Entry]:
    """What is learnt from a catalogue of these units."""
    return list(entries_of(Catalogue(source.curriculum, "sl", tuple(units)), source))


def recalled(empty: Sequence[Unit], entries: Sequence[Entry], *, least: int = 75, made: bool = True) -> Recalled:
    """The catalogue of the curriculum `workers` with `empty` units, filled, and read from its file again."""
    done = recall(Catalogue("workers", "sl", tuple(empty)), Recollection(entries), TODAY, least=least, made=made)
    read = parse_po(serialise_po(done.catalogue), "sl/workers.po", "workers", "sl")
    assert tuple(replace(unit, line=0) for unit in read.units) == done.catalogue.units
    return done


def only(empty: str | Unit, entries: Sequence[Entry], *, least: int = 75, made: bool = True) -> Unit:
    """The same for one unit."""
    unit = paragraph(empty) if isinstance(empty, str) else empty
    (got,) = recalled([unit], entries, least=least, made=made).catalogue.units
    return got


def said(unit: Unit) -> tuple[str, str, str]:
    """What the record of a unit says: who made it, how like the source is, where it comes from."""
    assert unit.record is not None
    return unit.record.engine, unit.record.match, unit.record.origin


# Equal texts


def test_an_equal_text_is_a_draft_that_says_where_it_comes_from() -> None:
    unit = only(ASK, of([reviewed(ASK, ASK_SL)]))
    assert (unit.translation, unit.state) == (ASK_SL, State.DRAFT)
    assert unit.record == Record(
        State.DRAFT, engine="memory", origin="coaches", on=TODAY, of=sign_hash(None, ASK, ASK_SL)
    )
    assert unit.is_untouched


@pytest.mark.parametrize("beside", [[BEFORE, ASK, "Other."], ["Other.", ASK, BEHIND], [BEFORE, ASK, BEHIND]])
def test_an_equal_text_that_was_reviewed_in_the_same_context_arrives_as_translated(beside: list[str]) -> None:
    known = of([paragraph(BEFORE), reviewed(ASK, ASK_SL), paragraph(BEHIND)])
    done = recalled([paragraph(text) for text in beside], known)
    unit = done.catalogue.units[1]
    assert (unit.state, unit.translation, said(unit)) == (State.TRANSLATED, ASK_SL, ("memory", "", "coaches"))
    assert (done.exact, done.fuzzy, done.translated) == (1, 0, 1)
    assert done.filled == (unit,)


def in_context(*, source: Source = COACHES, **changes: object) -> State:
    """The state of a text between the same texts, if the earlier unit was a little different."""
    earlier = replace(reviewed(ASK, ASK_SL), **changes)  # type: ignore[arg-type]  # fields of Unit
    known = of([paragraph(BEFORE), earlier, paragraph(BEHIND)], source)
    done = recalled([paragraph(text) for text in (BEFORE, ASK, BEHIND)], known)
    return done.catalogue.units[1].state


def test_what_else_it_takes_to_arrive_as_translated() -> None:
    assert in_context() is State.TRANSLATED
    assert in_context(record=None) is State.TRANSLATED
    assert in_context(fuzzy=True) is State.DRAFT
    assert in_context(message=Message(ASK, kinds=(Kind.HEADING,))) is State.DRAFT
    assert in_context(message=Message(ASK, "poster", (Kind.PARAGRAPH,))) is State.DRAFT
    assert in_context(obsolete=True) is State.DRAFT
    assert in_context(source=GERMAN) is State.DRAFT
    assert in_context(source=replace(COACHES, penalty=1)) is State.DRAFT


def test_two_translations_in_the_same_context_make_a_draft() -> None:
    others = of([paragraph(BEFORE), reviewed(ASK, "Drugače.")], Source("managers", curriculum="managers"))
    known = [*of([paragraph(BEFORE), reviewed(ASK, ASK_SL)]), *others]
    done = recalled([paragraph(BEFORE), paragraph(ASK)], known)
    assert done.catalogue.units[1].state is State.DRAFT


def test_a_translation_that_a_person_vouched_for_comes_before_a_nearer_draft() -> None:
    draft = paragraph(ASK, "Osnutek.", fuzzy=True)
    known = [*of([draft]), *of([reviewed(ASK, "Frage.")], GERMAN), *of([paragraph(ASK, "Stara.")], OLD_FILE)]
    assert only(ASK, known).translation == "Frage."
    assert said(only(ASK, known[1:])) == ("memory", "", "de")
    assert only(ASK, [*of([reviewed(ASK, ASK_SL)]), *known]).translation == ASK_SL


def test_a_penalty_is_taken_off_and_shown() -> None:
    unit = only(ASK, of([paragraph(ASK, ASK_SL)], replace(OLD_FILE, penalty=10)))
    assert (unit.state, said(unit), unit.previous) == (State.DRAFT, ("memory", "90", "old.tmx"), None)


def test_a_translation_that_does_not_fit_its_own_text_is_not_used() -> None:
    text = "Read [the guide](1) for {country}."
    assert only(text, of([paragraph(text, "Preberite navodila za {country}.")])).state is State.UNTRANSLATED
    assert only(text, of([paragraph(text, "Preberite [navodila](1) za {country}.")])).state is State.DRAFT


# What is learnt


def test_the_draft_of_an_engine_is_taken_over_as_what_it_is() -> None:
    record = Record(State.DRAFT, engine="deepl", model="x", on="2026-11-20", of=sign_hash(None, ASK, "Stroj."))
    known = of([paragraph(ASK, "Stroj.", fuzzy=True, record=record)])
    unit = only(ASK, known)
    assert unit.record == replace(record, origin="coaches", on=TODAY)
    assert only(ASK, known, made=False).state is State.UNTRANSLATED
    assert only(ASK.replace("tablet", "laptop"), known).state is State.UNTRANSLATED


@pytest.mark.parametrize(
    "record",
    [
        Record(State.DRAFT, engine="pseudo"),
        Record(State.DRAFT, engine="memory", of=sign_hash(None, ASK, ASK_SL)),
        Record(State.DRAFT, engine="memory", match="80"),
    ],
)
def test_what_is_no_translation_or_comes_from_the_memory_is_not_learnt(record: Record) -> None:
    assert of([paragraph(ASK, ASK_SL, fuzzy=True, record=record)]) == []


def test_an_outdated_translation_is_known_for_the_text_that_it_was_made_for() -> None:
    changed = merge(Catalogue("coaches", "sl", (reviewed(ASK, ASK_SL),)), [Message(ASK.replace("job", "work"))])
    (entry,) = entries_of(changed.catalogue, COACHES)
    assert (entry.text, entry.state) == (ASK, State.TRANSLATED)
    (touched,) = (replace(unit, translation="Prosite.") for unit in changed.catalogue)
    assert [(each.text, each.state) for each in of([touched])] == [(ASK, State.DRAFT)]
    assert of([paragraph(ASK, ASK_SL, fuzzy=True, record=Record(State.OUTDATED))]) == []


def test_a_text_whose_source_is_gone_is_remembered() -> None:
    assert only(ASK, of([paragraph(ASK, ASK_SL, obsolete=True)])).translation == ASK_SL


# Similar texts


def test_a_similar_text_shows_its_source_and_how_like_it_is() -> None:
    new = ASK.replace("tablet", "laptop")
    done = recalled([paragraph(new)], of([reviewed(ASK, ASK_SL)]))
    (unit,) = done.catalogue.units
    assert (unit.translation, unit.state, unit.previous) == (ASK_SL, State.DRAFT, (None, ASK))
    assert said(unit) == ("memory", "92", "coaches")
    assert unit.is_untouched
    assert (done.exact, done.fuzzy, done.translated) == (0, 1, 0)


def test_a_similar_text_of_the_same_curriculum_says_no_origin() -> None:
    known = of([reviewed(ASK, ASK_SL)], WORKERS)
    assert said(only(ASK.replace("tablet", "laptop"), known))[2] == ""


def test_other_marks_and_punctuation_are_nearly_the_same() -> None:
    assert said(only(ASK.replace("help", "*help*"), of([reviewed(ASK, ASK_SL)])))[1] == "99"
    assert said(only(ASK.replace(".", "!"), of([reviewed(ASK, ASK_SL)], replace(OLD_FILE, penalty=4))))[1] == "95"


def test_the_threshold_is_kept_after_the_penalty() -> None:
    new = ASK.replace("tablet", "laptop")
    known = of([reviewed(ASK, ASK_SL)])
    assert only(new, known, least=92).state is State.DRAFT
    assert only(new, known, least=93).state is State.UNTRANSLATED
    assert only(new, known, least=100).state is State.UNTRANSLATED
    dearer = of([reviewed(ASK, ASK_SL)], replace(OLD_FILE, penalty=10))
    assert only(new, dearer, least=82).state is State.DRAFT
    assert only(new, dearer, least=83).state is State.UNTRANSLATED


@pytest.mark.parametrize(
    ("known", "new", "found"),
    [
        ("Step 1", "Step 2", True),
        ("Save now", "Save now!", True),
        ("Yes, always", "No, always", False),
        ("Job coaches", "Job coach", False),
    ],
)
def test_a_short_text_must_have_the_same_words(known: str, new: str, found: bool) -> None:
    translation = known.replace("Step", "Korak")
    assert (only(new, of([paragraph(known, translation)])).state is State.DRAFT) == found


def test_a_few_texts_get_what_very_many_get(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are compared with all that are known, many with what an index finds."""
    nouns = ["coach", "worker", "manager", "trainer", "tablet", "printer", "kitchen", "garden", "office", "station"]
    known = [f"Ask the {one} about the {other} before you begin." for one in nouns for other in nouns if one != other]
    empty = [paragraph(text.replace("before you begin", "when you are done")) for text in known]
    entries = of([paragraph(text, text.upper()) for text in known])
    few = recalled(empty, entries, least=60)
    monkeypatch.setattr("bwise_cli.draft.recall.FEW", 0)
    assert recalled(empty, entries, least=60) == few
    assert few.fuzzy == len(known)


# What must fit


@pytest.mark.parametrize(
    ("old", "translation", "new", "expected"),
    [
        ("Wait 5 minutes.", "Počakajte 5 minut.", "Wait 10 minutes.", "Počakajte 10 minut."),
        ("Wait 5 minutes.", "Počakajte pet minut.", "Wait 10 minutes.", None),
        ("Wait 5 minutes.", "Počakajte pet minut.", "Wait for 5 minutes.", "Počakajte pet minut."),
        ("Wait 5 minutes.", "Počakajte 5 minut.", "Wait some minutes.", None),
        ("From 5 to 7.", "Od 5 do 7.", "From 6 to 9.", "Od 6 do 9."),
        ("From 5 to 5.", "Od 5 do 5.", "From 5 to 7.", None),
        ("It costs 1,500.", "Stane 1.500.", "It costs 1,700.", None),
        ("In 2024, 5 of 9.", "Leta 2024 5 od 9.", "In 2025, 5 of 9.", "Leta 2025 5 od 9."),
        ("Read [it](1) 1 time.", "Preberite [to](1) 1-krat.", "Read [it](1) 2 times.", "Preberite [to](1) 2-krat."),
        ("Read [it](1).[^2]", "Preberite [to](1).[^2]", "[^1] Read [it](2).", "Preberite [to](2).[^1]"),
        ("See [a](1), [b](2).", "Glej [b](2), [a](1).", "See [a](1), [b](2)!", "Glej [b](2), [a](1)."),
        ("See [a](1), ![b](2).", "Glej [a](1), ![b](2).", "See ![a](1), [b](2).", "Glej [a](2), ![b](1)."),
        ("See [a](1).", "Glej [a](1).", "See ![a](1).", None),
        ("See [a](1).", "Glej [a](1).", "See [a](1) and [b](2).", None),
        ("Type `dir`.", "Vpišite `dir`.", "Type `dir`!", "Vpišite `dir`."),
        ("Type `dir`.", "Vpišite `dir`.", "Type `ls`.", None),
        ("In {country}.", "V {country}.", "In {region}.", None),
        ("Press <kbd>A</kbd>.", "Pritisnite <kbd>A</kbd>.", "Press A.", None),
        ("Ask *now*.", "Vprašajte *zdaj*.", "Ask **now**.", "Vprašajte *zdaj*."),
    ],
)
def test_a_translation_is_made_to_fit_or_not_used(old: str, translation: str, new: str, expected: str | None) -> None:
    assert adapted(old, translation, new) == expected


# On anything

written = st.lists(
    st.sampled_from([ASK, ASK.replace("tablet", "laptop"), BEFORE, BEHIND, "Step 1", "Step 2"]), max_size=4
)
"""Texts that a memory may know."""


@given(catalogues, written, st.booleans())
def test_what_a_person_wrote_is_never_touched(old: Catalogue, known: list[str], made: bool) -> None:
    same = [Entry(unit.message.text, "DRUGAČE", COACHES) for unit in old]
    memory = Recollection([*same, *(Entry(text, "DRUGAČE", COACHES) for text in known)])
    done = recall(old, memory, TODAY, made=made)
    assert [unit.key for unit in done.catalogue] == [unit.key for unit in old]
    for before, after in zip(old, done.catalogue, strict=True):
        if before.translation or before.obsolete:
            assert after == before
        else:
            assert (after.message, after.comments, after.flags) == (before.message, before.comments, before.flags)


@given(
    st.lists(st.tuples(written, st.sampled_from([COACHES, WORKERS, GERMAN, OLD_FILE])), max_size=4),
    written,
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_files_are_read_means_nothing(
    files: list[tuple[list[str], Source]], empty: list[str], dice: random.Random
) -> None:
    entries = [
        Entry(text, f"{place} {source.name}", source, kinds=(Kind.PARAGRAPH,))
        for place, (texts, source) in enumerate(files)
        for text in texts
    ]
    units = [paragraph(text) for text in dict.fromkeys(empty)]
    shuffled = dice.sample(entries, len(entries))
    assert recalled(units, shuffled) == recalled(units, entries)
