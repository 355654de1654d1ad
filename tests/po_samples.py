"""Catalogues to try the PO format on: one of every feature, and whatever hypothesis can make."""

import string

from hypothesis import strategies as st

from bwise_cli.domain.catalogue import Catalogue
from bwise_cli.domain.message import Kind, Message, Record, Reference, State, Unit, sign_hash
from bwise_cli.formats.po import new_header

DATE = "2026-11-23 09:00+0100"
PATH = "translations/sl/workers.po"

_SIGNED = Message("Ask for help when you need it.")
_SIGNED_WORDS = "Prosite za pomoč, ko jo potrebujete."

UNITS = (
    Unit(
        Message(
            "Digital skills at work",
            kinds=(Kind.TITLE, Kind.HEADING),
            references=(Reference("curriculum.md"), Reference("01 first steps.md", "why:12")),
            notes=("glossary: digital skill = digitalna spretnost",),
        ),
        "Digitalne spretnosti pri delu",
        comments=("Naslov naj ostane kratek.", "", ", fuzzy is only a word here"),
    ),
    Unit(
        Message("Read [the guide](1) and the note[^2].", None, (Kind.PARAGRAPH,), parts=("link to https://e.eu", "x")),
        "Preberite [vodnik](1) in opombo[^2].",
        fuzzy=True,
        record=Record(State.DRAFT, engine="deepl", on="2026-11-23"),
        flags=("no-wrap",),
    ),
    Unit(
        Message("Save", "button", (Kind.TABLE_CELL,)),
        "Shrani",
        fuzzy=True,
        previous=("menu", 'Save "all"\nfiles'),
        record=Record(State.OUTDATED),
    ),
    Unit(
        _SIGNED,
        _SIGNED_WORDS,
        record=Record(
            State.APPROVED,
            by='Ana "A" Kos',
            on="2026-11-23",
            of=sign_hash(None, _SIGNED.text, _SIGNED_WORDS),
            extra=(("round", "2"),),
        ),
    ),
    Unit(
        Message("Ask for help twice."),
        "Prosite za pomoč.",
        fuzzy=True,
        previous=(None, "Ask for help."),
        record=Record(State.DRAFT, engine="memory", match="87", origin="old courses.tmx", of="0123abcd"),
    ),
    Unit(Message('A "quote", a \\backslash, a\ttab,\\\na line and a non-breaking\u00a0space')),
    Unit(
        Message("Line\u2028separator, \u202ebidi\u202c and 😀\x85"), "Ločilo\u2028vrstic, \u202ebidi\u202c in 😀\x85\n"
    ),
    *(
        Unit(
            Message(f"Step {number}: open the programme and wait.", kinds=(Kind.LIST_ITEM,)),
            f"{number}. korak: čakajte.",
        )
        for number in range(1, 18)
    ),
    Unit(Message("Gone from the text", "old"), "Ni več v besedilu", obsolete=True, fuzzy=True, previous=(None, "Gone")),
    Unit(Message("Last of all"), "Zadnja", obsolete=True, comments=("ostane",)),
)
SAMPLE = Catalogue("workers", "sl", UNITS, new_header("workers", "sl", DATE), ("Slovenski prevod", "", "Ana Kos"))
"""A catalogue of some 3 kB in which each feature of the format occurs."""

# Whatever hypothesis can make

characters = st.sampled_from('"\\\n\r\t\a\x0b\f\x1b\x85\u00a0\u200b\u2028\u202e\u2068\u2069\ufeff😀čß #~|,:.%()[]=') | (
    st.characters(exclude_characters="\0", exclude_categories=["Cs"])
)
texts = st.text(characters, max_size=12)
lines = texts.map(lambda text: text.replace("\n", " ").replace("\r", " "))
looks_like_syntax = st.sampled_from(
    ["", " ", ", fuzzy", '~ msgid "x"', "bwise: state=draft", "bwise: state=nothing", "(1) x", "note: (1) x", "title"]
)
comments = st.lists(texts | looks_like_syntax, max_size=3).map(tuple)
keys = st.tuples(st.none() | texts, texts).filter(lambda key: key != (None, ""))
extras = st.dictionaries(st.text(string.ascii_lowercase, min_size=1).map("x".__add__), texts, max_size=2)
records = st.builds(
    Record, st.sampled_from(State), texts, texts, texts, texts, extras.map(lambda pairs: tuple(pairs.items())),
    *(texts for _ in ("change", "minor", "was", "before", "model", "glossary", "match", "origin", "marking")),
)  # fmt: skip
references = st.lists(st.builds(Reference, texts, texts), max_size=3).map(tuple)
kinds = st.lists(st.sampled_from(Kind), max_size=3).map(tuple)
messages = st.builds(
    lambda key, kinds, references, parts, notes: Message(key[1], key[0], kinds, references, parts, notes),
    keys, kinds, references, comments, comments,
)  # fmt: skip
units = st.builds(
    Unit, messages, texts, st.booleans(), st.none() | st.tuples(st.none() | texts, texts), st.none() | records,
    comments, comments, st.booleans(),
)  # fmt: skip
headers = st.lists(st.tuples(st.sampled_from(["Language", "Content-Type", "X-Bwise-Last", "X-A"]), texts), max_size=3)
catalogues = st.builds(
    lambda units, header, comments: Catalogue("workers", "sl", tuple(units), tuple(header), comments),
    st.lists(units, max_size=4, unique_by=lambda unit: unit.key), headers, comments,
)  # fmt: skip
