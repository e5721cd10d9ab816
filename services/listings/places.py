"""Provinces among a buyer's words, by their names of today and of before July 2025: vải thiều Bắc Giang asks for
lychees from there, whatever they are called.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from services.listings.language.analyser import Word, words
from shared.provinces import FORMER, PROVINCES

_ALSO = {"79": ("Hồ Chí Minh", "Ho Chi Minh City", "HCMC", "Sài Gòn"), "46": ("Thừa Thiên Huế",)}
_BEFORE = frozenset({"tinh", "tp"})
"""Province, city."""
Name = tuple[Word, ...]


class Placed(Struct, frozen=True):
    """`codes` of any time; what is left of the words is `others`."""

    codes: tuple[str, ...]
    words: Sequence[Word]
    others: Sequence[Word]

    def is_part_of(self, term: str) -> bool:
        name, longer = _folded(self.words), _folded(words(term))
        return len(longer) > len(name) and longer[-len(name) :] == name


def placed(typed: Sequence[Word]) -> Placed | None:
    """A text ends or begins with its place. The longest name counts: Bà Rịa – Vũng Tàu."""
    folded, known = _folded(typed), _names()
    for size in range(min(_most_words(), len(typed)), 0, -1):
        for start in (len(typed) - size, 0):
            named = typed[start : start + size]
            meant = known.get(folded[start : start + size])
            if meant and (codes := _codes(named, meant)):
                before = typed[:start]
                if before and before[-1].folded in _BEFORE:
                    before = before[:-1]
                return Placed(codes, named, [*before, *typed[start + size :]])
    return None


def _codes(named: Sequence[Word], known: Sequence[tuple[str, Name]]) -> tuple[str, ...]:
    """A name that lives on means the unit of today, which holds the old one."""
    same = [code for code, name in known if _is_typed_so(named, name)]
    return tuple(code for code in same if code in PROVINCES) or tuple(same)


def _is_typed_so(typed: Sequence[Word], name: Name) -> bool:
    """One syllable without its marks is too little to be a place: hoa hue is tuberoses."""
    bare = len(name) > 1 and not any(word.marked for word in typed)
    return bare or all(one.exact == other.exact for one, other in zip(typed, name, strict=True))


def _folded(some: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.folded for word in some)


@cache
def _most_words() -> int:
    return max(len(folded) for folded in _names())


@cache
def _names() -> dict[tuple[str, ...], list[tuple[str, Name]]]:
    found: dict[tuple[str, ...], list[tuple[str, Name]]] = {}
    for code, name in _written():
        some = tuple(words(name))
        found.setdefault(_folded(some), []).append((code, some))
    return found


def _written() -> Iterable[tuple[str, str]]:
    yield from PROVINCES.items()
    for provinces in FORMER.values():
        yield from provinces.items()
    for code, names in _ALSO.items():
        yield from ((code, name) for name in names)
