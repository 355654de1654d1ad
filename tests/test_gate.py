"""The gate: what packs print, what stands in for a locale, thresholds, the baseline and what a branch changed."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Tally
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import ConfigurationError, GateError, RefusedError, ToolError
from bwise_cli.domain.finding import Finding, Place
from bwise_cli.domain.gate import Look, ModuleStanding
from bwise_cli.domain.known import counted
from bwise_cli.domain.master_lines import MasterLines
from bwise_cli.domain.message import Message, State, Unit
from bwise_cli.domain.visible import visible_keys
from bwise_cli.formats.baseline import parse_baseline, serialise_baseline
from bwise_cli.formats.po import serialise_po
from bwise_cli.pipeline import processes
from bwise_cli.pipeline.baseline import BASELINE_FILE, Baseline, load_baseline, save_baseline
from bwise_cli.pipeline.check import Checked, CheckRequest, check
from bwise_cli.pipeline.extract import extract
from bwise_cli.pipeline.looking import Lookers, Scope
from bwise_cli.pipeline.package import Request, package
from bwise_cli.pipeline.since import touched_since
from bwise_cli.workspace import Workspace, open_workspace

from .building import master
from .test_commands import bwise

MODULE = """# Tools {#tools}

All read this.

::: trainer
Trainers read this.
:::

::: {.only country="SI"}
Slovenia reads this.
:::

::: {.except country="SI"}
Austria reads this.
:::
"""
TEXTS = ("Tools", "All read this.", "Trainers read this.", "Slovenia reads this.", "Austria reads this.")
HEAD = '[project]\nname = "test"\nversion = "1"\n[curricula.tools]\n'


def visible_texts(edition: Edition, country: str) -> list[str]:
    return [text for _, text in visible_keys(master(MODULE), [edition], country)]


def test_packs_print_what_their_readers_see() -> None:
    assert visible_texts(Edition.LEARNER, "SI") == ["Tools", "All read this.", "Slovenia reads this."]
    assert visible_texts(Edition.TRAINER, "AT") == ["Tools", "All read this.", "Trainers read this.", TEXTS[4]]


def test_titles_footnotes_and_alternative_texts_are_seen_with_what_holds_them() -> None:
    text = '::: {.trainer title="For you"}\nSee ![a lamp](lamp.png).[^1]\n:::\n\n[^1]: A note.\n'
    assert visible_keys(master(text), [Edition.LEARNER], "SI") == ()
    seen = [text for _, text in visible_keys(master(text), [Edition.TRAINER], "SI")]
    assert seen == ["For you", "See ![a lamp](1).[^2]", "A note."]


# A project on disk


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project for Slovenia and Austria, whose locale falls back on German."""
    make(tmp_path, "")
    return tmp_path


def make(folder: Path, settings: str, module: str = MODULE) -> Workspace:
    write(folder / "bwise.toml", f"{HEAD}[translate]\nmore_locales = ['de', 'hr']\n{settings}")
    write(folder / "curricula" / "tools" / "01-tools.md", module)
    write(folder / "curricula" / "countries" / "SI.toml", 'locales = ["sl"]\ncurrency = "EUR"\n')
    write(folder / "curricula" / "countries" / "AT.toml", 'locales = ["de_AT"]\ncurrency = "EUR"\n')
    return open_workspace(folder)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def translate(workspace: Workspace, locale: str, translations: Mapping[str, str], *, fuzzy: bool = False) -> None:
    """Write the catalogue of a locale, in which only `translations` are there."""
    extract(workspace, [locale])
    path = workspace.catalogue_path("tools", locale)
    if not path.exists():
        extract_one(workspace, locale)
    catalogue = workspace.catalogue("tools", locale)
    assert catalogue is not None
    units = [
        replace(unit, translation=translations[unit.message.text], fuzzy=fuzzy)
        if unit.message.text in translations
        else replace(unit, translation="", fuzzy=False)
        for unit in catalogue.units
    ]
    path.write_bytes(serialise_po(replace(catalogue, units=tuple(units))))


