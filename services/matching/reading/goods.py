"""Which goods are wanted: the lexicon's concepts in the text, without the trades, refusals and comparisons around them."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from services.matching.reading.amount import Amount
from services.matching.reading.compounds import asides, modifiers, refined
from services.matching.reading.page import Page
from services.matching.reading.relations import (
    OPENED,
    attribute_of,
    belongs_to_another,
    is_concept,
    is_kind_of,
    specified,
)
from services.matching.reading.unwanted_amounts import DENIED
from services.matching.reading.vocabulary import Vocabulary
from shared.lexicon.matching import Mention, matcher
from shared.lexicon.reading import Concept, Modifier, ancestors
from shared.text import fold

_DENIED = re.compile(rf"[^?.!。\n]{{0,14}}{DENIED}")
_ANSWER = re.compile(r"(?:\bno|không|khong|לא|いいえ|아니요?)(?:[,.:!]| -) ?$")
"""No, cashews: the answer refuses what was asked before it."""
_GAP = re.compile(r"(?:[ \-の・/()]|した|させた|された|han|한|된|thái|dạng|ה)*")
_PART = re.compile(r"の?葉(?!物)|の(?:種(?!類)|皮(?!むき|なし|の砂糖)|花|根|茎|幹)| ?(?:잎|껍질(?! ?(?:벗|제거|깐)))")
"""A leaf or the peel of a fruit, where the lexicon has no such product, is not the fruit."""
_AND = re.compile(r"(?: ?\([^()]*\))? ?(?:と|および|及び|및|와|과|하고|이?랑|and|và) ?")
_BRACKETS = re.compile(r" ?\([^()\n]{1,24}\)(?=[をはがも을를은는이가])")
"""They tell more of a product, and its particle stands behind them: ヌックマム(1リットル瓶)を."""
_CORRECTION = 24
"""Letters between a product and the one that replaces it."""
_LISTED = re.compile(r"[,、·・] ?[^,、·・\s][,、·・]")
"""A short word between two others of a list: 미역, 김, 다시마."""
_LONG = 8
"""Letters of a term that nobody writes by accident."""
_ATTRIBUTE = 6.0
"""What the material of a product loses against the product."""
_BEHIND = 6
"""Letters between a product and its amount: を毎月5t."""
_REFUSED = 12.0
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


def wanted(page: Page, found: list[Amount], words: Vocabulary) -> list[Good]:
    """Every mention, in the order of the text, of what is not named only beside something narrower.

    Where a concept is named twice, its best mention speaks for both.
    """
    mentions = _without_cuts(page, _told_apart(page, _without_idioms(page, _mentions(page, words), words)))
    goods = [_good(page, mentions, place, found, words) for place, it in enumerate(mentions) if is_concept(it)]
    goods = _without_corrected(page, goods, words)
    scores = {it.concept.id: it.score for it in sorted(goods, key=lambda it: it.score)}
    goods = [it._replace(score=scores[it.concept.id]) for it in goods]
    likely = [it for it in goods if it.score > 0] or [it for it in goods if it.score > _LAST_RESORT]
    again = [it for it in goods if it not in likely and it.score > _LAST_RESORT and _is_named_before(it, likely)]
    return sorted(
        kept
        for it in [*likely, *again]
        if (kept := it if _is_beside_kin(page, it, likely) else _narrowest(it, likely, found))
    )


def _is_named_before(good: Good, likely: Sequence[Good]) -> bool:
    """Dried shrimp, dried squid … the shrimp in bags of 500 g: less than a product, but it says which one is meant."""
    return any(good.concept.id in ancestors(it.concept.id) and it.end <= good.start for it in likely)


def _mentions(page: Page, words: Vocabulary) -> list[Mention]:
    """Where a text has no goods in its own language, by their English names, or by Vietnamese ones with their marks."""
    own = matcher(words.language).mentions(page.left)
    if any(it.concept for it in own):
        return own
    if words.language != "en":
        return matcher("en").mentions(page.left) or own
    vietnamese = matcher("vi").mentions(page.left)
    return [it for it in vietnamese if fold(page.left[it.start : it.end]) != page.left[it.start : it.end]] or own


def _without_corrected(page: Page, goods: Sequence[Good], words: Vocabulary) -> list[Good]:
    """Coconut charcoal, no, sorry, coconut sugar: the first is not wanted."""
    cue = words.cue("corrected")
    taken_back = {
        one
        for one, other in pairwise(goods)
        if other.start - one.end <= _CORRECTION and cue.search(page.text, one.end, max(one.end, other.start))
    }
    return [it for it in goods if it not in taken_back]


def _without_idioms(page: Page, mentions: Sequence[Mention], words: Vocabulary) -> list[Mention]:
    """19 t net are no nets."""
    idioms = [it.span() for it in words.cue("no_goods").finditer(page.left)]
    return [
        it
        for it in mentions
        if page.left[it.start : it.end] not in asides().not_goods
        and not any(start <= it.start and it.end <= end for start, end in idioms)
    ]


def _told_apart(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """れいし(霊芝): of two meanings the one that stands in the brackets behind."""
    told = list(mentions)
    for place, (one, other) in enumerate(pairwise(mentions)):
        if other.concept in one.entries and OPENED.fullmatch(page.left[one.end : other.start]):
            told[place] = one._replace(entries=other.entries)
    return told


def _without_cuts(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Basa steaks are basa."""
    cuts = [it for it in mentions if page.left[it.start : it.end] in asides().cuts]
    edges = {edge for it in mentions if it.concept and it not in cuts for edge in (it.start, it.end)}
    of_another = [it for it in cuts if edges & {it.start - 1, it.start, it.end, it.end + 1}]
    return [it for it in mentions if it not in of_another]


