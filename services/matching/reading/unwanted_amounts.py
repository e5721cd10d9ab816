"""Amounts that are not the quantity: samples, trials, what was bought last year, what one package or container holds."""

import re
from itertools import pairwise

from services.matching.reading.amount import BOX, Amount
from services.matching.reading.containers import CONTAINERS
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary, is_package

_PER_BOX = re.compile(rf"(?:/|per|each|mỗi|một|1 ?|moi|לכל|ב)? ?(?:{BOX}|{CONTAINERS})")
_LONG_AGO = re.compile(
    r"last (?:year|season|month)|previous|昨年|去年|前年|昨シーズン|作年|작년|지난|năm ngoái|năm trước|vụ trước|nam ngoai|"
    r"(?:שנה|עונה|חודש) שעבר|בעבר|אשתקד|在庫|能力|倉庫の容量|capacity|công suất|sức chứa|làm được|sản xuất được|đáp ứng được|생산 ?능력|כושר ייצור|재고|turnover|in stock|used to"
)
_IN_PARTS = re.compile(r" ?(?:ずつ|씩)(?:を|の|で| )*(?:計|총)? ?\d+ ?(?:回|便|회|번|차례)")
_BREATH = 12
_REACH_SAMPLE, _BESIDE_SAMPLE, _FURTHEST_SAMPLE = 22, 6, 80
_BLOCK_AFTER = re.compile(
    r"[ -](?:blocks?|bricks?|bars?|briquettes?|slabs?|loaves|wheels?)(?![a-z])|ブロック| ?블[록럭]"
)
_BLOCK_BEFORE = re.compile(r"(?:bánh|khối|tảng|גוש(?:ים)?|קוביות|ブロック|블[록럭]) ?(?:של )?$")
DENIED = r"\? ?(?:no\b|(?:oh,? )?sorry|không|khong|לא|いいえ|아니)"
"""Walnuts? No, cashews."""
_DENIED = re.compile(rf"[^?.!。\n]{{0,6}}{DENIED}")


def is_sample(page: Page, amount: Amount, found: list[Amount], words: Vocabulary) -> bool:
    start, end = page.clause(amount.start)
    start, end = max(start, amount.start - _FURTHEST_SAMPLE), min(end, amount.end + _FURTHEST_SAMPLE)
    cues = list(words.cue("sample").finditer(page.text, start, end))
    if not cues:
        return False
    here = [it for it in found if start <= it.start < end]
    near = {it: min(min(abs(cue.start() - it.end) + 0.5, abs(it.start - cue.end())) for cue in cues) for it in here}
    if any(near[it] < near[amount] for it in here):
        return False
    if amount.per:
        return near[amount] <= _BESIDE_SAMPLE
    return len(here) > 1 or near[amount] <= _REACH_SAMPLE


def without_definitions(page: Page, found: list[Amount], words: Vocabulary) -> list[Amount]:
    """Without “one case is 40 bags”, which says what a case is and not how many are wanted."""
    defined: set[Amount] = set()
    for one, other in pairwise(found):
        between = page.text[one.end : other.start]
        if (
            one.amount == 1
            and (is_package(one.unit or "") or one.unit in {"SET", "H87"})
            and words.cue("means").fullmatch(between)
        ):
            defined |= {one, other}
    return [it for it in found if it not in defined] or found


def is_size(page: Page, amount: Amount, words: Vocabulary) -> bool:
    """What one piece weighs: 개당 1.2kg, 1.2 kg/玉, 5 kg blocks."""
    if amount.unit not in {"KGM", "GRM"}:
        return False
    if _BLOCK_AFTER.match(page.text, amount.end) or _BLOCK_BEFORE.search(
        page.text[max(0, amount.start - 12) : amount.start]
    ):
        return True
    piece, each = words.units["H87"].pattern, words.each_package
    before = page.text[max(0, amount.start - 12) : amount.start]
    return bool(
        re.search(rf"(?:^|[^\d]){piece} ?(?:あたり|当たり|当|당|につき) ?(?:約|약)? ?$", before)
        or re.match(rf"(?:以上|以下|前後|이상|이하|내외)?{each}{piece}", page.text[amount.end : amount.end + 12])
    )


def is_refused(page: Page, amount: Amount, words: Vocabulary) -> bool:
    """Twelve tonnes a year, not one tonne a month; 1,000 l? no, 20 l."""
    if _DENIED.match(page.text, amount.end):
        return True
    if words.language in {"ja", "ko"}:
        return bool(re.match(words.raw("mid_refusing"), page.text[amount.end : amount.end + 12]))
    before = page.text[max(0, amount.start - 24) : amount.start]
    return bool(re.search(rf"(?<![^\W\d_]){words.raw('pre_refusing')}$", before))


def is_history(page: Page, amount: Amount, words: Vocabulary) -> bool:
    clause = page.clause_text(amount.start)
    if not words.cue("history").search(clause):
        return False
    return bool(_LONG_AGO.search(clause)) or not words.cue("wanting").search(clause)


def trials(page: Page, found: list[Amount], words: Vocabulary) -> set[Amount]:
    """With those that are told in one breath before the last: 300 kg of ginger and 200 kg of garlic to try."""
    tried = {it for it in found if _is_trial(page, it, words)}
    for one, other in reversed(list(pairwise(found))):
        beside = other.start - one.end <= _BREATH and page.sentence(one.start) == page.sentence(other.start)
        if other in tried and beside and one.per is None:
            tried.add(one)
    return tried


def is_part(page: Page, amount: Amount) -> bool:
    """What comes at a time, of a quantity that is told besides: 3 t each in two shipments."""
    return bool(_IN_PARTS.match(page.text, amount.end))


def _is_trial(page: Page, amount: Amount, words: Vocabulary) -> bool:
    start, end = page.clause(amount.start)
    while page.text[end - 1 : end] in {"(", ")"} and page.clause(end)[0] >= end:
        end = page.clause(end)[1]
    if page.text[:start].rstrip().endswith(":"):
        start = page.clause(start - 1)[0]
    clause = page.text[start:end]
    return bool(words.cue("trial").search(clause)) and not any(it.search(clause) for it in words.per.values())


def is_load(page: Page, amount: Amount) -> bool:
    """So many tonnes in each container."""
    after = page.text[amount.end : amount.end + 16]
    before = page.text[max(0, amount.start - 18) : amount.start]
    return bool(re.match(rf" ?(?:/|per|each|a|mỗi|một|moi|לכל|ב)[ -]?(?:{BOX}|{CONTAINERS})", after)) or bool(
        re.search(
            rf"(?:each|per|1|mỗi|một|コンテナ|컨테이너) ?(?:{BOX}|{CONTAINERS})?[^\d.。]{{0,10}}(?:あたり|につき|당|に|holds?|loads?|chứa|khoảng|כ-?)? ?$",
            before,
        )
        and _PER_BOX.search(before)
    )
