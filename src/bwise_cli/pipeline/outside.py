"""A document from outside the project: Word or Markdown, read as masters are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bwise_cli import files
from bwise_cli.domain.document import Document
from bwise_cli.domain.errors import ConfigurationError, RefusedError
from bwise_cli.domain.finding import Finding, Note, Place, Severity
from bwise_cli.domain.word_style import WordStyle, style_key
from bwise_cli.engines import markdown

WORD, MARKDOWN = (".docx",), (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Outside:
    """A document from outside the project."""

    shown: str
    """The file as it was named."""
    document: Document
    """What it says."""
    findings: tuple[Finding, ...] = ()
    """What its author should know."""


def is_markdown(path: Path) -> bool:
    """Whether a file is named as Markdown is."""
    return path.suffix.lower() in MARKDOWN


def read_outside(path: Path, reader: str, prose_keys: Sequence[str], styles: Mapping[str, WordStyle]) -> Outside:
    """Read one file: Markdown with `reader`, of whose front matter `prose_keys` hold prose; Word with `styles`.

    Raises `ConfigurationError` for a type of file that cannot be read, `RefusedError` for a file that is broken.
    """
    shown = path.as_posix()
    suffix = path.suffix.lower()
    if suffix not in (*WORD, *MARKDOWN):
        raise ConfigurationError(f"{shown} is neither a Word document (.docx) nor Markdown (.md); save it as one")
    data = files.read_file(path, shown)
    return _word(data, path, styles) if suffix in WORD else _markdown(data, shown, reader, tuple(prose_keys))


def _word(data: bytes, path: Path, styles: Mapping[str, WordStyle]) -> Outside:
    from bwise_cli.engines.word_read import read_word

    shown = path.as_posix()
    text = read_word(data, shown, path.name, {style_key(name): meant for name, meant in styles.items()})
    meta = {key: value for key, value in text.meta.items() if key != "title"}
    findings = tuple(
        Finding(remark.tag, remark.message, Place(shown), Severity.WARNING, (Note(remark.remedy),))
        for remark in text.remarks
    )
    return Outside(shown, Document(path.name, meta, text.as_module), findings)


def _markdown(data: bytes, shown: str, reader: str, prose_keys: tuple[str, ...]) -> Outside:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = Place(shown, data.count(b"\n", 0, error.start) + 1)
        finding = Finding("master-charset", "is not UTF-8", place, notes=(Note("save the file as UTF-8"),))
        raise _refused(shown, finding) from error
    (parsed,) = markdown.parse_markdown([text], reader)
    if isinstance(parsed, markdown.Unreadable):
        raise _refused(shown, Finding(parsed.tag, parsed.reason, Place(shown, parsed.line)))
    return Outside(shown, Document(shown, parsed.meta, parsed.blocks, prose_keys))


def _refused(shown: str, finding: Finding) -> RefusedError:
    return RefusedError(f"{shown} cannot be read", findings=(finding,))
