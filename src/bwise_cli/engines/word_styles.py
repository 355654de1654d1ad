"""The styles of a Word file: by which name its author knows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bwise_cli.domain.word_style import style_key
from bwise_cli.engines.word_package import W, parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of one file."""

    keys: Mapping[str, str]
    """The `style_key` of each style by its id, which is what the text has."""
    default: str
    """That of paragraphs that name no style."""
    numberings: Mapping[str, str]
    """Id of the numbering of each style that makes its paragraphs a list, by `style_key`."""

    def of(self, paragraph: "_Element") -> str:
        """The `style_key` of a paragraph."""
        named = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        identifier = "" if named is None else named.get(f"{{{W}}}val") or ""
        return self.keys.get(identifier, self.default)


def read_styles(content: bytes | None) -> Styles:
    """The styles that the part `content` defines; None stands for a file without such a part."""
    keys: dict[str, str] = {}
    numberings: dict[str, str] = {}
    default = ""
    for style in parse_part(content).iter(f"{{{W}}}style") if content else ():
        name = style.find(f"{{{W}}}name")
        if style.get(f"{{{W}}}type") != "paragraph" or name is None:
            continue
        key = style_key(name.get(f"{{{W}}}val") or "")
        keys[style.get(f"{{{W}}}styleId") or ""] = key
        if style.get(f"{{{W}}}default") in ("1", "true", "on"):
            default = key
        number = style.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}numId")
        if number is not None:
            numberings[key] = number.get(f"{{{W}}}val") or ""
    return Styles(keys, default, numberings)
