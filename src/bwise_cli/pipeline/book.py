"""From localised masters to a book: the text of one edition, its cover and its images."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bwise_cli import files
from bwise_cli.compose import compose, fill_text, image_targets
from bwise_cli.country import Country
from bwise_cli.domain.book import Book, Cover
from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Finding, Place
from bwise_cli.domain.nodes import Node, plain_text
from bwise_cli.funding import funding_line
from bwise_cli.locales import language_tag
from bwise_cli.overview import Overview, make_overview, with_overview
from bwise_cli.own_words import own_words
from bwise_cli.pipeline.clock import source_date_epoch, today
from bwise_cli.pipeline.images import book_images
from bwise_cli.project import Project
from bwise_cli.regional import country_name, written_date
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
    epoch = source_date_epoch()
    if epoch is not None:
        return epoch
    day = project.date or today()
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
    overview, findings = _filled_overview(
        make_overview(_facts(documents), _name(documents, curriculum)), place, setting
    )
    introduced = with_overview(documents[0].blocks, overview, setting.labels, setting.variables.national_level)
    first = replace(documents[0], blocks=introduced)
    composed = compose([first, *documents[1:]], edition, setting.country.code, setting.variables.fill, folder)
    images, unusable = book_images(workspace, curriculum, documents, image_targets(composed.blocks))
    book = Book(
        language=language_tag(setting.locale),
        cover=_cover(workspace, overview, edition, setting),
        labels=setting.labels,
        blocks=composed.blocks,
        images=images,
        timestamp=setting.timestamp,
    )
    return book, tuple(dict.fromkeys((*findings, *composed.findings, *unusable)))


def _facts(documents: Sequence[Document]) -> Mapping[str, Node]:
    """The front matter of the overview; empty for a curriculum without one."""
    return documents[0].meta if documents[0].is_overview else {}


def _name(documents: Sequence[Document], curriculum: str) -> str:
    """What to call a curriculum that says no title: as the only module is called that it has, or by its folder."""
    titles = [block["c"][2] for block in documents[0].blocks if block["t"] == "Header" and block["c"][0] == 1]
    is_only_module = len(documents) == 1 and not documents[0].is_overview
    return plain_text(titles[0]) if is_only_module and len(titles) == 1 else curriculum


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
