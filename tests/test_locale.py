"""The program's own words: every language has every one, with the same placeholders."""

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.funding import FUNDING_FILE, funding_line, parse_funding
from bwise_cli.locales import LOCALES, base_language
from bwise_cli.overview import OUTCOME_GROUPS

SOURCES = Path(__file__).parents[1] / "src" / "bwise_cli"
FOLDER = SOURCES / "locale"
TEMPLATE = FOLDER / "bwise.pot"
LANGUAGES = sorted({base_language(locale) for locale in LOCALES})
CO_FUNDING = {
    "bg": "Съфинансирано от Европейския съюз",
    "de": "Kofinanziert von der Europäischen Union",
    "el": "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης",
    "es": "Cofinanciado por la Unión Europea",
    "fr": "Cofinancé par l'Union européenne",
    "hr": "Sufinancira Europska unija",
    "it": "Cofinanziato dall'Unione europea",
    "lv": "Līdzfinansē Eiropas Savienība",
    "nl": "Medegefinancierd door de Europese Unie",
    "pl": "Współfinansowane przez Unię Europejską",
    "ro": "Cofinanțat de Uniunea Europeană",
    "sl": "Sofinancira Evropska unija",
}
"""Set by the official artwork; a translator does not choose these words."""


def read(path: Path) -> polib.POFile:
    return polib.pofile(path.read_text(encoding="utf-8"))


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{[^}]*\}", text))


def test_template_has_every_word_that_the_program_asks_for() -> None:
    asked = {edition.label for edition in Edition} | {label for _, label in OUTCOME_GROUPS} | {"Learning outcomes"}
    for path in SOURCES.rglob("*.py"):
        asked |= set(re.findall(r'labels\["([^"]+)"\]', path.read_text(encoding="utf-8")))
    assert asked <= {entry.msgid for entry in read(TEMPLATE)}


def test_there_is_a_file_for_every_language_and_no_other() -> None:
    assert [path.stem for path in sorted(FOLDER.glob("*.po"))] == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_its_placeholders(language: str) -> None:
    entries = read(FOLDER / f"{language}.po")
    assert [entry.msgid for entry in entries] == [entry.msgid for entry in read(TEMPLATE)]
    for entry in entries:
        assert entry.msgstr.strip()
        assert entry.msgstr == entry.msgstr.strip()
        assert not entry.fuzzy
        assert placeholders(entry.msgstr) == placeholders(entry.msgid)


def test_co_funding_line_of_every_language() -> None:
    path = Path(__file__).parents[1] / "templates" / FUNDING_FILE
    lines = parse_funding(path.read_text(encoding="utf-8"), path.name)
    assert {language: lines[language] for language in CO_FUNDING} == CO_FUNDING
    assert funding_line(lines, "de_AT") == CO_FUNDING["de"]


def test_co_funding_file_with_a_mistake_is_told_with_its_line() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_funding('sl = "ena"\nsi = "dve"\n', FUNDING_FILE)
    assert str(caught.value.findings[0].place) == f"{FUNDING_FILE}:2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_header_and_whether_it_was_reviewed(language: str) -> None:
    text = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    assert re.match(r"# (Not yet reviewed by a native speaker\.|Reviewed by .+ on \d{4}-\d\d-\d\d\.)\n", text)
    header = polib.pofile(text).metadata
    assert header["Language"] == language
    assert header["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_accepts_the_file(language: str, tmp_path: Path) -> None:
    command = ["msgfmt", "-c", "-o", str(tmp_path / "out.mo"), str(FOLDER / f"{language}.po")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
