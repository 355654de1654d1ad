"""Looking at the masters of every curriculum, or recalling what was seen if they did not change."""

from bwise_cli.cache import content_key
from bwise_cli.checks import judge_course
from bwise_cli.domain.gate import MasterLook
from bwise_cli.formats.master_look_json import parse_master_look, serialise_master_look
from bwise_cli.pipeline.course import make_course, used_variables
from bwise_cli.pipeline.master_places import MasterPlaces
from bwise_cli.workspace import Workspace


def looks_at_masters(workspace: Workspace) -> dict[str, MasterLook]:
    """What there is to say of the masters of each curriculum, by its folder."""
    looks = {}
    for curriculum in (each.name for each in workspace.project.curricula):
        key = _key(workspace, curriculum)
        kept = workspace.cache.recall_all([key])
        look = _recalled(kept[key]) if key in kept else None
        if look is None:
            look = _look(workspace, curriculum)
            workspace.cache.keep_all({key: serialise_master_look(look)})
        looks[workspace.masters_folder(curriculum)] = look
    return looks


def _look(workspace: Workspace, curriculum: str) -> MasterLook:
    masters = workspace.masters(curriculum)
    course = make_course(workspace, curriculum, masters, MasterPlaces(workspace, curriculum, masters))
    judged = judge_course(course)
    return MasterLook(judged.findings, judged.ignored, used_variables(workspace.project.countries, course))


def _recalled(data: bytes) -> MasterLook | None:
    try:
        return parse_master_look(data)
    except (ValueError, KeyError, TypeError):
        return None


def _key(workspace: Workspace, curriculum: str) -> str:
    """Stands for the masters, the countries and what the project says of checks."""
    project = workspace.project
    said = repr((project.check, project.curriculum(curriculum), sorted(project.countries)))
    return content_key("master-look", said, workspace.offered(curriculum).digest)
