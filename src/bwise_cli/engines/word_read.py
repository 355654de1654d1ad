"""Reading Word files: masters, and translations that partners made in Word."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from bwise_cli.domain.errors import RefusedError, ToolError
from bwise_cli.domain.finding import Finding, Note, Place, quoted
from bwise_cli.domain.image_kind import image_kind
from bwise_cli.domain.nodes import Blocks, Inlines, Node
from bwise_cli.domain.normal import normal_blocks, normal_meta
from bwise_cli.domain.remark import UNUSABLE_IMAGE, Remark
from bwise_cli.domain.word_style import WordStyle
from bwise_cli.engines import pandoc
from bwise_cli.engines.word_ast import Surroundings, tidy, with_title_heading
from bwise_cli.engines.word_bookmarks import Bookmarks
from bwise_cli.engines.word_clean import clean_text, remove_all, remove_indents
from bwise_cli.engines.word_comments import find_directives
from bwise_cli.engines.word_file import WordFile, open_word
from bwise_cli.engines.word_guard import SAVE_AGAIN
from bwise_cli.engines.word_lists import nest_styled_lists
from bwise_cli.engines.word_marks import Marks
from bwise_cli.engines.word_package import W, edit_part, pack_zip
from bwise_cli.engines.word_rescue import rescue_text
from bwise_cli.engines.word_styles import read_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHANGES = tuple(f"{{{W}}}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class WordText:
    """What pandoc made of one Word file."""

    meta: dict[str, Node]
    """Front matter: title, subtitle, author, date and abstract, from paragraphs of these styles."""
    blocks: Blocks
    """The text, in normal form."""
    remarks: tuple[Remark, ...]
    """What the author should know."""
    styles: frozenset[str]
    """The `style_key` of every paragraph style that the text uses."""

    @property
    def as_module(self) -> Blocks:
        """The text of a file that is one module: its title, if it has one in the style Title, heads it."""
        title, subtitle = (self._front_matter(key) for key in ("title", "subtitle"))
        return with_title_heading(self.blocks, title, subtitle) if title else self.blocks

    def _front_matter(self, key: str) -> Inlines:
        value = self.meta.get(key)
        return list(value["c"]) if value and value["t"] == "MetaInlines" else []


def read_word(data: bytes, shown: str, name: str, meant: Mapping[str, WordStyle]) -> WordText:
    """Read the Word file `data`, which messages call `shown`.

    The targets of its images begin with `name`; `word_images` has their content. `meant` says what paragraph styles
    mean, by `style_key`. Raises `RefusedError` if the file is unsafe, damaged, or no Word document.
    """
    return _Reader(open_word(data, shown), shown, name, meant, hashlib.sha256(data).hexdigest()[:12]).read()


def word_images(data: bytes, shown: str, name: str) -> dict[str, bytes]:
    """Content of every image in the Word file `data`, by its target in what `read_word` returns."""
    parts = open_word(data, shown).parts
    return {_target(name, part, content): content for part, content in parts.items() if _is_media(part)}


def _is_media(part: str) -> bool:
    return "media" in PurePosixPath(part).parts


def _target(name: str, part: str, content: bytes) -> str:
    """Target of an image: its content names it, so that a picture more in the file changes no other's name."""
    return f"{name}/{hashlib.sha256(content).hexdigest()[:16]}{PurePosixPath(part).suffix.lower()}"


