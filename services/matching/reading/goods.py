"""Which goods are wanted: the lexicon's concepts in the text, without the trades, refusals and comparisons around them."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from services.matching.reading.amounts import Amount, per_near
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary
from shared.contracts.values import Language
from shared.lexicon.matching import Matcher, Mention
from shared.lexicon.reading import Concept, Lexicon, Modifier, read_lexicon
from shared.text import fold

_FORMS = {
    "dried",
    "soft_dried",
    "freeze_dried",
    "smoked",
    "roasted",
    "fried",
    "pickled",
    "salted",
    "fermented",
    "candied",
    "frozen",
    "canned",
    "powder",
    "instant",
    "extract",
    "crispy",
    "ground",
    "sliced",
    "diced",
    "young",
    "green_unripe",
    "red",
    "white",
    "black",
    "purple",
    "brown",
    "yellow",
    "seedless",
    "peeled",
    "sun_dried",
    "steamed",
    "organic",
}
"""Modifiers that may make a traded product of its own out of a plain one."""
_SHOWN = {
    "dried",
    "soft_dried",
    "freeze_dried",
    "smoked",
    "roasted",
    "fried",
    "pickled",
    "salted",
    "fermented",
    "frozen",
    "canned",
    "powder",
    "extract",
    "ground",
}
"""Those that are told in the concept's name when the lexicon has no product for them."""
_GAP = re.compile(r"(?:[ \-の・/]|した|させた|された|han|한|된|thái|dạng|ה)*")
_LIST = re.compile(
    r"[ \s]*(?:,|、|・|/|&|と|や|および|及び|and|or|, and|와|과|및|그리고|하고|랑|,|và|cùng|với|va|ו-?|וגם|, ו-?)[ \s]*(?:the |ה)?"
)
_SOFT = {"tourism_services", "materials", "farm_animals_feed", "household_goods"}
_GENERIC = {
    "bag",
    "box",
    "carton",
    "packaging",
    "label",
    "bottle_craft",
    "gift_set",
    "local_specialty",
    "processed_food",
    "frozen_food",
    "food",
    "dry_food",
    "drink",
    "handicraft",
    "canned_food",
    "specialty",
    "gift_pack",
    "service",
    "restaurant",
    "hotel",
    "tour",
    "machinery",
    "paper",
    "gold_jewelry",
    "kite",
    "label_printing",
    "sample",
    "agricultural_product",
    "ceramic_jar",
    "homestay",
    "market_tour",
    "roxburgh_fig",
}
_NOT_GOODS = {
    "のみ",
    "đó",
    "do",
    "va",
    "ta",
    "kho",
    "may",
    "gui",
    "co",
    "thang",
    "dong",
    "cho",
    "mau",
    "can",
    "gia",
    "di",
    "on",
    "בלבד",
}
"""Everyday words that a term of the lexicon is spelt like."""
_LONG = 8
_PEER = 4.0
_FEWEST = 10
_HEAD_LAST = {"ja", "ko", "en"}
_ATTRIBUTE = 6.0
_LAST_RESORT = -4.0
"""Named, if only as the buyer's trade: better than no product, unlike what is refused."""


class Good(NamedTuple):
    start: int
    end: int
    concept: Concept
    modifiers: tuple[str, ...]
    attribute: Concept | None
    """What it is made of: the lacquer of a bowl."""
    score: float


class Item(NamedTuple):
    good: Good | None
    amounts: tuple[Amount, ...]
    shared: bool
    """Whether one amount stands for several goods together."""


@cache
def _lexicon() -> Lexicon:
    return read_lexicon()


@cache
def _matcher(language: Language) -> Matcher:
    return Matcher(_lexicon(), language)


@cache
def _modifiers() -> dict[str, Modifier]:
    return {it.id: it for it in _lexicon().modifiers}


@cache
def _children() -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in _lexicon().concepts:
        found.setdefault(concept.broader, []).append(concept)
    return found


@cache
def _broader() -> dict[str, str]:
    return {it.id: it.broader for it in _lexicon().concepts}


def items(page: Page, found: list[Amount], words: Vocabulary) -> list[Item]:
    goods = _wanted(page, found, words)
    if not goods:
        return [Item(None, tuple(found), shared=False)]
    if not found:
        return [Item(it, (), shared=False) for it in _together(page, goods)]
    if len({(it.start, it.end) for it in found}) == 1:
        best = _together(page, goods)
        alone = len(best) == 1 or bool(re.search(words.raw("each"), page.sentence_text(found[0].start)))
        return [Item(it, tuple(found), shared=not alone) for it in best]
    return _paired(page, goods, found)


