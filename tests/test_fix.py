"""Mending by `bwise check --fix`: what it mends, what it leaves alone, and what it says."""

import json
import re
import shutil
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.checks.mending import edited, mended
from bwise_cli.checks.pair import Edit
from bwise_cli.checks.subject import misfits_of
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.finding import Severity
from bwise_cli.domain.inline_marks import marks_in
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.engines.markdown import parse_inlines
from bwise_cli.files import locked
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.settings import CheckSettings

from .checking import subject
from .seeding_typography import TYPOGRAPHY
from .test_commands import bwise, contents
from .test_seeded_faults import CATALOGUES, correct_units, seen, spread

LOCALES = [path.parent.name for path in CATALOGUES]
WHOLE = (
    "spacing/two",
    "spacing/end",
    "spacing/before",
    "spacing/none",
    "spacing/breaking",
    "spacing/french",
    "letters/cedillas",
    "letters/decomposed",
    "letters/accent",
    "doubled/comma",
)
"""Faults after which there is one right text only."""


def fixed(source: str, translation: str, locale: str, **more: object) -> Unit:
    """The unit after mending."""
    unit = replace(Unit(Message(source), translation), **more)  # type: ignore[arg-type] # fields of a unit
    (new,) = mended(subject([unit], locale, text=source), parse_inlines).units
    return new


# What it mends


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", WHOLE)
def test_what_was_damaged_is_as_it_was(kind: str, locale: str) -> None:
    damaged = [
        (unit.translation, replace(unit, translation=wrong))
        for unit in correct_units(locale)
        if (wrong := TYPOGRAPHY[kind](unit.message.text, unit.translation, locale))
    ]
    chosen = spread(damaged)
    around = seen(locale, [unit for _, unit in chosen])
    after = mended(around, parse_inlines)
    differ = [
        (unit.translation, new.translation)
        for (right, unit), new in zip(chosen, after.units, strict=True)
        if new.translation != right
    ]
    assert len(differ) <= 0.1 * len(chosen), differ


def test_correct_translations_stay_as_they_are() -> None:
    for locale in LOCALES:
        around = seen(locale, correct_units(locale))
        assert mended(around, parse_inlines) == around.catalogue, locale


def test_several_edits_in_one_text_at_once() -> None:
    said = fixed(
        "Click “Save”, **now**: “Yes”?", 'Cliquez  sur "Enregistrer" , **tout de suite**: "Oui" ?', "fr"
    ).translation
    assert said == "Cliquez sur «\u00a0Enregistrer\u00a0», **tout de suite**\u00a0: «\u00a0Oui\u00a0»\u202f?"


def test_edits_that_overlap_are_not_mixed() -> None:
    assert edited("a  b", [Edit(1, 3, " "), Edit(2, 4, "c")]) == "a c"
    assert edited("a  b", [Edit(1, 3, " "), Edit(1, 3, " ")]) == "a b"


# What it leaves alone


def test_a_remark_and_a_setting_keep_a_text_as_it_is() -> None:
    remark = ('bwise: ignore=quotes reason="a title of a program"',)
    assert (
        fixed("Click “Save” now", 'Kliknite "Shrani"  zdaj', "sl", comments=remark).translation
        == 'Kliknite "Shrani" zdaj'
    )
    unit = Unit(Message("Save"), 'Kliknite "Shrani"')
    for off in ({"quotes": None}, {"quotes": Severity.ERROR}):
        around = subject([unit], "sl", text="Save", settings=CheckSettings(severity=off))
        assert (mended(around, parse_inlines) == around.catalogue) is (off["quotes"] is None)


def test_what_was_made_for_another_text_stays() -> None:
    outdated = {"fuzzy": True, "previous": (None, "Save it")}
    assert fixed("Save", "Shrani  to", "sl", **outdated).translation == "Shrani  to"


def test_an_escaped_quotation_mark_stays() -> None:
    assert fixed("Say “no”", 'Recite \\"ne\\"', "sl").translation == 'Recite \\"ne\\"'


def test_a_draft_stays_a_draft() -> None:
    new = fixed("Save it", "Shrani  to", "sl", fuzzy=True, record=Record(State.DRAFT, engine="deepl"))
    assert (new.translation, new.state, new.record) == ("Shrani to", State.DRAFT, Record(State.DRAFT, engine="deepl"))


def test_a_sign_off_of_what_changed_is_void() -> None:
    record = Record(State.REVIEWED, by="Ana Kos", of=sign_hash(None, "Save it", "Shrani  to"))
    new = fixed("Save it", "Shrani  to", "sl", record=record)
    assert (new.state, new.record) == (State.TRANSLATED, record)


# Whatever a translation holds

_PIECES = st.sampled_from(
    (*"abcčşðéЯωΩ1,.;:!?…·()[]*_`\\'’\"“”„«»‹›‚‘´ \u00a0\u202f\u0301", "  ", "**", "[a](1)", "![b](1)", "[^1]", "{x}")
)
_SOURCES = (
    "Click “Save”, then wait.",
    "[The guide](guide.pdf) *helps*",
    "Who? ![a key](key.png)",
    "Use `x` and {date}: ‘a’",
)


def words_only(text: str) -> str:
    """What a text says without regard to how it is written."""
    text = text.translate(str.maketrans("şţŞŢãÃǎǍðÐƉ", "șțȘȚăĂăĂđĐĐ"))
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFC", text)).casefold()


