"""Whose price, packing and months a part of the text tells, where several products are wanted."""

import re
from collections.abc import Sequence
from typing import TypeVar

from services.matching.reading.items import Item, former_or_latter
from services.matching.reading.months import MONTHS
from services.matching.reading.package import Packing
from services.matching.reading.page import Page
from services.matching.reading.periods import Period
from services.matching.reading.prices import Price

_Part = TypeVar("_Part", Price, Packing, Period)
_EACH_BEFORE = re.compile(
    r"(?:各品?|いずれも|각각?|모두)\W{0,3}$|(?<![^\W\d_])(?:each|both|all|either|everything|đều|tất cả|tat ca|שניהם|הכו?ל|כולם)(?: [^\W\d_]+){0,3} $"
)
"""What is told of all of them: all packed in 100 g pouches."""
_FOR = re.compile(r"[^,;.]{0,30} for (?:the )?")
"""25 kg bags for the starch."""
_LOOK_BACK = 30
_RIGHT_BEFORE = 4
"""Letters between a month and the amount that comes in it: 5月に2トン."""


def not_of_others(packed: Sequence[Packing], item: Item, found: list[Item]) -> list[Packing]:
    """What a jar holds belongs to the one product that is counted in jars."""
    counted = {
        it.type: [one for one in found if any(amount.unit == it.type for amount in one.amounts)] for it in packed
    }
    return [it for it in packed if counted[it.type] in ([], [item]) or len(counted[it.type]) > 1]


def of_item(page: Page, parts: Sequence[_Part], item: Item, found: list[Item]) -> list[_Part]:
    """What stands in the sentence of one product is its own; what stands apart is for all."""
    if len(found) == 1 or (len(parts) == 1 and _is_for_all(page, parts[0].start, found)):
        return list(parts)
    return [it for it in parts if item in _owners(page, it.start, found)]


def _is_for_all(page: Page, at: int, found: list[Item]) -> bool:
    """In a clause after all products that names none of them, or beside all that share one amount."""
    start, end = page.sentence(at)
    beside = [any(start <= it < end for it in item.named) for item in found]
    if all(beside) and len({it.amounts for it in found}) == 1:
        return True
    anchors = [at for it in found for at in it.named] + [amount.start for it in found for amount in it.amounts]
    return page.clause(at)[0] > max(anchors, default=len(page.text))


def _owners(page: Page, at: int, found: list[Item]) -> list[Item]:
    start, end = page.sentence(at)
    anchors = sorted(
        (place, item)
        for item in found
        for place in (*item.named, *(it.start for it in item.amounts))
        if start <= place < end
    )
    here = dict(anchors)
    owners = list({id(it): it for it in here.values()}.values())
    if len(owners) < 2 or re.match(r"[^\d]{0,12}(?:each|both|all|各|いずれも|각각|모두|đều|שניהם)", page.text[at:]):  # noqa: PLR2004
        return owners or found
    if _EACH_BEFORE.search(page.text[max(start, at - _LOOK_BACK) : at]):
        return found
    if (pointed := former_or_latter(page, at)) is not None and len(found) == 2:  # noqa: PLR2004
        return [found[pointed]]
    behind = [place for place in here if at < place <= at + _RIGHT_BEFORE]
    if behind and re.match(MONTHS, page.text[at]):
        return [here[behind[0]]]
    told_for = [place for place in here if at < place and _FOR.fullmatch(page.text, at, place)]
    if told_for:
        return [here[told_for[0]]]
    before = [place for place in here if place <= at]
    return [here[max(before)]] if before else [here[min(here)]]
