"""Whether a listing is the product that is asked for: the same concept, another one, or only a broader one."""

from functools import cache
from typing import NamedTuple

from services.matching.verdicts.case import Offered, Wanted
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet
from shared.lexicon.matching import Matcher
from shared.lexicon.reading import read_lexicon
from shared.text import clean


class _Meaning(NamedTuple):
    """A concept with the modifiers beside it; by its own words when the lexicon does not know it."""

    concept: str | None
    modifiers: frozenset[str]
    words: frozenset[str]


@cache
def _vietnamese() -> Matcher:
    return Matcher(read_lexicon(), "vi")


@cache
def _broader() -> dict[str, str]:
    return {it.id: it.broader for it in read_lexicon().concepts}


def product(wanted: Wanted, offered: Offered) -> Verdict:
    asked = wanted.concept_vi or wanted.concept_en or ""
    named = offered.concept_vi or offered.names.get("vi") or next(iter(offered.names.values()), "")
    if not asked or not named:
        return unknown("the product is not named")
    if clean(asked).casefold() == clean(named).casefold():
        return met(f"the listing is {named}")
    return _compared(wanted, offered, asked, named)


def _compared(wanted: Wanted, offered: Offered, asked: str, named: str) -> Verdict:
    ours, theirs = _meaning(asked), _meaning(named)
    if _same(ours, theirs):
        return met(f"{named} is {asked}")
    if _is_broader(theirs, ours):
        own = _meaning(offered.names.get("vi", ""))
        if _same(ours, own):
            return met(f"the listing's name says {asked}")
        return unknown(f"the listing only says {named}, which may or may not be {asked}")
    if _is_broader(ours, theirs) and wanted.hs6 and wanted.hs6 == offered.hs6:
        return met(f"{named} is a kind of {asked}")
    return unmet(f"{named} is not {asked}")


@cache
def _meaning(text: str) -> _Meaning:
    mentions = _vietnamese().mentions(text)
    concepts = [it for it in mentions if it.concept and not it.modifier] or [it for it in mentions if it.concept]
    best = max(concepts, key=lambda it: it.end - it.start, default=None)
    modifiers = frozenset(it.modifier.id for it in mentions if it.modifier and it != best)
    return _Meaning(
        best.concept.id if best and best.concept else None, modifiers, frozenset(clean(text).casefold().split())
    )


def _same(one: _Meaning, other: _Meaning) -> bool:
    if one.concept is None or other.concept is None:
        return one.words == other.words
    return one.concept == other.concept and one.modifiers == other.modifiers


def _is_broader(one: _Meaning, other: _Meaning) -> bool:
    if one.concept is None or other.concept is None:
        return bool(one.words) and one.words < other.words
    if one.concept == other.concept:
        return one.modifiers < other.modifiers
    return one.concept in _ancestors(other.concept)


@cache
def _ancestors(concept: str) -> frozenset[str]:
    found, at = set[str](), _broader().get(concept, "")
    while at and at not in found:
        found.add(at)
        at = _broader().get(at, "")
    return frozenset(found)
