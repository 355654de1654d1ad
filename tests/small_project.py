"""A small project on disk, translated into Slovenian without a fault, for real runs of `bwise check`."""

import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from bwise_cli.domain.message import Record, State
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.pipeline.extract import extract
from bwise_cli.workspace import open_workspace

CATALOGUE = "translations/sl/tools.po"
MASTER = "curricula/tools/01-tools.md"
SETTINGS = """[project]
name = "small"
version = "1"
date = 2026-11-24

[curricula.tools]

[translate]
more_locales = ["hr"]

[check]
require = "draft"
"""
TEXT = """# Tools {#tools}

Read [the guide](https://www.ess.gov.si) first.

Ask your job coach.
"""
TRANSLATIONS = {
    "Tools": "Orodja",
    "Read [the guide](1) first.": "Najprej preberite [navodila](1).",
    "Ask your job coach.": "Vprašajte svojega delovnega mentorja.",
}
VOID = Record(State.REVIEWED, by="Ana Kos", on="2026-11-23", of="00000000")
"""A sign-off of another text."""


def make_project(folder: Path, translations: Mapping[str, str] | None = None) -> None:
    """Make a project for Slovenia, with a catalogue that has `translations`, or with none."""
    for name, text in {
        "bwise.toml": SETTINGS,
        "curricula/countries/SI.toml": 'locales = ["sl"]\ncurrency = "EUR"\n',
        MASTER: TEXT,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if translations is not None:
        extract(open_workspace(folder), ["sl"])
        translate(folder, translations)


def translate(folder: Path, translations: Mapping[str, str], *, void: str = "") -> None:
    """Put these translations into the catalogue; that of the text `void` has a sign-off that does not hold."""
    path = folder / CATALOGUE
    catalogue = parse_po(path.read_bytes(), CATALOGUE, "tools", "sl")
    units = [
        replace(
            unit,
            translation=translations.get(unit.message.text, unit.translation),
            fuzzy=False,
            record=VOID if unit.message.text == void else None,
        )
        for unit in catalogue.units
    ]
    path.write_bytes(serialise_po(replace(catalogue, units=tuple(units))))


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git with the settings of nobody."""
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *settings, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
