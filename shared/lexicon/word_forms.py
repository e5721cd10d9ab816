"""Words of Vietnamese, English and Hebrew in the forms by which a term and a text meet."""

import re
import unicodedata

from shared.text import fold

_HEBREW_PREFIXES = frozenset("והבלכמש")
_HEBREW_ENDING = re.compile(r"(?<=[א-ת'\"]{3})(?:ים|ות)$|(?<=[א-ת'\"]{4})(?:ה|ת|י)$")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def is_marked(text: str) -> bool:
    """Whether a Vietnamese text wears its marks; a lone đ of a price does not make it so."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return sum(1 for it in lowered if it.isalpha() and it != fold(it)) * 25 > sum(map(str.isalpha, lowered))


def without_prefixes(word: str) -> list[str]:
    """The word as it is, then less one to three prefixes; what is left must still be a word."""
    shorter = [word[size:] for size in (1, 2, 3) if set(word[:size]) <= _HEBREW_PREFIXES]
    return [word, *(it for it in shorter if len(it) > min(2, len(word) - len(it)))]


_IRREGULAR = {"scarves": "scarf", "leaves": "leaf", "loaves": "loaf", "knives": "knife"}


def singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("oes", "ches", "shes", "xes")):  # noqa: PLR2004
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word  # noqa: PLR2004


def without_ending(word: str) -> str:
    """Of a Hebrew plural or feminine; final letters as they stand elsewhere."""
    return _HEBREW_ENDING.sub("", word).translate(_FINALS)
