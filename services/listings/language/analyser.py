"""From text to words: the same function for what is written and for what is asked.

A word keeps two forms. The folded form makes it found however it is typed; the exact form keeps its Vietnamese marks,
so that `bơ` stands above `bò` for somebody who typed the marks. Japanese is not spaced: a run of kana and kanji is one
word here, and its overlapping pairs of characters are what the index holds.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from services.listings.language.stems import english, hebrew
from shared.text import fold

LONGEST = 60
"""Characters of a word that are kept."""

_JA = "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u9fff\uf900-\ufaff"
_KO = "\uac00-\ud7a3"
_HE = "\u05d0-\u05ea"
_WORD = re.compile(
    rf"(?P<japanese>[{_JA}]+)|(?P<korean>[{_KO}]+)|(?P<hebrew>[{_HE}]+)|(?P<latin>[^\W_{_JA}{_KO}{_HE}]+)"
)
_SPACE_IN_JAPANESE = re.compile(rf"(?<=[{_JA}])[\s・]+(?=[{_JA}])")
_JOINING_NO = re.compile(
    r"(?<=[\u3400-\u9fff\u30a1-\u30fa\u30fc])の(?=[\u3400-\u9fff\u30a1-\u30fa])|(?<=[\u3041-\u3096]{2})の(?=[\u3400-\u9fff])"
)
_MARKS_LEFT = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u200b-\u200f\u2060\ufeff]")
_GERESH = re.compile(rf"(?<=[{_HE}])['’‘`´\"“”\u05f3\u05f4]")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_FINAL_Y = re.compile(r"^(b|h|k|l|m|s|t|v|qu)y$")
_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_VARIANTS = str.maketrans("醬麵鹽豬鷄鶏", "醤麺塩猪鶏鶏")
_SHORTEST_JOINED = 5
_SPACE = (re.compile(" "), _SHORTEST_JOINED)
_AT_WILL = ((re.compile("(?<=[א-ת])[וי]|(?<=[א-ת]) "), 4), (re.compile("[ーッ・]"), 4))
"""What is left out, by script, and how many letters must be left."""
_VU = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))


class Script(StrEnum):
    LATIN = "latin"
    HEBREW = "hebrew"
    JAPANESE = "japanese"
    KOREAN = "korean"


_SCRIPTS: dict[str | None, Script] = {script.value: script for script in Script}


class Word(NamedTuple):
    """`capital`: it begins with a capital letter and goes on in small ones. `text` is how it stands in the text."""

    folded: str
    exact: str
    script: Script
    capital: bool
    text: str

    @property
    def marked(self) -> bool:
        return self.folded != self.exact

    @property
    def unspaced(self) -> bool:
        return self.script is Script.JAPANESE or self.script is Script.KOREAN


@lru_cache(maxsize=512)
def words(text: str) -> tuple[Word, ...]:
    """The words in the order of the text. Who looks at a text looks at it several times."""
    return tuple(_word(_SCRIPTS[found.lastgroup], found.group()[:LONGEST]) for found in _WORD.finditer(readable(text)))


def readable(text: str) -> str:
    """One width, composed marks, no Hebrew points; Japanese without the の that people may leave out."""
    text = _MARKS_LEFT.sub("", unicodedata.normalize("NFKC", text))
    return _JOINING_NO.sub("", _GERESH.sub("", text))


def joined(text: str) -> str:
    """Japanese without spaces, where one term may be meant."""
    return _SPACE_IN_JAPANESE.sub("", text)


def lexemes(word: Word) -> Iterator[str]:
    """What the index holds of a word's folded form: itself, or its pairs of characters and the last one alone."""
    if word.unspaced:
        yield from (word.folded[place : place + 2] for place in range(len(word.folded)))
    else:
        yield word.folded


def _word(script: Script, text: str) -> Word:
    if script is Script.LATIN:
        folded, exact = _latin(text)
        return Word(folded, exact, script, text.istitle(), text)
    folded = text
    if script is not Script.KOREAN:
        folded = hebrew(text) if script is Script.HEBREW else _japanese(text)
    return Word(folded, folded, script, capital=False, text=text)


@lru_cache(maxsize=4096)
def _latin(text: str) -> tuple[str, str]:
    lowered = text.casefold()
    folded = english(lowered) if lowered.isascii() else fold(lowered)
    if lowered.isascii():
        folded = _FINAL_Y.sub(r"\1i", folded)
        return folded, folded
    return _FINAL_Y.sub(r"\1i", folded), _exact(lowered)


def _exact(lowered: str) -> str:
    """`hòa` and `hoà`, `mỹ` and `mĩ` are the same syllables, spelt by two schools: letters first, the tone last."""
    parts = unicodedata.normalize("NFD", lowered)
    tones = "".join(part for part in parts if part in _TONES)
    letters = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return _FINAL_Y.sub(r"\1i", letters) + tones


def _japanese(text: str) -> str:
    folded = text.translate(_KATAKANA).translate(_VARIANTS)
    for foreign, native in _VU:
        folded = folded.replace(foreign, native)
    return folded.rstrip("ー") or folded


def bare_letters(plain: str) -> str:
    """A folded key without what is written or left out at will: spaces, in Hebrew the vowels yod and vav within a word,
    in Japanese long vowels and doubled consonants. Empty where too little is left to tell words apart.
    """
    if plain.isascii():
        letters = plain.replace(" ", "")
        return letters if len(letters) >= _SHORTEST_JOINED else ""
    optional, fewest = next((rule for rule in _AT_WILL if rule[0].search(plain)), _SPACE)
    letters = optional.sub("", plain)
    return letters if len(letters) >= fewest else ""