def _is_beside_kin(page: Page, good: Good, goods: Sequence[Good]) -> bool:
    """Mango and dried mango are two products."""
    kin = (it for it in goods if good.concept.id in ancestors(it.concept.id))
    return any(_AND.fullmatch(page.text[min(good.end, it.end) : max(good.start, it.start)]) for it in kin)


def _narrowest(good: Good, goods: Sequence[Good], found: Sequence[Amount]) -> Good | None:
    """Dried mango named first is what “mango” means further on; what has several kinds, or comes first, is dropped."""
    narrower = {it.concept.id: it for it in goods if good.concept.id in ancestors(it.concept.id)}
    if not narrower:
        same = [it for it in goods if it.concept.id == good.concept.id and it.start < good.start and it.modifiers]
        return good._replace(modifiers=same[0].modifiers) if same and not good.modifiers else good
    (first, *others) = narrower.values()
    if _is_counted(good, found) and _is_counted(first, found):
        return good
    if others or first.start > good.start:
        return None
    return good._replace(
        concept=first.concept, modifiers=first.modifiers, attribute=first.attribute, score=max(first.score, good.score)
    )


def _is_counted(good: Good, found: Sequence[Amount]) -> bool:
    """Eggs 3,000, duck eggs 500: each has an amount of its own right behind it."""
    return any(0 <= it.start - good.end <= _BEHIND for it in found)


def each_once(goods: Sequence[Good]) -> list[Good]:
    """The first mention of every concept."""
    return sorted({it.concept.id: it for it in reversed(goods)}.values())


def name_vi(good: Good) -> str:
    """The concept's Vietnamese name, with the way it is made when the lexicon knows no such product."""
    name = good.concept.terms.vi[0]
    for modifier in good.modifiers:
        added = modifiers()[modifier].terms.vi[0]
        if modifier in asides().shown and good.concept.group != "handicraft" and added not in name:
            name += " " + added
    if good.attribute and fold(good.attribute.terms.vi[0]) not in fold(name):
        name += " " + _added(good.attribute.terms.vi[0].split(), name.split())
    return name


