"""Words as matching compares them: what a demand says against what a listing is called.

Two words agree when their folded forms do and their marks do not contradict: `tra` is `trà`, `bơ` is not `bò`.
Japanese, Chinese and Korean runs become overlapping pairs of characters, because their words are not spaced.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.text import fold

Words = Mapping[str, frozenset[str]]
"""Folded word → the ways in which it was written."""

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\u3005]"
_KANA = r"[\u3041-\u30ff]"
_HANGUL = r"[\uac00-\ud7a3]"
_WORD = rf"(?:(?!{_HAN}|{_KANA}|{_HANGUL})[^\W_])+"
_RUN = re.compile(rf"(?P<han>{_HAN}+)|(?P<kana>{_KANA}+)|(?P<hangul>{_HANGUL}+)|{_WORD}")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")

_EMPTY = frozenset(Path(__file__).with_name("empty_words.txt").read_text(encoding="utf-8").split())
"""Words that name no product, as they are written."""


def words(text: str) -> Words:
    """The words of a text that may name a product."""
    found: dict[str, set[str]] = {}
    for token in _tokens(unicodedata.normalize("NFKC", text).casefold()):
        if token not in _EMPTY and not token.isdecimal():
            found.setdefault(_singular(fold(token)), set()).add(_singular(_with_tones_last(token)))
    return {word: frozenset(forms) for word, forms in found.items()}


def common(asked: Words, offered: Words) -> list[str]:
    """The asked words that agree with an offered one."""
    return [word for word, forms in asked.items() if word in offered and _agree(word, forms, offered[word])]


def _agree(word: str, forms: frozenset[str], others: frozenset[str]) -> bool:
    return word in forms or word in others or not forms.isdisjoint(others)


def _tokens(text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        token = run.group()
        if run.lastgroup is None:
            yield token
        elif len(token) > 1:
            token = token.translate(_HIRAGANA_TO_KATAKANA)
            yield from (token[place : place + 2] for place in range(len(token) - 1))
        elif run.lastgroup != "kana":
            yield token


def _singular(word: str) -> str:
    """English plurals in -s; no Vietnamese syllable ends in one."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004


def _with_tones_last(word: str) -> str:
    """`hòa` and `hoà` are the same syllable with its tone mark set by two schools."""
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(part for part in parts if part in _TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tones
