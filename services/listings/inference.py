"""Which OCOP group a product belongs to, read off its Vietnamese name.

Vietnamese names the thing first and says how it is behind (trà | xanh | Tân Cương), so the leftmost term of the lexicon
decides, the longest of those that begin there. What the lexicon has in several groups, or in none, stays unknown.
"""

import re
import unicodedata
from functools import cache
from typing import get_args

from msgspec import Struct

from shared.contracts.values import Category
from shared.lexicon.reading import read_lexicon

_WORD = re.compile(r"\w+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_CATEGORIES: dict[str, Category] = {category: category for category in get_args(Category)}


class Vocabulary(Struct, frozen=True):
    """`groups`: term → its group, None when it has several or none. `longest`: of the terms, in words."""

    groups: dict[str, Category | None]
    longest: int


def inferred_category(name: str) -> Category | None:
    """None when nobody can say."""
    words = _words(name)
    known = _vocabulary()
    for first in range(len(words)):
        for last in range(min(first + known.longest, len(words)), first, -1):
            term = " ".join(words[first:last])
            if term in known.groups:
                return known.groups[term]
    return None


def _words(text: str) -> list[str]:
    """With the tone of each word behind it: it is written on either vowel (hòa, hoà)."""
    words = _WORD.findall(unicodedata.normalize("NFC", text.casefold()))
    return [_tone_last(unicodedata.normalize("NFD", word)) for word in words]


def _tone_last(word: str) -> str:
    return _TONES.sub("", word) + "".join(_TONES.findall(word))


@cache
def _vocabulary() -> Vocabulary:
    """Read at the first use; of the lexicon only the Vietnamese terms and their groups stay in memory."""
    found: dict[str, set[str]] = {}
    for concept in read_lexicon().concepts:
        for term in concept.terms.vi:
            found.setdefault(" ".join(_words(term)), set()).add(concept.group)
    groups = {term: _only(names) for term, names in found.items()}
    return Vocabulary(groups, max(len(term.split()) for term in groups))


def _only(groups: set[str]) -> Category | None:
    """Longans are goods of a group though the word also means labels, which are of none."""
    named = groups - {""}
    return _CATEGORIES[named.pop()] if len(named) == 1 else None
