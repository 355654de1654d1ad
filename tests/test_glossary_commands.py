"""`bwise glossary check`, `import` and `export`, on a copy of the example project."""

import json
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner, Result

from bwise_cli.cli.app import app
from bwise_cli.domain.errors import ExitCode, RefusedError
from bwise_cli.domain.glossary import Term
from bwise_cli.engines.xlsx import read_sheet, write_sheet
from bwise_cli.formats.glossary_table import make_table, table_of, terms_of
from bwise_cli.glossaries import reconcile

from .cases import FIXTURES
from .test_glossary import GLOSSARIES

TERMS = "glossaries/terms.csv"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example project with more locales, which is the current folder."""
    folder = tmp_path / "project"
    shutil.copytree(FIXTURES / "example", folder)
    with (folder / "bwise.toml").open("a", encoding="utf-8") as file:
        file.write('[translate]\nmore_locales = ["de", "de_AT", "hr"]\n')
    monkeypatch.chdir(folder)
    return folder


def bwise(*words: str, code: ExitCode = ExitCode.DONE) -> Result:
    result = CliRunner().invoke(app, ["glossary", *words])
    assert result.exit_code == code, result.output
    return result


def write_terms(folder: Path, text: str, name: str = TERMS) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def told(*words: str, code: ExitCode = ExitCode.DONE) -> list[str]:
    """Findings as a program reads them."""
    record = json.loads(bwise("check", "--format", "json", *words, code=code).stdout)
    return [f"{each['path']}:{each['line']}: {each['tag']}: {each['message']}" for each in record["findings"]]


# Check


def test_a_sound_glossary_has_no_findings(project: Path) -> None:
    write_terms(project, "id,en,sl\njob-coach,job coach,delovni mentor\n")
    assert told() == []


def test_words_for_two_concepts(project: Path) -> None:
    write_terms(
        project,
        "id,en,sl,status\nc1,tablet,tablica,\nc2,Tablet|job coach,tablica,\n"
        "c2,,tablica,forbidden\nc3,tablet,plošča,forbidden\n",
    )
    assert told(code=ExitCode.FINDINGS) == [
        f'{TERMS}:3: glossary-duplicate: "Tablet" is a word of "c1" already',
        f'{TERMS}:3: glossary-conflict: sl: "tablica" is accepted and forbidden for "c2"',
        f'{TERMS}:3: glossary-shared: sl: "tablica" is the word for "c1" too',
    ]


def test_missing_and_unused_terms(project: Path) -> None:
    write_terms(
        project, "id,en,sl,de,de_AT,translate\nc1,tablet,tablica,Tablet,,\nc2,job coach,,,,\nc3,Europass,,,,no\n"
    )
    assert told() == [
        f'{TERMS}:3: glossary-missing: "c2" has no term in de, de_AT, sl',
        f'{TERMS}:4: glossary-unused: "c3" never occurs in the masters',
    ]
    assert told("--locale", "sl")[0] == f'{TERMS}:3: glossary-missing: "c2" has no term in sl'
    assert told("--locale", "hr") == [f'{TERMS}:4: glossary-unused: "c3" never occurs in the masters']


def test_the_table_shows_every_locale(project: Path) -> None:
    printed = bwise("check").stdout
    assert [line.split() for line in printed.splitlines() if line.split()[:1] in (["sl"], ["hr"])] == [
        ["hr", "0", "2", "0", "%"],
        ["sl", "2", "0", "100", "%"],
    ]
    assert printed.endswith("bwise: 0 errors and 0 warnings in 2 concepts in 1 glossary\n")


def test_a_project_without_glossaries(project: Path) -> None:
    shutil.rmtree(project / "glossaries")
    assert bwise("check").stdout == "bwise: 0 errors and 0 warnings in 0 concepts in 0 glossaries\n"
    assert bwise("export").stdout == "id,pos,definition,note,status,translate,case,en\n"


def test_a_concept_in_two_glossaries_is_refused_with_both_places(project: Path) -> None:
    write_terms(project, "id,en\ntablet,tablet\n", "glossaries/more.csv")
    printed = bwise("check", code=ExitCode.REFUSED).output
    assert f'{TERMS}:3: error[glossary-row]: the id "tablet" is in another glossary too' in printed
    assert "glossaries/more.csv:2: note: there" in printed


# Import


def imported(*words: str, code: ExitCode = ExitCode.DONE) -> dict[str, object]:
    record = json.loads(bwise("import", *words, "--format", "json", code=code).stdout)
    assert isinstance(record, dict)
    return record


def test_what_is_there_is_never_replaced_silently(project: Path) -> None:
    before = (project / TERMS).read_bytes()
    record = imported("old/terms.csv", "--dry-run", code=ExitCode.FINDINGS)
    assert (project / TERMS).read_bytes() == before
    assert imported("old/terms.csv", code=ExitCode.FINDINGS) == {**record, "dry_run": False}
    assert record["added"] == ["screen-reader"]
    assert record["written"] == [TERMS]
    assert (project / TERMS).read_text(encoding="utf-8") == (
        "id,en,sl,note,de\n"
        "job-coach,job coach,delovni mentor|delovna mentorica,Of the course for job coaches.,Jobcoach\n"
        "tablet,tablet,tablica,,Tablet\n"
        "screen-reader,screen reader,bralnik zaslona,,\n"
    )
    again = imported("old/terms.csv", code=ExitCode.FINDINGS)
    assert (again["added"], again["same"], again["written"]) == ([], 2, [])
    assert imported("old/terms.csv", "--overwrite")["written"] == [TERMS]
    assert "tablet,tablet,tablični računalnik,,Tablet" in (project / TERMS).read_text(encoding="utf-8")


def test_the_report_of_an_import_shows_both_texts(project: Path) -> None:
    assert bwise("import", "old/terms.csv", code=ExitCode.FINDINGS).stdout.splitlines() == [
        f'{TERMS}:3: warning[glossary-differs]: sl of "tablet" is "tablica"; the file has "tablični računalnik"',
        f"{TERMS}:3: note: --overwrite takes over what differs",
        f'{TERMS}:2: note of "job-coach": "Of the course for job coaches."',
        f'{TERMS}:2: de of "job-coach": "Jobcoach"',
        f'{TERMS}:3: de of "tablet": "Tablet"',
        "new: screen-reader",
        f"bwise: 1 term added, 3 fields filled, 1 kept; {TERMS} was written",
    ]


def test_another_concept_with_a_known_id_is_not_mixed_in(project: Path) -> None:
    write_terms(project, "id,en,sl,definition\ntablet,pill,pilula,A medicine\n", "pills.csv")
    before = (project / TERMS).read_bytes()
    record = imported("pills.csv", code=ExitCode.FINDINGS)
    assert record["changes"] == [{"id": "tablet", "column": "en", "old": "tablet", "new": "pill", "taken": False}]
    assert (project / TERMS).read_bytes() == before


def test_new_terms_go_where_it_is_said(project: Path) -> None:
    imported("old/terms.csv", "--into", "words", code=ExitCode.FINDINGS)
    added = (project / "glossaries" / "words.csv").read_text(encoding="utf-8").splitlines()
    assert added == [
        "id,pos,definition,note,status,translate,case,en,sl",
        "screen-reader,,,,preferred,yes,any,screen reader,bralnik zaslona",
    ]
    for name in ("../words", "con", ".x"):
        assert "cannot be called" in bwise("import", "old/terms.csv", "--into", name, code=ExitCode.USAGE).output


def test_a_file_in_a_code_page_is_imported_if_it_is_said(project: Path) -> None:
    (project / "t.csv").write_bytes("id;en;sl\r\nc1;hint;naïve\r\n".encode("cp1252"))
    refused = bwise("import", "t.csv", code=ExitCode.REFUSED).output
    assert "t.csv:2: error[glossary-charset]: is not UTF-8" in refused
    assert "nothing was written" in refused
    imported("t.csv", "--encoding", "cp1252")
    assert "c1,hint,naïve" in (project / TERMS).read_text(encoding="utf-8")
    assert 'no encoding "cp0"' in bwise("import", "t.csv", "--encoding", "cp0", code=ExitCode.USAGE).output
    assert "--encoding is for CSV" in bwise("import", "x.tbx", "--encoding", "cp1250", code=ExitCode.USAGE).output


def test_a_glossary_of_the_project_in_a_code_page_becomes_utf8(project: Path) -> None:
    (project / TERMS).write_bytes("id;en;sl\r\nc1;hint;naïve\r\n".encode("cp1252"))
    bwise("check", code=ExitCode.REFUSED)
    assert imported(TERMS, "--encoding", "cp1252")["written"] == [TERMS]
    assert (project / TERMS).read_bytes() == "\ufeffid;en;sl\r\nc1;hint;naïve\r\n".encode()
    bwise("check")


def test_files_of_other_kinds_are_refused(project: Path) -> None:
    assert '"terms.xls" is not CSV, XLSX or TBX' in bwise("import", "terms.xls", code=ExitCode.USAGE).output
    assert "missing.tbx cannot be read" in bwise("import", "missing.tbx", code=ExitCode.DISK).output


# Export, and back


@pytest.mark.parametrize("form", ["csv", "xlsx", "tbx"])
def test_what_was_exported_brings_nothing_new(project: Path, form: str) -> None:
    write_terms(
        project,
        "id,pos,definition,note,status,translate,case,en,sl,de_AT\n"
        "c1,noun,=Help,+1,,,,hint|cue,namig|'=x,\n"
        "c1,,,-note,forbidden,,exact,,@štos,\n"
        "ESCO,proper-noun,,,,no,exact,ESCO,,\n"
        "c d,,,,admitted,,,two words,,zwei Wörter\n",
    )
    before = (project / TERMS).read_bytes()
    bwise("export", "-o", f"out.{form}")
    record = imported(f"out.{form}")
    assert (record["added"], record["changes"], record["same"]) == ([], [], 4)
    (project / TERMS).unlink()
    assert len(imported(f"out.{form}", "--into", "terms")["added"]) == 4  # type: ignore[arg-type]
    write_terms(project, before.decode(), "before.csv")
    assert imported("before.csv")["changes"] == []


def test_only_the_words_of_a_locale_are_exported(project: Path) -> None:
    write_terms(project, "id,en,sl,de\nc1,hint,namig,Tipp\n")
    assert bwise("export", "--locale", "de").stdout.splitlines()[1] == "c1,,,,preferred,yes,any,hint,Tipp"
    written = bwise("export", "--locale", "de", "--format", "tbx").stdout
    assert "Tipp" in written
    assert "namig" not in written


def test_a_spreadsheet_is_not_for_the_terminal(project: Path) -> None:
    assert "-o terms.xlsx" in bwise("export", "--format", "xlsx", code=ExitCode.USAGE).output


def test_an_export_is_no_glossary_of_the_project(project: Path) -> None:
    printed = bwise("export", "-o", "glossaries/all.csv", code=ExitCode.USAGE).output
    assert "glossaries/all.csv would be a glossary of the project itself" in printed


def test_a_csv_for_excel_begins_with_its_mark(project: Path) -> None:
    bwise("export", "-o", "out.csv")
    assert (project / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


# Spreadsheets


@settings(max_examples=20, deadline=None)
@given(GLOSSARIES)
def test_a_spreadsheet_says_what_was_written(terms: list[Term]) -> None:
    table = table_of(terms, "en", ("sl",))
    rows = read_sheet(write_sheet(table.columns, table.rows, "glossary"), "terms.xlsx")
    assert list(terms_of(make_table(rows, "terms.xlsx", "en"), "terms.xlsx", "en")) == terms


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    data = write_sheet(["id", "en"], [["007", '=HYPERLINK("http://x","y")'], ["+1", "-1"]], "glossary")
    cells = [cell for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][2:] == ["007", '=HYPERLINK("http://x","y")', "+1", "-1"]


def test_cells_are_read_as_a_person_sees_them() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "en", "sl"])
    sheet.append([])
    sheet.append([7, "24/7", None])
    sheet.append([1.5, True, " a\nb "])
    out = BytesIO()
    book.save(out)
    assert read_sheet(out.getvalue(), "t.xlsx") == [
        (1, ["id", "en", "sl"]),
        (3, ["7", "24/7", ""]),
        (4, ["1.5", "yes", "a\nb"]),
    ]


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def damaged() -> bytes:
    data = write_sheet(["id", "en"], [["c1", "hint"]], "glossary")
    return data[:200] + b"\0" * 50 + data[250:]


@pytest.mark.parametrize(
    "data",
    [
        b"id,en\n",
        b"PK\x03\x04",
        packed(a="<a/>"),
        packed(xl__workbook='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', xl___rels__workbook="<a/>"),
        packed(xl__workbook="<a>" + "x" * 30_000_000 + "</a>"),
        damaged(),
    ],
)
def test_hostile_and_broken_spreadsheets_are_refused(data: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        read_sheet(data, "t.xlsx")
    assert {finding.tag for finding in caught.value.findings} == {"glossary-xlsx"}
    assert all(finding.notes for finding in caught.value.findings)


# Reconciling


@given(GLOSSARIES, GLOSSARIES, st.booleans())
def test_nothing_that_is_there_is_lost(existing: list[Term], incoming: list[Term], overwrite: bool) -> None:
    done = reconcile(existing, incoming, "en", overwrite=overwrite)
    assert all(change.taken is (overwrite or not change.old) for change in done.changes)
    assert reconcile(existing, existing, "en").changes == ()
    assert len(done.added) + done.same + len({id(each.term) for each in done.changes}) <= len(incoming)


def test_characters_that_excel_spells_as_codes_are_read() -> None:
    data = write_sheet(["id", "_x000D_", "x_x0041_x0042_"], [], "glossary")
    assert read_sheet(data, "t.xlsx") == [(1, ["id", "_x000D_", "x_x0041_x0042_"])]
