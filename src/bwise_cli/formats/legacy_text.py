"""Text in a code page of the time before Unicode, as Excel still saves CSV: read only where its letters prove which."""

from collections.abc import Callable

ALPHABETS = {
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "de": "äöüß",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "en": "",
    "es": "áéíñóúü",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "hr": "čćđšž",
    "it": "àèéìíîòóùú",
    "lv": "āčēģīķļņōŗšūž",
    "nl": "áàäçéèêëíïóöúü",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "sl": "čšžćđ",
}
"""Small letters of each language beside a to z; a language that is not here proves nothing."""
SIGNS = "„“”‚‘’‹›«»–—…•·°§©®™€×÷±½¼¾\u00a0\u00ad"
"""Signs that words of any language have around them."""
CODE_PAGES = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1257")
"""What Excel saves CSV in on a Windows of Central Europe, Bulgaria, the West, Greece and the Baltic states."""


def proven_text(data: bytes, fits: Callable[[str], bool]) -> str | None:
    """The text that `data` can only be: what every code page makes of it that makes something that fits.

    None if there is no such text, or more than one.
    """
    texts = {text for page in CODE_PAGES if (text := _decoded(data, page)) is not None and fits(text)}
    return texts.pop() if len(texts) == 1 else None


def _decoded(data: bytes, page: str) -> str | None:
    try:
        return data.decode(page)
    except UnicodeDecodeError:
        return None


def written_in(text: str, *languages: str) -> bool:
    """Whether every letter of `text` is one of these languages, and every sign one that any text may have."""
    known = SIGNS + "".join(ALPHABETS.get(language, "") for language in languages)
    return all(character.isascii() or character in known for character in text.lower())
