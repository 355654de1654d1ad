"""Marks that slip while people translate: footnotes, links, variables, stars and the codes of outcomes."""

import re

_LINK = re.compile(r"(?<!!)\[([^\[\]^]+)\]\((\d+)\)")
_KEPT = re.compile(r"`[^`]+`|\{\w+(?::\w+)?\}")
_BOLD = re.compile(r"(?<![*\w])(\*{1,2})([^*]+)\1(?![*\w])")
_NOTE = re.compile(r"\[\^\d\]")
_CODE = re.compile(r"\b([KSR])(\d)\b")
_TAGGED = re.compile(r" (?=<kbd>|`|\{)")


def footnote_first(source: str, translation: str, locale: str) -> str | None:
    """A footnote at the beginning of the text."""
    note = _NOTE.search(translation)
    return note[0] + translation.replace(note[0], "", 1) if note and not source.startswith("[^") else None


def footnote_before_its_word(source: str, translation: str, locale: str) -> str | None:
    """A footnote on the wrong side of the word that it belongs to."""
    found = re.search(r"(?<= )([^\W\d_]+)([.!?“”»]*)(\[\^\d\])", translation)
    return translation[: found.start()] + found[3] + found[1] + found[2] + translation[found.end() :] if found else None


def footnote_with_a_space(source: str, translation: str, locale: str) -> str | None:
    """A footnote with a space before it."""
    return _NOTE.sub(lambda found: f" {found[0]}", translation) if _NOTE.search(translation) else None


def link_over_everything(source: str, translation: str, locale: str) -> str | None:
    """A link whose brackets hold the whole text."""
    found = _LINK.findall(translation)
    if len(found) != 1 or len(source.split()) - len(found[0][0].split()) < 6 or "[^" in translation:
        return None
    return f"[{_LINK.sub(lambda link: link[1], translation)}]({found[0][1]})"


def link_without_words(source: str, translation: str, locale: str) -> str | None:
    """A link whose words stand before its brackets."""
    return _LINK.sub(lambda link: f"{link[1]} []({link[2]})", translation) if _LINK.search(translation) else None


def link_in_a_link(source: str, translation: str, locale: str) -> str | None:
    """Brackets that are closed too late, behind the next code or variable."""
    link, kept = _LINK.search(translation), _KEPT.search(translation)
    if not link or not kept or link.start() < kept.start() < link.end():
        return None
    if kept.start() > link.end():
        between = translation[link.end() : kept.end()]
        end = translation[kept.end() :]
        return f"{translation[: link.start()]}[{link[1]}{between}]({link[2]}){end}" if "[" not in between else None
    between = translation[kept.start() : link.start()]
    return (
        f"{translation[: kept.start()]}[{between}{link[1]}]({link[2]}){translation[link.end() :]}"
        if "]" not in between
        else None
    )


def glued_before(source: str, translation: str, locale: str) -> str | None:
    """A link without the space before it."""
    found = re.search(r"(?<=[^\W\d_]{2}) (?=\[[^\]^])", translation)
    return translation[: found.start()] + translation[found.end() :] if found else None


def glued_to_code(source: str, translation: str, locale: str) -> str | None:
    """A key, code or variable without the space before it."""
    found = re.search(r"(?<=[^\W\d_]{2}) (?=<kbd>|`|\{)", translation)
    return translation[: found.start()] + translation[found.end() :] if found else None


def stars_with_spaces(source: str, translation: str, locale: str) -> str | None:
    """Stars with a space between them and the words that they mark."""
    return (
        _BOLD.sub(lambda bold: f"{bold[1]} {bold[2]}{bold[1]}", translation, count=1)
        if _BOLD.search(translation)
        else None
    )


def stars_closed_behind_a_space(source: str, translation: str, locale: str) -> str | None:
    """Stars closed behind the space that should follow them."""
    found = re.search(r"(?<!\*)(\*\*)([^*]+)\1 (?=\w)", translation)
    return translation[: found.start()] + f"**{found[2]} **" + translation[found.end() :] if found else None


def other_code(source: str, translation: str, locale: str) -> str | None:
    """The code of another outcome."""
    return (
        _CODE.sub(lambda code: f"{code[1]}{int(code[2]) + 1}", translation, count=1)
        if _CODE.search(translation)
        else None
    )


def other_letter(source: str, translation: str, locale: str) -> str | None:
    """The code with the letter of another kind of outcome."""
    other = {"K": "S", "S": "R", "R": "K"}
    return (
        _CODE.sub(lambda code: f"{other[code[1]]}{code[2]}", translation, count=1)
        if _CODE.search(translation)
        else None
    )


def lost_code(source: str, translation: str, locale: str) -> str | None:
    """No code at all."""
    return _CODE.sub("", translation, count=1) if _CODE.search(translation) else None


def footnote_off(source: str, translation: str, locale: str) -> str | None:
    """A footnote before its word, or else before everything."""
    return footnote_before_its_word(source, translation, locale) or footnote_first(source, translation, locale)


def link_too_long(source: str, translation: str, locale: str) -> str | None:
    """A link that takes in what comes next, or else everything."""
    return link_in_a_link(source, translation, locale) or link_over_everything(source, translation, locale)


def glued(source: str, translation: str, locale: str) -> str | None:
    """A link, key, code or variable without the space before it."""
    return glued_before(source, translation, locale) or glued_to_code(source, translation, locale)


def stars_in_spaces(source: str, translation: str, locale: str) -> str | None:
    """Stars with a space on the wrong side of one of them."""
    late = stars_closed_behind_a_space(source, translation, locale)
    return late or stars_with_spaces(source, translation, locale)


MARKS = {
    "moved/footnote": footnote_off,
    "moved/footnote-first": footnote_first,
    "moved/footnote-space": footnote_with_a_space,
    "moved/link-long": link_too_long,
    "moved/link-empty": link_without_words,
    "moved/glued": glued,
    "moved/stars": stars_in_spaces,
    "outcome-id/other": other_code,
    "outcome-id/letter": other_letter,
    "outcome-id/lost": lost_code,
}
