"""The rules of `bwise check`, as a table: what each is called, how bad it is to break it, and what it says."""

from dataclasses import dataclass
from enum import StrEnum

from bwise_cli.domain.finding import Severity


class Group(StrEnum):
    """What rules are about. The value is a heading of docs/checks.md."""

    PROGRESS = "Translations that are not ready"
    MARKS = "Marks that do not fit"
    FIGURES = "Numbers, dates, units and money"
    LETTERS = "Letters and characters"
    WORDING = "Wording"
    WRITING = "How a text is written"
    MASTERS = "Masters"
    COUNTRIES = "Countries"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    tag: str
    """Stable name; the tag of its findings."""
    group: Group
    """What it is about."""
    severity: Severity
    """How bad a finding is unless the project says otherwise."""
    about: str
    """What it finds: one sentence with a full stop."""
    is_firm: bool = False
    """Whether no setting, remark or baseline can take a finding away: localising would refuse the translation, or a
    pack would hold English."""


_E, _W = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule("catalogue-missing", Group.PROGRESS, _E, "There is no catalogue.", is_firm=True),
    Rule("not-extracted", Group.PROGRESS, _E, "The catalogue is older than the masters.", is_firm=True),
    Rule("incomplete", Group.PROGRESS, _E, "A unit is not as far as the gate asks for.", is_firm=True),
    Rule("sign-off", Group.PROGRESS, _W, "A sign-off is void because the text under it changed."),
    Rule("ignore", Group.PROGRESS, _W, "A remark that ignores findings is wrong, gives no reason or is not needed."),
    Rule("link", Group.MARKS, _E, "A link is missing, or is another one.", is_firm=True),
    Rule("image", Group.MARKS, _E, "An image is missing, or is another one.", is_firm=True),
    Rule("footnote", Group.MARKS, _E, "A footnote is missing, or is another one.", is_firm=True),
    Rule("placeholder", Group.MARKS, _E, "A variable is missing, was changed or added.", is_firm=True),
    Rule("code", Group.MARKS, _E, "Code or a formula is missing, was changed or added.", is_firm=True),
    Rule("html", Group.MARKS, _E, "An HTML tag is missing, was changed, added or nested wrongly.", is_firm=True),
    Rule("markup", Group.MARKS, _E, "A mark cannot stand in a translation.", is_firm=True),
    Rule("structure", Group.MARKS, _E, "A translation is more than one run of text.", is_firm=True),
    Rule("moved", Group.MARKS, _W, "A mark stands in a place where it cannot be meant to stand."),
    Rule("outcome-id", Group.MARKS, _E, "The code of a learning outcome is missing, or is another one."),
    Rule("gettext", Group.MARKS, _W, "The tools of gettext refuse the catalogue, or warn of it."),
    Rule("number", Group.FIGURES, _E, "A number is another one."),
    Rule("number-count", Group.FIGURES, _W, "A number is missing, or is not in the English."),
    Rule("number-format", Group.FIGURES, _W, "A number has the decimal point or the commas of English."),
    Rule("date", Group.FIGURES, _E, "A month or a day of the week was changed or is missing."),
    Rule("date-format", Group.FIGURES, _W, "A date is written as in English."),
    Rule("time", Group.FIGURES, _E, "A time after noon became one before noon."),
    Rule("time-format", Group.FIGURES, _W, "A time has a.m. or p.m., where the clock has 24 hours."),
    Rule("unit", Group.FIGURES, _E, "A unit was changed or is missing."),
    Rule("unit-format", Group.FIGURES, _W, "There is no space between a number and its unit."),
    Rule("currency", Group.FIGURES, _E, "A currency was changed or is missing."),
    Rule("currency-format", Group.FIGURES, _W, "The sign of a currency is where English has it, or has no space."),
    Rule("script", Group.LETTERS, _E, "A word has letters of a script that it cannot have."),
    Rule("mojibake", Group.LETTERS, _E, "Characters were broken by a wrong encoding."),
    Rule("invisible", Group.LETTERS, _W, "There is a character that cannot be seen and has no use there."),
    Rule("bidi", Group.LETTERS, _E, "A control of the direction of writing makes a text read otherwise than it is."),
    Rule("language", Group.WORDING, _E, "A translation, or a sentence of it, is in another language."),
    Rule("unchanged", Group.WORDING, _W, "A translation is still the English text."),
    Rule("length", Group.WORDING, _W, "A translation is too long for its place, or much shorter than its source."),
    Rule("term", Group.WORDING, _W, "A translation has another word for a term of the glossary."),
    Rule("forbidden-term", Group.WORDING, _W, "A translation has a word that the glossary forbids for a term."),
    Rule("inconsistent", Group.WORDING, _W, "One text is translated in several ways."),
    Rule("same-translation", Group.WORDING, _W, "Texts that say different things have the same translation."),
    Rule("spelling", Group.WORDING, _W, "No dictionary has a word of a translation; only with --spell."),
    Rule("dictionary", Group.WORDING, _W, "There is no dictionary for a language; only with --spell."),
    Rule("end-mark", Group.WRITING, _W, "A translation ends in another mark than its source."),
    Rule("spacing", Group.WRITING, _W, "A space is missing, is too much, or is of the wrong sort."),
    Rule("quotes", Group.WRITING, _W, "Quotation marks are not those of the language, or not in pairs."),
    Rule("letters", Group.WRITING, _W, "A letter only looks like the right one."),
    Rule("capital", Group.WRITING, _W, "A translation begins with a small letter and its source does not."),
    Rule("doubled", Group.WRITING, _W, "The same word or mark stands twice in a row."),
    Rule("heading-skip", Group.MASTERS, _W, "A heading is more than one level below the one before."),
    Rule("duplicate-id", Group.MASTERS, _W, "Two places of a master have the same id."),
    Rule("image-alt", Group.MASTERS, _W, "An image has no alternative text, or one that says nothing."),
    Rule("table-header", Group.MASTERS, _W, "A table has no header."),
    Rule("link-target", Group.MASTERS, _W, "A link leads nowhere in the book."),
    Rule("outcome", Group.MASTERS, _W, "No activity or assessment refers to an outcome, or one is named that is not."),
    Rule("readability", Group.MASTERS, _W, "A sentence or section is harder to read than it is meant to be."),
    Rule("trainer-text", Group.MASTERS, _W, "Text for trainers stands where learners see it."),
    Rule("fact-missing", Group.COUNTRIES, _W, "A variable has no value in a country."),
    Rule("fact-unchecked", Group.COUNTRIES, _W, "Nobody has compared a fact of a country with its source."),
    Rule("fact-expired", Group.COUNTRIES, _W, "A fact of a country was compared with its source long ago."),
)
"""Every rule, in the order of docs/checks.md."""

BY_TAG = {rule.tag: rule for rule in RULES}
"""The rules by their tags."""
LEVELS = ("error", "warning", "off")
"""How bad a project can say that a finding is; `off` leaves it out."""
