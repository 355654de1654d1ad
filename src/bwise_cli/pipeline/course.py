"""What the checks of masters and countries look at, gathered from the project."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bwise_cli.checks.course.course import Course, make_sheet
from bwise_cli.checks.facts import NQF, Facts
from bwise_cli.country import COUNTRIES_FOLDER, Country
from bwise_cli.domain.anchors import find_anchors
from bwise_cli.domain.destinations import Destinations
from bwise_cli.domain.document import Document
from bwise_cli.domain.edition import Edition
from bwise_cli.domain.finding import Place
from bwise_cli.domain.gate import Variable
from bwise_cli.domain.master import Master
from bwise_cli.domain.nodes import Node, attribute, nodes_of_type
from bwise_cli.domain.splice import VARIABLE
from bwise_cli.domain.visible import visible
from bwise_cli.engines.sentences import whole_sentences
from bwise_cli.overview import OUTCOME_GROUPS, made_ids, make_overview
from bwise_cli.pipeline.master_places import MasterPlaces
from bwise_cli.variables import Variables
from bwise_cli.workspace import Workspace


def make_course(workspace: Workspace, curriculum: str, masters: Sequence[Master], places: MasterPlaces) -> Course:
    """A curriculum for the checks of masters."""
    documents = [master.document for master in masters]
    folder = workspace.masters_folder(curriculum)
    return Course(
        folder=folder,
        sheets=tuple(make_sheet(document) for document in documents),
        destinations=destinations_of(folder, documents),
        outcomes=outcomes_of(documents),
        sentences=whole_sentences,
        line=places.line,
        readability=workspace.project.curriculum(curriculum).readability,
        settings=workspace.project.check,
    )


def destinations_of(folder: str, documents: Iterable[Document]) -> Destinations:
    """Where links can lead, in all editions and countries; packs add a list of outcomes to the overview."""
    anchors = {document.name: find_anchors([*document.blocks, *_made(document)]) for document in documents}
    return Destinations(folder, anchors)


def _made(document: Document) -> list[Node]:
    if not document.is_overview:
        return []
    overview = make_overview(document.meta, document.name)
    return [{"t": "Header", "c": [2, [name, [], []], []]} for name in made_ids(overview)]


def outcomes_of(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Codes of the learning outcomes in the front matter of the overview, by its name."""
    found = {}
    for document in documents:
        if document.is_overview:
            groups = make_overview(document.meta, document.name).outcomes
            found[document.name] = tuple(code for key, _ in OUTCOME_GROUPS for code, _ in groups[key] if code)
    return found


def make_facts(
    workspace: Workspace, used: Sequence[Mapping[str, Mapping[Variable, Place]]], looked_at: Iterable[str], day: date
) -> Facts:
    """The countries of a project beside the variables that its curricula use."""
    countries = workspace.project.countries
    folder = f"{workspace.project.paths.curricula}/{COUNTRIES_FOLDER}"
    together: dict[str, dict[Variable, Place]] = {code: {} for code in countries}
    for course in used:
        for code, variables in course.items():
            together[code] = {**variables, **together[code]}

    def value(country: Country, locale: str, variable: Variable) -> str | None:
        return Variables(country, locale, day).fill(*variable)

    return Facts(
        countries=tuple(countries.values()),
        paths={code: f"{folder}/{code}.toml" for code in countries},
        used=together,
        value=value,
        looked_at=frozenset(looked_at),
        today=day,
        months=workspace.project.check.facts_months,
    )


def used_variables(countries: Iterable[str], course: Course) -> dict[str, dict[Variable, Place]]:
    """By the code of each of `countries`, the variables that its packs show, and where each stands first."""
    used: dict[str, dict[Variable, Place]] = {code: {} for code in countries}
    for sheet in course.sheets:
        _note_variables(sheet.document, used, course)
    return used


def _note_variables(document: Document, used: Mapping[str, dict[Variable, Place]], course: Course) -> None:
    """Put the variables of a master that each country's packs show into `used`."""
    path = f"{course.folder}/{document.name}"
    shows_level = document.is_overview and "eqf" in document.meta
    if not shows_level and not variables_of(document):
        return
    places: dict[Variable, Place] = {}
    for code, found in used.items():
        if shows_level:
            found.setdefault(NQF, Place(path))
        for variable, written in variables_of(visible(document, Edition.TRAINER, code)).items():
            if variable not in places:
                places[variable] = Place(path, course.line(document.name, written, ""))
            found.setdefault(variable, places[variable])


def variables_of(document: Document) -> dict[Variable, str]:
    """The variables that packing fills in a document, and how each is written first."""
    texts = [item["c"] for item in nodes_of_type(document.blocks, "Str") if "{" in item["c"]]
    for kind in ("Link", "Image"):
        texts += [item["c"][2][1] for item in nodes_of_type(document.blocks, kind)]
    for kind in ("Div", "Image"):
        texts += [attribute(item, key) for item in nodes_of_type(document.blocks, kind) for key in ("title", "alt")]
    if document.is_overview:
        overview = make_overview(document.meta, document.name)
        texts += [overview.title, overview.subtitle]
        texts += [item["c"] for item in nodes_of_type([overview.audience], "Str")]
        texts += [item["c"] for group in overview.outcomes.values() for item in nodes_of_type(list(group), "Str")]
    found: dict[Variable, str] = {}
    for text in texts:
        for match in VARIABLE.finditer(text):
            found.setdefault((match[1], match[2] or ""), match[0])
    return found
