"""One item of a demand for each product that is wanted, with the amounts that belong to it."""

import re
from itertools import pairwise
from typing import NamedTuple

from services.matching.reading.amount import Amount
from services.matching.reading.frequencies import per_near, spread
from services.matching.reading.goods import Good, each_once, wanted
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary
from shared.lexicon.matching import matcher
from shared.lexicon.reading import ancestors

_LIST = re.compile(
    r"[ \s]*(?:,|、|・|·| / |&|と|や|および|及び|and|or|, and|와|과|및|그리고|하고|랑|,|và|cùng|với|va|ו-?|וגם|, ו-?)[ \s]*(?:the |ה)?"
)
_ASIDE = re.compile(
    r"\([^)]*\)|(?<![^\W\d_])(?:lá|củ|quả|trái|hạt|cắt|thái|khô|tươi|עלי|leaves|フレーク|チップス?|スライス|ペースト|パウダー|피클|플레이크|슬라이스|페이스트|분말|칩)(?![^\W\d_])|(?<= ו)עלי|잎|の葉"
)
"""Said of one of the goods in a list, between it and the next."""
_GRADE = re.compile(r"^ (?:[a-z]{1,4}\d{0,3})(?= and | va | và |,)")
"""Black tea BOP, cashews W320."""
_OF = re.compile(r" of (?:the |your )?| של |の")
_FORMER_LATTER = (
    re.compile(r"前者|전자(?=는|의|가)|\bthe former|הראשון"),
    re.compile(r"後者|후자(?=는|의|가)|\bthe latter|השני(?=[ :-])"),
)
_PEER = 4.0
"""Goods that stand in one list differ by less in their scores."""
_SETS = r"\bsets?\b|סט"
_BREATH = 3
_BESIDE = 8
"""Letters between amounts that are told one after the other."""
_FEWEST = 10
"""A smaller number before a name is a grade or a variety."""


class Item(NamedTuple):
    good: Good | None
    amounts: tuple[Amount, ...]
    shared: bool
    """Whether one amount stands for several goods together."""
    named: tuple[int, ...] = ()
    """Where the text names it."""


def items(page: Page, found: list[Amount], words: Vocabulary) -> list[Item]:
    goods = wanted(page, found, words)
    return [
        it._replace(named=tuple(one.start for one in goods if it.good and one.concept == it.good.concept))
        for it in _items(page, goods, found, words)
    ]


def _items(page: Page, goods: list[Good], found: list[Amount], words: Vocabulary) -> list[Item]:
    if not goods:
        return [Item(None, tuple(found), shared=False)]
    if not found:
        return [Item(it, (), shared=False) for it in _together(page, goods)]
    if len({(it.start, it.end) for it in found}) == 1:
        best = _together(page, goods)
        each = bool(re.search(words.raw("each"), page.sentence_text(found[0].start)))
        best = best if each else _without_varieties(page, best)
        alone = each or len(best) == 1
        return [Item(it, tuple(found), shared=not alone) for it in best]
    return _paired(page, goods, found, words)


def _together(page: Page, goods: list[Good]) -> list[Good]:
    """The best one, with those that are listed beside it."""
    best = max(goods, key=lambda it: (it.score, -it.start))
    group, place = [best], goods.index(best)
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(goods):
            left, right = sorted((goods[at - step], goods[at]))
            beside = _is_listed(page, left, right) or _is_same(left, right)
            if not beside or goods[at].score < best.score - _PEER:
                break
            group.append(goods[at])
            at += step
    return each_once(group)


def _without_varieties(page: Page, goods: list[Good]) -> list[Good]:
    """Coffee beans, arabica: two kin with but a comma between them are one product."""
    if len(goods) == 2 and page.text[goods[0].end : goods[1].start].strip() in {",", "、", "・"}:  # noqa: PLR2004
        left, right = (ancestors(it.concept.id) | {it.concept.id} for it in goods)
        if left & right:
            return [max(goods, key=lambda it: (it.score, -it.start))]
    return goods


def _is_listed(page: Page, left: Good, right: Good) -> bool:
    """Beside each other in a list; the Hebrew “and” is written together with its word."""
    gap = _ASIDE.sub("", page.text[left.end : right.start])
    return bool(_LIST.fullmatch(_GRADE.sub("", gap))) or (gap == " " and page.text[right.start] == "ו")


def _is_same(left: Good, right: Good) -> bool:
    """One product named twice in one breath: rice paper (bánh tráng)."""
    return left.concept.id == right.concept.id and right.start - left.end <= _BREATH


