"""In which writing a name is, as far as its letters tell: it decides direction and font on paper."""

import unicodedata

from shared.contracts.values import Language
from web.languages import RIGHT_TO_LEFT

Written = tuple[str, Language]

LETTERS: dict[str, Language] = {"HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko"}


FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: str, language: Language) -> str:
    """Among Hebrew a Latin name and the number after it would run together."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if language in RIGHT_TO_LEFT else text


def written(text: str) -> Written:
    """With the language of its first letter that belongs to one alone. Han characters and Latin letters do not."""
    scripts = (unicodedata.name(letter, "").partition(" ")[0] for letter in text)
    return text, next((LETTERS[script] for script in scripts if script in LETTERS), "vi")
