"""What of a Word file's text is not for readers, or not for any other layout: taken out before pandoc reads it.

* contents, indexes and page numbers, which Word makes by itself and packs make anew;
* hidden text, table rows whose deletion is tracked, highlighting, page breaks, indents (which pandoc takes for
  quotations);
* charts and diagrams, which are drawn by Word alone; they are counted, so that their author can be told;
* the frames of text boxes: what stands in one comes after the paragraph that it is anchored to, and so do pictures
  that float beside the text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bwise_cli.engines.word_package import WP, A, W, element, remove, text
from bwise_cli.engines.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_HOLDERS = (f"{{{_MC}}}AlternateContent", f"{{{W}}}drawing", f"{{{W}}}pict", f"{{{W}}}object")
"""What a text box can be wrapped in, outermost first."""
_MADE_BY_WORD = frozenset({"TOC", "INDEX", "TOA", "PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields whose result no author wrote."""
_CONTENTS_STYLE = re.compile(
    r"(?:toc|contents|index) (?:\d|heading)|table of (?:figures|authorities)|toa heading|contents heading"
)
_CONTENTS_GALLERY = "Table of Contents"
_DRAWN_BY_WORD = ("/chart", "/chartex", "/diagram")
_LAYOUT_BREAKS = ("page", "column")
_FALSE = ("0", "false", "off")


def clean_text(root: "_Element", styles: Styles) -> int:
    """Clean the text `root` in place; return how many charts and diagrams were taken out."""
    _remove_contents(root, styles)
    for row in list(root.iter(f"{{{W}}}tr")):
        if row.find(f"{{{W}}}trPr/{{{W}}}del") is not None:
            _remove_row(row)
    for run in list(root.iter(f"{{{W}}}r")):
        if any(hidden.get(f"{{{W}}}val") not in _FALSE for hidden in run.findall(f"{{{W}}}rPr/{{{W}}}vanish")):
            remove(run)
    remove_all(root, "highlight", "softHyphen")
    for brk in list(root.iter(f"{{{W}}}br")):
        if brk.get(f"{{{W}}}type") in _LAYOUT_BREAKS:
            brk.addnext(text(" "))  # it may stand between two words
            remove(brk)
    remove_indents(root)
    drawn = _remove_drawn_by_word(root)
    _lift_text_boxes(root)
    _lift_floating_pictures(root)
    return drawn


def remove_indents(root: "_Element") -> None:
    """Let nothing be indented; a quotation has a style."""
    remove_all(root, "ind")


def remove_all(root: "_Element", *names: str) -> None:
    """Take every element of these names out."""
    for name in names:
        for each in list(root.iter(f"{{{W}}}{name}")):
            remove(each)


def _remove_row(row: "_Element") -> None:
    table = row.getparent()
    remove(row)
    if table is not None and table.find(f"{{{W}}}tr") is None:
        remove(table)


# What Word makes by itself


def _remove_contents(root: "_Element", styles: Styles) -> None:
    for gallery in list(root.iter(f"{{{W}}}docPartGallery")):
        if gallery.get(f"{{{W}}}val") == _CONTENTS_GALLERY:
            for control in gallery.iterancestors(f"{{{W}}}sdt"):
                remove(control)
                break
    for run in list(_field_runs(root)):
        remove(run)
    for field in list(root.iter(f"{{{W}}}fldSimple")):
        if _is_made_by_word(field.get(f"{{{W}}}instr") or ""):
            remove(field)
    for paragraph in list(root.iter(f"{{{W}}}p")):
        if _CONTENTS_STYLE.fullmatch(styles.of(paragraph)):
            remove(paragraph)


def _field_runs(root: "_Element") -> Iterator["_Element"]:
    """Every run of every field that Word makes by itself, from its beginning to its end."""
    fields: list[tuple[list[str], list[_Element]]] = []
    for run in root.iter(f"{{{W}}}r"):
        if _has_field_sign(run, "begin"):
            fields.append(([], []))
        for _, runs in fields:
            runs.append(run)
        if fields:
            fields[-1][0].extend(text.text or "" for text in run.findall(f"{{{W}}}instrText"))
        if fields and _has_field_sign(run, "end"):
            words, runs = fields.pop()
            if _is_made_by_word("".join(words)):
                yield from runs


def _has_field_sign(run: "_Element", kind: str) -> bool:
    return any(sign.get(f"{{{W}}}fldCharType") == kind for sign in run.findall(f"{{{W}}}fldChar"))


def _is_made_by_word(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _MADE_BY_WORD


# Drawings


def _remove_drawn_by_word(root: "_Element") -> int:
    drawings = [
        data
        for data in root.iter(f"{{{A}}}graphicData")
        if (data.get("uri") or "").lower().endswith(_DRAWN_BY_WORD)
        and not any(True for _ in data.iterancestors(f"{{{_MC}}}Fallback"))
    ]
    for data in drawings:
        if holder := _holder(data):
            remove(holder[0])
    return len(drawings)


def _lift_text_boxes(root: "_Element") -> None:
    for fallback in list(root.iter(f"{{{_MC}}}Fallback")):
        parent = fallback.getparent()
        if parent is not None and next(parent.iter(f"{{{W}}}txbxContent"), None) is not None and len(parent) > 1:
            remove(fallback)
    while (first := next(root.iter(f"{{{W}}}txbxContent"), None)) is not None:
        _lift(first)


def _lift(content: "_Element") -> None:
    """Put what stands in a box, and in the others that are grouped with it, after the paragraph around them."""
    holders = _holder(content)
    holder = holders[0] if holders else content
    paragraph = next(holder.iterancestors(f"{{{W}}}p"), None)
    outermost = [
        each
        for each in holder.iter(f"{{{W}}}txbxContent")
        if not any(True for _ in _ancestors_within(each, holder, f"{{{W}}}txbxContent"))
    ]
    blocks = [block for each in outermost for block in each]
    remove(holder)
    if paragraph is not None:
        for block in reversed(blocks):
            paragraph.addnext(block)


def _lift_floating_pictures(root: "_Element") -> None:
    """Put a picture that floats beside the words of a paragraph into one of its own after them."""
    for anchor in list(root.iter(f"{{{WP}}}anchor")):
        run = next(anchor.iterancestors(f"{{{W}}}r"), None)
        paragraph = next(anchor.iterancestors(f"{{{W}}}p"), None)
        if run is None or paragraph is None:
            continue
        remove(run)
        if any((text.text or "").strip() for text in paragraph.iter(f"{{{W}}}t")):
            paragraph.addnext(element("p", run))
        else:
            paragraph.append(run)


def _ancestors_within(start: "_Element", end: "_Element", tag: str) -> Iterable["_Element"]:
    for ancestor in start.iterancestors():
        if ancestor is end:
            return
        if ancestor.tag == tag:
            yield ancestor


def _holder(inner: "_Element") -> "list[_Element]":
    """The outermost drawing around `inner` that stands in the same paragraph, in a list; empty if there is none."""
    found: list[_Element] = []
    for ancestor in inner.iterancestors():
        if ancestor.tag == f"{{{W}}}p":
            break
        if ancestor.tag in _HOLDERS:
            found = [ancestor]
    return found
