"""The images of a book: from the folder of its curriculum, and out of its Word masters."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from bwise_cli import files
from bwise_cli.compose import image_target, image_targets
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.image_kind import image_kind
from bwise_cli.domain.remark import UNUSABLE_IMAGE
from bwise_cli.layout.images import STAND_IN
from bwise_cli.safe_names import is_safe_path
from bwise_cli.workspace import Workspace


def book_images(
    workspace: Workspace, curriculum: str, documents: Sequence[Document], targets: Sequence[str]
) -> tuple[dict[str, bytes], list[Finding]]:
    """Content of each image, and a finding for each that no pack can show: an empty frame stands for it.

    Raises `RefusedError` with a finding for each that is missing.
    """
    found = _embedded(workspace, curriculum, documents, targets)
    found |= _beside(workspace, curriculum, [target for target in targets if target not in found])
    missing = [target for target in targets if target not in found]
    if missing:
        faults = tuple(_missing(workspace, curriculum, documents, target) for target in missing)
        raise RefusedError(f"images of {curriculum} are missing: {len(missing)}", findings=faults)
    unusable = [target for target in targets if not image_kind(found[target])]
    findings = [finding for target in unusable for finding in _unusable(workspace, curriculum, documents, target)]
    return found | dict.fromkeys(unusable, STAND_IN), findings


def _beside(workspace: Workspace, curriculum: str, targets: Sequence[str]) -> dict[str, bytes]:
    """Content of those images that are files in the folder of the curriculum."""
    folder = workspace.root / workspace.masters_folder(curriculum)
    found: dict[str, bytes] = {}
    for target in targets:
        name = unquote(target)
        path = folder / PurePosixPath(name)
        if is_safe_path(name) and path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            found[target] = files.read_file(path, workspace.shown(path))
    return found


def _embedded(
    workspace: Workspace, curriculum: str, documents: Sequence[Document], targets: Sequence[str]
) -> dict[str, bytes]:
    """Content of those images that are inside a Word master; nothing is in one that it only links to."""
    masters = workspace.master_folder(curriculum)
    found: dict[str, bytes] = {}
    for document in documents:
        wanted = [target for target in targets if target.startswith(f"{document.name}/")]
        images = masters.images(document.name) if wanted else {}
        found |= {target: images.get(target, b"") for target in wanted}
    return found


def _missing(workspace: Workspace, curriculum: str, documents: Sequence[Document], target: str) -> Finding:
    folder = workspace.masters_folder(curriculum)
    message = f"there is no image {quoted(target)} in {folder}"
    place = next(_places(workspace, curriculum, documents, target), Place(folder))
    return Finding("image-missing", message, place, notes=(Note("put the file there, or mend its name"),))


def _unusable(workspace: Workspace, curriculum: str, documents: Sequence[Document], target: str) -> Iterator[Finding]:
    folder = workspace.masters_folder(curriculum)
    for document in documents:
        if target.startswith(f"{document.name}/"):
            for remark in document.remarks:
                if remark.tag == UNUSABLE_IMAGE:
                    place = Place(f"{folder}/{document.name}")
                    yield Finding(remark.tag, remark.message, place, notes=(Note(remark.remedy),))
            return
    message = f"{quoted(target)} is no image that packs can show; an empty frame stands for it"
    place = next(_places(workspace, curriculum, documents, target), Place(folder))
    yield Finding("image-format", message, place, notes=(Note("save it as SVG, PNG or JPEG"),))


def _places(workspace: Workspace, curriculum: str, documents: Sequence[Document], target: str) -> Iterator[Place]:
    """Where the masters ask for the image `target`."""
    folder = workspace.masters_folder(curriculum)
    for document in documents:
        for written in image_targets(document.blocks):
            if image_target(document.name, written) == target:
                yield Place(f"{folder}/{document.name}", workspace.line_of(curriculum, document.name, written))