def name_vi(good: Good) -> str:
    """The concept's Vietnamese name, with the way it is made when the lexicon knows no such product."""
    name = good.concept.terms.vi[0]
    for modifier in good.modifiers:
        added = _modifiers()[modifier].terms.vi[0]
        if modifier in _SHOWN and added not in name:
            name += " " + added
    if good.attribute and fold(good.attribute.terms.vi[0]) not in fold(name):
        name += " " + good.attribute.terms.vi[0]
    return name


def _wanted(page: Page, found: list[Amount], words: Vocabulary) -> list[Good]:
    mentions = _matcher(words.language).mentions(page.left)
    goods = [
        _good(page, mentions, place, found, words)
        for place, it in enumerate(mentions)
        if _is_concept(it, page.left[it.start : it.end])
    ]
    goods = [it for it in goods if it.score > 0] or [it for it in goods if it.score > _LAST_RESORT]
    ids = {it.concept.id for it in goods}
    narrow = [it for it in goods if not any(it.concept.id in _ancestors(other) for other in ids)]
    best: dict[str, Good] = {}
    for good in narrow:
        if good.concept.id not in best or best[good.concept.id].score < good.score:
            best[good.concept.id] = good
    return sorted(best.values())


def _is_concept(mention: Mention, written: str) -> bool:
    return (
        mention.concept is not None
        and written not in _NOT_GOODS
        and (mention.modifier is None or len(mention.entries) == 1)
    )


def _ancestors(concept: str) -> set[str]:
    found, at = set(), _broader().get(concept, "")
    while at and at not in found:
        found.add(at)
        at = _broader().get(at, "")
    return found


def _good(page: Page, mentions: Sequence[Mention], place: int, found: list[Amount], words: Vocabulary) -> Good:
    mention = mentions[place]
    concept = mention.concept
    assert concept is not None
    start, end, modifiers = mention.start, mention.end, []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(mentions) and (modifier := mentions[at].modifier or _as_modifier(mentions[at])):
            gap = page.left[mentions[at].end : start] if step < 0 else page.left[end : mentions[at].start]
            if not _GAP.fullmatch(gap):
                break
            start, end = min(start, mentions[at].start), max(end, mentions[at].end)
            modifiers.append(modifier.id)
            at += step
    refined, rest = _refined(concept, tuple(it for it in modifiers if it in _FORMS))
    score = _score(page, (start, end), mention, refined, found, words)
    attribute = _attribute(page, mentions, place, words)
    if attribute:
        start, end = min(start, attribute.start), max(end, attribute.end)
    score -= _ATTRIBUTE * _is_attribute(page, mentions, place, words)
    return Good(start, end, refined, rest, attribute.concept if attribute else None, score)


