"""How much is wanted and how often: not the sample, not a trial, not what was bought last year."""

import re
from bisect import bisect

from services.matching.reading.amount import Amount, is_box
from services.matching.reading.frequencies import frequencies, frequency_of, spread
from services.matching.reading.named_amounts import named_amounts
from services.matching.reading.page import Page
from services.matching.reading.totals import dimension, size, without_totals, without_withdrawn
from services.matching.reading.unwanted_amounts import (
    is_history,
    is_load,
    is_part,
    is_refused,
    is_sample,
    is_size,
    trials,
    without_definitions,
)
from services.matching.reading.vocabulary import Vocabulary
from shared.lexicon.matching import matcher

_GROWING = re.compile(
    r"later|increase|grow|rise|eventually|増や|増量|将来|ゆくゆく|늘|증량|향후|추후|tăng|sau này|về sau|להגדיל|בהמשך|בעתיד|לגדול|至|その後"
)
_ENTRY = re.compile(r"(?<![^\s(])[1-9]\) ")
_HUNDREDFOLD = 100
"""What is less than a hundredth of an amount tells how it is packed: 5 t, 1 kg each."""
_SMALL = {"GRM", "MLT"}


def amounts(page: Page, words: Vocabulary) -> list[Amount]:
    found = named_amounts(page, words)
    pers = frequencies(page, words)
    found = [it._replace(per=frequency_of(page, it, found, pers)) for it in found]
    for per in pers:
        page.take(per.start, per.end)
    found = without_definitions(page, found, words)
    found = [it for it in found if not is_refused(page, it, words) and not is_size(page, it, words)]
    found = without_totals(page, without_withdrawn(page, found, words), words)
    wanted = [it for it in found if not is_sample(page, it, found, words) and not is_history(page, it, words)]
    wanted = [it for it in wanted if it.unit not in _SMALL or it.per] or wanted
    tried = trials(page, wanted, words)
    regular = [it for it in wanted if it not in tried] or wanted
    regular = [it for it in regular if not is_part(page, it)] or regular
    kept = [it for entry in _entries(page, regular) for it in _masses_or_boxes(page, entry, words)]
    large = [it for it in kept if it.unit not in _SMALL or it.per] or []
    return spread(page, large, words)


def _entries(page: Page, found: list[Amount]) -> list[list[Amount]]:
    """By the entries of a numbered list; all together without one."""
    starts = [it.start() for it in _ENTRY.finditer(page.text)]
    told: dict[int, list[Amount]] = {}
    for it in found:
        told.setdefault(bisect(starts, it.start), []).append(it)
    return list(told.values())


def _masses_or_boxes(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    boxes = [it for it in found if is_box(it)]
    masses = [it for it in found if it not in boxes and not is_load(page, it)]
    large = [it for it in masses if it.unit not in _SMALL]
    if boxes and large:
        return sorted([*large, *(it for it in boxes if _is_of_another(page, it, large, words))])
    return boxes or masses or found


def _is_of_another(page: Page, box: Amount, masses: list[Amount], words: Vocabulary) -> bool:
    """Brown rice 80 t, and jasmine rice, two containers."""
    first, second = sorted((box, min(masses, key=lambda it: abs(it.start - box.start))))
    parts = page.left[page.sentence(first.start)[0] : first.start], page.left[first.end : second.start]
    one, other = ({it.concept.id for it in matcher(words.language).mentions(part) if it.concept} for part in parts)
    return bool(one and other - one)


def is_undecided(page: Page, words: Vocabulary) -> bool:
    """The quantity is spoken of and left open."""
    for match in words.cue("amount_word").finditer(page.text):
        if words.cue("undecided").search(page.clause_text(match.start())) or words.cue("undecided").search(
            page.text[match.start() : min(page.sentence(match.start())[1], match.end() + 30)]
        ):
            return True
    return False


def one_of(page: Page, found: list[Amount]) -> Amount | None:
    """The amount of one product that was told several: the monthly one; two that differ are not one."""
    if not found:
        return None
    monthly = [it for it in found if it.per == "month"] or [it for it in found if it.per] or found
    first = monthly[0]
    alike = [it for it in monthly if dimension(it) == dimension(first) and it.per == first.per]
    others = {size(it) for it in alike if it.unit == first.unit or size(it) * _HUNDREDFOLD > size(first)}
    if len(others) > 1 and not _GROWING.search(page.text[first.end : monthly[-1].end + 12]):
        return first._replace(amount=None)
    return first
