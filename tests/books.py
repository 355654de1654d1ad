"""Books for the tests: every construct a master may hold, in four languages and three scripts."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from bwise_cli.domain.book import Book, Cover
from bwise_cli.domain.nodes import Blocks
from bwise_cli.engines.markdown import Parsed, parse_markdown
from bwise_cli.typeset import Templates, to_docx, to_pdf

ROOT = Path(__file__).parents[1]
FIXTURES = Path(__file__).parent / "fixtures" / "books"
TIMESTAMP = 1795392000
"""23 November 2026."""
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 300"><rect x="2" y="2" width="896" height="296"
fill="#E9EEF4" stroke="#1F3A5F" stroke-width="4"/><circle cx="200" cy="150" r="90" fill="#2E7D6B"/>
<path d="M320 150 H560" stroke="#C75B12" stroke-width="10"/><circle cx="680" cy="150" r="90" fill="#1F3A5F"/>
<text x="180" y="170" font-family="Source Sans 3" font-weight="600" font-size="60" fill="#FFFFFF">1</text></svg>"""

_KEYS = (
    "Contents", "Module {number}", "Page {page} of {pages}", "Version {version}", "Draft – not reviewed", "Knowledge",
    "Skills", "Responsibility and autonomy", "Learning outcome", "Activity", "{minutes} minutes", "Case", "Checklist",
    "Trainer note", "Quiz", "Feedback", "Figure", "Table",
    "This material may be shared and adapted under the licence CC BY 4.0.",
)  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sl": (
        "Vsebina", "Modul {number}", "Stran {page} od {pages}", "Različica {version}", "Osnutek – ni pregledano",
        "Znanje", "Spretnosti", "Odgovornost in samostojnost", "Učni izid", "Dejavnost", "{minutes} minut", "Primer",
        "Kontrolni seznam", "Opomba za izvajalca", "Kviz", "Povratna informacija", "Slika", "Tabela",
        "Gradivo lahko delite in prilagajate pod licenco CC BY 4.0.",
    ),
    "de": (
        "Inhalt", "Modul {number}", "Seite {page} von {pages}", "Version {version}", "Entwurf – nicht geprüft",
        "Kenntnisse", "Fertigkeiten", "Verantwortung und Selbstständigkeit", "Lernergebnis", "Übung",
        "{minutes} Minuten", "Fallbeispiel", "Checkliste", "Hinweis für die Lehrperson", "Quiz", "Rückmeldung",
        "Abbildung", "Tabelle", "Dieses Material darf unter der Lizenz CC BY 4.0 geteilt und bearbeitet werden.",
    ),
    "el": (
        "Περιεχόμενα", "Ενότητα {number}", "Σελίδα {page} από {pages}", "Έκδοση {version}",
        "Προσχέδιο – δεν έχει ελεγχθεί", "Γνώσεις", "Δεξιότητες", "Υπευθυνότητα και αυτονομία",
        "Μαθησιακό αποτέλεσμα", "Δραστηριότητα", "{minutes} λεπτά", "Μελέτη περίπτωσης", "Λίστα ελέγχου",
        "Σημείωση εκπαιδευτή", "Κουίζ", "Ανατροφοδότηση", "Εικόνα", "Πίνακας",
        "Το υλικό διατίθεται με άδεια CC BY 4.0.",
    ),
    "bg": (
        "Съдържание", "Модул {number}", "Страница {page} от {pages}", "Версия {version}", "Чернова – непрегледана",
        "Знания", "Умения", "Отговорност и самостоятелност", "Резултат от обучението", "Дейност", "{minutes} минути",
        "Казус", "Контролен списък", "Бележка за обучителя", "Тест", "Обратна връзка", "Фигура", "Таблица",
        "Материалът може да се споделя и променя при условията на лиценза CC BY 4.0.",
    ),
}  # fmt: skip
_COVERS = {
    "sl": Cover(
        "Digitalno mentorstvo pri delu", "Tečaj za mentorje v socialnih podjetjih", "Izdaja za izvajalce",
        "Slovenija", "Različica 0.1", "23. november 2026",
        "Gradivo je osnutek. Vsebuje prevode, ki jih ni pregledal strokovnjak.", "Sofinancira Evropska unija", None,
        "Konzorcij",
    ),
    "de-AT": Cover(
        "Digitale Arbeitsbegleitung", "Ein Kurs für Arbeitsanleiterinnen und Arbeitsanleiter in sozialen "
        "Integrationsunternehmen", "Ausgabe für Lernende", "Österreich", "Version 0.1", "23. November 2026", "",
        "Kofinanziert von der Europäischen Union", None, "",
    ),
    "el": Cover(
        "Ψηφιακή καθοδήγηση στην εργασία", "Πρόγραμμα για συμβούλους εργασίας", "Έκδοση εκπαιδευόμενου", "Ελλάδα",
        "Έκδοση 0.1", "23 Νοεμβρίου 2026", "Το υλικό είναι προσχέδιο.",
        "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης", None, "",
    ),
    "bg": Cover(
        "Дигитално наставничество на работното място", "Курс за трудови наставници", "Издание за обучители",
        "България", "Версия 0.1", "23 ноември 2026 г.", "", "Съфинансирано от Европейския съюз", None, "",
    ),
}  # fmt: skip
LANGUAGES = tuple(_COVERS)


@cache
def templates() -> Templates:
    """The templates of the project."""
    folder = ROOT / "templates"
    return Templates((folder / "pack.typ").read_text(encoding="utf-8"), (folder / "reference.docx").read_bytes())


@cache
def sample(language: str) -> Book:
    """The book in `language`, one of `LANGUAGES`, with the emblem on its cover."""
    base = language.partition("-")[0]
    blocks = parse((FIXTURES / f"{base}.md").read_text(encoding="utf-8"))
    emblem = (ROOT / "templates" / "emblem.svg").read_bytes()
    return Book(
        language=language,
        cover=replace(_COVERS[language], emblem=emblem),
        labels=dict(zip(_KEYS, _WORDS[base], strict=True)),
        blocks=blocks,
        images={"krog.svg": DRAWING, "tipka.png": png(24, 16)},
        timestamp=TIMESTAMP,
    )


@cache
def sample_pdf(language: str) -> bytes:
    """The PDF of the book in `language`."""
    return to_pdf(sample(language), templates())


@cache
def sample_docx(language: str) -> bytes:
    """The Word file of the book in `language`."""
    return to_docx(sample(language), templates())


def book_of(markdown: str, images: Mapping[str, bytes] | None = None) -> Book:
    """A small Slovenian book with the text `markdown` and no emblem."""
    small = sample("sl")
    cover = replace(small.cover, emblem=None, notice="")
    return replace(small, cover=cover, blocks=parse(markdown), images=images or {})


def parse(markdown: str) -> Blocks:
    """The blocks of a master."""
    (parsed,) = parse_markdown([markdown])
    assert isinstance(parsed, Parsed), parsed.reason
    return parsed.blocks


GIF = (
    b"GIF89a" + struct.pack("<HHBBB", 2, 3, 0x80, 0, 0) + b"\xff\xff\xff\x00\x00\x00"
    b"," + struct.pack("<HHHHB", 0, 0, 2, 3, 0) + b"\x02\x04\x04\x08\x10\x28\x00;"
)
"""A white GIF image, two dots wide and three high."""


def png(width: int, height: int) -> bytes:
    """A grey PNG image."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
