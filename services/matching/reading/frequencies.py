"""How often so much is wanted: told beside the amount, once for all amounts, or in a sentence of its own."""

import re
from typing import NamedTuple

from services.matching.reading.amount import Amount, is_box
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary

_COPULA = 6
_BESIDE = 16


class Frequency(NamedTuple):
    start: int
    end: int
    per: str


def per_near(page: Page, at: int, words: Vocabulary) -> str | None:
    """How often, for an amount that stands alone."""
    return frequency_of(page, Amount(at, at, None, None, None), [], frequencies(page, words))


def per_told(page: Page, words: Vocabulary) -> str | None:
    """How often, where the quantity is left open."""
    told = {it.per for it in frequencies(page, words)}
    return told.pop() if len(told) == 1 else None


def frequencies(page: Page, words: Vocabulary) -> list[Frequency]:
    """Every “how often”; where two overlap the longer one is meant (every two months, not month)."""
    found = [
        Frequency(it.start(), it.end(), per) for per, pattern in words.per.items() for it in pattern.finditer(page.text)
    ]
    found = [it for it in found if not _is_denied(page, it, words)]
    found.sort(key=lambda it: (it.start - it.end, it.per != "unknown"))
    kept: list[Frequency] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    kept = [it for it in kept if not _is_someday(page, it, words)]
    return sorted(kept) or _implied(page, words)


def _is_denied(page: Page, per: Frequency, words: Vocabulary) -> bool:
    """Not monthly but once."""
    return words.language in {"ja", "ko"} and bool(
        re.match(words.raw("mid_refusing"), page.text[per.end : per.end + 12])
    )


def _is_someday(page: Page, per: Frequency, words: Vocabulary) -> bool:
    """20 kg now, later perhaps monthly: how often is left open, and no amount is told beside it."""
    start, end = page.sentence(per.start)
    said = re.search(rf"{words.cue_text('someday')}([^.;,\d]{{0,30}})$", page.text[start : per.start])
    beside = said[1] + page.text[per.end : min(end, per.end + _BESIDE)] if said else ""
    return bool(said) and not re.search(rf"\d|{words.unit}", beside)


def _implied(page: Page, words: Vocabulary) -> list[Frequency]:
    """Where nothing else says how often: so much under a contract for a year."""
    return [Frequency(it.start(), it.end(), "year") for it in words.cue("yearly_contract").finditer(page.text)]


def frequency_of(page: Page, amount: Amount, found: list[Amount], pers: list[Frequency]) -> str | None:
    """The nearest in the clause, then in the sentence, that no other amount stands before."""
    others = [it.start for it in found if it != amount and is_box(it) == is_box(amount)]
    ahead = max((it for it in others if it < amount.start), default=-1)
    behind = min((it for it in others if it >= amount.end), default=len(page.text))
    for bounds in (page.clause(amount.start), page.sentence(amount.start)):
        near = [it for it in pers if bounds[0] <= it.start < bounds[1]]
        free = [it for it in near if it.start <= behind and not it.end <= ahead]
        if free:
            best = min(free, key=lambda it: it.start - amount.end if it.start >= amount.end else amount.start - it.end)
            return best.per
    return None


def spread(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    """A frequency told once for all amounts, or in a sentence of its own about deliveries."""
    if all(it.per for it in found):
        return found
    pers = frequencies(page, words)
    told = {it.per for it in found if it.per}
    supply = re.compile(words.raw("supply"))
    away = {it.per for it in pers if _is_of_all(page, it, supply)}
    single = told or away
    if len(single) != 1:
        return found
    (per,) = single
    return [it if it.per else it._replace(per=per) for it in found]


def _is_of_all(page: Page, per: Frequency, supply: re.Pattern[str]) -> bool:
    """In a sentence about deliveries, or alone; “only once” is of nothing else."""
    return per.per == "once" or bool(supply.search(page.sentence_text(per.start))) or _is_all_that_is_said(page, per)


def _is_all_that_is_said(page: Page, per: Frequency) -> bool:
    """スポットです。"""
    return len(page.sentence_text(per.start).strip()) - (per.end - per.start) <= _COPULA
