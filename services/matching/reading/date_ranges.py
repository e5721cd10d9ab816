"""Spans of supply that are told by their first and last day: from 10 April to 20 July, 15/3 đến 30/5, 15.5-15.9.

A single date is a deadline or an appointment; only two with a span between them are months of supply.
"""

import re
from functools import cache

from services.matching.reading.months import month_character
from services.matching.reading.vocabulary import Vocabulary
from shared.text import fold

_NO_SUPPLY = {
    "en": r"\b(?:valid|validity|fair|expo|exhibition|visit|holiday|closed|away|travel|open|hanoi trip|tender)\b",
    "vi": r"hiệu lực|hội chợ|triển lãm|nghỉ|đi công tác|ghé thăm|báo giá từ",
    "he": r"תקף|תוקף|תערוכה|ביקור|חופש|סגור|נבקר",
}
_LOOK_BACK = 40
_BEFORE = {
    "en": r"(?:between|from|period|window|dates?|deliver(?:y|ies|ed)?|shipments?|season)[ :,]*(?:the )?",
    "vi": r"(?:từ|trong khoảng|khoảng|giai đoạn|thời gian|giao(?: hàng)?|nhận(?: hàng)?|lấy hàng|vụ)[ :]*(?:từ )?(?:ngày |mùng |mồng )?",
    "he": r"(?:בין(?: ה?תאריכים)?|מיום|מתאריך|החל מ|בתקופה(?: של| שבין)?|תקופה|תאריכים|בתאריכים|אספקה|משלוחים|מ)[ :]*-?(?:ה-?)?",
}
_BETWEEN = {
    "en": r" ?(?:-|~|to|till|until|through|thru|and)(?: the)? ?",
    "vi": r" ?(?:-|~|đến|tới|cho đến|cho tới)(?: hết)?(?: ngày| mùng| mồng)? ?",
    "he": r" ?(?:-|~|עד|ועד|ל-?)(?: ?ה-?)? ?",
}
_DATED = {
    "en": (
        r"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{month}(?:,? 20\d\d)?",
        r"{month} \d{{1,2}}(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,? 20\d\d)?",
    ),
    "vi": (r"(?:ngày )?\d{{1,2}} {month}(?:(?: năm |/)20\d\d)?",),
    "he": (r"(?:ה-?)?\d{{1,2}} [לב]?{month}(?:,? 20\d\d)?",),
}
_ENDS = ("first", "last")


def with_spans(text: str, words: Vocabulary) -> str:
    """The same with such spans told by their months alone."""
    if words.language not in _BEFORE:
        return text
    told = len(_months(words).findall(text)) > 1
    for pattern in (*_numeric(words), *(_named(words) if told else ())):
        text = pattern.sub(lambda it: it[0] if _is_no_supply(it, words) else _by_month(it, words), text)
    return text


def _is_no_supply(match: re.Match[str], words: Vocabulary) -> bool:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start("span")]
    return bool(re.search(_folded(_NO_SUPPLY[words.language], words), re.split(r"[.;\n]", before)[-1]))


def _by_month(match: re.Match[str], words: Vocabulary) -> str:
    first, last = (month_character(_number(match[name], words)) for name in ("first", "last"))
    return f"{match['before']}{first}-{last}"


def _number(told: str, words: Vocabulary) -> int:
    digits = re.search(r"\d+$", told)
    if digits:
        return int(digits[0])
    return next(number for number, name in enumerate(words.month_names, start=1) if re.fullmatch(name, told))


@cache
def _numeric(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    before, between = (_folded(it[words.language], words) for it in (_BEFORE, _BETWEEN))
    day, month = r"(?<!\d)[0-3]?\d[/.]", r"(?:1[0-2]|0?[1-9])"
    years = (r"[/.](?:20)?\d\d(?!\d)", r"(?!\d|[/.]\d)")
    return tuple(
        re.compile(
            rf"(?P<before>(?<![^\W\d_]){before})(?P<span>{day}(?P<first>{month}){year}{between}{day}(?P<last>{month}){year})(?! ?(?:%|\$|usd|{words.unit}))"
        )
        for year in years
    )


@cache
def _months(words: Vocabulary) -> re.Pattern[str]:
    return re.compile("|".join(words.month_names) or _folded("tháng", words))


@cache
def _named(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """A day at both ends or at one, before the month or behind it."""
    month = "|".join(words.month_names) or rf"{_folded('tháng', words)} (?:1[0-2]|0?[1-9])(?!\d)"
    between = _folded(_BETWEEN[words.language], words)
    forms = [_folded(it, words) for it in _DATED[words.language]]
    first, last = ([it.format(month=f"(?P<{end}>{month})") for it in forms] for end in _ENDS)
    plain = [f"(?P<{end}>{month})" for end in _ENDS]
    pairs = [*zip(first, last, strict=True), *((it, plain[1]) for it in first), *((plain[0], it) for it in last)]
    start = r"(?<![^\W_])(?:[במה]{1,2}-?)?" if words.language == "he" else r"(?<![^\W_])(?<!\d[.,])"
    return tuple(re.compile(rf"(?P<before>)(?P<span>{start}{one}{between}{other})(?![^\W\d_])") for one, other in pairs)


def _folded(text: str, words: Vocabulary) -> str:
    return text if words.marked or words.language != "vi" else fold(text)
