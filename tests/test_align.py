"""A document and its translation, passage by passage."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bwise_cli.align import Alignment, align
from bwise_cli.align.passages import Passage, passages_of
from bwise_cli.cli.align import THRESHOLD
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import ExitCode
from bwise_cli.domain.message import State
from bwise_cli.domain.nodes import Inlines, map_inlines, node
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.walk import transform
from bwise_cli.engines.pseudo import lengthened
from bwise_cli.formats.po import parse_po

from .building import document
from .cases import FIXTURES, Case, read_cases
from .test_commands import bwise as run
from .test_commands import contents, refused

MANY = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def passages(read: Document) -> list[Passage]:
    return passages_of(read, lambda _: ())


def shown(alignment: Alignment) -> list[str]:
    """An alignment as the fixtures write it."""
    lines = [
        (p.sources[0].number, p.targets[0].number, _shown_pair(p.sources, p.targets, p.confidence))
        for p in alignment.pairs
    ]
    pairs = [(source, target) for source, target, _ in lines]
    for passage in alignment.sources_left:
        before = [target for source, target in pairs if source < passage.number]
        lines.append((passage.number, max(before, default=0), f"- {passage.text}"))
    for passage in alignment.targets_left:
        before = [source for source, target in pairs if target < passage.number]
        lines.append((max(before, default=0), passage.number, f"+ {passage.text}"))
    return [line for _, _, line in sorted(lines)]


def _shown_pair(sources: Sequence[Passage], targets: Sequence[Passage], confidence: float) -> str:
    sure = "" if confidence >= THRESHOLD else "? "
    return sure + " = ".join(" / ".join(each.text for each in side) for side in (sources, targets))


@pytest.mark.parametrize("case", read_cases("align"), ids=lambda case: case.place)
def test_documents_and_their_translations(case: Case) -> None:
    one, _, two = case.given.partition("→\n")
    alignment = align(passages(document(one)), passages(document(two)))
    assert shown(alignment) == case.expected.splitlines(), case.title


# What holds of any documents

WORDS = (
    "tablet Ana 1 2 1,500 2026 (sometimes) one: two? *three* **four** [five](https://five.example) `six` {date} DigComp"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=12).map(" ".join)
BLOCKS = st.one_of(
    SENTENCES,
    SENTENCES.map("# {}".format),
    SENTENCES.map("## {}".format),
    SENTENCES.map("- {}".format),
    SENTENCES.map("| a | b |\n|---|---|\n| c | {} |".format),
)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=25).map("\n\n".join)


def pseudo(read: Document) -> Document:
    """A document in the language of the engine `pseudo`."""

    def foreign(inline: dict[str, object]) -> Inlines:
        return [node("Str", lengthened(str(inline["c"]), 0.2)) if inline["t"] == "Str" else inline]

    def translated(segment: Segment) -> Inlines:
        return map_inlines(segment.inlines, foreign)

    return transform(read, translated)


@MANY
@given(TEXTS)
def test_a_document_beside_its_own_translation_is_paired_one_to_one(text: str) -> None:
    one = document(text)
    sources, targets = passages(one), passages(pseudo(one))
    alignment = align(sources, targets)
    assert [(pair.sources, pair.targets) for pair in alignment.pairs] == [
        ((source,), (target,)) for source, target in zip(sources, targets, strict=True)
    ]
    assert (alignment.sources_left, alignment.targets_left) == ((), ())


@MANY
@given(TEXTS, TEXTS)
def test_pairs_are_in_the_order_of_the_source_and_every_passage_is_somewhere_once(one: str, two: str) -> None:
    sources, targets = passages(document(one)), passages(document(two))
    alignment = align(sources, targets)
    paired = [each for pair in alignment.pairs for each in pair.sources]
    assert [each.number for each in paired] == sorted(each.number for each in paired)
    assert {*paired, *alignment.sources_left} == set(sources)
    assert len(paired) + len(alignment.sources_left) == len(sources)
    paired = [each for pair in alignment.pairs for each in pair.targets]
    assert {*paired, *alignment.targets_left} == set(targets)
    assert len(paired) + len(alignment.targets_left) == len(targets)
    assert all(0 <= pair.confidence <= 1 for pair in alignment.pairs)


@MANY
@given(TEXTS)
def test_the_same_documents_are_aligned_the_same(text: str) -> None:
    one, two = document(text), pseudo(document(text))
    assert shown(align(passages(one), passages(two))) == shown(align(passages(one), passages(two)))


TRADES = ["baker", "mason", "tailor", "printer", "gardener", "plumber", "welder", "joiner", "potter", "roofer"]
CHAPTERS = "\n\n".join(
    f"# The {trade}\n\nEvery {trade} starts at {6 + number}:15 and has {number + 2} helpers.\n\n"
    f"- Ask the {trade} first.\n- Wear the {trade} gloves (pair {number + 40}).\n\n"
    f"The pay of a {trade} is {number * 110 + 900} euros a month."
    for number, trade in enumerate(TRADES)
)


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("place", range(50))
def test_a_block_left_out_on_one_side_leaves_its_neighbours_where_they_were(side: int, place: int) -> None:
    """Every other passage stays beside its own translation; the one that lost it is left over."""
    whole = document(CHAPTERS)
    sides = [passages(whole), passages(pseudo(whole))]
    assert [len(each) for each in sides] == [50, 50]
    del sides[side][place]
    alignment = align(*sides)
    pairs = [(pair.sources[0].number, pair.targets[0].number) for pair in alignment.pairs]
    assert pairs == [(number, number) for number in range(1, 51) if number != place + 1]
    assert [each.number for each in (alignment.targets_left, alignment.sources_left)[side]] == [place + 1]


def test_nothing_beside_something() -> None:
    some = passages(document("# One\n\nTwo.\n"))
    assert align([], []).pairs == ()
    assert align(some, []).sources_left == tuple(some)
    assert align([], some).targets_left == tuple(some)


# The program

ENGLISH = """# First steps