def extract_one(workspace: Workspace, locale: str) -> None:
    """Start the catalogue of a locale without a draft."""
    messages = workspace.offered("tools").read().messages
    template = workspace.catalogue("tools", None)
    assert template is not None
    started = replace(template, locale=locale, units=tuple(Unit(message) for message in messages))
    path = workspace.catalogue_path("tools", locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(serialise_po(started))


def reversed_words(*texts: str) -> dict[str, str]:
    """A translation of each text that no check has anything to say of."""
    known = {
        "Tools": "Orodja",
        "All read this.": "To berejo vsi.",
        "Trainers read this.": "To berejo trenerji.",
        "Slovenia reads this.": "To berejo v Sloveniji.",
        "Austria reads this.": "To berejo v Avstriji.",
    }
    return {text: known[text] for text in texts}


def incomplete(checked: Checked) -> list[str]:
    """The texts that are not ready."""
    return [each.about[1] for each in checked.findings if each.tag == "incomplete" and each.about]


def pack(workspace: Workspace, code: str, edition: Edition) -> CheckRequest:
    country = workspace.project.country(code)
    scopes = tuple(Scope(locale, country, (edition,)) for locale in country.locales)
    return CheckRequest(scopes, State.TRANSLATED)


def test_a_country_answers_for_what_its_packs_print(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", reversed_words("Tools", "All read this."))
    assert incomplete(check(workspace, CheckRequest((Scope("sl"),), State.TRANSLATED))) == list(TEXTS[2:])
    assert incomplete(check(workspace, pack(workspace, "SI", Edition.LEARNER))) == ["Slovenia reads this."]
    assert incomplete(check(workspace, pack(workspace, "SI", Edition.TRAINER))) == list(TEXTS[2:4])


def test_what_stands_in_for_a_locale_counts(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "de", reversed_words(*TEXTS[:2]))
    request = pack(workspace, "AT", Edition.LEARNER)
    checked = check(workspace, request)
    assert [each.tag for each in checked.findings] == ["incomplete"]  # and de_AT, which nobody started, is not missing
    translate(workspace, "de_AT", reversed_words("Austria reads this."))
    assert check(workspace, request).passed
    assert incomplete(check(workspace, CheckRequest((Scope("de_AT"),), State.TRANSLATED))) == list(TEXTS[2:4])


def test_a_draft_of_the_locale_itself_is_printed_before_that_of_the_base(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "de", reversed_words(*TEXTS))
    translate(workspace, "de_AT", reversed_words("Tools"), fuzzy=True)
    checked = check(workspace, pack(workspace, "AT", Edition.LEARNER))
    (finding,) = checked.findings
    assert (finding.place.path, incomplete(checked)) == ("translations/de_AT/tools.po", ["Tools"])


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("missing", TEXTS)
@pytest.mark.parametrize("code", ["SI", "AT"])
def test_the_gate_passes_where_a_release_can_be_made(project: Path, code: str, missing: str, edition: Edition) -> None:
    workspace = make(project, '[check]\nrequire = "translated"\n')
    for locale in ("sl", "de"):
        translate(workspace, locale, reversed_words(*(text for text in TEXTS if text != missing)))
    country = workspace.project.country(code)
    passed = check(workspace, pack(workspace, code, edition)).passed
    request = Request(country, country.locales, ("tools",), (edition,), ("docx",), release=True)
    if passed:
        package(workspace, request, lambda _: None)
    else:
        with pytest.raises(GateError, match="1 passage not ready"):
            package(workspace, request, lambda _: None)


def test_a_pack_is_told_of_variables_without_a_value(project: Path) -> None:
    workspace = make(project, "", "# Tools\n\nAsk {employment_service}.\n")
    translate(workspace, "sl", {"Tools": "Orodja", "Ask {employment_service}.": "Vprašajte {employment_service}."})
    assert check(workspace, CheckRequest((Scope("sl"),), State.TRANSLATED)).passed
    checked = check(workspace, pack(workspace, "SI", Edition.LEARNER))
    assert [(each.tag, each.place.path) for each in checked.findings] == [("variable", "curricula/tools/01-tools.md")]


def test_a_translation_that_does_not_fit_is_told_though_another_stands_in(project: Path) -> None:
    workspace = make(project, '[check]\nrequire = "translated"\n', "# Tools\n\nRead [this](https://example.org).\n")
    translate(workspace, "de", {"Tools": "Orodja", "Read [this](1).": "Preberite [to](1)."})
    translate(workspace, "de_AT", {"Read [this](1).": "Preberite to."})
    (finding,) = check(workspace, pack(workspace, "AT", Edition.LEARNER)).findings
    assert (finding.tag, finding.place.path) == ("link", "translations/de_AT/tools.po")
    country = workspace.project.country("AT")
    request = Request(country, ("de_AT",), ("tools",), (Edition.LEARNER,), ("docx",), release=True)
    with pytest.raises(GateError, match="1 passage not ready"):
        package(workspace, request, lambda _: None)


def test_a_translation_that_does_not_fit_is_not_told_to_lack_its_own_state(project: Path) -> None:
    workspace = make(project, "", "# Tools\n\nRead [this](https://example.org).\n")
    translate(workspace, "de", {"Tools": "Orodja", "Read [this](1).": "Preberite to."})
    translate(workspace, "de_AT", {"Tools": "Orodja", "Read [this](1).": "Preberite to."})
    for request in (CheckRequest((Scope("de_AT"),), State.TRANSLATED), pack(workspace, "AT", Edition.LEARNER)):
        assert {each.tag for each in check(workspace, request).findings} == {"link"}


def test_a_remark_that_may_be_needed_later_or_elsewhere_is_left_alone(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", {**reversed_words(*TEXTS), "Trainers read this.": "To  berejo trenerji."})
    catalogue = workspace.catalogue("tools", "sl")
    assert catalogue is not None
    remark = 'bwise: ignore=spacing reason="as in print"'
    units = [replace(each, comments=(remark,)) if "  " in each.translation else each for each in catalogue.units]
    path = workspace.catalogue_path("tools", "sl")
    path.write_bytes(serialise_po(replace(catalogue, units=tuple(units))))
    assert check(workspace, pack(workspace, "SI", Edition.LEARNER)).findings == ()
    outdated = [replace(each, fuzzy=True, previous=(None, "Old.")) if each.comments else each for each in units]
    path.write_bytes(serialise_po(replace(catalogue, units=tuple(outdated))))
    assert incomplete(checked := check(workspace, CheckRequest((Scope("sl"),), State.TRANSLATED))) == [TEXTS[2]]
    assert [each.tag for each in checked.findings] == ["incomplete"]


def test_the_translation_without_the_context_counts_where_it_is_printed(project: Path) -> None:
    workspace = make(project, "", "# Tools\n\nOpen it.\n\n<!-- bwise:context door -->\n\nOpen it.\n")
    translate(workspace, "de", {"Tools": "Orodja", "Open it.": "Odprite."})
    catalogue = workspace.catalogue("tools", "de")
    assert catalogue is not None
    units = [replace(unit, translation="") if unit.message.context else unit for unit in catalogue.units]
    (project / catalogue.path).write_bytes(serialise_po(replace(catalogue, units=tuple(units))))
    for request in (CheckRequest((Scope("de"),), State.TRANSLATED), pack(workspace, "AT", Edition.LEARNER)):
        assert check(workspace, request).findings == ()


def test_several_processes_find_the_same_as_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(project)
    for locale, count in (("sl", 2), ("de", 3), ("de_AT", 1), ("hr", 2)):
        translate(workspace, locale, reversed_words(*TEXTS[:count]))
    request = CheckRequest(tuple(map(Scope, ("sl", "de", "de_AT", "hr"))), State.TRANSLATED)
    alone = check(workspace, request)
    monkeypatch.setattr(processes, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert check(workspace, request) == alone
    assert len(alone.findings) == 3 + 2 + 2 + 3


def test_a_fault_in_another_process_is_the_same_fault(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(project)
    for locale in ("de", "sl"):
        translate(workspace, locale, reversed_words(*TEXTS))
    (project / "translations" / "sl" / "tools.po").write_bytes(b'msgid "\n')
    monkeypatch.setattr(processes, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(RefusedError) as caught:
        check(workspace, CheckRequest((Scope("de"), Scope("sl")), State.TRANSLATED))
    assert caught.value.findings[0].place.path == "translations/sl/tools.po"


def move_translations(folder: Path) -> None:
    make(folder, '[paths]\ntranslations = "moved"\n')
    (folder / "translations").rename(folder / "moved")


def end_at_once(*_: object) -> list[Look]:
    """What a process does that the system ends since there is no memory left."""
    os._exit(9)


def test_a_process_that_was_ended_is_told_as_that(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(project)
    for locale in ("de", "sl"):
        translate(workspace, locale, reversed_words(*TEXTS))
    monkeypatch.setattr(processes, "WORTH", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(processes, "_look", end_at_once)
    with pytest.raises(ToolError, match="was ended from outside"):
        check(workspace, CheckRequest((Scope("de"), Scope("sl")), State.TRANSLATED))


LOOKED_AT_ANEW = {
    "master": lambda folder: write(folder / "curricula" / "tools" / "01-tools.md", MODULE.replace("Tools {", "New {")),
    "catalogue": lambda folder: translate(open_workspace(folder), "sl", reversed_words(*TEXTS)),
    "settings": lambda folder: make(folder, "[check]\ncomplete = 0\n"),
    "folder": lambda folder: move_translations(folder),
    "glossary": lambda folder: write(folder / "glossaries" / "terms.csv", "id,en,sl\ntool,tool,orodje\n"),
}


@pytest.mark.parametrize("change", LOOKED_AT_ANEW.values(), ids=list(LOOKED_AT_ANEW))
def test_what_was_seen_is_recalled_unless_something_changed(
    project: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def noted(lookers: Lookers, curriculum: str, scope: Scope) -> Look:
        looked.append(curriculum)
        return look_at(lookers, curriculum, scope)

    look_at = Lookers.look_at
    monkeypatch.setattr(Lookers, "look_at", noted)
    request = CheckRequest((Scope("sl"),), State.TRANSLATED)
    translate(open_workspace(project), "sl", reversed_words(*TEXTS[:3]))
    first = check(open_workspace(project), request)
    assert check(open_workspace(project), request) == first
    assert looked == ["tools"]
    change(project)
    check(open_workspace(project), request)
    assert looked == ["tools", "tools"]


# Thresholds


def standing(met: int, unmet: int, complete: int) -> ModuleStanding:
    words = {**dict.fromkeys(State, 0), State.REVIEWED: met, State.DRAFT: unmet}
    return ModuleStanding("", "sl", "tools", "01.md", Tally(words, words), State.REVIEWED, complete)


@pytest.mark.parametrize(
    ("met", "unmet", "complete", "passes"),
    [(0, 0, 100, True), (99, 1, 100, False), (8, 2, 80, True), (7, 3, 80, False), (0, 9, 0, True), (9, 0, 100, True)],
)
def test_a_module_passes_when_enough_of_its_words_are_ready(met: int, unmet: int, complete: int, passes: bool) -> None:
    assert standing(met, unmet, complete).is_complete is passes


def test_a_message_without_words_has_to_be_ready_too() -> None:
    none = dict.fromkeys(State, 0)
    tally = Tally({**none, State.UNTRANSLATED: 1}, none)
    assert not ModuleStanding("", "sl", "tools", "01.md", tally, State.DRAFT, 100).is_complete


def test_what_is_not_ready_is_a_warning_where_enough_is(project: Path) -> None:
    workspace = make(project, "[check]\ncomplete = 60\n")
    translate(workspace, "sl", reversed_words(*TEXTS[:4]))
    request = CheckRequest((Scope("sl"),), State.TRANSLATED)
    checked = check(workspace, request)
    assert incomplete(checked) == ["Austria reads this."]
    assert checked.passed
    assert not check(make(project, "[check]\ncomplete = 90\n"), request).passed


def test_more_warnings_than_allowed_fail(project: Path) -> None:
    workspace = make(project, "[check]\ncomplete = 60\nwarnings = 0\n")
    translate(workspace, "sl", reversed_words(*TEXTS[:4]))
    assert not check(workspace, CheckRequest((Scope("sl"),), State.TRANSLATED)).passed


# Baseline

FINDINGS = st.builds(
    Finding,
    st.sampled_from(["incomplete", "number"]),
    st.sampled_from(["untranslated", "draft"]),
    st.builds(Place, st.sampled_from(["a.po", "b.po"]), st.integers(0, 3)),
    about=st.none() | st.tuples(st.none() | st.text(max_size=2), st.text(max_size=2)),
)


@given(st.lists(FINDINGS))
def test_a_baseline_reads_back_and_knows_what_it_was_made_of(findings: list[Finding]) -> None:
    data = serialise_baseline(counted(findings))
    kept = Baseline(parse_baseline(data, BASELINE_FILE))
    assert (kept.new(findings), kept.gone(findings)) == ([], 0)
    assert serialise_baseline(kept.findings) == data
    assert kept.gone([]) == len(findings)
    assert len(kept.new([*findings, *findings])) == len(findings)


def test_a_known_finding_may_get_better_but_not_be_joined_by_another(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", reversed_words(*TEXTS[:3]))
    request = CheckRequest((Scope("sl"),), State.TRANSLATED)
    save_baseline(workspace, check(workspace, request).findings)
    baseline = load_baseline(workspace)
    known = replace(request, baseline=baseline)
    checked = check(workspace, known)
    assert (checked.passed, checked.known, checked.gone) == (True, 2, 0)
    translate(workspace, "sl", reversed_words(*TEXTS), fuzzy=True)
    assert incomplete(check(workspace, known)) == list(TEXTS[:3])
    translate(workspace, "sl", reversed_words(*TEXTS))
    assert check(workspace, known).gone == 2


def test_a_known_unit_that_is_less_far_than_before_is_told(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", reversed_words(*TEXTS), fuzzy=True)
    request = CheckRequest((Scope("sl"),), State.REVIEWED)
    save_baseline(workspace, check(workspace, request).findings)
    known = replace(request, baseline=load_baseline(workspace))
    assert check(workspace, known).passed
    translate(workspace, "sl", reversed_words(*TEXTS))
    assert check(workspace, known).passed
    translate(workspace, "sl", reversed_words(*TEXTS[1:]))
    assert incomplete(check(workspace, known)) == [TEXTS[0]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a baseline"),
        ('{"format": 9, "findings": []}', "has format 9"),
        ('{"format": 1, "findings": [{"path": 3, "tag": "x", "count": 1}]}', "is not a baseline"),
        ('{"format": 1, "findings": [7]}', "is not a baseline"),
        ('{"format": 1, "findings": [{"path": "a", "tag": "x", "state": "far", "count": 1}]}', "is not a baseline"),
        ("[" * 100_000, "is not a baseline"),
    ],
)
def test_a_broken_baseline_is_refused(project: Path, text: str, message: str) -> None:
    (project / BASELINE_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError) as caught:
        load_baseline(open_workspace(project))
    assert caught.value.findings[0].message.startswith(message)


# What a branch changed


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    """The project in a folder of a repository, with half of its translations, on a branch of its own."""
    workspace = open_workspace(project)
    (project / ".gitignore").write_text(".bwise/\n", encoding="utf-8")
    translate(workspace, "sl", reversed_words(*TEXTS[:2]))
    git(project, "init", "-q", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "start")
    git(project, "checkout", "-q", "-b", "work")
    return project


def seen_since(folder: Path, revision: str = "main") -> list[str]:
    workspace = open_workspace(folder)
    request = CheckRequest((Scope("sl"),), State.REVIEWED, touched=touched_since(workspace, revision))
    return [f"{each.tag} {each.about[1] if each.about else ''}".strip() for each in check(workspace, request).findings]


def test_a_link_that_breaks_because_another_master_changed_is_told(repository: Path) -> None:
    folder = repository / "curricula" / "tools"
    (folder / "02-more.md").write_text("# More\n\n[Tools](01-tools.md#tools)\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "more")
    first = folder / "01-tools.md"
    first.write_text(first.read_text(encoding="utf-8").replace("{#tools}", "{#devices}"), encoding="utf-8")
    assert "link-target" in seen_since(repository, "HEAD")
    git(repository, "commit", "-q", "-a", "-m", "another id")
    assert "link-target" not in seen_since(repository, "HEAD")


def test_only_the_units_that_a_branch_changed_are_told(repository: Path) -> None:
    assert seen_since(repository) == []
    translate(open_workspace(repository), "sl", reversed_words(*TEXTS[:3]))
    assert seen_since(repository) == ["incomplete Trainers read this."]
    git(repository, "commit", "-q", "-a", "-m", "one more")
    assert seen_since(repository) == ["incomplete Trainers read this."]


def test_what_happens_on_the_other_branch_is_not_ours(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    translate(open_workspace(repository), "sl", reversed_words(*TEXTS[:4]))
    git(repository, "commit", "-q", "-a", "-m", "elsewhere")
    git(repository, "checkout", "-q", "work")
    assert seen_since(repository) == []


def test_a_master_that_was_edited_without_extracting_is_told(repository: Path) -> None:
    write(repository / "curricula" / "tools" / "01-tools.md", MODULE.replace("All read", "Everybody reads"))
    assert "not-extracted" in seen_since(repository)


def test_a_new_catalogue_is_all_new(repository: Path) -> None:
    git(repository, "rm", "-q", "translations/sl/tools.po")
    git(repository, "commit", "-q", "-m", "away")
    git(repository, "branch", "-f", "main", "work")
    translate(open_workspace(repository), "sl", reversed_words(*TEXTS))
    assert seen_since(repository) == [f"incomplete {text}" for text in TEXTS]


def pack_since(folder: Path, revision: str) -> list[str]:
    workspace = open_workspace(folder)
    request = replace(pack(workspace, "SI", Edition.LEARNER), touched=touched_since(workspace, revision))
    return [each.tag for each in check(workspace, request).findings]


def test_what_packs_lack_because_another_file_changed_is_told(repository: Path) -> None:
    master, country = repository / "curricula" / "tools" / "01-tools.md", repository / "curricula/countries/SI.toml"
    image = repository / "curricula" / "tools" / "lamp.svg"
    fact = '[facts.desk]\nsl = "Zavod"\nchecked = 2026-11-01\nsource = "https://example.org"\n'
    master.write_text("# Tools\n\nAsk {desk}.\n\n![A lamp](lamp.svg)\n", encoding="utf-8")
    image.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    sound = country.read_text(encoding="utf-8")
    country.write_text(sound + fact, encoding="utf-8")
    translate(open_workspace(repository), "sl", {"Tools": "Orodja", "Ask {desk}.": "Vprašajte {desk}."})
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "desk")
    assert pack_since(repository, "HEAD") == []
    country.write_text(sound, encoding="utf-8")
    assert "variable" in pack_since(repository, "HEAD")
    git(repository, "checkout", "-q", ".")
    image.write_text("no image", encoding="utf-8")
    assert "image-format" in pack_since(repository, "HEAD")


def test_files_of_a_repository_inside_are_not_left_out(repository: Path) -> None:
    git(repository, "rm", "-q", "-r", "--cached", "translations")
    git(repository, "commit", "-q", "-m", "elsewhere")
    inner = repository / "translations"
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", ".")
    git(inner, "commit", "-q", "-m", "inside")
    assert "incomplete Austria reads this." in seen_since(repository, "HEAD")
    git(repository, "-c", "advice.addEmbeddedRepo=false", "add", "translations")
    git(repository, "commit", "-q", "-m", "submodule")
    assert seen_since(repository, "HEAD") == []
    translate(open_workspace(repository), "sl", reversed_words(*TEXTS[:3]))
    assert "incomplete Austria reads this." in seen_since(repository, "HEAD")


@pytest.mark.parametrize("directory", [".git", "absolute"])
def test_what_git_tells_a_hook_of_the_repository_is_not_taken_for_the_folder(
    tmp_path: Path, directory: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "the course"
    workspace = make(folder, "")
    translate(workspace, "sl", reversed_words(*TEXTS[:2]))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    monkeypatch.setenv("GIT_DIR", directory if directory == ".git" else str(tmp_path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert seen_since(folder) == []
    translate(workspace, "sl", reversed_words(*TEXTS[:3]))
    assert seen_since(folder) == ["incomplete Trainers read this."]


@pytest.mark.parametrize("revision", ["nowhere", "--upload-pack=touch x", ""])
def test_a_revision_that_is_none_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(ConfigurationError, match="git knows no revision"):
        seen_since(repository, revision)


def test_a_folder_outside_of_git_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    with pytest.raises(ConfigurationError, match="needs a git repository"):
        seen_since(project)


# Lines of masters


@pytest.mark.parametrize(
    ("text", "anchor", "line"),
    [
        ("One line that is broken.", "", 3),
        ("Read [the guide](1) now.", "", 6),
        ("Twice.", "", 8),
        ("Twice.", "second", 12),
        ("*Strong* words", "", 14),
        ("Nowhere to be found", "", 0),
    ],
)
def test_the_line_of_a_message(text: str, anchor: str, line: int) -> None:
    lines = MasterLines(
        "# First\n\nOne line\nthat is broken.\n\nRead [the guide](guide.pdf) now.\n\nTwice.\n\n"
        "## Second {#second}\n\nTwice.\n\n_Strong_ words\n"
    )
    assert lines.line(text, anchor) == line


def test_findings_name_the_place_in_the_master(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", reversed_words(*TEXTS[:4]))
    (finding,) = check(workspace, CheckRequest((Scope("sl"),), State.TRANSLATED)).findings
    assert finding.notes[-1].place == Place("curricula/tools/01-tools.md", 14)


def test_a_baseline_is_json_that_a_person_can_read(project: Path) -> None:
    finding = Finding("number", "3 is missing", Place("a.po", 7), about=(None, "Čakaj 3 dni."))
    save_baseline(open_workspace(project), [finding])
    read = json.loads((project / BASELINE_FILE).read_text(encoding="utf-8"))
    assert read["findings"] == [{"path": "a.po", "tag": "number", "text": "Čakaj 3 dni.", "count": 1}]
    assert Message("Čakaj 3 dni.").key == finding.about


def test_all_countries_want_every_locale(project: Path) -> None:
    workspace = open_workspace(project)
    translate(workspace, "sl", reversed_words(*TEXTS))
    assert bwise(project, "check", "--require", "translated").returncode == 0
    done = bwise(project, "check", "--require", "translated", "--all")
    assert done.returncode == 1
    assert "translations/de_AT/tools.po: error[catalogue-missing]: there is no such catalogue" in done.stdout


@pytest.mark.parametrize("words", [["--edition", "trainer"], ["--write-baseline", "--locale", "sl"], ["--since", "x"]])
def test_options_that_say_nothing_together_are_refused(project: Path, words: list[str]) -> None:
    done = bwise(project, "check", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("bwise: ")


def test_all_countries_of_a_project_without_any_are_refused(project: Path) -> None:
    shutil.rmtree(project / "curricula" / "countries")
    done = bwise(project, "check", "--all")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the project has no country file" in done.stderr


def test_a_baseline_makes_an_old_project_green(project: Path) -> None:
    translate(open_workspace(project), "sl", reversed_words(*TEXTS[:3]))
    assert bwise(project, "check").returncode == 1
    assert bwise(project, "check", "--write-baseline").stdout == f"bwise: 5 findings in {BASELINE_FILE}\n"
    assert bwise(project, "check", "--write-baseline").stdout == f"bwise: 5 findings in {BASELINE_FILE}, as before\n"
    done = bwise(project, "check")
    assert done.returncode == 0
    assert "5 findings of the baseline left out; --no-baseline shows them" in done.stdout
    assert bwise(project, "check", "--no-baseline").returncode == 1
