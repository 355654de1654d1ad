"""Words for numbers: how a translation can say in words what the English says in digits, and the other way.

These are beginnings of words, generous on purpose: a number counts as missing only where nothing can stand for it.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

_VALUES = (*range(21), *range(30, 100, 10), 100, 1000)
"""What the columns of `_STEMS` stand for; then half and quarter."""

_STEMS: Mapping[str, str] = {
    "bg": "нул|никой|никак|няма едно|първ дв|втор три|трет|трой четир|четвърт пет шест сед осем|осм дев дес "
    "единад|единай "
    "дванад|дванай|дузин тринад|тринай четирин петн шестн седемн осемн деветн двад|двай трид|трий "
    "четирид|четирий петд|полов шестд|шейс седемд осемд деветд сто хил пол четвърт",
    "de": "null|kein|niemand erst|eins|einmal zwei|zwo|doppel|beid|paar drei|dritt vier fünf sechs sieb acht neun "
    "zehn elf "
    "zwölf|dutzend dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig drei(?:ß|ss)ig "
    "vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend halb|hälfte|anderthalb|eineinhalb "
    "viertel",
    "el": "μηδ|καν[εέ]|καμ πρώτ δύο|δυο|δεύτερ|διπλ|δι τρ τέσσερ|τεσσάρ|τέταρτ|τετρα πέντε|πέμπτ|πεντ έξι|έκτ|εξ "
    "ε[πφ]τ|έβδ "
    "οκτ|οχτ|όγδ ενν|ένατ δέκα|δέκατ|δεκ έντεκ|ενδέκ δώδεκ|δωδέκ δεκατρ δεκατ[έε]σ δεκαπ δεκαέξ|δεκάξ "
    "δεκαε[πφ] δεκαο δεκαεν είκοσ|εικοσ τριάντ σαράντ πενήντ εξήντ εβδομήντ ογδόντ ενενήντ εκατ χίλ|χιλ "
    "μισ|ήμισ|ημί|[εμ]ν?ι?άμισ τέταρτ",
    "es": "cero|ning|nadie uno|primer dos|segund|dobl|amb|par tres|terc|tripl|trim cuatr|cuart cinc|quint seis|sext "
    "siet|sépt "
    "och|octav nuev|noven diez|déc|dec once doce trece catorce quince diecis[éè]i|dieciséi diecisi diecioc "
    "diecinu veint treint cuarent cincuent sesent setent ochent novent cien mil mitad|medi cuart",
    "fr": "zéro|aucun|personne|nul premi deux|doubl|second|paire trois|tier|tripl|trim quatr cinq six|sixi sept huit "
    "neuf|neuv "
    "dix onz douz treiz quatorz quinz seiz dix-sept dix-huit dix-neuf vingt trent quarant cinquant soixant "
    "soixante-d|septant quatre-v|huitant quatre-v|nonant cent|cent mill moiti|demi quart",
    "hr": "nul|ništ|nitk|nijed jedn|prv dv|drug|ob|dupl|par tri|tre|tro čet pet šest sed osam|osm dev des jedan "
    "dvan|tucet "
    "trin četrn petn šesn sedamn osamn devetn dvades trides četrdes pedes šezdes sedamdes osamdes devedes "
    "sto|stot tisu pol četvrt",
    "it": "zero|nessun uno|prim due|second|dopp|entramb|coppi tre|terz|tripl|trim quattr|quart cinqu|quint sei|sest "
    "sett ott nov|non diec|decin|decim undic dodic|dozz tredic quattordic quindic sedic diciass diciott "
    "diciann vent trent quarant cinquant sessant settant ottant novant cent mill|mil metà|mezz quart",
    "lv": "null|nevien|nav pirm div|otr|dubult|ab|pār trī|tri|treš četr|ceturt piec|piekt seš|sest septi|septī asto "
    "dev des "
    "vienp divp|duč trīsp četrp piecp sešp septiņp astoņp deviņp divd trīsd četrd piecd sešd septiņd astoņd "
    "deviņd simt tūks pus ceturt|ceturk",
    "nl": "nul|geen|niemand één|eerst twee|dubbel|beid|paar drie|derd vier vijf zes zeven acht negen tien elf "
    "twaalf|dozijn "
    "dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig "
    "zeventig tachtig negentig honderd duizend half|halv|helft|anderhal kwart",
    "pl": "zer|żad|nikt jed[ne]|pierw dw|drug|podwój|ob|par trz|trój|troj czter|czwor|czwart pię|pią|pięt "
    "sześ|szóst|szeć "
    "sied|siód osi|ośm|ósm dziewi dziesi jedena dwuna|dwana|tuzin trzyn czterna piętna szesna siedemna "
    "osiemna dziewiętna dwadz|dwudz trzydz czterdz pięćdz sześćdz siedemdz osiemdz dziewięćdz sto|stu|setn "
    "tysi poł|pół kwadr|ćwier",
    "ro": "zero|nici|nimeni unu|prim|întâi doi|dou|dubl|amb|per trei|tripl|trim patr cinci șase|şase|șas șapt|şapt opt "
    "nou|noi zec unspr doispr|douăspr|duz treispr paispr cincispr|cinspr șaispr|şaispr șaptespr|şaptespr "
    "optspr nouăspr douăzec treizec patruzec cincizec șaizec|şaizec șaptezec|şaptezec optzec nouăzec sut mi "
    "jum|juma sfert",
    "sl": "nič|nul|nihč|noben ena|prv dv|drug|ob|par tri|tre|tro štir|četr|četv pet šest sed osem|osm dev des enajst "
    "dvanajst|ducat trinajst štirin petn šestn sedemn osemn devetn dvajset trides štirid petdes šestd sedemd "
    "osemd devetd sto tisoč pol četrt",
}


_DAY_AND_NIGHT: Mapping[str, str] = {
    "bg": "денонощ|ден и нощ",
    "de": "rund um die uhr|tag und nacht|durchgehend",
    "el": "εικοσιτετρά|μέρα(?: και)? νύχτα|νυχθημερόν",
    "es": "día y noche|noche y día",
    "fr": "jour et nuit|nuit et jour",
    "hr": "dan i noć|noć i dan|danonoć|non[ -]?stop",
    "it": "giorno e notte|notte e giorno|non[ -]?stop",
    "lv": "diennak",
    "nl": "dag en nacht|de klok rond|etmaal",
    "pl": "całodob|całą dobę|dob[aęyą]|dzień i noc",
    "ro": "zi și noapte|non[ -]?stop",
    "sl": "dan in noč|noč in dan|non[ -]?stop",
}
"""What stands for the 24 hours of a day."""


@cache
def _said(language: str) -> Mapping[str, re.Pattern[str]]:
    """What finds a word for a number, by its value."""
    columns = _STEMS[language].split()
    stems = {str(value): column for value, column in zip(_VALUES, columns, strict=False)}
    half, quarter = columns[-2:]
    stems |= {"0.5": half, "90": f"{stems['90']}|{half}", "0.25": quarter}
    stems |= {"50": f"{stems['50']}|{half}", "30": f"{stems['30']}|{half}"}
    stems |= {"15": f"{stems['15']}|{quarter}", "25": quarter}
    stems["0.75"] = quarter
    return {value: re.compile(rf"(?<!\w)(?:{stem})", re.IGNORECASE) for value, stem in stems.items()}


def times_said(value: str, words: str, language: str) -> int:
    """How many words there are in a translation that can stand for `value`."""
    known = _said(language)
    if value == "24" and re.search(rf"(?<!\w)(?:{_DAY_AND_NIGHT[language]})", words, re.IGNORECASE):
        return 1
    if value.endswith(".5"):
        value = "0.5"
    if found := known.get(value):
        return len(found.findall(words))
    if len(value) == 2 and value.isdigit():  # such as fünfundzwanzig, petindvajset, veintitrés
        tens, ones = known[f"{value[0]}0"].pattern, known[value[1]].pattern
        return all(re.search(part.removeprefix(r"(?<!\w)"), words, re.IGNORECASE) for part in (tens, ones))
    return 0


_ENGLISH = {
    "zero": 0, "no": 0, "none": 0, "one": 1, "once": 1, "single": 1, "first": 1, "two": 2, "twice": 2,
    "both": 2, "pair": 2, "couple": 2, "double": 2, "second": 2, "three": 3, "third": 3, "thirds": 3, "triple": 3,
    "thrice": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7,
    "eight": 8, "eighth": 8, "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "decade": 10, "eleven": 11, "eleventh": 11,
    "twelve": 12, "twelfth": 12, "dozen": 12, "noon": 12, "midday": 12, "thirteen": 13, "thirteenth": 13,
    "fourteen": 14, "fourteenth": 14, "fifteen": 15, "fifteenth": 15, "sixteen": 16, "sixteenth": 16, "seventeen": 17,
    "seventeenth": 17, "eighteen": 18, "eighteenth": 18, "nineteen": 19, "nineteenth": 19, "twenty": 20,
    "twentieth": 20, "thirty": 30, "thirtieth": 30, "forty": 40, "fortieth": 40, "fifty": 50, "fiftieth": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "century": 100, "thousand": 1000,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MANY = {
    "half": ("0.5", "30", "50", "6", "2"), "halves": ("0.5", "2"), "quarter": ("0.25", "15", "25", "3", "4"),
    "quarters": ("0.75", "45", "75", "4"), "midnight": ("0", "24"), "clock": ("24",), "day": ("24",), "night": ("24",),
    "week": ("7", "8"), "weeks": ("14", "15", "21"), "fortnight": ("14", "15"), "million": ("1000000",),
    "billion": ("1000000000",), "year": ("12",), "hour": ("60",), "minute": ("60",),
}  # fmt: skip
_LETTERS = re.compile("[a-z]+")
_ROMAN = re.compile(r"\b(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\b")
_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@lru_cache(maxsize=4096)
def english_values(words: str) -> frozenset[str]:
    """What the words of an English text can become in digits."""
    found: set[str] = set(roman_values(words))
    previous = 0
    for word in _LETTERS.findall(words.lower()):
        found.update(_MANY.get(word, ()))
        value = _ENGLISH.get(word)
        if value is not None:
            together = previous * value if value in (100, 1000) and previous else previous + value
            found.update((str(value), str(together)))
            if word.endswith(("ty", "hundred")) or previous >= 100:
                previous = together
                continue
        elif word in ("and", "a", "an"):
            found.update(("1",) if word != "and" else ())
            continue
        elif word == "half" and previous:
            found.add(f"{previous}.5")
        previous = value or 0
    return frozenset(found)


def roman_values(words: str) -> frozenset[str]:
    """The Roman numerals of a text."""
    return frozenset(str(_arabic(found[0])) for found in _ROMAN.finditer(words))


def _arabic(numeral: str) -> int:
    signs = [_SIGNS[sign] for sign in numeral]
    return sum(-sign if any(later > sign for later in signs[at + 1 :]) else sign for at, sign in enumerate(signs))
