"""In which writing a name is, as far as its letters tell: it decides direction and font on paper."""

import unicodedata

from shared.contracts.values import Language

Written = tuple[str, Language]

LETTERS: dict[str, Language] = {"HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko"}


def written(text: str) -> Written:
    """With the language of its first letter that belongs to one alone. Han characters and Latin letters do not."""
    scripts = (unicodedata.name(letter, "").partition(" ")[0] for letter in text)
    return text, next((LETTERS[script] for script in scripts if script in LETTERS), "vi")