class _Reader:
    """Reads one file."""

    def __init__(self, file: WordFile, shown: str, name: str, meant: Mapping[str, WordStyle], seed: str) -> None:
        self._file = file
        self._shown = shown
        self._name = name
        self._meant = meant
        self._marks = Marks(seed)
        self._bookmarks = Bookmarks(f"bwise{seed}places")
        self._styles = read_styles(file.parts.get(file.related("styles")))
        self._used: frozenset[str] = frozenset()
        self._remarks: list[Remark] = []

    def read(self) -> WordText:
        package = self._prepared()
        around = Surroundings(self._marks, self._image)
        try:
            document: Any = json.loads(pandoc.run(["--sandbox", "--from=docx", "--to=json"], package))
            blocks = self._bookmarks.answered(normal_blocks(tidy(document["blocks"], around)))
        except ToolError as error:
            raise _unreadable(self._shown, str(error)) from error
        except RecursionError as error:
            raise _unreadable(self._shown, "tables or lists are nested too deeply") from error
        meta = {key: normal_meta(value) for key, value in document["meta"].items()}
        return WordText(meta, blocks, tuple(self._remarks), self._used)

    def _prepared(self) -> bytes:
        """The package that pandoc reads: the text clean and marked, images without content."""
        file = self._file
        parts = {part: b"" if _is_media(part) else content for part, content in file.parts.items()}
        edit_part(parts, file.main, lambda root: self._prepare(root, parts))
        for notes in (file.related("footnotes"), file.related("endnotes")):
            edit_part(parts, notes, self._prepare_notes)
        edit_part(parts, file.related("styles"), remove_indents)
        return pack_zip(parts)

    def _prepare(self, root: "_Element", parts: dict[str, bytes]) -> None:
        styles = self._styles
        self._count_changes(root)
        self._count_inserted(root)
        self._count_drawn(clean_text(root, styles))
        rescue_text(root, styles)
        self._used = frozenset(styles.of(paragraph) for paragraph in root.iter(f"{{{W}}}p"))
        directives, others = find_directives(root, self._file.parts.get(self._file.related("comments")))
        self._count_comments(others)
        self._marks.mark_styles(root, styles, self._meant)
        for directive in directives:
            self._marks.mark_directive(directive, styles)
        self._bookmarks.ask(root, styles)
        edit_part(parts, self._file.related("numbering"), lambda numbering: nest_styled_lists(root, numbering, styles))

    def _prepare_notes(self, root: "_Element") -> None:
        remove_all(root, "footnoteReference", "endnoteReference")  # no note has one, and one in itself has no end
        self._count_drawn(clean_text(root, self._styles))
        rescue_text(root, self._styles)

    # Remarks

    def _count_changes(self, root: "_Element") -> None:
        if count := sum(1 for _ in root.iter(*_CHANGES)):
            message = f"holds {_counted(count, 'tracked change')}: they are read as if they were accepted"
            self._remarks.append(Remark("word-changes", message, "accept or reject them in Word (Review)"))

    def _count_inserted(self, root: "_Element") -> None:
        if count := sum(1 for _ in root.iter(f"{{{W}}}altChunk", f"{{{W}}}subDoc")):
            message = f"shows {_counted(count, 'file')} inside its text that cannot be read"
            self._remarks.append(Remark("word-inserted", message, "open it in Word and save it again"))

    def _count_comments(self, count: int) -> None:
        if count:
            message = f"holds {_counted(count, 'comment')}, which no pack prints"
            self._remarks.append(Remark("word-comments", message, "answer and delete them in Word (Review)"))

    def _count_drawn(self, count: int) -> None:
        if count:
            message = f"holds {_counted(count, 'chart or diagram')} of Word, which no pack prints"
            remedy = "copy each one and paste it as a picture, with an alternative text"
            self._remarks.append(Remark("word-drawing", message, remedy))

    # What pandoc's answer needs

    def _image(self, target: str, alt: str) -> str:
        """The target of an image of the file, or of one that it links to."""
        part = (self._file.folder / target).as_posix()
        content = self._file.parts.get(part, b"")
        shown = quoted(alt) if alt else quoted(PurePosixPath(part).name)
        if not content:
            message = f"shows a picture that is not in the file: {shown}"
            self._remark_on_image(message, "in Word, insert it from its file, without a link")
        elif not image_kind(content):
            message = f"holds a picture that no pack can show, as it is no SVG, PNG, JPEG, GIF or WebP: {shown}"
            self._remark_on_image(message, "in Word, save it as a PNG picture and put that in its place")
        return _target(self._name, part, content or target.encode("utf-8"))

    def _remark_on_image(self, message: str, remedy: str) -> None:
        remark = Remark(UNUSABLE_IMAGE, message, remedy)
        self._remarks += [] if remark in self._remarks else [remark]


def _counted(count: int, thing: str) -> str:
    if count == 1:
        return f"a {thing}"
    return f"{count} {thing.replace(' or ', 's or ')}s"


def _unreadable(shown: str, reason: str) -> RefusedError:
    finding = Finding("word-damaged", f"cannot be read: {reason}", Place(shown), notes=(Note(SAVE_AGAIN),))
    return RefusedError(f"{shown} cannot be read", findings=(finding,))