Read [the guide](https://example.org/guide) before you switch on the tablet.[^1]

[^1]: Ask {employment_service} for a printed copy.

The job coach sits next to you.

Charge the tablet overnight.
"""
SLOVENE = """# Prvi koraki

Preden vklopite tablico, preberite [navodila](https://example.org/guide).[^1]

[^1]: Natisnjen izvod vam da {employment_service}.

Delovni mentor sedi ob vas.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    return folder


def write(folder: Path, **texts: str) -> list[str]:
    """Markdown files; returns their paths."""
    paths = [folder / f"{name}.md" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def catalogue_of(project: Path, name: str = "tablets") -> Catalogue:
    path = project / "translations" / "sl" / f"{name}.po"
    return parse_po(path.read_bytes(), path.name, name, "sl")


def states(catalogue: Catalogue) -> list[tuple[State, str, str]]:
    return [(unit.state, unit.message.text, unit.translation) for unit in catalogue.current if unit.translation]


def test_an_old_translation_fills_a_new_catalogue(project: Path, tmp_path: Path) -> None:
    done = run(project, "align", *write(tmp_path, en=ENGLISH, sl=SLOVENE), "--locale", "sl", "--threshold", "0.5")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "translations/sl/tablets.po: 3 drafts, 1 outdated, 0 translated before" in done.stdout
    assert 'warning[align-left]: nothing translates "Charge the tablet overnight." (passage 5, under' in done.stdout
    catalogue = catalogue_of(project)
    assert states(catalogue) == [
        (State.DRAFT, "First steps", "Prvi koraki"),
        (
            State.DRAFT,
            "Read [the guide](1) before you switch on the tablet.[^2]",
            "Preden vklopite tablico, preberite [navodila](1).[^2]",
        ),
        (
            State.DRAFT,
            "Ask {employment_service} for a printed copy.",
            "Natisnjen izvod vam da {employment_service}.",
        ),
        (State.OUTDATED, "The job coach sits beside you.", "Delovni mentor sedi ob vas."),
    ]
    units = [unit for unit in catalogue.current if unit.translation]
    assert {unit.record.engine for unit in units if unit.record} == {"align"}
    assert all(unit.comments[0].startswith("aligned with confidence") for unit in units)
    assert units[-1].previous == (None, "The job coach sits next to you.")


def test_texts_that_the_author_joined_or_split_since(project: Path, tmp_path: Path) -> None:
    master = project / "curricula" / "tablets" / "01-first-steps.md"
    whole = "Charge the tablet with its own cable every night. Put it on the shelf beside the door of the workshop."
    master.write_text(
        f"# Steps\n\n{whole}\n\nWash your hands.\n\nThe break is at 10:15 in the garden.\n", encoding="utf-8"
    )
    one, two = whole.split(". ")
    english = f"# Steps\n\n{one}.\n\n{two}\n\nWash your hands. The break is at 10:15 in the garden.\n"
    slovene = (
        "# Koraki\n\nTablico vsako noč polnite z njenim kablom.\n\nPospravite jo na polico ob vratih delavnice.\n\n"
        "Umijte si roke. Odmor je ob 10:15 na vrtu.\n"
    )
    done = run(project, "align", *write(tmp_path, en=english, sl=slovene), "--locale", "sl", "--threshold", "0.3")
    assert done.returncode == ExitCode.DONE, done.stderr
    texts = {text: (state, translation) for state, text, translation in states(catalogue_of(project))}
    joined = "Tablico vsako noč polnite z njenim kablom. Pospravite jo na polico ob vratih delavnice."
    assert texts[whole] == (State.OUTDATED, joined)
    split = "Umijte si roke. Odmor je ob 10:15 na vrtu."
    assert texts["The break is at 10:15 in the garden."] == (State.OUTDATED, split)
    units = [unit for unit in catalogue_of(project).current if unit.translation]
    assert {unit.record.engine for unit in units if unit.record} == {"align"}


def test_a_dry_run_writes_nothing(project: Path, tmp_path: Path) -> None:
    before = contents(project)
    done = run(project, "align", *write(tmp_path, en=ENGLISH, sl=SLOVENE), "--locale", "sl", "--dry-run")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert "nothing was written" in done.stdout
    assert contents(project) == before


def test_a_second_time_changes_nothing(project: Path, tmp_path: Path) -> None:
    words = ["align", *write(tmp_path, en=ENGLISH, sl=SLOVENE), "--locale", "sl"]
    run(project, *words)
    before = contents(project)
    done = run(project, *words)
    assert "0 catalogues written" in done.stdout
    assert contents(project) == before


def test_what_is_translated_is_never_overwritten(project: Path, tmp_path: Path) -> None:
    run(project, "extract", "sl")
    path = project / "translations" / "sl" / "tablets.po"
    entry = 'msgid "The job coach sits beside you."\nmsgstr "'
    path.write_text(path.read_text(encoding="utf-8").replace(entry, f"{entry}Moje besedilo."), encoding="utf-8")
    run(project, "align", *write(tmp_path, en=ENGLISH, sl=SLOVENE), "--locale", "sl")
    assert (State.TRANSLATED, "The job coach sits beside you.", "Moje besedilo.") in states(catalogue_of(project))


def test_a_text_of_two_curricula_is_filled_in_both(project: Path, tmp_path: Path) -> None:
    (project / "translations" / "sl" / "welcome.po").unlink()
    paths = write(tmp_path, en="# A\n\nAsk before you help.\n", sl="# B\n\nVprašajte, preden pomagate.\n")
    done = run(project, "align", *paths, "--locale", "sl", "--threshold", "0.3")
    assert done.returncode == ExitCode.DONE, done.stdout
    for name in ("tablets", "welcome"):
        assert (State.DRAFT, "Ask before you help.", "Vprašajte, preden pomagate.") in states(
            catalogue_of(project, name)
        )


def test_a_lost_link_is_told_and_the_draft_kept(project: Path, tmp_path: Path) -> None:
    paths = write(tmp_path, en=ENGLISH, sl=SLOVENE.replace("[navodila](https://example.org/guide)", "navodila"))
    done = run(project, "align", *paths, "--locale", "sl", "--threshold", "0.1")
    assert "warning[align-unfit]: the translation does not fit" in done.stdout
    assert "note: link […](1) is missing" in done.stdout
    assert "Preden vklopite tablico, preberite navodila.[^2]" in [text for _, _, text in states(catalogue_of(project))]


def test_what_is_in_doubt_is_left_out_and_listed(project: Path, tmp_path: Path) -> None:
    paths = write(tmp_path, en=ENGLISH, sl=SLOVENE)
    done = run(project, "align", *paths, "--locale", "sl", "--threshold", "1", "--format", "json")
    assert done.returncode == ExitCode.FINDINGS
    report = json.loads(done.stdout)
    assert report["catalogues"] == []
    low = [each for each in report["findings"] if each["tag"] == "align-low"]
    assert len(low) == len(report["pairs"]) > 3
    assert "not taken, confidence" in low[0]["message"]
    assert low[0]["notes"][0]["path"] == paths[1]
    assert not (project / "translations" / "sl" / "tablets.po").exists()


def word(path: Path, *blocks: tuple[str, str]) -> str:
    """A Word file of paragraphs, each a style and a text."""
    file = docx.Document()
    for style, text in blocks:
        file.add_paragraph(text, style=style)
    file.save(str(path))
    return str(path)


def test_word_files_and_a_mix(project: Path, tmp_path: Path) -> None:
    one = word(
        tmp_path / "en.docx",
        ("Heading 1", "First steps"),
        ("Normal", "Bring 2 pencils."),
        ("List Bullet", "The job coach sits beside you."),
    )
    two = word(
        tmp_path / "sl.docx",
        ("Heading 1", "Prvi koraki"),
        ("Normal", "Prinesite 2 svinčnika."),
        ("List Bullet", "Delovni mentor sedi ob vas."),
    )
    done = run(project, "align", one, two, "--locale", "sl", "--dry-run", "--format", "json")
    assert done.returncode == ExitCode.DONE, done.stderr
    pairs = [(p["source"][0]["text"], p["translation"][0]["text"]) for p in json.loads(done.stdout)["pairs"]]
    assert pairs == [
        ("First steps", "Prvi koraki"),
        ("Bring 2 pencils.", "Prinesite 2 svinčnika."),
        ("The job coach sits beside you.", "Delovni mentor sedi ob vas."),
    ]
    (markdown,) = write(tmp_path, en=ENGLISH)
    done = run(project, "align", markdown, two, "--locale", "sl")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert (State.DRAFT, "First steps", "Prvi koraki") in states(catalogue_of(project))


LONG_ENGLISH = "# Care\n\n" + "The tablet is yours for as long as you are with us, and you can take it home.\n\n" * 6
LONG_SLOVENE = "# Skrb\n\n" + "Tablica je vaša, dokler ste pri nas, in jo lahko tudi odnesete domov k sebi.\n\n" * 6
LONG_CROATIAN = (
    "# Briga\n\n" + "Tablet je vaš dok ste kod nas i možete ga također ponijeti kući za rad koji je u tijeku.\n\n" * 6
)
LONG_GREEK = "# Φροντίδα\n\n" + "Η ταμπλέτα είναι δική σας όσο είστε μαζί μας.\n\n" * 6


@pytest.mark.parametrize(
    ("english", "other", "words", "code", "told"),
    [
        (LONG_ENGLISH, LONG_ENGLISH, [], ExitCode.REFUSED, "align-same"),
        (LONG_SLOVENE, LONG_ENGLISH, [], ExitCode.REFUSED, "swap the two"),
        (LONG_ENGLISH, LONG_CROATIAN, [], ExitCode.REFUSED, "seems to be in hr, not in sl"),
        (LONG_SLOVENE, LONG_CROATIAN, [], ExitCode.REFUSED, "seems to be in sl, not in en"),
        (LONG_ENGLISH, LONG_GREEK, [], ExitCode.REFUSED, "is not in sl: of its letters only 0% are Latin"),
        (LONG_ENGLISH, LONG_SLOVENE, ["--threshold", "2"], ExitCode.USAGE, "threshold"),
        (LONG_ENGLISH, LONG_SLOVENE, ["--locale", "SI"], ExitCode.USAGE, "that is a country"),
        (LONG_ENGLISH, LONG_SLOVENE, ["--curriculum", "tablet"], ExitCode.USAGE, 'did you mean "tablets"?'),
        ("---\nx: [\n---\n", LONG_SLOVENE, [], ExitCode.REFUSED, "front-matter"),
    ],
)
def test_what_align_refuses(
    project: Path, tmp_path: Path, english: str, other: str, words: list[str], code: ExitCode, told: str
) -> None:
    paths = write(tmp_path, en=english, sl=other)
    assert told in refused(project, code, "align", *paths, "--locale", "sl", *words)


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("old.odt", b"", ExitCode.USAGE, "neither a Word document"),
        ("none.md", None, ExitCode.DISK, "none.md cannot be read"),
        ("old.docx", b"no zip", ExitCode.REFUSED, "old.docx"),
        ("old.md", b"\xff\xfe", ExitCode.REFUSED, "is not UTF-8"),
    ],
)
def test_files_that_cannot_be_read(
    project: Path, tmp_path: Path, name: str, content: bytes | None, code: ExitCode, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (english,) = write(tmp_path, en=LONG_ENGLISH)
    assert told in refused(project, code, "align", english, str(tmp_path / name), "--locale", "sl")
