"""Faults in how a text is written, put into correct translations. No seeder knows how the check works that finds it."""

import re
from collections.abc import Callable, Mapping
from unicodedata import normalize


def without_end_mark(source: str, translation: str, locale: str) -> str | None:
    """The mark at the end forgotten."""
    return translation[:-1].rstrip() if translation[-1] in ".?!:…" and source[-1] == translation[-1] else None


def with_full_stop(source: str, translation: str, locale: str) -> str | None:
    """A full stop behind a heading or an item that has none."""
    return f"{translation}." if source[-1].isalpha() and translation[-1].isalpha() else None


def asked(source: str, translation: str, locale: str) -> str | None:
    """A statement made a question."""
    return translation[:-1] + (";" if locale == "el" else "?") if translation[-1] == "." == source[-1] else None


def stated(source: str, translation: str, locale: str) -> str | None:
    """A question, or what leads to a list, made a statement."""
    return translation[:-1].rstrip() + "." if source[-1] in "?:" and translation[-1] in "?:;" else None


def asked_in_english(source: str, translation: str, locale: str) -> str | None:
    """Greek questions with a Latin mark; Spanish ones without their first mark."""
    wrong = {"el": re.sub(r";(?=\W|$)", "?", translation), "es": re.sub("[¿¡]", "", translation, count=1)}
    return wrong[locale] if wrong.get(locale, translation) != translation else None


def _once(pattern: str, new: str, translation: str) -> str | None:
    """What `pattern` finds replaced in one place, the middle one."""
    found = list(re.finditer(pattern, translation))
    if not found:
        return None
    place = found[len(found) // 2]
    return translation[: place.start()] + place.expand(new) + translation[place.end() :]


def two_spaces(source: str, translation: str, locale: str) -> str | None:
    """Two spaces between words."""
    return _once(r"(?<=\w) (?=\w)", "  ", translation)


def space_at_end(source: str, translation: str, locale: str) -> str | None:
    """A space at the end."""
    return f"{translation} "


def space_before_comma(source: str, translation: str, locale: str) -> str | None:
    """A space before a comma or full stop."""
    return _once(r"(?<=[^\W\d_])([,.])(?= |$)", r" \1", translation)


def no_space_behind_comma(source: str, translation: str, locale: str) -> str | None:
    """A comma directly followed by a word."""
    return _once(r"(?<=[^\W\d_]{2}), (?=[^\W\d_]{2})", ",", translation)


def breaking_french(source: str, translation: str, locale: str) -> str | None:
    """French as it is typed: a usual space before a high mark or inside guillemets."""
    return _once("[\u00a0\u202f](?=[;:!?»])|(?<=«)[\u00a0\u202f]", " ", translation) if locale[:2] == "fr" else None


def english_french(source: str, translation: str, locale: str) -> str | None:
    """French as English is typed: no space there."""
    return _once("[\u00a0\u202f](?=[;:!?»])|(?<=«)[\u00a0\u202f]", "", translation) if locale[:2] == "fr" else None


_DOUBLE = "„“”«»"


def straight(source: str, translation: str, locale: str) -> str | None:
    """Straight quotation marks for all double ones, as keyboards have them."""
    said = re.sub("«[\u00a0\u202f]?|[\u00a0\u202f]?»|[„“”]", '"', translation)
    return said if "“" in source and said != translation else None


def english_quotes(source: str, translation: str, locale: str) -> str | None:
    """English quotation marks in a language that has no such pair around all else."""
    if locale not in ("bg", "de", "fr", "hr", "pl", "ro", "sl") or "“" not in source:
        return None
    return re.sub(r"[„»«](?=\w)([^„“”«»]+)[“”»«]", r"“\1”", translation.replace("\u00a0", ""), count=1)


def turned(source: str, translation: str, locale: str) -> str | None:
    """Guillemets that point the wrong way."""
    if "«" not in translation or locale == "pl":
        return None
    return translation.translate(str.maketrans("«»", "»«"))


def without_closing_quote(source: str, translation: str, locale: str) -> str | None:
    """The last quotation mark forgotten."""
    return _once(f"[{_DOUBLE}](?=[^{_DOUBLE}]*$)", "", translation) if "”" in source else None


def with_cedillas(source: str, translation: str, locale: str) -> str | None:
    """Romanian letters of old keyboards."""
    said = translation.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    return said if locale == "ro" and said != translation else None


def decomposed(source: str, translation: str, locale: str) -> str | None:
    """Letters taken apart, as some systems save them."""
    said = normalize("NFD", translation)
    return said if said != translation and ";" not in translation else None


def accent_for_apostrophe(source: str, translation: str, locale: str) -> str | None:
    """An accent, where an apostrophe is meant."""
    return _once(r"(?<=[^\W\d_])['’](?=[^\W\d_])", "´", translation) if locale in ("fr", "it", "nl") else None


def small(source: str, translation: str, locale: str) -> str | None:
    """A small letter at the start of a sentence."""
    if not source[0].isupper() or source[-1] not in ".?!" or not re.match(r"[^\W\d_][a-zα-ωа-я]+ ", translation):
        return None
    return translation[0].lower() + translation[1:]


def word_twice(source: str, translation: str, locale: str) -> str | None:
    """A word written twice."""
    return _once(r"(?<= )([^\W\d_]{4,})(?= )", r"\1 \1", translation)


def comma_twice(source: str, translation: str, locale: str) -> str | None:
    """A comma written twice."""
    return _once(r"(?<=\w),(?= )", ",,", translation)


TYPOGRAPHY: Mapping[str, Callable[[str, str, str], str | None]] = {
    "end-mark/lost": without_end_mark,
    "end-mark/added": with_full_stop,
    "end-mark/asked": asked,
    "end-mark/stated": stated,
    "end-mark/english": asked_in_english,
    "spacing/two": two_spaces,
    "spacing/end": space_at_end,
    "spacing/before": space_before_comma,
    "spacing/none": no_space_behind_comma,
    "spacing/breaking": breaking_french,
    "spacing/french": english_french,
    "quotes/straight": straight,
    "quotes/english": english_quotes,
    "quotes/turned": turned,
    "quotes/lost": without_closing_quote,
    "letters/cedillas": with_cedillas,
    "letters/decomposed": decomposed,
    "letters/accent": accent_for_apostrophe,
    "capital": small,
    "doubled/word": word_twice,
    "doubled/comma": comma_twice,
}
"""What damages a translation, by the tag that has to find it."""
