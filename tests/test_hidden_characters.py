"""Characters that cannot be seen: here they are written as escapes, so that an author sees them."""

import pytest

from .checking import mended, slips

ZWSP, ZWJ, SHY, BOM, WJ, VS16 = "\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\ufe0f"


@pytest.mark.parametrize(
    ("translation", "name", "right"),
    [
        (f"Shranite da{ZWSP}toteko.", "U+200B ZERO WIDTH SPACE", "Shranite datoteko."),
        (f"Shranite {ZWSP}datoteko.", "U+200B ZERO WIDTH SPACE", "Shranite datoteko."),
        (f"{BOM}Shranite datoteko.", "U+FEFF ZERO WIDTH NO-BREAK SPACE", "Shranite datoteko."),
        (f"Shranite {SHY}datoteko.", "U+00AD SOFT HYPHEN", "Shranite datoteko."),
        (f"Shranite datoteko{SHY}.", "U+00AD SOFT HYPHEN", "Shranite datoteko."),
        ("Shranite\x02 datoteko.", "U+0002 CONTROL CHARACTER", "Shranite datoteko."),
        ("Shranite\u2028datoteko.", "U+2028 LINE SEPARATOR", "Shranite datoteko."),
        (f"Shranite da{ZWJ}toteko.", "U+200D ZERO WIDTH JOINER", "Shranite datoteko."),
        (f"Shranite da{WJ}toteko.", "U+2060 WORD JOINER", "Shranite datoteko."),
        (f"Shranite{VS16} datoteko.", "U+FE0F VARIATION SELECTOR-16", "Shranite datoteko."),
        ("Shranite\U000e0041\U000e0042 datoteko.", "U+E0041 TAG LATIN CAPITAL LETTER A", "Shranite datoteko."),
    ],
)
def test_what_has_no_use_is_found_and_taken_out(translation: str, name: str, right: str) -> None:
    (found,) = slips("invisible", "sl", "Save the file.", translation)
    assert name in found.message
    assert found.edit
    assert mended(translation, [found.edit]) == right


@pytest.mark.parametrize(
    "translation",
    [
        f"Arbeits{SHY}integrations{SHY}unternehmen",
        "\U0001f469\U0001f3fd" + ZWJ + "\U0001f4bb und \u2764" + VS16 + ", \u2764" + VS16 + ZWJ + "\U0001f525",
        f"1{VS16}\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        f"und/{ZWSP}oder",
        f"10{WJ}–{WJ}12",
        "Auf\u200clage",
        "Zeile\nZeile",
    ],
)
def test_what_is_of_use_stays(translation: str) -> None:
    assert slips("invisible", "de", "Text", translation) == []


def test_what_the_source_has_too_stays() -> None:
    assert slips("invisible", "sl", f"da{ZWSP}ta", f"po{ZWSP}datki") == []
    assert slips("bidi", "sl", "\u200fשלום", "\u200fשלום") == []


def test_controls_of_direction_are_found_and_taken_out() -> None:
    translation = "Pokličite \u202a040 123 456\u202c."
    found = slips("bidi", "sl", "Call 040 123 456.", translation)
    assert [slip.message.partition(": ")[2] for slip in found] == [
        "U+202A LEFT-TO-RIGHT EMBEDDING",
        "U+202C POP DIRECTIONAL FORMATTING",
    ]
    assert mended(translation, [slip.edit for slip in found if slip.edit]) == "Pokličite 040 123 456."


def test_what_turns_letters_around_is_left_to_a_person() -> None:
    found = slips("bidi", "sl", "Open file.pdf", "Odprite \u202efdp.exe")
    assert [slip.edit for slip in found] == [None]


def test_control_characters_of_a_broken_encoding_are_read_back() -> None:
    translation = "Najve\u00c4\u008dja"
    (found,) = slips("mojibake", "sl", "The largest", translation)
    assert found.edit
    assert mended(translation, [found.edit]) == "Največja"
