"""The months of supply. A deadline, an appointment or an open start is none."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from services.matching.reading.months import DAY, MONTHS, month_of
from services.matching.reading.page import Page
from services.matching.reading.supply_months import AMOUNT, is_beside_amount, is_history, is_supply
from services.matching.reading.vocabulary import Vocabulary

YEAR = 12
_COUNTED = r"(\d{1,2})(?: consecutive)? (?:months|tháng|thang|חודשים)"
_HALF_YEAR = r"half a year|a half-year|nửa năm|nua nam|חצי שנה"
_FROM = r"starting|beginning|commencing|from|as of|as from|in|bắt đầu|kể|tính|từ|tu|bat dau|ke|החל|מ|ב|early|mid|late|cuối|đầu|giữa|and"
_LISTED = re.compile(rf"(?:{MONTHS} ?[・、,·/] ?)+$")
"""6・7・8月の3か月間: the three are named, not begun by the last."""
_BREATH = 20


class Period(NamedTuple):
    start: int
    months: tuple[int, ...]


@cache
def _patterns(words: Vocabulary) -> dict[str, re.Pattern[str]]:
    month, filler, range_ = f"({MONTHS})", words.raw("filler"), words.raw("range")
    joint, amount = words.raw("list"), f"(?:{AMOUNT.format(unit=words.unit)})"
    between = {"en": rf"|between {month} and {month}", "he": rf"|בין {month} ל-?ב?{month}"}.get(words.language, "")
    return {
        "range": re.compile(rf"{month}{filler} ?(?:{range_}) ?{filler} ?{month}{between}"),
        "until": re.compile(
            rf"{month}{words.raw('onwards')}[^\d\n{MONTHS[1:-1]}]{{0,10}}{amount}[^\d、,。.\n]{{0,6}}{month}{words.raw('span_end')}"
        ),
        "duration": re.compile(rf"{month}{words.raw('duration')}"),
        "half_year": re.compile(rf"{month}{words.raw('half_year')}"),
        "full_year": re.compile(rf"{month}{words.raw('full_year')}"),
        "for_months": re.compile(
            rf"(?:(?:for|over|trong|suốt|למשך|במשך|לאורך|ל-)|{words.raw('split')}(?: đều| deu)?) ?(?:{_COUNTED}|{_HALF_YEAR})[ ,]*(?:(?:{_FROM})[ -]*){{1,4}}{month}"
        ),
        "list": re.compile(rf"{month}(?:(?:(?: ?(?:{joint})){{1,2}} ?(?:in |ב)?{filler}| ){month})*"),
        "all_year": re.compile(words.cue_text("all_year")),
    }


def periods(page: Page, words: Vocabulary) -> list[Period]:
    """In the order of the text, with what is read taken from the page."""
    patterns = _patterns(words)
    if left_out := _left_out(page, words):
        page.take(*left_out.span(1))
        return _others(page, left_out, words)
    found = [_without(page, Period(*it), words) for it in _continuous(page, patterns)]
    if not found:
        found = [
            _without(page, Period(it.start(), tuple(range(1, YEAR + 1))), words)
            for it in patterns["all_year"].finditer(page.left)
            if not is_history(page, it.start())
        ][:1]
        for it in found[:1]:
            end = patterns["all_year"].search(page.left, it.start)
            page.take(it.start, end.end() if end else it.start)
    found += _beside(page, found, words, patterns["list"])
    found += [] if found else _all_but(page, words)
    found += [] if found else _single(page, words, patterns["list"])
    for match in list(re.finditer(f"{MONTHS}|{DAY}", page.left)):
        page.take(match.start(), match.end())
    return sorted(set(found))


def _left_out(page: Page, words: Vocabulary) -> re.Match[str] | None:
    """Months that are excepted, where no others are named: not from May to September."""
    run = rf"({MONTHS}(?:{words.raw('filler')} ?(?:{words.raw('range')}|{words.raw('list')}) ?{MONTHS})*)"
    found = re.search(rf"{run}{words.raw('filler')} ?{words.raw('except')}", page.left)
    if found and not re.search(MONTHS, page.left[: found.start(1)] + page.left[found.end(1) :]):
        return found
    return None


def _others(page: Page, left_out: re.Match[str], words: Vocabulary) -> list[Period]:
    """All months but these, when goods come every month or all year."""
    start, end = page.sentence(left_out.start())
    whole = words.per["month"].search(page.text, start, end) or words.cue("all_year").search(page.text, start, end)
    if not whole:
        return []
    named = [month_of(it) for it in re.findall(MONTHS, left_out[1])]
    ranged = re.search(rf"{MONTHS}{words.raw('filler')} ?{words.raw('range')}", left_out[1])
    excepted = _months(named[0], (named[-1] - named[0]) % YEAR + 1) if ranged else tuple(named)
    return [Period(left_out.start(), tuple(it for it in range(1, YEAR + 1) if it not in excepted))]


def _continuous(page: Page, patterns: dict[str, re.Pattern[str]]) -> list[tuple[int, tuple[int, ...]]]:
    found = []
    for name in ("range", "until", "duration", "half_year", "full_year", "for_months"):
        for match in list(patterns[name].finditer(page.left)):
            listed = _LISTED.search(page.left[: match.start()]) if name == "duration" else None
            if listed:
                page.take(listed.start(), match.end())
                months = {month_of(it) for it in re.findall(MONTHS, listed[0] + match[0])}
                found.append((listed.start(), tuple(sorted(months))))
                continue
            marks = [it for it in match.groups() if it]
            first = next(month_of(it) for it in marks if re.fullmatch(MONTHS, it))
            lengths = {"half_year": YEAR // 2, "full_year": YEAR, "for_months": YEAR // 2}
            count = next((int(it) for it in marks if it.isdecimal()), lengths.get(name, 0))
            if name in {"range", "until"}:
                count = (month_of(marks[1]) - first) % YEAR + 1
            for span in (match.span(1), match.span(2)) if name == "until" else (match.span(),):
                page.take(*span)
            if count > 0:
                found.append((match.start(), _months(first, count)))
    if len(found) > 1 and all(_is_run(page, one[0], other[0]) for one, other in pairwise(sorted(found))):
        return [(min(found)[0], tuple(sorted({month for _, months in found for month in months})))]
    return found


def _is_run(page: Page, start: int, end: int) -> bool:
    """Two spans told in one breath: the third and the fourth quarter."""
    return len(page.text[start:end]) <= _BREATH and page.sentence(start) == page.sentence(end)


def _months(first: int, count: int) -> tuple[int, ...]:
    return tuple(sorted((first - 1 + step) % YEAR + 1 for step in range(min(count, YEAR))))


def _all_but(page: Page, words: Vocabulary) -> list[Period]:
    """Every month except August: all the others, where a monthly quantity stands in the same sentence."""
    for match in re.finditer(MONTHS, page.left):
        start, _ = page.sentence(match.start())
        whole = Period(start, tuple(range(1, YEAR + 1)))
        if words.per["month"].search(page.sentence_text(start)):
            rest = _without(page, whole, words)
            if rest != whole:
                return [rest]
    return []


def _without(page: Page, period: Period, words: Vocabulary) -> Period:
    """Less the months that the same sentence excepts."""
    start, end = page.sentence(period.start)
    text = page.left[start:end]
    run = rf"{MONTHS}(?: ?(?:{words.raw('list')}) ?{MONTHS})*"
    after = re.search(rf"({run}){words.raw('filler')} ?{words.raw('except')}", text)
    before = re.search(rf"{words.cue_text('except_before')}[^.。,]{{0,14}}?({run})", text)
    match = after or before
    if not match or match.start(1) + start == period.start:
        return period
    excepted = {month_of(it) for it in re.findall(MONTHS, match[1])}
    page.take(start + match.start(1), start + match.end(1))
    return period._replace(months=tuple(it for it in period.months if it not in excepted))


def _single(page: Page, words: Vocabulary, pattern: re.Pattern[str]) -> list[Period]:
    found = []
    for match in list(pattern.finditer(page.left)):
        if is_supply(page, match, words):
            found.append(Period(match.start(), tuple(sorted({month_of(it) for it in re.findall(MONTHS, match[0])}))))
            page.take(match.start(), match.end())
    return found if len(found) == 1 or _has_amounts(page, found, words) else []


def _beside(page: Page, found: list[Period], words: Vocabulary, pattern: re.Pattern[str]) -> list[Period]:
    """A month with an amount of its own in the sentence of a span: 500 kg in April, 800 kg from May to December."""
    start, end = page.sentence(found[0].start) if found else (0, 0)
    return [
        Period(it.start(), (month_of(it[0]),))
        for it in pattern.finditer(page.left, start, end)
        if len(it[0]) == 1 and is_beside_amount("", page.text[it.end() : end], words)
    ]


def _has_amounts(page: Page, found: list[Period], words: Vocabulary) -> bool:
    """Each month with an amount of its own, behind it or in one sentence: May: 2 t; 5 t in June and 3 t in July."""
    if len(found) < 2:  # noqa: PLR2004
        return False
    amount = re.compile(AMOUNT.format(unit=words.unit))
    if all(is_beside_amount("", page.text[it.start + 1 : it.start + 1 + _BREATH], words) for it in found):
        return True
    start, end = page.sentence(found[0].start)
    told = all(page.sentence(it.start) == (start, end) for it in found)
    return told and len(amount.findall(page.text[start:end])) >= len(found)
