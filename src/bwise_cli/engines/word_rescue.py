"""Words of a Word file that pandoc would lose, written in a way in which it does not.

* results of simple fields, such as numbers of captions; words that run in a direction of their own; words under a
  reading aid; line breaks by their old name;
* cells beyond the columns that a table declares;
* all but one of several paragraphs that are the title together; an abstract, which would be front matter.
"""

from typing import TYPE_CHECKING

from bwise_cli.engines.word_package import W, element, remove, run, unwrap
from bwise_cli.engines.word_styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINK_FIELD = "HYPERLINK"
"""The field that pandoc reads in its simple form, too."""
_WIDEST_CELL = 63
"""Word has no table of more columns."""
_SOME_WIDTH = "1000"
"""In twentieths of a point, for a column that declares none; pandoc passes over a column without."""
_TITLES = ("title", "subtitle")
_FRONT_MATTER = (*_TITLES, "author", "date")
"""Styles, by `style_key`, that pandoc makes front matter of where they stand at the beginning."""
_ABSTRACT = ("abstract", "abstract title")


def rescue_text(root: "_Element", styles: Styles) -> None:
    """Rewrite the text `root` in place."""
    for field in list(root.iter(f"{{{W}}}fldSimple")):
        if (field.get(f"{{{W}}}instr") or "").split()[:1] != [_LINK_FIELD]:
            unwrap(field)
    for directed in list(root.iter(f"{{{W}}}dir", f"{{{W}}}bdo")):
        unwrap(directed)
    for old in list(root.iter(f"{{{W}}}cr")):
        old.addnext(element("br"))
        remove(old)
    for ruby in list(root.iter(f"{{{W}}}ruby")):
        _keep_base(ruby)
    for table in root.iter(f"{{{W}}}tbl"):
        _complete_table(table)
    _join_titles(root, styles)


def _keep_base(ruby: "_Element") -> None:
    """Put the runs under a reading aid in the place of the run that holds both."""
    holder = ruby.getparent()
    base = ruby.find(f"{{{W}}}rubyBase")
    if holder is not None and base is not None:
        for inner in reversed(base):
            holder.addnext(inner)
    remove(ruby)


def _complete_table(table: "_Element") -> None:
    """Give each row cells from the first column on, and the table as many columns as its widest row has."""
    widest = 0
    for row in table.iter(f"{{{W}}}tr"):
        if next(row.iterancestors(f"{{{W}}}tbl")) is table:
            _fill_sides(row)
            widest = max(widest, sum(_columns(cell) for cell in row.iter(f"{{{W}}}tc") if _row_of(cell) is row))
    grid = table.find(f"{{{W}}}tblGrid")
    if grid is not None:
        declared = [column for column in grid.findall(f"{{{W}}}gridCol") if column.get(f"{{{W}}}w")]
        grid.extend(element("gridCol", w=_SOME_WIDTH) for _ in range(widest - len(declared)))


def _fill_sides(row: "_Element") -> None:
    """Put empty cells in the place of columns that a row leaves out on either side."""
    properties = row.find(f"{{{W}}}trPr")
    cells = [cell for cell in row.iter(f"{{{W}}}tc") if _row_of(cell) is row]
    for name, beside in (("gridBefore", cells[:1]), ("gridAfter", cells[-1:])):
        left_out = None if properties is None else properties.find(f"{{{W}}}{name}")
        if left_out is None or not beside:
            continue
        width = element("tcPr", element("gridSpan", val=left_out.get(f"{{{W}}}val") or "1"))
        add = beside[0].addprevious if name == "gridBefore" else beside[0].addnext
        add(element("tc", width, element("p")))
        remove(left_out)


def _row_of(cell: "_Element") -> "_Element | None":
    return next(cell.iterancestors(f"{{{W}}}tr"), None)


def _columns(cell: "_Element") -> int:
    """How many columns a cell takes; what no table has is put right."""
    span = cell.find(f"{{{W}}}tcPr/{{{W}}}gridSpan")
    said = "" if span is None else span.get(f"{{{W}}}val") or ""
    count = int(said) if said.isdecimal() and len(said) < 9 else 1
    if span is not None and not 1 <= count <= _WIDEST_CELL:
        count = min(max(count, 1), _WIDEST_CELL)
        span.set(f"{{{W}}}val", str(count))
    return count


def _join_titles(root: "_Element", styles: Styles) -> None:
    """Make one paragraph of all that have the style of the title, or of the subtitle, before the text begins."""
    first: dict[str, _Element] = {}
    for paragraph in list(root.iter(f"{{{W}}}p")):
        style = styles.of(paragraph)
        if style in _ABSTRACT:
            _become_plain(paragraph)
        words = "".join(each.text or "" for each in paragraph.iter(f"{{{W}}}t"))
        if (
            not words.strip()
            and style in _TITLES
            and next(paragraph.iter(f"{{{W}}}drawing", f"{{{W}}}pict"), None) is None
        ):
            remove(paragraph)
        elif words.strip() and style not in _FRONT_MATTER:
            return
        elif style in first:
            first[style].append(run(" "))
            first[style].extend([child for child in paragraph if child.tag != f"{{{W}}}pPr"])
            remove(paragraph)
        elif style in _TITLES:
            first[style] = paragraph


def _become_plain(paragraph: "_Element") -> None:
    properties = paragraph.find(f"{{{W}}}pPr")
    style = None if properties is None else properties.find(f"{{{W}}}pStyle")
    if style is not None:
        remove(style)
