"""Words cut to their stems: Snowball for Russian and English, a light suffix stripper of our own for Kazakh."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
SHORTEST_STEM = 3


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS = {
    "en": _split(
        "a an and are as at be by can could for from has have in into is it its of on or that the their them they this "
        "to was were which who will with able learner learners student students course"
    ),
    "ru": _split(
        "а без бы в во для до его ее её же за и из или их к как ко ли на над не но о об обо от по под при с со так также "
        "то у что это этот умеет может"
    ),
    "kk": _split(
        "ал арқылы бар бен бойынша болады болып бір бұл да де деп дейін және жөнінде кейін мен немесе не оның ол осы "
        "пен сол туралы үшін әр"
    ),
}

# Longest first within each group; a word may lose several endings in turn (plural, possession, case, verb).
_KAZAKH_ENDINGS = tuple(
    sorted(
        _split(
            "лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні да де та те нда нде дан "
            "ден тан тен нан нен ын ін сын сін мен бен пен ым ім ың ің сы сі мыз міз ыңыз іңіз йды йді ады еді ып іп ған ген "
            "қан кен атын етін йтын йтін ушы уші лық лік дық дік тық тік дағы дегі тағы тегі лы лі ды ді ты ті ау еу "
            "ландыру лендіру лау леу дау деу тау теу ла ле у ы і п"
        ),
        key=lambda ending: (-len(ending), ending),
    )
)


def language_of(text: str) -> str:
    """A guess by the letters: Kazakh letters, other Cyrillic, else English."""
    if _KAZAKH.search(text):
        return "kk"
    return "ru" if _CYRILLIC.search(text) else "en"


@lru_cache(maxsize=4096)
def stems(text: str, language: str) -> frozenset[str]:
    """The stems of a text without its stop words; digits and names stay as they are."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return frozenset(stem(word, language) for word in words if word not in STOP_WORDS.get(language, ()))


def stem(word: str, language: str) -> str:
    """The stem of one folded word; languages without a stemmer keep the word."""
    if language == "kk":
        return _kazakh(word)
    if language in ("ru", "en"):
        return str(_snowball(language).stemWord(word))
    return word


def _kazakh(word: str) -> str:
    for _ in range(4):
        ending = next(
            (one for one in _KAZAKH_ENDINGS if word.endswith(one) and len(word) - len(one) >= SHORTEST_STEM),
            None,
        )
        if ending is None:
            return word
        word = word[: -len(ending)]
    return word


def _snowball(language: str) -> snowballstemmer.stemmer:
    """A stemmer for one word: it keeps the word in itself, so threads must not share one."""
    return snowballstemmer.stemmer({"ru": "russian", "en": "english"}[language])