def _added(attribute: list[str], name: list[str]) -> str:
    """Without the words that both begin with, or where the two meet: cà phê nhân robusta, phi lê cá hồi."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(attribute, name, strict=False)))
    shared = shared if shared > 1 else int(attribute[0] == name[-1])
    return " ".join(attribute[shared:])


def _good(page: Page, mentions: Sequence[Mention], place: int, found: list[Amount], words: Vocabulary) -> Good:
    mention = mentions[place]
    concept = mention.concept
    assert concept is not None
    start, end, made = mention.start, mention.end, []
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(mentions) and (modifier := mentions[at].modifier or _as_modifier(mentions[at])):
            gap = page.left[mentions[at].end : start] if step < 0 else page.left[end : mentions[at].start]
            if not _GAP.fullmatch(gap):
                break
            start, end = min(start, mentions[at].start), max(end, mentions[at].end)
            made.append(modifier.id)
            at += step
    name = page.left[start:end]
    if name.count("(") > name.count(")") and page.left.startswith(")", end):
        end += 1
    concept = specified(page, mentions, place) or concept
    kind, rest = refined(concept, tuple(it for it in made if it in asides().forms))
    score = _score(page, (start, end), mention, kind, found, words)
    attribute = attribute_of(page, mentions, place, words)
    if attribute and attribute.concept and is_kind_of(attribute.concept, kind):
        kind = attribute.concept
    if attribute:
        start, end = min(start, attribute.start), max(end, attribute.end)
    score -= _ATTRIBUTE * belongs_to_another(page, mentions, place, words)
    return Good(start, end, kind, rest, attribute.concept if attribute else None, score)


def _as_modifier(mention: Mention) -> Modifier | None:
    return next((it for it in mention.entries if isinstance(it, Modifier)), None)


def _score(
    page: Page, span: tuple[int, int], mention: Mention, concept: Concept, found: list[Amount], words: Vocabulary
) -> float:
    start, end = span
    aside, sentence = _BRACKETS.match(page.text, end), page.sentence(start)
    clause = page.clause(start)[0], page.clause(aside.end() if aside else start)[1]
    before, after = page.text[max(sentence[0], start - 40) : start], page.text[end : min(sentence[1], end + 40)]
    before = _ANSWER.sub("", before)
    score = 1.0 + min(mention.end - mention.start, _LONG) / _LONG
    score += 3.0 * any(clause[0] <= it.start < clause[1] for it in found)
    score += 1.0 * any(sentence[0] <= it.start < sentence[1] for it in found)
    score += 2.0 * bool(words.cue("wanting").search(page.text[sentence[0] : sentence[1]]))
    score += 1.0 * bool(re.match(r"[をの]|을|를", after))
    score += 2.0 * bool(re.search(rf"{words.raw('only_before')}$", before) or re.match(words.raw("only_after"), after))
    score -= _REFUSED * bool(
        re.search(rf"(?<![^\W\d_]){words.raw('pre_refusing')}(?:[^\s,;:()]+ )?$", before)
        or re.match(words.raw("mid_refusing"), after)
    )
    score -= _REFUSED * bool(_DENIED.match(page.text, end))
    score -= _REFUSED * (concept.source.startswith("fruit.") and bool(_PART.match(page.text, end)))
    score -= 7.0 * bool(
        re.match(words.raw("business"), after)
        or re.search(rf"(?<![^\W\d_]){words.raw('pre_business')}(?:(?!{words.raw('wanting')})[^\s,;:()]+ )?$", before)
    )
    score -= 3.0 * (any(family in concept.source for family in asides().soft_families))
    score -= 3.0 * (concept.id in asides().generic)
    score -= 2.5 * _is_weak(page, mention, words)
    return score


def _is_weak(page: Page, mention: Mention, words: Vocabulary) -> bool:
    """Short words that often are something else."""
    written = page.left[mention.start : mention.end]
    if words.language in {"ja", "ko"}:
        return len(written) == 1 and not _LISTED.search(page.text[max(0, mention.start - 2) : mention.end + 1])
    return len(written) <= (2 if words.language == "he" else 3) or (words.language == "vi" and " " not in written)
