"""The program's own words in a pack, such as "Contents", in the pack's language."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bwise_cli.locales import SOURCE_LANGUAGE, base_language


@cache
def own_words(locale: str) -> Mapping[str, str]:
    """The words in `locale` by their English text; what the program has no translation for stays English."""
    import polib

    folder = files("bwise_cli") / "locale"
    reference = polib.pofile((folder / "bwise.pot").read_text(encoding="utf-8"))
    english = {entry.msgid: entry.msgid for entry in reference}
    resource = folder / f"{base_language(locale)}.po"
    if base_language(locale) == SOURCE_LANGUAGE or not resource.is_file():
        return english
    translated = polib.pofile(resource.read_text(encoding="utf-8")).translated_entries()
    return english | {entry.msgid: entry.msgstr for entry in translated}