@given(st.lists(_PIECES, min_size=1, max_size=30).map("".join), st.sampled_from(_SOURCES), st.sampled_from(LOCALES))
def test_mending_changes_only_how_a_text_is_written(translation: str, source: str, locale: str) -> None:
    if not translation.strip():
        return
    firm = {"number-format": None, "script": None, "mojibake": None, "invisible": None}
    around = subject([Unit(Message(source), translation)], locale, text=source, settings=CheckSettings(severity=firm))
    key = next(iter(around.sources))
    unit = Unit(Message(key[1]), translation)
    around = subject([unit], locale, text=source, settings=CheckSettings(severity=firm))
    once = mended(around, parse_inlines)
    (new,) = once.units
    assert words_only(new.translation) == words_only(translation)
    assert [mark.text for mark in marks_in(new.translation)] == [mark.text for mark in marks_in(translation)]
    faults = misfits_of(once, around.sources, parse_inlines)
    assert set(faults.get(key, ())) <= set(around.misfits.get(key, ()))
    assert mended(replace(around, catalogue=once, misfits=faults), parse_inlines) == once


# The command


SETTINGS = """\
[project]
name = "short"
version = "1"

[curricula.short]

[translate]
more_locales = ["sl", "hr"]
"""
RIGHT = {"Save your work.": "Shranite delo.", "Ask first": "Najprej »vprašajte«"}
WRONG = {"Save your work.": "Shranite  delo .", "Ask first": 'Najprej "vprašajte"'}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two texts, and an empty catalogue."""
    folder = tmp_path_factory.mktemp("made") / "short"
    (folder / "curricula" / "short").mkdir(parents=True)
    (folder / "bwise.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "curricula" / "short" / "curriculum.md").write_text("\n\n".join(RIGHT) + "\n", encoding="utf-8")
    assert bwise(folder, "translate", "sl", "--engine", "memory").returncode == ExitCode.DONE
    return folder


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    """A copy of it, with translations that can be mended, signed off."""
    folder = tmp_path / "short"
    shutil.copytree(made, folder)
    write(folder, WRONG)
    return folder


def write(folder: Path, translations: dict[str, str]) -> None:
    path = folder / "translations" / "sl" / "short.po"
    read = parse_po(path.read_bytes(), path.name, "short", "sl")
    units = []
    for unit in read.units:
        translation = translations[unit.message.text]
        record = Record(State.REVIEWED, by="Ana Kos", of=sign_hash(*unit.key, translation))
        units.append(replace(unit, translation=translation, record=record))
    path.write_bytes(serialise_po(replace(read, units=tuple(units))))


def translations(folder: Path) -> dict[str, str]:
    path = folder / "translations" / "sl" / "short.po"
    return {unit.message.text: unit.translation for unit in parse_po(path.read_bytes(), path.name, "short", "sl")}


def test_what_can_be_mended_is_and_what_is_left_decides(project: Path) -> None:
    done = bwise(project, "check", "--fix")
    assert translations(project) == RIGHT
    assert done.stdout.startswith("bwise: mended 2 units in 1 catalogue; sign-offs that are void now: 2\n")
    assert "[sign-off]" in done.stdout
    assert done.returncode == ExitCode.FINDINGS, "the texts were reviewed and are not any more"
    again = bwise(project, "check", "--fix", "--require", "translated")
    assert again.stdout.startswith("bwise: nothing to mend\n")
    assert again.returncode == ExitCode.DONE


def test_a_dry_run_shows_a_diff_and_writes_nothing(project: Path) -> None:
    before = contents(project)
    done = bwise(project, "check", "--fix", "--dry-run")
    assert contents(project) == before
    assert done.returncode == ExitCode.FINDINGS
    changed = [line for line in done.stdout.splitlines() if line[0] in "+-"]
    assert changed == [
        "--- translations/sl/short.po",
        "+++ translations/sl/short.po",
        '-msgstr "Shranite  delo ."',
        '+msgstr "Shranite delo."',
        '-msgstr "Najprej \\"vprašajte\\""',
        '+msgstr "Najprej »vprašajte«"',
    ]
    assert (
        done.stderr
        == "bwise: would mend 2 units in 1 catalogue; sign-offs that would be void: 2; nothing was written\n"
    )
    write(project, RIGHT)
    assert bwise(project, "check", "--fix", "--dry-run").returncode == ExitCode.DONE


def test_reports_for_programs_stay_readable(project: Path) -> None:
    done = bwise(project, "check", "--fix", "--format", "json")
    assert {each["tag"] for each in json.loads(done.stdout)["findings"]} == {"incomplete", "sign-off"}
    assert done.stderr.startswith("bwise: mended 2 units")


def test_a_catalogue_that_cannot_be_read_keeps_all_as_they_are(project: Path) -> None:
    (project / "translations" / "hr").mkdir()
    (project / "translations" / "hr" / "short.po").write_text("msgid", encoding="utf-8")
    before = contents(project)
    assert bwise(project, "check", "--fix", "--locale", "sl", "--locale", "hr").returncode == ExitCode.REFUSED
    assert contents(project) == before


def test_it_waits_for_its_turn_to_write(project: Path) -> None:
    with locked(project / ".bwise" / "lock"):
        assert bwise(project, "check", "--fix").returncode == ExitCode.LOCKED
        assert bwise(project, "check", "--fix", "--dry-run").returncode == ExitCode.FINDINGS
    assert translations(project) == WRONG


@pytest.mark.parametrize("words", [["--dry-run"], ["--fix", "--since", "main"], ["--fix", "--write-baseline"]])
def test_options_that_do_not_go_together(project: Path, words: list[str]) -> None:
    before = contents(project)
    assert bwise(project, "check", *words).returncode == ExitCode.USAGE
    assert contents(project) == before
