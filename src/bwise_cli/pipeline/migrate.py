"""`bwise migrate`: catalogues of other tools, or of older rules, taken over with nothing lost."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from bwise_cli import files
from bwise_cli.domain.adoption import Texts, texts_of
from bwise_cli.domain.batches import in_batches
from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.glossary import Glossary, annotate
from bwise_cli.domain.message import Message
from bwise_cli.domain.nodes import Inlines
from bwise_cli.engines import inline_markdown, markdown
from bwise_cli.extract import extract_messages
from bwise_cli.formats.po import parse_po, serialise_po
from bwise_cli.formats.po_header import Header, new_header, with_rules
from bwise_cli.locales import base_language, fallback_chain
from bwise_cli.merge import merge
from bwise_cli.migrate import Account, account, adopt, combine, findings_of, with_leftovers
from bwise_cli.pipeline.extract import changed_meanwhile, dated
from bwise_cli.pipeline.rules import Rules, standing
from bwise_cli.workspace import Workspace

BATCH = 1_000_000
"""Characters that go to pandoc at once: they take it a fifth of the memory that it may have."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file whose translations were taken over."""

    path: str
    """The catalogue, relative to the project."""
    source: str
    """The file that they come from: the catalogue itself, or an outside file as it was named."""
    accounts: tuple[Account, ...]
    """What became of each translation."""
    findings: tuple[Finding, ...]
    """What a person should look at."""

    def without_lines(self) -> "Taken":
        """The same, for a file that has been written since: the old lines mean nothing in it."""
        findings = (replace(each, place=Place(each.place.path)) for each in self.findings)
        return replace(self, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class Migration:
    """What `bwise migrate` did."""

    taken: tuple[Taken, ...]
    """One for each catalogue, or outside file, that was not in the current rules."""
    written: tuple[str, ...]
    """Catalogues that changed, or would change."""
    untouched: tuple[str, ...]
    """Catalogues with nothing to do."""


def migrate(
    workspace: Workspace, locales: Sequence[str], curriculum: str | None, source: Path | None, *, dry_run: bool
) -> Migration:
    """Take over the catalogues of `locales` that other rules made, then what the outside file `source` has.

    No locale means every one that is started, None every curriculum; an outside file goes into one catalogue.
    With `dry_run` nothing is written, so that no lock is needed. Raises `ConfigurationError` for a choice that means no
    catalogue.
    """
    curricula = _curricula(workspace, curriculum, source)
    locales = _locales(workspace, curricula, locales, source)
    today = date.today().isoformat()
    with contextlib.nullcontext() if dry_run else workspace.locked():
        glossary = workspace.glossary()
        plans: list[_Plan] = []
        for curriculum in curricula:
            wanted = [each for each in locales if source or workspace.catalogue_path(curriculum, each).exists()]
            olds = {each: workspace.catalogue(curriculum, each, foreign=True) for each in wanted}
            idle = source is None and all(old and standing(old) is Rules.CURRENT for old in olds.values())
            course = None if idle else _read_course(workspace, curriculum)
            for locale, old in olds.items():
                plan = _Plan(old, old or _fresh(workspace, curriculum, locale))
                if course:
                    plan = _planned(workspace, plan, course.annotated(glossary, locale), source, today)
                plans.append(plan)
        if not dry_run:
            for plan in plans:
                if plan.changes:
                    _save(workspace, plan)
    return Migration(
        tuple(each if dry_run or source else each.without_lines() for plan in plans for each in plan.taken),
        tuple(_shown(workspace, plan.new) for plan in plans if plan.changes),
        tuple(_shown(workspace, plan.new) for plan in plans if not plan.changes),
    )


def _save(workspace: Workspace, plan: "_Plan") -> None:
    new = plan.new
    if workspace.catalogue(new.curriculum, new.locale, foreign=True) != plan.old:
        raise changed_meanwhile(_shown(workspace, new))
    workspace.save(dated(new))


def _curricula(workspace: Workspace, named: str | None, source: Path | None) -> list[str]:
    names = [workspace.project.curriculum(named).name] if named else [each.name for each in workspace.project.curricula]
    if source and len(names) != 1:
        raise ConfigurationError(f"say which curriculum the file is for: --curriculum {' or '.join(names)}")
    return names


def _locales(
    workspace: Workspace, curricula: Sequence[str], named: Sequence[str], source: Path | None
) -> Sequence[str]:
    if source:
        if len(named) != 1:
            raise ConfigurationError(f"say which locale the file is in, such as: bwise migrate sl --from {source}")
        return named
    for locale in named:
        if not any(workspace.catalogue_path(each, locale).exists() for each in curricula):
            remedy = f"bwise migrate {locale} --from FILE makes one"
            raise ConfigurationError(f"there is no catalogue in {quoted(locale)} yet; {remedy}")
    return named or workspace.project.locales


# The masters


@dataclass(frozen=True, slots=True)
class _Course:
    """What the masters of one curriculum offer."""

    texts: Texts
    messages: tuple[Message, ...]
    reader: str

    def read(self, texts: Sequence[str]) -> list[Document | None]:
        """Texts of other tools, read as the masters are; None for one with more markup than is safe to read."""
        safe = [text for text in texts if sum(map(text.count, inline_markdown.MARKUP)) <= inline_markdown.MAX_MARKUP]
        parsed = _read_in_batches(safe, lambda batch: markdown.parse_markdown(batch, self.reader))
        found = dict(zip(safe, parsed, strict=True))
        return [
            Document("", each.meta, each.blocks) if isinstance(each := found.get(text), markdown.Parsed) else None
            for text in texts
        ]

    def annotated(self, glossary: Glossary, locale: str) -> "_Course":
        """The same, with the terms that a translator into `locale` should know."""
        return replace(self, messages=tuple(annotate(self.messages, glossary, fallback_chain(locale))))


def _read_course(workspace: Workspace, curriculum: str) -> _Course:
    masters = workspace.masters(curriculum)
    messages = extract_messages(masters)
    return _Course(texts_of(masters, messages), messages, workspace.project.curriculum(curriculum).reader)


# One catalogue


@dataclass(frozen=True, slots=True)
class _Plan:
    """A catalogue, and what it is to become."""

    old: Catalogue | None
    new: Catalogue
    taken: tuple[Taken, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return bool(self.taken) and (self.old is None or serialise_po(self.old) != serialise_po(self.new))


def _fresh(workspace: Workspace, curriculum: str, locale: str) -> Catalogue:
    """A catalogue without units that is not on disk yet."""
    return Catalogue(curriculum, locale, path=workspace.shown(workspace.catalogue_path(curriculum, locale)))


def _planned(workspace: Workspace, plan: _Plan, course: _Course, source: Path | None, today: str) -> _Plan:
    """`plan` with what is to be done for it."""
    if plan.old and standing(plan.old) is not Rules.CURRENT:
        remarks = tuple(unit for unit in plan.old if unit.comments and not unit.translation)
        base = replace(plan.old, units=remarks, header=_header(plan.old))
        plan = _with(plan, base, plan.old, course, today)
    if source:
        outside = _outside(source, plan.new)
        plan = _with(plan, plan.new, outside, course, today)
    return plan


def _with(plan: _Plan, base: Catalogue, outside: Catalogue, course: _Course, today: str) -> _Plan:
    """`plan` with the translations of `outside` where `base` has none."""
    adopted = adopt(outside, course.texts, course.read, _parse, today)
    merged = merge(combine(base, adopted), course.messages).catalogue
    result = with_leftovers(merged, adopted.leftovers)
    accounts = account(outside, adopted, result)
    findings = tuple(
        replace(each, place=replace(each.place, path=outside.path)) for each in findings_of(accounts, adopted, result)
    )
    taken = Taken(base.path, outside.path, tuple(accounts), findings)
    return replace(plan, new=result, taken=(*plan.taken, taken))


def _header(old: Catalogue) -> Header:
    """The header of `old` with the rules that hold now, and with all that a header has."""
    fields = dict(new_header(old.curriculum, old.locale, ""))
    said = {name: value for name, value in with_rules(old.header) if value or name != "Language"}
    return tuple({**said, **{name: value for name, value in fields.items() if name not in said}}.items())


def _outside(source: Path, catalogue: Catalogue) -> Catalogue:
    """The outside file. Raises `RefusedError` if it is in another language than `catalogue`."""
    shown = source.as_posix()
    outside = parse_po(files.read_file(source, shown), shown, catalogue.curriculum, catalogue.locale, foreign=True)
    language = dict(outside.header).get("Language", "").replace("-", "_")
    if language and base_language(language) != base_language(catalogue.locale or ""):
        message = f"says that it is in {quoted(language)}, not in {catalogue.locale}"
        note = Note("name the locale that it is in, or mend the field Language of its header")
        finding = Finding("po-language", message, Place(shown), notes=(note,))
        raise RefusedError(f"{shown} cannot be taken over", findings=(finding,))
    return outside


def _shown(workspace: Workspace, catalogue: Catalogue) -> str:
    return workspace.shown(workspace.catalogue_path(catalogue.curriculum, catalogue.locale or ""))


# Reading


def _parse(texts: Sequence[str]) -> list[Inlines | None]:
    return _read_in_batches(texts, markdown.parse_inlines)


T = TypeVar("T")


def _read_in_batches(texts: Sequence[str], read: Callable[[Sequence[str]], list[T]]) -> list[T]:
    """What `read` makes of `texts`, so many at a time that pandoc has room for them."""
    return [each for batch in in_batches(texts, len, BATCH) for each in read(batch)]
