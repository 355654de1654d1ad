"""Catalogues of other tools, and of older rules, are taken over, and nothing is lost."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.domain.adoption import Fate, texts_of
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.message import Message, Record, State, Unit, sign_hash
from bwise_cli.engines.markdown import Parsed, parse_inlines, parse_markdown
from bwise_cli.extract import extract_messages
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.formats.po_header import EXTRACTION_RULES
from bwise_cli.merge import merge
from bwise_cli.migrate import account, adopt, combine, with_leftovers

from .building import master
from .cases import FIXTURES, Case, read_cases
from .test_commands import bwise as run
from .test_commands import contents, refused

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: sl\\n"\n\n'
TODAY = "2026-11-24"
NEXT_RULES = str(int(EXTRACTION_RULES) + 1)


def read_texts(texts: Sequence[str]) -> list[Document | None]:
    return [
        Document("", each.meta, each.blocks) if isinstance(each, Parsed) else None for each in parse_markdown(texts)
    ]


def migrated(text: str, old: Catalogue, base: Catalogue | None = None) -> tuple[Catalogue, list[Fate]]:
    """What `old` becomes for the master `text`, and what became of each of its translations."""
    masters = [master(text)]
    messages = extract_messages(masters)
    adopted = adopt(old, texts_of(masters, messages), read_texts, parse_inlines, TODAY)
    joined = combine(base or replace(old, units=()), adopted)
    result = with_leftovers(merge(joined, messages).catalogue, adopted.leftovers)
    return result, [each.fate for each in account(old, adopted, result)]


def foreign(entries: str) -> Catalogue:
    return parse_po((HEADER + entries).encode(), "old.po", "test", "sl", foreign=True)


def shown(catalogue: Catalogue) -> list[str]:
    lines = []
    for unit in catalogue.units:
        context = f"({unit.message.context}) " if unit.message.context else ""
        line = f"{'gone ' if unit.obsolete else ''}{unit.state} | {context}{unit.message.text} → {unit.translation}"
        lines.append(line.replace("\n", "↵"))
    return lines


@pytest.mark.parametrize("case", read_cases("migrate"), ids=lambda case: case.place)
def test_entries_of_other_tools(case: Case) -> None:
    text, _, entries = case.given.partition("→\n")
    result, _ = migrated(text, foreign(entries))
    assert shown(result) == case.expected.splitlines(), case.title
    assert parse_po(serialise_po(result), "new.po", "test", "sl").units


# States, records, comments


def test_a_sign_off_holds_on_if_only_the_spelling_changed() -> None:
    text = "Read [the guide](https://a.example)."
    translation = "Preberite [navodila](https://a.example)."
    (unit,) = foreign(f'msgid "{text}"\nmsgstr "{translation}"\n').units
    signed = Record(State.REVIEWED, by="Ana Kos", on=TODAY, of=sign_hash(None, text, translation))
    result, _ = migrated(text + "\n", Catalogue("test", "sl", (replace(unit, record=signed),)))
    assert result.units[0].state is State.REVIEWED
    assert result.units[0].record == replace(
        signed, of=sign_hash(None, "Read [the guide](1).", "Preberite [navodila](1).")
    )


@pytest.mark.parametrize("translation", ["Preberite navodila.", "Preberite [navodila](https://other.example)."])
def test_a_sign_off_does_not_hold_if_the_translation_does_not_fit(translation: str) -> None:
    text = "Read [the guide](https://a.example)."
    (unit,) = foreign(f'msgid "{text}"\nmsgstr "{translation}"\n').units
    signed = Record(State.REVIEWED, by="Ana Kos", of=sign_hash(None, text, translation))
    result, _ = migrated(text + "\n", Catalogue("test", "sl", (replace(unit, record=signed),)))
    assert result.units[0].state in (State.DRAFT, State.OUTDATED)
    assert result.units[0].record is not None
    assert result.units[0].record.by == "Ana Kos"


def test_a_sign_off_does_not_hold_in_another_context() -> None:
    signed = Record(State.REVIEWED, by="Ana Kos", of=sign_hash(None, "Open", "Odpri"))
    old = Catalogue("test", "sl", (Unit(Message("Open"), "Odpri", record=signed),))
    result, _ = migrated("<!-- bwise:context the shop -->\n\nOpen\n", old)
    assert [(unit.message.context, unit.translation, unit.state) for unit in result] == [
        ("the shop", "Odpri", State.TRANSLATED)
    ]
    assert result.units[0].record is None


def test_a_void_sign_off_stays_void() -> None:
    record = Record(State.REVIEWED, by="Ana Kos", of="00000000")
    (unit,) = foreign('msgid "[a](x.md)"\nmsgstr "[b](x.md)"\n').units
    result, _ = migrated("[a](x.md)\n", Catalogue("test", "sl", (replace(unit, record=record),)))
    assert result.units[0].state is State.TRANSLATED


def test_a_fuzzy_entry_says_where_it_came_from() -> None:
    result, _ = migrated("Good day.\n", foreign('#, fuzzy\nmsgid "Good day."\nmsgstr "Dan."\n'))
    assert result.units[0].record == Record(State.DRAFT, engine="import", on=TODAY)


def test_a_destination_of_its_own_is_told_in_a_comment() -> None:
    result, _ = migrated("[a](x.md)\n", foreign('# Hello.\nmsgid "[a](x.md)"\nmsgstr "[b](y.md)"\n'))
    assert result.units[0].comments == ("Hello.", "had a part of its own: link to y.md")


def test_numbers_of_older_rules_are_read_as_what_they_are() -> None:
    old = foreign('msgid "See\\n[a](1) and[^2] [b](3)."\nmsgstr "Glejte [ž](3), [č](1)[^2]."\n')
    result, fates = migrated("See [a](x.md) and[^n] [b](y.md).\n\n[^n]: 5\n", old)
    assert shown(result) == ["translated | See [a](1) and[^2] [b](3). → Glejte [ž](3), [č](1)[^2]."]
    assert fates == [Fate.RESPELLED]


# Into a catalogue that has something


def test_a_filled_unit_is_never_overwritten() -> None:
    first, _ = migrated("One.\n\nTwo.\n", foreign('msgid "One."\nmsgstr "Ena."\n'))
    second = foreign('msgid "One."\nmsgstr "Eno."\n\nmsgid "Two."\nmsgstr "Dve."\n')
    result, fates = migrated("One.\n\nTwo.\n", second, first)
    assert shown(result) == ["translated | One. → Ena.", "translated | Two. → Dve."]
    assert fates == [Fate.OTHER, Fate.SAME]


def test_a_translation_of_several_lines_stands_beside_another_one_once() -> None:
    entries = '#, fuzzy\nmsgid "One."\nmsgstr "Eno\\nin\\nše eno."\n\nmsgid "One.\\n"\nmsgstr "Ena.\\n"\n'
    base: Catalogue | None = None
    for _ in range(2):
        result, _ = migrated("One.\n", foreign(entries), base)
        base = parse_po(serialise_po(result), "new.po", "test", "sl")
        (unit,) = base.current
        assert (unit.translation, unit.comments) == ("Ena.", ("another translation: Eno\\nin\\nše eno.",))


# Nothing is lost

WORDS = "čaj kava [a](x.md) [b](y.md) **c** `d` <b> [^1] [r][s] [t] | - # 1. > \\_ &nbsp; $ ~ ~~ : {e} {#f} ![g](h.png)"
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS.split()), st.sampled_from([" ", " ", "\n", "\n\n", "  \n"])), min_size=1, max_size=8
).map(lambda pieces: "".join(word + gap for word, gap in pieces).strip())
ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from([None, "menu"]), TEXTS),
    st.tuples(TEXTS, st.booleans(), st.booleans()),
    min_size=1,
    max_size=6,
)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
Entries: TypeAlias = dict[tuple[str | None, str], tuple[str, bool, bool]]
"""By context and text: translation, whether it is fuzzy, whether it is obsolete."""


def built(entries: Entries) -> Catalogue:
    """A catalogue of `entries`, in each of which the words are others."""
    units = [
        Unit(
            Message(text, context),
            re.sub(r"čaj|kava", rf"\g<0>{number}", translation),
            fuzzy=fuzzy,
            obsolete=obsolete,
            comments=(f"remark{number}",),
        )
        for number, ((context, text), (translation, fuzzy, obsolete)) in enumerate(entries.items())
    ]
    return Catalogue("test", "sl", tuple(sorted(units, key=lambda unit: unit.obsolete)))


def words_of(unit: Unit) -> Counter[str]:
    """The words of a translation, and those in comments on it."""
    return Counter(re.findall(r"(?:čaj|kava)\d+", " ".join((unit.translation, *unit.comments))))


@MANY
@given(st.lists(TEXTS, min_size=1, max_size=4), ENTRIES, st.booleans())
def test_no_translation_is_lost_and_a_second_time_changes_nothing(
    masters: list[str], entries: Entries, same: bool
) -> None:
    text = "\n\n".join([*masters, *(text for _, text in entries if same)])
    old = built(entries)
    result, fates = migrated(text, old)
    assert len(fates) == len(old.units)
    kept = sum((words_of(unit) for unit in result.units), Counter[str]())
    lost = sum((words_of(unit) for unit in old.units), Counter[str]()) - kept
    assert not lost
    written = serialise_po(result)
    again, _ = migrated(text, old, parse_po(written, "new.po", "test", "sl"))
    assert serialise_po(again) == written


@MANY
@given(ENTRIES)
def test_what_finds_no_place_keeps_its_remark(entries: Entries) -> None:
    old = built(entries)
    result, fates = migrated("Nothing like it 000111222333444555.\n", old)
    assert set(fates) <= {Fate.KEPT, Fate.SIMILAR}
    assert {f"remark{number}" for number in range(len(entries))} <= {line for unit in result for line in unit.comments}


# The program


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    return folder


def write(path: Path, entries: str, header: str = HEADER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + entries, encoding="utf-8")
    return path


ENTRY = 'msgid "The job coach sits beside you."\nmsgstr "Delovni mentor sedi ob vas."\n'


def test_a_catalogue_of_another_tool_is_taken_over_once(project: Path) -> None:
    path = write(project / "translations" / "sl" / "tablets.po", ENTRY + '\nmsgid "Gone for good"\nmsgstr "Proč"\n')
    done = run(project, "migrate")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "translations/sl/tablets.po: 2 translations" in done.stdout
    assert 'warning[migrate-kept]: no text of the masters is like "Gone for good"' in done.stdout
    assert "bwise: 1 catalogue written, 1 unchanged" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert f'"X-Bwise-Rules: {EXTRACTION_RULES}\\n"' in text
    assert '#~ msgid "Gone for good"' in text
    before = contents(project)
    again = run(project, "migrate")
    assert "0 catalogues written, 2 unchanged" in again.stdout
    assert run(project, "extract", "sl").returncode == ExitCode.DONE
    assert contents(project)["translations/sl/tablets.po"] == before["translations/sl/tablets.po"]


def test_a_remark_on_a_text_without_a_translation_is_kept(project: Path) -> None:
    remark = (
        '# Which guide?\nmsgid "The job coach sits beside you."\nmsgstr ""\n\n# And here?\nmsgid "Gone"\nmsgstr ""\n'
    )
    path = write(project / "translations" / "sl" / "tablets.po", remark)
    assert run(project, "migrate").returncode == ExitCode.DONE
    text = path.read_text(encoding="utf-8")
    assert "# Which guide?\n" in text
    assert '# And here?\n#~ msgid "Gone"\n' in text


def test_a_dry_run_writes_nothing_and_says_the_lines(project: Path) -> None:
    write(project / "translations" / "sl" / "tablets.po", 'msgid "Gone for good"\nmsgstr "Proč"\n')
    before = contents(project)
    done = run(project, "migrate", "--dry-run")
    assert "translations/sl/tablets.po:4: warning[migrate-kept]" in done.stdout
    assert "nothing was written" in done.stdout
    assert contents(project) == before


def test_an_outside_file_fills_what_is_empty(project: Path, tmp_path: Path) -> None:
    run(project, "extract", "sl")
    source = write(tmp_path / "old.po", ENTRY)
    done = run(project, "migrate", "sl", "--curriculum", "tablets", "--from", str(source), "--format", "json")
    report = json.loads(done.stdout)
    assert report["taken"][0]["entries"]["same"] == 1
    assert report["taken"][0]["words"]["same"] == 6
    assert report["written"] == ["translations/sl/tablets.po"]
    before = contents(project)
    run(project, "migrate", "sl", "--curriculum", "tablets", "--from", str(source))
    assert contents(project) == before
    source.write_text(source.read_text(encoding="utf-8").replace("Delovni", "Službeni"), encoding="utf-8")
    other = run(project, "migrate", "sl", "--curriculum", "tablets", "--from", str(source))
    assert contents(project) == before
    assert "warning[migrate-other]" in other.stdout


def test_an_empty_header_as_mdpo_writes_it(project: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "old.po", ENTRY, '#\nmsgid ""\nmsgstr ""\n\n')
    done = run(project, "migrate", "sl", "--curriculum", "tablets", "--from", str(source))
    assert done.returncode == ExitCode.DONE, done.stderr
    text = (project / "translations" / "sl" / "tablets.po").read_text(encoding="utf-8")
    assert '"Language: sl\\n"' in text


def test_older_rules_need_a_migration_before_anything_is_written(project: Path) -> None:
    path = write(
        project / "translations" / "sl" / "tablets.po", ENTRY, HEADER.replace('\\n"\n', '\\nX-Bwise-Rules: 0\\n"\n')
    )
    for command in ("extract", "translate"):
        told = refused(project, ExitCode.REFUSED, command, "sl")
        assert "translations/sl/tablets.po: error[po-rules]: made by older rules" in told
        assert "run bwise migrate sl" in told
    assert run(project, "migrate").returncode == ExitCode.DONE
    assert run(project, "extract", "sl").returncode == ExitCode.DONE
    assert "Delovni mentor sedi ob vas." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["extract", "sl"], ["migrate"], ["migrate", "sl", "--dry-run"]])
@pytest.mark.parametrize("rules", [NEXT_RULES, "x"])
def test_rules_that_are_not_known_are_refused(project: Path, command: list[str], rules: str) -> None:
    header = HEADER.replace('\\n"\n', f'\\nX-Bwise-Rules: {rules}\\n"\n')
    write(project / "translations" / "sl" / "tablets.po", ENTRY, header)
    told = refused(project, ExitCode.REFUSED, *command)
    assert f'error[po-rules]: made by extraction rules "{rules}"' in told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["sl", "--from", "old.po"], ExitCode.USAGE, "--curriculum tablets or welcome"),
        (["--curriculum", "tablets", "--from", "old.po"], ExitCode.USAGE, "say which locale"),
        (["sl", "--curriculum", "tablets", "--from", "none.po"], ExitCode.DISK, "none.po cannot be read"),
        (["sl", "--curriculum", "tablets", "--from", "fr.po"], ExitCode.REFUSED, 'says that it is in "fr", not in sl'),
        (["sl", "--curriculum", "tablets", "--from", "plural.po"], ExitCode.REFUSED, "po-plural"),
        (["sl", "--curriculum", "tablets"], ExitCode.USAGE, 'there is no catalogue in "sl" yet'),
        (["sl", "--curriculum", "tablet"], ExitCode.USAGE, 'did you mean "tablets"?'),
        (["SI"], ExitCode.USAGE, "that is a country"),
    ],
)
def test_what_migrate_refuses(project: Path, words: list[str], code: ExitCode, told: str) -> None:
    write(project / "old.po", ENTRY)
    write(project / "fr.po", ENTRY, HEADER.replace(" sl", " fr"))
    write(project / "plural.po", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n')
    assert told in refused(project, code, "migrate", *words)


def test_old_texts_are_read_as_the_masters_of_the_curriculum_are(project: Path, tmp_path: Path) -> None:
    """In GitHub's Markdown a bare address is a link."""
    config = project / "bwise.toml"
    text = config.read_text(encoding="utf-8").replace("[curricula.tablets]", '[curricula.tablets]\nreader = "gfm"')
    config.write_text(text, encoding="utf-8")
    master = project / "curricula" / "tablets" / "01-first-steps.md"
    master.write_text("# Steps\n\nSee https://a.example now.\n", encoding="utf-8")
    source = write(
        tmp_path / "old.po", 'msgid "See https://a.example now."\nmsgstr "Zdaj glejte https://a.example ."\n'
    )
    done = run(project, "migrate", "sl", "--curriculum", "tablets", "--from", str(source))
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "warning" not in done.stdout
    text = (project / "translations" / "sl" / "tablets.po").read_text(encoding="utf-8")
    assert 'msgstr "Zdaj glejte [https://a.example](1) ."' in text