def _attribute(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> Mention | None:
    at = place - 1 if words.language in _HEAD_LAST else place + 1
    if 0 <= at < len(mentions) and mentions[at].concept and _is_attribute(page, mentions, at, words):
        return mentions[at]
    return None


def _is_attribute(page: Page, mentions: Sequence[Mention], place: int, words: Vocabulary) -> bool:
    """What another product is made of: bamboo chopsticks, giỏ tre."""
    step = 1 if words.language in _HEAD_LAST else -1
    if not 0 <= place + step < len(mentions) or mentions[place + step].modifier or mentions[place].modifier:
        return False
    left, right = sorted((mentions[place], mentions[place + step]))
    if words.language == "he" and page.left[right.start] == "ו":
        return False
    return page.left[left.end : right.start] in {"", " ", "-", "製の", "製", "の"}


def _as_modifier(mention: Mention) -> Modifier | None:
    return next((it for it in mention.entries if isinstance(it, Modifier)), None)


def _refined(concept: Concept, modifiers: tuple[str, ...]) -> tuple[Concept, tuple[str, ...]]:
    """The narrower concept that a modifier makes: dried + ginger."""
    if not modifiers:
        return concept, ()
    best, size = concept, 0
    for child in _children().get(concept.id, ()):
        hits = [it for it in modifiers if _names(child, concept, it)]
        if len(hits) > size and _adds_nothing_else(child, concept, hits):
            best, size = child, len(hits)
    used = {it for it in modifiers if best is not concept and _names(best, concept, it)}
    return best, tuple(it for it in modifiers if it not in used)


def _names(child: Concept, parent: Concept, modifier: str) -> bool:
    """Whether the child is the parent with this modifier: its English or Vietnamese name says just that."""
    terms = _modifiers()[modifier].terms
    english = {f"{word} {name}" for word in terms.en for name in parent.terms.en} | {
        f"{name} {word}" for word in terms.en for name in parent.terms.en
    }
    vietnamese = {f"{name} {word}" for word in terms.vi for name in parent.terms.vi} | {
        f"{word} {name}" for word in terms.vi for name in parent.terms.vi
    }
    return bool(english & set(child.terms.en) or vietnamese & set(child.terms.vi))


def _adds_nothing_else(child: Concept, parent: Concept, hits: list[str]) -> bool:
    return child.id != parent.id and bool(hits)


def _score(
    page: Page, span: tuple[int, int], mention: Mention, concept: Concept, found: list[Amount], words: Vocabulary
) -> float:
    start, end = span
    clause, sentence = page.clause(start), page.sentence(start)
    before, after = page.text[max(sentence[0], start - 40) : start], page.text[end : min(sentence[1], end + 40)]
    score = 1.0 + min(mention.end - mention.start, _LONG) / _LONG
    score += 3.0 * any(clause[0] <= it.start < clause[1] for it in found)
    score += 1.0 * any(sentence[0] <= it.start < sentence[1] for it in found)
    score += 2.0 * bool(words.cue("wanting").search(page.text[sentence[0] : sentence[1]]))
    score += 1.0 * bool(re.match(r"[をの]|을|를", after))
    score -= 12.0 * bool(
        re.search(rf"{words.raw('pre_refusing')}(?:\S+ )?$", before) or re.match(words.raw("mid_refusing"), after)
    )
    score -= 7.0 * bool(
        re.match(words.raw("business"), after) or re.search(rf"{words.raw('pre_business')}(?:\S+ )?$", before)
    )
    score -= 3.0 * (any(family in concept.source for family in _SOFT))
    score -= 3.0 * (concept.id in _GENERIC)
    score -= 2.5 * _is_weak(page, mention, words)
    return score


def _is_weak(page: Page, mention: Mention, words: Vocabulary) -> bool:
    """Short words that often are something else."""
    written = page.left[mention.start : mention.end]
    if words.language in {"ja", "ko"}:
        return len(written) == 1
    return len(written) <= (2 if words.language == "he" else 3) or (words.language == "vi" and " " not in written)


def _together(page: Page, goods: list[Good]) -> list[Good]:
    """The best one, with those that are listed beside it."""
    best = max(goods, key=lambda it: (it.score, -it.start))
    group, place = [best], goods.index(best)
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(goods):
            left, right = sorted((goods[at - step], goods[at]))
            if not _is_listed(page, left, right) or goods[at].score < best.score - _PEER:
                break
            group.append(goods[at])
            at += step
    return sorted(group)


def _is_listed(page: Page, left: Good, right: Good) -> bool:
    """Beside each other in a list; the Hebrew “and” is written together with its word."""
    gap = page.text[left.end : right.start]
    return bool(_LIST.fullmatch(gap)) or (gap == " " and page.text[right.start] == "ו")


def counted(page: Page, words: Vocabulary) -> list[Amount]:
    """Goods that are counted without a unit: 500 bamboo baskets are 500 pieces."""
    found = []
    for mention in _matcher(words.language).mentions(page.left):
        number = re.search(rf"({NUMBER}) $", page.left[: mention.start])
        if (
            number
            and mention.concept
            and mention.concept.group == "handicraft"
            and words.language in {"en", "he", "vi"}
        ):
            value = decimal(number[1], words.language)
            if value >= _FEWEST:
                found.append(Amount(number.start(), mention.start, value, "H87", per_near(page, number.start(), words)))
    return found


def _paired(page: Page, goods: list[Good], found: list[Amount]) -> list[Item]:
    """Each amount with its product: the one before it where products come first, else the one after."""
    held: dict[Good, list[Amount]] = {}
    best = max(it.score for it in goods)
    likely = [it for it in goods if it.score >= best - 3.5]
    first = likely[0].start < found[0].start
    for amount in found:
        sentence = page.sentence(amount.start)
        ahead = [it for it in likely if it.end <= amount.start]
        behind = [it for it in likely if it.start >= amount.end and it.start < sentence[1]]
        good = (
            (ahead[-1] if ahead else behind[0] if behind else likely[0])
            if first
            else (behind[0] if behind else ahead[-1] if ahead else likely[0])
        )
        held.setdefault(good, []).append(amount)
    return [Item(good, tuple(held[good]), shared=False) for good in sorted(held)]
