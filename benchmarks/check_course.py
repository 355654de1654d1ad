"""A project with many correct translations, for benchmarks: the handbook of `tests/fixtures/correct`, several times.

In each copy every text addresses somebody else by name, and so do its translations: no two texts are the same.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bwise_cli.domain.master import Master
from bwise_cli.domain.nodes import SPACE, Inlines, string
from bwise_cli.domain.segment import Segment
from bwise_cli.domain.walk import transform
from bwise_cli.engines import pandoc
from bwise_cli.engines.pandoc_write import API_VERSION
from bwise_cli.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "tests" / "fixtures" / "correct"
CURRICULUM = "handbook"
FIRST = ("Al", "Bo", "Da", "Fi", "Gi", "Ka", "Le", "Ma", "Ni", "Ro", "Sa", "To", "Vi")
LAST = ("bert", "dora", "lena", "mina", "nora", "rik", "sto", "vin")


def make_project(folder: Path, units: int) -> tuple[str, ...]:
    """Make a project with about `units` units in each language, in a new folder; returns the locales."""
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("translations", ".bwise"))
    shutil.rmtree(folder / "curricula" / "notices")
    settings = folder / "bwise.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[curricula.notices]\n", ""), encoding="utf-8")
    source = open_workspace(SOURCE)
    _, *modules = source.masters(CURRICULUM)
    size = len({spelling.text for module in modules for _, spelling in module if spelling})
    wanted = list(islice(_names(), max(1, round(units / size))))
    for number, name in enumerate(wanted[1:], 2):
        copy = folder / "curricula" / CURRICULUM / f"{number:02}"
        shutil.copytree(SOURCE / "curricula" / CURRICULUM / "images", copy / "images")
        for module in modules:
            (copy / module.document.name).write_text(_markdown(module, name), encoding="utf-8")
    locales = source.project.locales
    extract = [sys.executable, "-m", "bwise_cli", "extract", *locales]
    subprocess.run(extract, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    for locale in locales:
        _fill(folder, locale, wanted)
    return locales


def _fill(folder: Path, locale: str, wanted: list[str]) -> None:
    """Translate the catalogue of a language as the handbook is, with the names."""
    known = open_workspace(SOURCE).catalogue(CURRICULUM, locale)
    made = open_workspace(folder)
    empty = made.catalogue(CURRICULUM, locale)
    assert known is not None
    assert empty is not None
    found = {
        _named(unit.message.text, name): _named(unit.translation, name) for unit in known.current for name in wanted
    }
    units = tuple(replace(unit, translation=found.get(unit.message.text, "")) for unit in empty.units)
    lacking = sum(not unit.translation for unit in units)
    if lacking:
        raise SystemExit(f"{lacking} of {len(units)} units of {locale} have no translation in {SOURCE}")
    made.save(replace(empty, units=units))


def _names() -> Iterator[str]:
    """Names for the copies: none for the first."""
    yield ""
    yield from (first + last for last in LAST for first in FIRST)


def _named(text: str, name: str) -> str:
    """`text` behind a name, which leaves it as right as it was in every language."""
    return f"{name} – {text}" if name else text


def _markdown(module: Master, name: str) -> str:
    """A module as Markdown, with a name in each of its texts."""
    spellings = iter(module.spellings)

    def visit(segment: Segment) -> Inlines:
        return segment.inlines if next(spellings) is None else _with_name(segment.inlines, name)

    document = transform(module.document, visit)
    tree = {"pandoc-api-version": API_VERSION, "meta": document.meta, "blocks": document.blocks}
    arguments = ["--sandbox", "--from=json", "--to=commonmark_x-smart", "--wrap=none", "--standalone"]
    return pandoc.run(arguments, json.dumps(tree).encode("utf-8")).decode("utf-8")


def _with_name(inlines: Inlines, name: str) -> Inlines:
    return [string(name), SPACE, string("–"), SPACE, *inlines]
