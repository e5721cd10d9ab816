"""Light stems: singular and plural of English and Hebrew nouns become one form. The form need not be a word."""

import re

_LIKE = {
    "leaves": "leaf",
    "knives": "knife",
    "loaves": "loaf",
    "shelves": "shelf",
    "scarves": "scarf",
    "calves": "calf",
    "halves": "half",
    "geese": "goose",
    "mice": "mouse",
    "chilli": "chili",
    "chile": "chili",
    "chillies": "chili",
    "chilies": "chili",
    "chillis": "chili",
    "chilis": "chili",
    "chiles": "chili",
    "fibre": "fiber",
    "fibres": "fiber",
    "colour": "color",
    "colours": "color",
    "flavour": "flavor",
    "flavours": "flavor",
    "flavored": "flavor",
    "flavoured": "flavor",
    "jewellery": "jewelry",
    "yoghurt": "yogurt",
    "grey": "gray",
    "woollen": "woolen",
    "moulds": "mold",
    "mould": "mold",
    "molasses": "molasses",
    "grass": "grass",
    "series": "series",
    "species": "species",
}
"""Irregular plurals, and British spellings of words of trade."""

_SHORTEST = 4
_SIBILANT = re.compile(r"(?:oe|xe|che|she|sse|zze)s$")
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def english(word: str) -> str:
    """No Vietnamese syllable ends in s, so Vietnamese words pass unchanged."""
    if word in _LIKE or len(word) < _SHORTEST or not word.isalpha():
        return _LIKE.get(word, word)
    if len(word) > _SHORTEST and word.endswith(("ies", "ie")):
        return word.removesuffix("s")[:-2] + "y"
    if len(word) > _SHORTEST + 1 and _SIBILANT.search(word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def hebrew(word: str) -> str:
    """Endings ־ים ־ות ־ה ־ת ־י off, doubled yod and vav single, final letters as others.

    Two letters are left at least: תה (tea) stays.
    """
    stem = word.translate(_FINALS).replace("יי", "י").replace("וו", "ו")
    for ending in ("ימ", "ות", "ה", "ת", "י"):
        if stem.endswith(ending) and len(stem) - len(ending) >= _SHORTEST - 1:
            return stem[: -len(ending)]
    return stem
