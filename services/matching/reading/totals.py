"""One quantity told several ways: as a total with its parts, as a total with its rate, or put right in mid-sentence."""

import re
from collections.abc import Sequence
from decimal import Decimal

from services.matching.reading.amount import Amount, is_box
from services.matching.reading.compounds import asides
from services.matching.reading.frequencies import frequencies
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary, is_measure
from shared.lexicon.matching import Mention, matcher
from shared.lexicon.reading import ancestors

_MOST_MONTHS = 12
_MOST_AMOUNTS = 16
"""In a longer list none is the total of others; reading whole texts of amounts would cost their square."""
_NEARLY = 0.2
"""20 t in three months is “about 7 t a month”."""
_KILOGRAMS = {"TNE": 1000, "DTN": 100, "KGM": 1}
_BESIDE = 12
_REACH = 70
"""How far an amount and what puts it right stand apart."""


def without_totals(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    """Without the total of a monthly rate, and without the parts of a total."""
    for total in found if 1 < len(found) <= _MOST_AMOUNTS else ():
        parts = [it for it in found if it.start < total.start and it.unit == total.unit]
        if parts and _is_summed_up(page, total, words) and _is_of_one(page, parts[0], total, words):
            return [it for it in found if it not in parts]
        alike = [it for it in found if it.start > total.start and size(it) and dimension(it) == dimension(total)]
        if not alike or not size(total) or not _is_of_one(page, total, alike[-1], words):
            continue
        if len(alike) > 1 and not total.per and sum(map(size, alike)) == size(total):
            return [it._replace(per="once") if it == total else it for it in found if it not in alike]
        if len(alike) > 1:
            continue
        if alike[0].per == "month" and _is_months_of(page, total, alike[0], words):
            return [it for it in found if it != total]
        if _is_split(page, total, alike[0], words):
            return [total._replace(per="once"), *(it for it in found if it not in {total, alike[0]})]
    return found


def _is_summed_up(page: Page, total: Amount, words: Vocabulary) -> bool:
    """200 of each colour, 1,000 in all."""
    return bool(re.search(rf"{words.raw('summed_up')}[ :は]*$", page.text[: total.start]))


def size(amount: Amount) -> Decimal:
    return (amount.amount or Decimal(0)) * _KILOGRAMS.get(amount.unit or "", 1)


def dimension(amount: Amount) -> str | None:
    return "KGM" if amount.unit in _KILOGRAMS else amount.unit


def _is_months_of(page: Page, total: Amount, rate: Amount, words: Vocabulary) -> bool:
    """So many times the rate, where nothing says that the total comes every month as well."""
    told = [it for it in frequencies(page, words) if total.start <= it.start <= rate.end + _BESIDE]
    if total.per == "year":
        return size(total) == _MOST_MONTHS * size(rate)
    if total.per and (len(told) != 1 or told[0].start < total.end + _BESIDE):
        return False
    months = float(size(total) / size(rate))
    return 1 < round(months) <= _MOST_MONTHS and abs(months - round(months)) <= _NEARLY


def _is_split(page: Page, total: Amount, part: Amount, words: Vocabulary) -> bool:
    """4,000 baskets in four lots of 1,000."""
    times = size(total) / size(part)
    said = page.text[total.end : min(page.sentence(part.start)[1], part.end + _BESIDE)]
    split = total.per in {None, "unknown"} and part.per in {None, "unknown"}
    return split and times in range(2, _MOST_MONTHS + 1) and bool(words.cue("split").search(said))


def _is_of_one(page: Page, first: Amount, last: Amount, words: Vocabulary) -> bool:
    """Whether the sentences of two amounts name one product at most."""
    told = page.left[page.sentence(first.start)[0] : page.sentence(last.start)[1]]
    mentions = [it for it in matcher(words.language).mentions(told) if it.concept and it.modifier is None]
    named = {it.concept.id for it in _without_attributes(mentions) if it.concept}
    broader = {one for it in named for one in ancestors(it)}
    return len(named - broader - asides().generic) <= 1


def _without_attributes(mentions: list[Mention]) -> list[Mention]:
    """Words that follow each other name one thing: arabica green beans."""
    return [it for at, it in enumerate(mentions) if not at or it.start - mentions[at - 1].end > 1]


def without_withdrawn(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    """Without the amounts that the writer takes back: first I said 120 cartons, please ignore that; 5 t, no, make it 7 t."""
    kept = [it for it in found if not _is_withdrawn(page, it, found, words)]
    right = [it for it in kept if _is_put_right(page, it, words)]
    for it in right:
        kept = [
            one for one in kept if not (one.end <= it.start and _is_alike(one, it) and it.start - one.end <= _REACH)
        ]
    return kept or found


def _is_alike(one: Amount, other: Amount) -> bool:
    if one.unit == other.unit:
        return True
    return is_measure(one.unit or "") == is_measure(other.unit or "") and is_box(one) == is_box(other)


def _is_withdrawn(page: Page, amount: Amount, found: Sequence[Amount], words: Vocabulary) -> bool:
    start, end = page.sentence(amount.start)
    start = max([start, *(it.end for it in found if it.end <= amount.start)])
    end = min([end, *(it.start for it in found if it.start >= amount.end)])
    before, after = page.text[start : amount.start], page.text[amount.end : end]
    return bool(
        re.search(rf"{words.raw('withdrawn_before')}$", before) or re.match(words.raw("withdrawn_after"), after)
    )


def _is_put_right(page: Page, amount: Amount, words: Vocabulary) -> bool:
    return bool(re.search(rf"{words.cue_text('corrected')}[ ,:.]*$", page.text[: amount.start]))
