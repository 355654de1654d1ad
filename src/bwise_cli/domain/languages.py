"""What tells the languages of the program apart: their commonest words, and the script that they are written in."""

import re
from collections.abc import Iterable

_COMMON = {
    "bg": (
        "и на да за се от с в не по са при или може като който която които това този тази тези е ще със към ви "
        "вие си ли до как така когато ако без след преди още всички всеки всяка има няма трябва само между под "
        "над през че но а го ги им му къде какво кой защо много повече във вас ваш аз ти ние те той тя"
    ),
    "de": (
        "und der die das den dem des ist nicht mit sie für auf ein eine einen einem einer werden wird sich von zu "
        "auch im am in an es er ihr ihre ihren ihrem wie wenn oder bei aus nach vor über unter zum zur kann "
        "können sind war was wer wo diese dieser dieses nur noch mehr keine kein hat haben alle jede jeder um so "
        "als man aber bis dass durch mir uns wir ich du euch ihm ihn hier dort dann"
    ),
    "el": (
        "και το να του η την της με για τα οι στο από σε είναι που των τις δεν ή στη στην στον στα στις ένα μια "
        "μία έναν ο τον αν θα πριν μετά μπορείτε μπορεί πρέπει όταν ώστε πώς τι ποιος κάθε όλα σας σου μας αυτό "
        "αυτή αυτά πιο μόνο όπως χωρίς έχει έχετε κατά προς τους αλλά πού εγώ εσύ εμείς"
    ),
    "en": (
        "the and of to in is you for that with are on this can or be it as not your a an at by from has have they "
        "which when who will if their its do does what how about more than before after any all each was were but "
        "so no we he she his her out up there them then only over under between off other these those such "
        "because without should would could been being"
    ),
    "es": (
        "de la que el en y los se del las un por con para una es como al su más no o lo le les sus pero este esta "
        "estos está son entre cuando si sin sobre también hasta hay donde quién desde todo todos antes después "
        "usted puede cada tiene qué cómo muy ni ser han porque a te tu uno contra nos me mi fue ellos"
    ),
    "fr": (
        "de la le et les des en un une du est pour que dans vous qui par sur pas avec au aux ce cette ces il elle "
        "ils sont ou où ne se votre vos leur être plus mais comme si tout tous sans avant après peut pouvez doit "
        "chaque quand entre chez à on a ont non y même dont lui je tu nous cela ça deux"
    ),
    "hr": (
        "i je u se na za da su od s koji koja koje kojeg kao ili što može mogu nije nisu također kako biti bio sa "
        "iz do po pri ne li ako kad kada gdje svoj svoje svoju vaš vaše vašu ste smo sam sve svi svih više samo "
        "prije nakon treba bez jer već još nego tko zašto ima nema uz ovo ovaj taj to ta te pa a o ali vas vam ih "
        "ga joj bude bi između tim kod pred niti vaša naš naše mi ti vi ja će ćete ćemo kojoj kojem njih bolje "
        "dok sama svojem ni moj moja nam nas tome"
    ),
    "it": (
        "di e il la che in un per una è del con i le non sono della si da gli dei delle degli dal dalla nel nella "
        "alla al lo uno come più anche o ma se quando ogni prima dopo può puoi deve questo questa questi cosa chi "
        "dove senza tra sul sulla suo sua a ad ai alle ha hanno essere su ne tutti tutto solo mi ti ci vi lei lui "
        "loro fra nei negli ed"
    ),
    "lv": (
        "un ir ar no par uz kas lai ja kā vai tas var jūs pēc tiek nav arī to ko jūsu bet kad kur pie līdz savu "
        "savas viņu šis šī šo katrs katru visi visu vairāk tikai pirms bez ļoti jau vēl kurš kuri kura viena "
        "viens vienu ne nevis tad kuru tā pat starp caur es mēs viņi tu jums mums"
    ),
    "nl": (
        "de het een en van is in te dat op voor met niet zijn aan die je of als worden wordt naar bij ook maar "
        "kan kunt hun ze deze dit uit over door wat welke wie hoe waar wanneer geen nog meer moet uw zich tot er "
        "om heeft hebben iedereen elke alle dan na u hij zij was onder tussen zonder we wij ik mijn ons onze hier "
        "daar"
    ),
    "pl": (
        "i w na z do się nie jest to że o od dla jak lub po które przez są może który która być tylko oraz ale "
        "czy co gdy jeśli już bardzo przed pod za ich jego jej ma można każdy każda wszystko więcej bez swoje aby "
        "tak a u ze ten ta te tego by kto gdzie między ani nad we my wy on ona mnie nas was im tym tych lecz albo"
    ),
    "ro": (
        "și de în la să a cu nu o este pe pentru care un din sau mai sunt ca dumneavoastră că se ce al ale ai fi "
        "fie dacă când cum după până fiecare trebuie poate puteți lui ei lor această acest aceasta acestea prin "
        "între despre doar foarte e am are au unde cine toate toți fără iar dar vă îi i eu tu noi voi ne mă te"
    ),
    "sl": (
        "in je v se na za da so z ki ne pri ali tudi kot kako lahko od po če s ko bo ste smo sem vse vsak vsako "
        "vsi ker še brez pred ter iz naj pa kaj kdo kje kadar več samo mora morate nič med ni niso jih jo ga vam "
        "vas tem ta to te do o a bi biti bil pod nad kar jim ji tega svoj svoje že potem vaš vaša vaše vašo naš "
        "naše ima nima treba kod zato mi ti vi jaz bolj dokler sam sama svojo moj moja"
    ),
}
"""The commonest short words of each language, by our own reading of texts in it."""
COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
"""The same as sets."""
TELLING_WORDS = {
    language: own.difference(*(words for other, words in COMMON_WORDS.items() if other != language))
    for language, own in COMMON_WORDS.items()
}
"""Those of each language that are common in no other."""
_SCRIPTS = {"bg": "Cyrillic", "el": "Greek"}
_LETTERS = {
    "Latin": re.compile(r"[A-Za-zÀ-ɏ]"),
    "Greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
}


def script_of(language: str) -> str:
    """The script that a language is written in."""
    return _SCRIPTS.get(language, "Latin")


def script_share(texts: Iterable[str], script: str) -> float:
    """Share of the letters that are of `script`, 0 to 1; 1 if there are none."""
    text = " ".join(texts)
    counts = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    return counts[script] / sum(counts.values()) if any(counts.values()) else 1.0