def counted(page: Page, words: Vocabulary) -> list[Amount]:
    """Goods that are counted without a unit: 500 bamboo baskets are 500 pieces."""
    found: list[Amount] = []
    no_noun = rf"{words.unit}|x|of|per|and|or|to|in|for|by"
    described = re.compile(rf"({NUMBER})(?: (?!(?:{no_noun}) )[a-z]+(?:-[a-z]+)*){{1,2}} $")
    for mention in matcher(words.language).mentions(page.left):
        head = page.left[: mention.start]
        number = (
            re.search(rf"({NUMBER}) $", head)
            or (words.language == "en" and described.search(head))
            or re.compile(rf"s? ?[x*:] ?({NUMBER})(?! ?{words.unit})(?=[ .,;\n(]|$)").match(page.left, mention.end)
        )
        if (
            number
            and number.start(1) not in {it.start for it in found}
            and mention.concept
            and mention.concept.group == "handicraft"
            and words.language in {"en", "he", "vi"}
        ):
            value = decimal(number[1], words.language)
            if value >= _FEWEST:
                is_set = re.search(_SETS, page.left[mention.start : mention.end + 6])
                unit = "SET" if is_set else "H87"
                start, end = min(number.start(1), mention.end), max(number.end(1), mention.start)
                found.append(Amount(start, end, value, unit, per_near(page, number.start(1), words)))
    return spread(page, found, words)


def _names(page: Page, amount: Amount, good: Good) -> bool:
    """So much “of” a product."""
    return bool(_OF.fullmatch(page.text[amount.end : good.start]))


def _pointed_at(page: Page, amount: Amount, goods: list[Good]) -> Good | None:
    """The former 100 kg, the latter 300 kg."""
    named = each_once(goods)
    if len(named) != 2:  # noqa: PLR2004
        return None
    pointed = former_or_latter(page, amount.start)
    return None if pointed is None else named[pointed]


def former_or_latter(page: Page, at: int) -> int | None:
    """0 or 1: which of two a clause says it is about, before this place in it."""
    before = page.text[page.clause(at)[0] : at]
    return next((place for place, it in enumerate(_FORMER_LATTER) if it.search(before)), None)


def _are_respective(page: Page, goods: list[Good], found: list[Amount]) -> bool:
    """As many amounts as goods, told in one breath behind them: A and B, 200 kg and 350 kg."""
    named = each_once(goods)
    return (
        1 < len(named) == len(found)
        and named[-1].end <= found[0].start
        and page.sentence(named[0].start) == page.sentence(found[-1].start)
        and all(other.start - one.end <= _BESIDE and other.unit == one.unit for one, other in pairwise(found))
        and all(other.start - one.end > 0 for one, other in pairwise(named))
    )


def _paired(page: Page, goods: list[Good], found: list[Amount], words: Vocabulary) -> list[Item]:
    """Each amount with its product: the one before it where products come first, else the one after."""
    held: dict[str, list[Amount]] = {}
    named: dict[str, Good] = {}
    best = max(it.score for it in goods)
    likely = [it for it in goods if it.score >= best - 3.5]
    behind_each = [next((it for it in likely if _names(page, amount, it)), None) for amount in found]
    first = likely[0].start < found[0].start and not all(behind_each)
    if _are_respective(page, likely, found):
        return [Item(good, (amount,), shared=False) for good, amount in zip(each_once(likely), found, strict=True)]
    for amount in found:
        sentence = page.sentence(amount.start)
        ahead = [it for it in likely if it.end <= amount.start]
        behind = [it for it in likely if it.start >= amount.end and it.start < sentence[1]]
        good = _pointed_at(page, amount, likely) or (
            (ahead[-1] if ahead else behind[0] if behind else likely[0])
            if first
            else (behind[0] if behind else ahead[-1] if ahead else likely[0])
        )
        for one in _sharing(page, good, likely, amount, words):
            named.setdefault(one.concept.id, one)
            held.setdefault(one.concept.id, []).append(amount)
    return [Item(good, tuple(held[good.concept.id]), shared=False) for good in sorted(named.values())]


def _sharing(page: Page, good: Good, goods: list[Good], amount: Amount, words: Vocabulary) -> list[Good]:
    """The good with those listed right before it, where the amount is told for each of them."""
    _, end = page.sentence(amount.start)
    beside = page.text[max(good.end, amount.start - _BESIDE) : min(end, amount.end + _BESIDE)]
    shared, place = [good], goods.index(good)
    if amount.start > good.end and re.search(words.raw("each"), beside):
        while place and _is_listed(page, goods[place - 1], goods[place]):
            place -= 1
            shared.append(goods[place])
    return shared
