"""What gettext's msgfmt refuses or warns of, `bwise check` says as well, and nothing where msgfmt says nothing."""

import shutil
import subprocess
from dataclasses import replace

import pytest

from bwise_cli.checks import CATALOGUE_CHECKS
from bwise_cli.formats.po import new_header, parse_po

from .checking import subject

FIELDS = {
    "Project-Id-Version": "course",
    "PO-Revision-Date": "2026-11-25 10:00+0000",
    "Last-Translator": "Ana Kos <ana@example.org>",
    "Language-Team": "Slovenian <sl@example.org>",
    "Language": "sl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
ENTRIES = [
    ("", r"a\n", "b"),
    ("", "a", r"b\n"),
    ("", r"\na", "b"),
    ("", "a", r"\nb"),
    ("c-format", "%d a", "b"),
    ("c-format", "a", "%d b"),
    ("c-format", "%d %s", "%s %d"),
    ("c-format", "%d", "%ld"),
    ("c-format", "%d", "%s"),
    ("c-format", "%d", "%"),
    ("c-format", "%s", "%s %s"),
    ("c-format", "100%% of %d", "100 % od"),
    ("possible-c-format", "%d", "x"),
    ("objc-format", "%d", "%s"),
    ("python-format", "%(a)s", "%(b)s"),
    ("python-format", "%(a)s %(b)s", "%(b)s"),
    ("python-format", "%(a)s", "%(a)d"),
    ("python-format", "%s", "%d"),
    ("python-format", "%s %s", "%s"),
    ("python-brace-format", "{a}", "{b}"),
    ("python-brace-format", "{a}", "{"),
    ("python-brace-format", "{0} {1}", "{1}"),
    ("python-brace-format", "{country}", "x"),
    ("perl-brace-format", "{a}", "b"),
    ("sh-format", "$a", "b"),
    ("sh-format", "${a}", "${b}"),
    ("php-format", "%s", "%d"),
    ("php-format", "%1$s", "x"),
    ("javascript-format", "%s", "x"),
    ("java-format", "{0}", "x"),
    ("java-printf-format", "%s", "x"),
    ("lua-format", "%s", "x"),
    ("qt-format", "%1", "x"),
    ("kde-format", "%1", "%2"),
    ("csharp-format", "{0}", "x"),
    ("boost-format", "%1%", "x"),
    ("fuzzy, c-format", "%d", "x"),
]
SOUND = [
    ("", "a", "b"),
    ("", r"a\n", r"b\n"),
    ("c-format", "%d %s", "%2$s %1$d"),
    ("c-format", "%d", "%i"),
    ("c-format", "%d%%", "%d %%"),
    ("no-c-format", "%d", "x"),
    ("python-format", "%(a)s %(b)d", "%(b)d %(a)s"),
    ("python-brace-format", "{a} {b}", "{b} {a}"),
    ("perl-brace-format", "{a}", "x {a}"),
    ("sh-format", "$a", "${a}"),
    ("qt-format", "%1 %2", "%2 %1"),
    ("", "%d {a}", "x"),
]
HEADERS = [
    {"Language": ""},
    {"Project-Id-Version": "PACKAGE VERSION"},
    {"Last-Translator": "FULL NAME <EMAIL@ADDRESS>"},
    {"Language-Team": "LANGUAGE <LL@li.org>"},
    {"PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE"},
    *({name: None} for name in FIELDS if name != "Content-Type"),
]
needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")


def po(flags: str, text: str, translation: str, **changed: str | None) -> bytes:
    fields = {**FIELDS, **{name.replace("_", "-"): value for name, value in changed.items()}}
    header = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items() if value is not None)
    flag = f"#, {flags}\n" if flags else ""
    return f'msgid ""\nmsgstr ""\n{header}\n{flag}msgid "{text}"\nmsgstr "{translation}"\n'.encode()


def said(data: bytes, locale: str = "sl") -> list[str]:
    read = parse_po(data, "translations/sl/one.po", "one", locale)
    keys = frozenset(unit.key for unit in read.current)
    seen = replace(subject(read.units, locale), catalogue=read, keys=keys)
    return [finding.message for finding in CATALOGUE_CHECKS["gettext"](seen)]


def msgfmt(data: bytes) -> str:
    """What msgfmt says; empty if nothing."""
    done = subprocess.run(["msgfmt", "--check", "-o", "-", "-"], input=data, capture_output=True, check=False)
    return done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("entry", ENTRIES[:-1], ids=str)
def test_a_broken_entry_is_told(entry: tuple[str, str, str]) -> None:
    assert len(said(po(*entry))) == 1


@pytest.mark.parametrize("entry", [*SOUND, ENTRIES[-1]], ids=str)
def test_a_sound_entry_is_not(entry: tuple[str, str, str]) -> None:
    assert said(po(*entry)) == []


@pytest.mark.parametrize("changed", HEADERS, ids=str)
def test_a_header_that_is_not_filled_in_is_told(changed: dict[str, str | None]) -> None:
    assert len(said(po("", "a", "b", **changed))) == 1


@needs_msgfmt
@pytest.mark.parametrize("entry", [*ENTRIES, *SOUND], ids=str)
def test_msgfmt_says_the_same_of_entries(entry: tuple[str, str, str]) -> None:
    assert bool(msgfmt(po(*entry))) is bool(said(po(*entry)))


@needs_msgfmt
@pytest.mark.parametrize("changed", HEADERS, ids=str)
def test_msgfmt_says_the_same_of_headers(changed: dict[str, str | None]) -> None:
    assert msgfmt(po("", "a", "b", **changed))


def test_a_header_of_another_language_is_told() -> None:
    assert said(po("", "a", "b", Language="de")) == ['the header says that the language is "de", not "sl"']
    assert said(po("", "a", "b", Language="sl_SI")) == []


def test_what_bwise_writes_is_sound() -> None:
    assert {name for name, _ in new_header("one", "sl", "2026-11-25 10:00+0000")} >= set(FIELDS)
