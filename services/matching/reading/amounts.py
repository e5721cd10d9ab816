"""How much is wanted and how often: not the sample, not a trial, not what was bought last year."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from services.matching.reading.containers import CONTAINER_20, CONTAINERS
from services.matching.reading.normal import GONE
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, UNFIXED, Vocabulary

_OR = {
    "ja": r"-|~|から|か|ないし|or|→",
    "ko": r"-|~|에서|내지|또는|혹은|이나|or",
    "en": r"-|~|to|or|up to|and",
    "vi": r"-|~|đến|tới|hoặc|hay|den|toi|hoac",
    "he": r"-|~|עד|או|ל-?|ועד",
}
_BOX = r"(?:コンテナー?|containers?|conts?\.?|컨테이너|fcl|מכול(?:ה|ת|ות))"
_PER_BOX = re.compile(rf"(?:/|per|each|mỗi|một|1 ?|moi|לכל|ב)? ?(?:{_BOX}|{CONTAINERS})")
_LONG_AGO = re.compile(
    r"last (?:year|season|month)|previous|昨年|去年|前年|昨シーズン|作年|작년|지난|năm ngoái|năm trước|vụ trước|nam ngoai|"
    r"(?:שנה|עונה|חודש) שעבר|בעבר|אשתקד|在庫|能力|倉庫の容量|capacity|công suất|sức chứa|làm được|sản xuất được|đáp ứng được|생산 ?능력|כושר ייצור|재고|turnover|in stock|used to"
)
_GROWING = re.compile(
    r"later|increase|grow|rise|eventually|増や|増量|将来|ゆくゆく|늘|증량|향후|추후|tăng|sau này|về sau|להגדיל|בהמשך|בעתיד|לגדול|至|その後"
)
_SMALL = {"GRM", "MLT"}
_REACH_SAMPLE = 22
_COPULA = 6


class Amount(NamedTuple):
    start: int
    end: int
    amount: Decimal | None
    """None when it is said but cannot be fixed."""
    unit: str | None
    per: str | None


class _Per(NamedTuple):
    start: int
    end: int
    per: str


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    unit, between = words.unit, _OR[words.language]
    boxes = rf"(?:x ?|(?:{_BOX})(?: \S{{1,4}})? ?)?"
    ranged = re.compile(
        rf"(?P<low>{NUMBER}) ?-?(?:{unit})? ?(?:{between}) ?-?(?P<high>\d+(?:[.,]\d+)*) ?-?(?:{boxes}(?P<box>{CONTAINERS})|(?P<unit>{unit}))"
    )
    made_of = words.raw("made_of")
    single = re.compile(
        rf"(?P<n>{NUMBER})(?: {GONE}+)? ?(?:{boxes}(?P<box>{CONTAINERS})|-?{made_of}(?P<unit>{unit})|x? ?(?P<bare>{_BOX}))"
        rf"|(?P<box2>{CONTAINERS}) ?(?:{_BOX})?(?:[ をで×x:]|毎月|月に?|四半期に?|年に?|週に?|シーズンに?|隔月で?|매월|매달|월|분기에?|연간?|시즌에?){{0,4}}(?P<n2>\d+) ?(?:本|台|대|개|기|ct)?(?![\d.,])"
    )
    several = re.compile(rf"{words.raw('several')} ?(?:of )?(?P<unit>{unit})|{words.raw('several_alone')}")
    return ranged, single, several


def amounts(page: Page, words: Vocabulary) -> list[Amount]:
    found = sorted(_all(page, words))
    pers = _pers(page, words)
    found = [it._replace(per=_per_of(page, it, found, pers)) for it in found]
    for per in pers:
        page.take(per.start, per.end)
    found = [it for it in found if not _is_refused(page, it, words)]
    wanted = [it for it in found if not _is_sample(page, it, found, words) and not _is_history(page, it, words)]
    regular = [it for it in wanted if not _is_trial(page, it, words)] or wanted
    masses = [it for it in regular if not _is_box(it) and not _is_load(page, it)]
    kept = masses or [it for it in regular if _is_box(it)] or regular
    large = [it for it in kept if it.unit not in _SMALL or it.per] or []
    return spread(page, large, words)


def per_near(page: Page, at: int, words: Vocabulary) -> str | None:
    """How often, for an amount that stands alone."""
    return _per_of(page, Amount(at, at, None, None, None), [], _pers(page, words))


def is_undecided(page: Page, words: Vocabulary) -> bool:
    """The quantity is spoken of and left open."""
    for match in words.cue("amount_word").finditer(page.text):
        if words.cue("undecided").search(page.clause_text(match.start())) or words.cue("undecided").search(
            page.text[match.start() : min(page.sentence(match.start())[1], match.end() + 30)]
        ):
            return True
    return False


def per_told(page: Page, words: Vocabulary) -> str | None:
    """How often, where the quantity is left open."""
    told = {it.per for it in _pers(page, words)}
    return told.pop() if len(told) == 1 else None


def one_of(page: Page, found: list[Amount]) -> Amount | None:
    """The amount of one product that was told several: the monthly one; two that differ are not one."""
    if not found:
        return None
    monthly = [it for it in found if it.per == "month"] or [it for it in found if it.per] or found
    first = monthly[0]
    others = {(it.amount, it.unit) for it in monthly if it.unit == first.unit and it.per == first.per}
    if len(others) > 1 and not _GROWING.search(page.text[first.end : monthly[-1].end + 12]):
        return first._replace(amount=None)
    return first


def _all(page: Page, words: Vocabulary) -> Iterator[Amount]:
    ranged, single, several = _patterns(words)
    for match in list(ranged.finditer(page.left)):
        if (
            words.language == "en"
            and " and " in match[0]
            and "between" not in page.left[max(0, match.start() - 10) : match.start()]
        ):
            continue
        page.take(match.start(), match.end())
        yield Amount(match.start(), match.end(), None, _code(match, "box", words), None)
    for match in list(single.finditer(page.left)):
        page.take(match.start(), match.end())
        if _is_in_a_set(page, match, words):
            continue
        written = match["n"] or match["n2"]
        code = UNFIXED if match["bare"] else _code(match, "box" if match["box"] else "box2", words)
        value = decimal(written, words.language)
        if code == "YEN":
            code, value = "KGM", value * 10
        fixed = code != UNFIXED
        yield Amount(match.start(), match.end(), value if fixed else None, code if fixed else None, None)
    for match in list(several.finditer(page.left)):
        page.take(match.start(), match.end())
        code = words.code_of(match, "unit") if match["unit"] else UNFIXED
        yield Amount(match.start(), match.end(), None, None if code == UNFIXED else code, None)


def _is_in_a_set(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """How many pieces one set has: 3点セット, bộ 3 cái, set of 3."""
    if not match["unit"] or words.code_of(match, "unit") != "H87":
        return False
    sets = words.units["SET"].pattern
    before, after = page.text[max(0, match.start() - 10) : match.start()], page.text[match.end() : match.end() + 10]
    return bool(re.search(rf"{sets} (?:of |של )?$", before) or re.match(rf"[ -]?{sets}", after))


def _code(match: re.Match[str], box: str, words: Vocabulary) -> str:
    if match[box]:
        return "20" if match[box] == CONTAINER_20 else "21"
    return words.code_of(match, "unit")


def _pers(page: Page, words: Vocabulary) -> list[_Per]:
    """Every “how often”; where two overlap the longer one is meant (every two months, not month)."""
    found = [
        _Per(it.start(), it.end(), per) for per, pattern in words.per.items() for it in pattern.finditer(page.text)
    ]
    found.sort(key=lambda it: (it.start - it.end, it.per != "unknown"))
    kept: list[_Per] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)


def _per_of(page: Page, amount: Amount, found: list[Amount], pers: list[_Per]) -> str | None:
    """The nearest in the clause, then in the sentence, that no other amount stands before."""
    for bounds in (page.clause(amount.start), page.sentence(amount.start)):
        near = [it for it in pers if bounds[0] <= it.start < bounds[1]]
        others = [it for it in found if it != amount and _is_box(it) == _is_box(amount)]
        free = [it for it in near if not any(_between(other, it, amount) for other in others)]
        if free:
            best = min(free, key=lambda it: it.start - amount.end if it.start >= amount.end else amount.start - it.end)
            return best.per
    return None


def _between(other: Amount, per: _Per, amount: Amount) -> bool:
    return amount.end <= other.start < per.start or per.end <= other.start < amount.start


def spread(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    """A frequency told once for all amounts, or in a sentence of its own about deliveries."""
    if all(it.per for it in found):
        return found
    pers = _pers(page, words)
    told = {it.per for it in found if it.per}
    supply = re.compile(words.raw("supply"))
    away = {it.per for it in pers if supply.search(page.sentence_text(it.start)) or _is_all_that_is_said(page, it)}
    single = told or away
    if len(single) != 1:
        return found
    (per,) = single
    return [it if it.per else it._replace(per=per) for it in found]


def _is_all_that_is_said(page: Page, per: _Per) -> bool:
    """スポットです。"""
    return len(page.sentence_text(per.start).strip()) - (per.end - per.start) <= _COPULA


def _is_sample(page: Page, amount: Amount, found: list[Amount], words: Vocabulary) -> bool:
    start, end = page.clause(amount.start)
    cues = list(words.cue("sample").finditer(page.text, start, end))
    if not cues:
        return False
    distance = min(min(abs(it.start() - amount.end), abs(amount.start - it.end())) for it in cues)
    others = [it for it in found if start <= it.start < end and it != amount]
    if others:
        nearest = min(
            [*others, amount],
            key=lambda it: min(min(abs(cue.start() - it.end), abs(it.start - cue.end())) for cue in cues),
        )
        return nearest == amount
    return distance <= _REACH_SAMPLE and (amount.per is None or distance <= 6)  # noqa: PLR2004


def _is_refused(page: Page, amount: Amount, words: Vocabulary) -> bool:
    """Twelve tonnes a year, not one tonne a month."""
    if words.language in {"ja", "ko"}:
        return bool(re.match(words.raw("mid_refusing"), page.text[amount.end : amount.end + 12]))
    before = page.text[max(0, amount.start - 24) : amount.start]
    return bool(re.search(rf"(?<![^\W\d_]){words.raw('pre_refusing')}$", before))


def _is_history(page: Page, amount: Amount, words: Vocabulary) -> bool:
    clause = page.clause_text(amount.start)
    if not words.cue("history").search(clause):
        return False
    return bool(_LONG_AGO.search(clause)) or not words.cue("wanting").search(clause)


def _is_trial(page: Page, amount: Amount, words: Vocabulary) -> bool:
    clause = page.clause_text(amount.start)
    return bool(words.cue("trial").search(clause)) and not any(it.search(clause) for it in words.per.values())


def _is_box(amount: Amount) -> bool:
    return amount.unit in {"20", "21"}


def _is_load(page: Page, amount: Amount) -> bool:
    """So many tonnes in each container."""
    after = page.text[amount.end : amount.end + 16]
    before = page.text[max(0, amount.start - 18) : amount.start]
    return bool(re.match(rf" ?(?:/|per|each|a|mỗi|một|moi|לכל|ב)[ -]?(?:{_BOX}|{CONTAINERS})", after)) or bool(
        re.search(
            rf"(?:each|per|1|mỗi|một|コンテナ|컨테이너) ?(?:{_BOX}|{CONTAINERS})?[^\d.。]{{0,10}}(?:あたり|につき|당|に|holds?|loads?|chứa|khoảng|כ-?)? ?$",
            before,
        )
        and _PER_BOX.search(before)
    )
