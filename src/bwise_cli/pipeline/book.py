"""From localised masters to a book: the text of one edition, its cover and its images."""

import datetime
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from bwise_cli import files
from bwise_cli.compose import compose, fill_text, image_target, image_targets
from bwise_cli.country import Country
from bwise_cli.domain.book import Book, Cover
from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.image_kind import image_kind
from bwise_cli.domain.nodes import Node
from bwise_cli.domain.remark import UNUSABLE_IMAGE
from bwise_cli.funding import funding_line
from bwise_cli.locales import language_tag
from bwise_cli.overview import Overview, make_overview, with_overview
from bwise_cli.own_words import own_words
from bwise_cli.project import Project
from bwise_cli.regional import country_name, written_date
from bwise_cli.safe_names import is_safe_path
from bwise_cli.variables import Variables
from bwise_cli.workspace import Workspace

DRAFT_NOTICE = (
    "This pack is a draft. It holds translations that no expert has reviewed, or passages that are still in "
    "English. Use it for checking, not for teaching."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all books of one pack have in common."""

    country: Country
    """For which country they are."""
    locale: str
    """In which locale."""
    timestamp: int
    """Seconds since 1970 of the date on the covers."""
    labels: Mapping[str, str]
    """The program's own words in the locale."""

    @property
    def day(self) -> datetime.date:
        """The date on the covers."""
        return datetime.datetime.fromtimestamp(self.timestamp, datetime.UTC).date()

    @property
    def variables(self) -> Variables:
        """What variables stand for."""
        return Variables(self.country, self.locale, self.day)


def make_setting(project: Project, country: Country, locale: str) -> Setting:
    """The setting of the books for `country` in `locale`.

    The date is that of SOURCE_DATE_EPOCH if it is set, else that of the project, else today.
    """
    return Setting(country, locale, _timestamp(project), own_words(locale))


def _timestamp(project: Project) -> int:
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        if not re.fullmatch("[0-9]{1,11}", epoch):
            raise ConfigurationError(f"SOURCE_DATE_EPOCH is a number of seconds; found {quoted(epoch)}")
        return int(epoch)
    day = project.date or datetime.datetime.now(datetime.UTC).date()
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())


def make_book(
    workspace: Workspace,
    curriculum: str,
    documents: Sequence[Document],
    edition: Edition,
    setting: Setting,
) -> tuple[Book, tuple[Finding, ...]]:
    """The book of one edition of `curriculum`, and what is wrong with its text.

    `documents` are localised, the overview first. Raises `RefusedError` if an image cannot be had.
    """
    folder = workspace.masters_folder(curriculum)
    place = Place(f"{folder}/{documents[0].name}")
    overview, findings = _filled_overview(make_overview(_facts(documents), curriculum), place, setting)
    introduced = with_overview(documents[0].blocks, overview, setting.labels, setting.variables.national_level)
    first = replace(documents[0], blocks=introduced)
    composed = compose([first, *documents[1:]], edition, setting.country.code, setting.variables.fill, folder)
    book = Book(
        language=language_tag(setting.locale),
        cover=_cover(workspace, overview, edition, setting),
        labels=setting.labels,
        blocks=composed.blocks,
        images=_images(workspace, curriculum, documents, image_targets(composed.blocks)),
        timestamp=setting.timestamp,
    )
    return book, tuple(dict.fromkeys((*findings, *composed.findings)))


def _facts(documents: Sequence[Document]) -> Mapping[str, Node]:
    """The front matter of the overview; empty for a curriculum without one."""
    return documents[0].meta if documents[0].is_overview else {}


def as_draft(book: Book) -> Book:
    """`book` with the notice that it is a draft, which its cover and every page then show."""
    return replace(book, cover=replace(book.cover, notice=book.labels[DRAFT_NOTICE]))


def _filled_overview(overview: Overview, place: Place, setting: Setting) -> tuple[Overview, list[Finding]]:
    """`overview`, which stands at `place`, with the variables in what the cover shows filled; those without value."""
    findings: list[Finding] = []

    def filled(text: str) -> str:
        return fill_text(text, setting.variables.fill, place, findings)

    return replace(overview, title=filled(overview.title), subtitle=filled(overview.subtitle)), findings


def _cover(workspace: Workspace, overview: Overview, edition: Edition, setting: Setting) -> Cover:
    labels, project = setting.labels, workspace.project
    emblem = workspace.root / project.emblem if project.emblem else None
    return Cover(
        title=overview.title,
        subtitle=overview.subtitle,
        edition=labels[edition.label],
        country=country_name(setting.country.code, setting.locale),
        version=labels["Version {version}"].format(version=project.version),
        date=written_date(setting.day, setting.locale),
        notice="",
        funding=funding_line(workspace.funding_lines(), setting.locale),
        emblem=files.read_file(emblem, project.emblem or "") if emblem else None,
        publisher=project.publisher,
    )


def _images(
    workspace: Workspace, curriculum: str, documents: Sequence[Document], targets: Sequence[str]
) -> dict[str, bytes]:
    """Content of each image. All that are missing are told at once, with file and line."""
    folder = workspace.root / workspace.masters_folder(curriculum)
    found = _embedded_images(workspace, curriculum, documents, targets)
    missing: list[str] = []
    for target in targets:
        if target in found:
            continue
        name = unquote(target)
        path = folder / PurePosixPath(name)
        if is_safe_path(name) and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            found[target] = files.read_file(path, workspace.shown(path))
        else:
            missing.append(target)
    if missing:
        findings = tuple(_missing_image(workspace, curriculum, documents, target) for target in missing)
        raise RefusedError(f"images of {curriculum} are missing: {len(missing)}", findings=findings)
    return found


def _embedded_images(
    workspace: Workspace, curriculum: str, documents: Sequence[Document], targets: Sequence[str]
) -> dict[str, bytes]:
    """Content of each image that is inside a Word master. Raises `RefusedError` for those that no pack can hold."""
    masters = workspace.master_folder(curriculum)
    found: dict[str, bytes] = {}
    findings: list[Finding] = []
    for document in documents:
        wanted = [target for target in targets if target.startswith(f"{document.name}/")]
        images = masters.images(document.name) if wanted else {}
        found |= {target: images[target] for target in wanted if target in images}
        if any(target in images and not image_kind(images[target]) for target in wanted):
            place = Place(f"{workspace.masters_folder(curriculum)}/{document.name}")
            said = [remark for remark in document.remarks if remark.tag == UNUSABLE_IMAGE]
            findings += [Finding(each.tag, each.message, place, notes=(Note(each.remedy),)) for each in said]
    if findings:
        raise RefusedError(f"images of {curriculum} cannot be used: {len(findings)}", findings=tuple(findings))
    return found


def _missing_image(workspace: Workspace, curriculum: str, documents: Sequence[Document], target: str) -> Finding:
    """The finding for an image that is not there, with the file and line that ask for it."""
    folder = workspace.masters_folder(curriculum)
    message = f"there is no image {quoted(target)} in {folder}"
    notes = (Note("put the file there, or mend its name"),)
    for document in documents:
        written = [each for each in image_targets(document.blocks) if image_target(document.name, each) == target]
        if written:
            line = workspace.line_of(curriculum, document.name, written[0])
            return Finding("image-missing", message, Place(f"{folder}/{document.name}", line), notes=notes)
    return Finding("image-missing", message, Place(folder), notes=notes)
