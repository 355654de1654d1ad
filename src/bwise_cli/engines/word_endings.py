"""Stems of languages that Snowball has no stemmer for: Bulgarian, Latvian and Slovenian.

A word loses its longest known ending, a palatal consonant before it becomes plain, and the vowel that comes and goes
in a last syllable goes. That is coarse, as stems are; `word_forms` says when a stem counts.
"""

ENDINGS = {
    "bg": (
        "а я о е и ъ ът ят та то те ата ята ето ите ове овете еве евете ета етата ища ищата ия ият ото ите "
        "ам ям аме яме ат ят аш яш ате яте ай айте яй яйте й йте ах яха аха аше еше "
        "ил ила ило или ал ала ало али ан ана ано ани аният ания аната аното аните ян яна яно яни им иш ит "
        "ейки айки"
    ),
    "lv": (
        "s š is us a e i u o ā ī ē ū am ām em ēm im īm um ai ei ij ie ies iem as ās es ēs īs os "
        "ais ajā ajam ajai ajiem ajām ajās ajos ajo aja ajai ajas ju ja ji jā jam jai jas jus jos jiem "
        "āka ākas ākais ākā āks āki āt ēt īt ot t j āju ēju īju oju āja ēja īja oja ājam ējam ījam ojam "
        "ājat ējat ījat ojat ājiet ējiet ījiet ojiet iet āts ēts īts ots āta ēta īta ota āti ēti īti oti "
        "ātas ētas ītas otas ātu ētu ītu otu ātos ētos ītos otos šu ošu šana"
    ),
    "sl": (
        "a e i o u em om im am eh ih ah oma ema ima ama omi ami emi imi mi ma jo ev ov ja ju je ji jem jev jih jema "
        "ega emu ej ejši ejša ejše "
        "ti ati iti eti am aš amo ate ajo aj ajte ajmo im iš imo ite ijo iva em eš emo ete ejo "
        "uje ujem uješ ujemo ujete ujejo ujte al ala alo ali ale il ila ilo ili ile el ela elo eli ele l la lo li le "
        "an ana ano ani ane anih anim anega anem anemu animi mo te ta"
    ),
}
"""Endings of nouns, adjectives and verbs, the article of Bulgarian among them."""
VOWELS = {"bg": "аеиоуъюя", "lv": "aāeēiīoōuū", "sl": "aeiou"}
FLEETING = {"bg": "еъ", "lv": "", "sl": "e"}
"""Vowels that stand between two last consonants in some forms: "dostopen", "dostopna"; "център", "центрове"."""
PLAIN = {"lv": str.maketrans("ņļšžčķģ", "nlszckg")}
"""Palatal consonants, with what they are in other forms: "tālruņa" of "tālrunis"."""
LEAST = 4
"""Letters that stay before an ending."""

_LONGEST_FIRST = {
    language: sorted(dict.fromkeys(endings.split()), key=len, reverse=True) for language, endings in ENDINGS.items()
}


def without_ending(word: str, language: str) -> str:
    """The stem of a word in small letters; `language` is one of `ENDINGS`."""
    ending = next((each for each in _LONGEST_FIRST[language] if _ends(word, each)), "")
    stem = word.removesuffix(ending).translate(PLAIN.get(language, {}))
    vowels = VOWELS[language]
    if len(stem) >= LEAST and stem[-2] in FLEETING[language] and stem[-1] not in vowels and stem[-3] not in vowels:
        return stem[:-2] + stem[-1]
    return stem


def _ends(word: str, ending: str) -> bool:
    return len(word) - len(ending) >= LEAST and word.endswith(ending)
