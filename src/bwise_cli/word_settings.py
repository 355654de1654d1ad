"""The table `[word.styles]` of `bwise.toml`: what paragraphs of a Word style become."""

from collections.abc import Mapping

from bwise_cli.domain.finding import quoted
from bwise_cli.domain.word_style import DIVS, WordStyle, style_key
from bwise_cli.toml_schema import TableReader

_DIV, _AS = "div", "as"
_TITLE = "title"
_BY_COUNTRY = ("only", "except")
"""Divs that mean nothing without their countries."""
_COUNTRY = "country"


def word_styles(word: TableReader) -> Mapping[str, WordStyle]:
    """The styles by their names. `word` is the table `[word]`; mistakes in it are reported."""
    table = word.table("styles")
    found: dict[str, WordStyle] = {}
    seen: dict[str, str] = {}
    for name in table.keys:
        if earlier := seen.get(style_key(name)):
            table.report("config-value", f"{quoted(name)} and {quoted(earlier)} are the same style", name)
        seen[style_key(name)] = name
        found[name] = _style(table.table(name)) if table.holds_table(name) else WordStyle(_div(table, name))
    table.close()
    word.close()
    return found


def _style(table: TableReader) -> WordStyle:
    """A style that is written as a table: its div, whether it is the title, and attributes of the div."""
    if not table.has(_DIV):
        table.report("config-missing", f"no {quoted(_DIV)} {table.where}", None, 'add a key such as div = "activity"')
    div = _div(table, _DIV)
    is_title = table.choice(_AS, (_TITLE,), "") == _TITLE
    attributes = tuple((key, table.text(key)) for key in table.keys if key not in (_DIV, _AS))
    if div in _BY_COUNTRY and not any(key == _COUNTRY and value for key, value in attributes):
        table.report("config-missing", f"no {quoted(_COUNTRY)} {table.where}", None, 'add a key such as country = "SI"')
    table.close()
    return WordStyle(div, attributes, is_title)


def _div(table: TableReader, key: str) -> str:
    return table.choice(key, DIVS, DIVS[0])
