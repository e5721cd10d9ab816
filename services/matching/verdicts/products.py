"""Whether a listing is the product that is asked for: the same concept, another one, or only a broader one."""

from functools import cache, lru_cache
from typing import NamedTuple, get_args

from services.matching.verdicts.case import Offered, Wanted
from services.matching.verdicts.verdict import Verdict, met, unknown, unmet
from services.matching.words import Words, words
from shared.contracts.values import Language
from shared.lexicon.matching import matcher
from shared.lexicon.reading import ancestors, lexicon
from shared.text import clean

LANGUAGES: tuple[Language, ...] = get_args(Language)
_SAID_OF_GOODS = {"quality", "size", "pack", "use"}
_TELLING = {"green_unripe", "young"}
"""Qualities that make another product: green banana, young rice."""


class Meaning(NamedTuple):
    """A concept with the modifiers beside it; by its own words when the lexicon does not know it. `rest`: words
    that are neither.
    """

    concept: str | None
    modifiers: frozenset[str]
    words: frozenset[str]
    rest: Words


def product(wanted: Wanted, offered: Offered) -> Verdict:
    """The Vietnamese concepts say what is meant; without one, the buyer's English or the listing's names do."""
    asked, spoken = (wanted.concept_vi, "vi") if wanted.concept_vi else (wanted.concept_en or "", "en")
    named = {"vi": offered.concept_vi} if offered.concept_vi else offered.names
    told = [(name, language) for language in LANGUAGES if (name := named.get(language))]
    if not asked or not told:
        return unknown("product_not_stated")
    ours = _meaning(asked, "vi" if spoken == "vi" else "en")
    return max((_compared(wanted, offered, asked, ours, it) for it in told), key=lambda it: it.credit)


def _compared(wanted: Wanted, offered: Offered, asked: str, ours: Meaning, told: tuple[str, Language]) -> Verdict:
    named, language = told
    if clean(asked).casefold() == clean(named).casefold():
        return met("product_named", named=named)
    theirs = _meaning(named, language)
    if is_same(ours, theirs):
        return met("product_same", named=named, asked=asked)
    if is_broader(theirs, ours):
        own = _meaning(offered.names.get("vi", ""), "vi")
        if is_same(ours, own):
            return met("product_same", named=offered.names.get("vi", ""), asked=asked)
        return unknown("product_only_broader", named=named, asked=asked)
    if is_broader(ours, theirs) and wanted.hs6 and wanted.hs6 == offered.hs6:
        return met("product_kind_of", named=named, asked=asked)
    return unmet("product_other", named=named, asked=asked)


@lru_cache(maxsize=10_000)
def _meaning(text: str, language: Language) -> Meaning:
    """Without what is said of the goods and not which goods they are: premium, boxed, large."""
    whole = meaning(text, language)
    return whole._replace(modifiers=frozenset(it for it in whole.modifiers if it not in _asides()))


@cache
def _asides() -> frozenset[str]:
    return frozenset(it.id for it in lexicon().modifiers if it.kind in _SAID_OF_GOODS and it.id not in _TELLING)


def meaning(text: str, language: Language) -> Meaning:
    mentions = matcher(language).mentions(text)
    concepts = [it for it in mentions if it.concept and not it.modifier] or [it for it in mentions if it.concept]
    best = max(concepts, key=lambda it: it.end - it.start, default=None)
    modifiers = frozenset(it.modifier.id for it in mentions if it.modifier and it != best)
    rest = text
    for it in mentions:
        if it == best or it.modifier:
            rest = rest[: it.start] + " " * (it.end - it.start) + rest[it.end :]
    concept = best.concept.id if best and best.concept else None
    return Meaning(concept, modifiers, frozenset(clean(text).casefold().split()), words(rest))


def is_same(one: Meaning, other: Meaning) -> bool:
    if one.concept is None or other.concept is None:
        return one.words == other.words
    return one.concept == other.concept and one.modifiers == other.modifiers


def is_broader(one: Meaning, other: Meaning) -> bool:
    if one.concept is None or other.concept is None:
        return bool(one.words) and one.words < other.words
    if one.concept == other.concept:
        return one.modifiers < other.modifiers
    return one.concept in ancestors(other.concept)
