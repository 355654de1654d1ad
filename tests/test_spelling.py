"""`bwise check --spell`: which words are looked up, where dictionaries are found, what is said without one."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bwise_cli.checks import run_checks
from bwise_cli.checks.wording.spelling import spelling
from bwise_cli.domain.errors import ConfigurationError
from bwise_cli.domain.glossary import Glossary, Term
from bwise_cli.domain.message import Message, Unit
from bwise_cli.engines import hunspell
from bwise_cli.engines.hunspell import Dictionary, find_dictionary
from bwise_cli.engines.word_forms import InflectedWords
from bwise_cli.settings import CheckSettings

from .cases import FIXTURES
from .checking import NO_GLOSSARY, subject
from .test_commands import bwise

KNOWN = "zaklenite zaslon nikoli pri delu datoteko odprite vaša dal app"


def dictionary(folder: Path, name: str, words: str, charset: str = "UTF-8") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(f"SET {charset}\n", encoding="utf-8")
    listed = words.split()
    path = folder / f"{name}.dic"
    path.write_bytes("\n".join([str(len(listed)), *listed, ""]).encode(charset))
    return path


def unknown(
    folder: Path,
    *pairs: tuple[str, str],
    locale: str = "sl",
    glossary: Glossary = NO_GLOSSARY,
    names: Sequence[str] = (),
) -> list[str]:
    """What is said of units, beside a dictionary of the words of `KNOWN`."""
    units = [Unit(Message(source), translation) for source, translation in pairs]
    made = subject(units, locale, glossary=glossary, settings=CheckSettings(names=tuple(names)))
    speller = Dictionary(dictionary(folder, "xx_XX", KNOWN))
    seen = replace(made, keys=frozenset(unit.key for unit in units), speller=speller)
    return [finding.message.partition('"')[2].removesuffix('"') for finding in spelling(seen)]


def test_each_unknown_word_is_told_once(tmp_path: Path) -> None:
    said = unknown(tmp_path, ("Lock", "Zaklenite zaslom, Zaslom."), ("Lock the screen", "Zaslomek zaklenite pri delu!"))
    assert said == ["zaslom", "Zaslomek"]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Lock `dir` now.", "Zaklenite `mapo` {zaslonček}."),
        ("Open it.", "Odprite https://example.org/nekaj in/ali beri.me2."),
        ("Ask the HR.", "Odprite KNJIGE WhatsAppu"),
        ("Ask Amir at work", "Odprite Amirjevo datoteko"),
        ("Phishing", "Phishing zaklenite"),
        ("at work", "pri delu npr. pri tel. zaslon"),
        ("at work", "odprite Piranu datoteko. Piranu datoteko"),
        ("at work", "dal’app dal'zaslon"),
        ("**At** work", "p**ri** delu"),
    ],
    ids=["code", "address", "capitals", "name", "English", "abbreviation", "inner name", "elision", "marks"],
)
def test_what_is_not_looked_up(tmp_path: Path, source: str, translation: str) -> None:
    assert unknown(tmp_path, (source, translation)) == []


def test_terms_and_names_of_the_project_are_known(tmp_path: Path) -> None:
    pairs = ("at work", "Odprite videoklicem Brajeva datoteko")
    assert unknown(tmp_path, pairs) == ["videoklicem"]
    glossary = Glossary((Term("call", {"en": ("call",), "sl": ("videoklic",)}),), forms=InflectedWords())
    assert unknown(tmp_path, pairs, glossary=glossary) == []
    assert unknown(tmp_path, ("at work", "Brajeva datoteko")) == ["Brajeva"]
    assert unknown(tmp_path, ("at work", "Brajeva datoteko"), names=["Braj"]) == []


def test_nothing_is_said_without_being_asked() -> None:
    unit = Unit(Message("Lock"), "Zaklenite", comments=('bwise: ignore=spelling reason="a dialect"',))
    assert run_checks(replace(subject([unit], "sl", text="Lock"))) == []


# Dictionaries


def test_letters_that_a_dictionary_cannot_have_are_no_fault(tmp_path: Path) -> None:
    old = Dictionary(dictionary(tmp_path, "el_GR", "οθόνη", "ISO8859-7"))
    assert [old.knows(word) for word in ("οθόνη", "οθόνι", "čšž")] == [True, False, True]


def test_the_nearest_dictionary_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("de_CH", "de_DE_frami", "nl", "sl-SI"):
        dictionary(tmp_path, name, "x")
    (tmp_path / "hr_HR.dic").write_text("0\n", encoding="utf-8")
    monkeypatch.setattr(hunspell, "_folders", lambda: iter([tmp_path / "none", tmp_path]))
    found = {locale: path.stem if (path := find_dictionary(locale)) else "" for locale in ("de", "nl_BE", "sl", "hr")}
    assert found == {"de": "de_DE_frami", "nl_BE": "nl", "sl": "sl-SI", "hr": ""}
    dictionary(tmp_path, "de_AT", "x")
    assert (find_dictionary("de_AT") or Path()).stem == "de_AT"


def test_hunspell_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hunspell", None)
    with pytest.raises(ConfigurationError, match=r"pip install bwise-cli\[spell\]"):
        find_dictionary("sl")


# The command


def test_the_command(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(FIXTURES / "correct", project)
    dictionary(tmp_path / "words", "sl_SI", "ena")

    def said(*words: str) -> str:
        return bwise(project, "check", "--locale", "sl", "--everything", *words, DICPATH=str(tmp_path / "words")).stdout

    assert 'warning[spelling]: no dictionary has the word "spretnosti"' in said("--spell")
    (project / "glossaries/sl.txt").write_text("# words of the trade\nspretnost*  # skills\n", encoding="utf-8")
    after = said("--spell")
    assert 'word "spretnost' not in after
    assert "warning[spelling]" in after
    assert "[spelling]" not in said()
