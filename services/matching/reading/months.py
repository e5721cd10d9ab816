"""Months and days as single characters, in each language's ways of writing them."""

import re
from functools import partial

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.vocabulary import Vocabulary
from shared.lexicon.word_forms import is_marked
from shared.text import fold

MONTH = "\ue000"
"""The private-use character before January's: MONTH + 1 … MONTH + 12."""
MONTHS = "[\ue001-\ue00c]"
DAY = "\ue020"
"""A date with its day: a deadline or an appointment, never a month of supply."""


_LONG = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SHORT = tuple(it[:3] for it in _LONG)
_SPOKEN = ("일월", "이월", "삼월", "사월", "오월", "유월", "칠월", "팔월", "구월", "시월", "십일월", "십이월")

_GOODS_MOVED = r"(?:giao|nhận|xếp|bốc|gửi|xuất|trả|lấy|lên|đi|về) hàng"
"""Before a month that has its number: not hàng tháng, monthly."""


def month_character(month: int) -> str:
    return chr(ord(MONTH) + month)


def month_of(character: str) -> int:
    return ord(character) - ord(MONTH)


def with_months(text: str, words: Vocabulary) -> str:
    text = re.sub(r"(?<!\d)20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)", DAY, text)
    text = re.sub(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d(?!\d)", DAY, text)
    text = re.sub(
        r"(?<![\d/.])(?:(?<![^\W_])t)?(1[0-2]|0?[1-9])/20\d\d(?!\d)", lambda it: month_character(int(it[1])), text
    )
    text = re.sub(r"(?<![\d/.])20\d\d/(1[0-2]|0?[1-9])(?![\d/])", lambda it: month_character(int(it[1])), text)
    return _MONTH_WRITERS[words.language](text, words)


def _dated(month: int, day: str | None) -> str:
    return DAY if day else month_character(month)


def _quarter(number: int, size: int = 3) -> str:
    return f"{month_character(size * number - size + 1)}-{month_character(size * number)}"


def _alternate(first: int) -> str:
    """奇数月, 짝수달."""
    return "/".join(month_character(it) for it in range(first, 13, 2))


def _latin(text: str) -> str:
    """Oct-Dec, Q2, 3Q: in Japanese and Korean too."""
    text = re.sub(r"(?<![a-z\d])(?:q([1-4])|([1-4])q)(?![a-z\d])", lambda it: _quarter(int(it[1] or it[2])), text)
    return re.sub(
        rf"(?<![a-z])({'|'.join(_SHORT)})[a-z]{{0,6}}\.?(?![a-z])",
        lambda it: month_character(_SHORT.index(it[1]) + 1) if _is_month(it[0]) else it[0],
        text,
    )


def _is_month(word: str) -> bool:
    return word.rstrip(".") in {*_SHORT, *_LONG, "sept"}


def _spans(text: str, month: str, day: str, between: str, until: str) -> str:
    """From one date to another of a later month: all the months from the first to the second."""
    date = rf"(?:20\d\d[年년] ?)?(?<!\d)(1[0-2]|0?[1-9]){month} ?\d{{1,2}}{day}"
    return re.sub(
        rf"{date} ?(?:{between}) ?(?:翌年?|来年|이듬해|다음 ?해|내년|익년)?の? ?{date} ?(?:{until})?",
        lambda it: it[0] if it[1] == it[2] else f"{month_character(int(it[1]))}-{month_character(int(it[2]))}",
        text,
    )


def _japanese(text: str, _: Vocabulary) -> str:
    text = _spans(text, "月", "日", "から|より|~|-", "まで(?!に)")
    text = re.sub(r"第?([1-4一二三四])四半期", lambda it: _quarter("1234一二三四".index(it[1]) % 4 + 1), _latin(text))
    text = re.sub(r"上半期|上期", _quarter(1, 6), text)
    text = re.sub(r"下半期|下期", _quarter(2, 6), text)
    text = re.sub(r"奇数月", _alternate(1), text)
    text = re.sub(r"偶数月", _alternate(2), text)
    one = r"(1[0-2]|0?[1-9])"
    text = re.sub(rf"(?<![\d.]){one}(?=(?:[・、,~/-]\d{{1,2}})*[・、,~/-](?:1[0-2]|[1-9])月)", r"\1月", text)
    return re.sub(
        rf"(?:20\d\d年|(?<=[\s、。は])\d\d年)?の?(?<!\d){one}月(?!曜)(\d{{1,2}}日)?",
        lambda it: _dated(int(it[1]), it[2]),
        text,
    )


def _korean(text: str, _: Vocabulary) -> str:
    one = r"(1[0-2]|0?[1-9])"
    text = _spans(text, "월", "일", "부터|에서|~|-", "까지")
    text = re.sub(
        rf"(?<![가-힣])({'|'.join(_SPOKEN)})(?=부터|까지|에|~|-|과|와| ?말| ?초|,|·)",
        lambda it: month_character(_SPOKEN.index(it[1]) + 1),
        _latin(text),
    )
    text = re.sub(rf"(?<![\d.]){one}(?=(?:[·,~/-] ?\d{{1,2}})*[·,~/-] ?(?:1[0-2]|[1-9])월)", r"\1월", text)
    text = re.sub(r"(?<!\d)([1-4])분기(?!마다|별)", lambda it: _quarter(int(it[1])), text)
    text = re.sub(r"상반기", _quarter(1, 6), text)
    text = re.sub(r"하반기", _quarter(2, 6), text)
    text = re.sub(r"홀수 ?[달월]", _alternate(1), text)
    text = re.sub(r"짝수 ?[달월]", _alternate(2), text)
    return re.sub(rf"(?:20\d\d년 ?)?(?<!\d){one}월(?: ?(\d{{1,2}})일)?", lambda it: _dated(int(it[1]), it[2]), text)


def _named(text: str, words: Vocabulary, before: str, after: str) -> str:
    for number, name in enumerate(words.month_names, start=1):
        text = re.sub(rf"{before}(?:{name})(?![^\W\d_]){after}", partial(_named_month, number), text)
    return text


def _named_month(number: int, match: re.Match[str]) -> str:
    return (match["lead"] or "") + _dated(number, match["day"] or match["date"])


def _english(text: str, words: Vocabulary) -> str:
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
    text = re.sub(r"\bq([1-4])\b(?: 20\d\d)?", lambda it: _quarter(int(it[1])), text)
    text = re.sub(
        r"(?:the )?(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter(?: of)?",
        lambda it: _quarter(ordinals[it[1]]),
        text,
    )
    text = re.sub(
        r"\b(?:the )?(first|second) half of (?:the|next|each|this) year", lambda it: _quarter(ordinals[it[1]], 6), text
    )
    return _named(
        text,
        words,
        r"(?P<lead>)(?<![^\W\d_])(?P<day>\d{1,2}(?:st|nd|rd|th)? (?:of )?)?",
        r"(?:\.(?! [a-z]{2,} ?)|\.(?= (?:and|to|or|till|until|thru|through|of|onwards?) ))?(?P<date> \d{1,2}(?:st|nd|rd|th)?(?![\d.,]| ?(?:kg|mt|t\b|ton|x|carton|bag|box|case|bottle|pc)))?(?:,? 20\d\d)?",
    )


def _hebrew(text: str, words: Vocabulary) -> str:
    ordinals = {"ראשון": 1, "שני": 2, "שלישי": 3, "רביעי": 4}
    text = re.sub(
        r"[בהלמ]?רבעון ה?(ראשון|שני|שלישי|רביעי|[1-4])(?![א-ת\d])",
        lambda it: _quarter(ordinals.get(it[1]) or int(it[1])),
        text,
    )
    text = re.sub(
        r"חודש(?:ים)? (1[0-2]|[1-9])(?=-(?:1[0-2]|[1-9])(?!\d))-(\d{1,2})",
        lambda it: f"{month_character(int(it[1]))}-{month_character(int(it[2]))}",
        text,
    )
    return _named(
        text,
        words,
        r"(?P<day>(?<!\d)[בלהמ]?-?\d{1,2} )?(?<![א-ת])(?P<lead>[ולמ]{0,2})(?:[הבשכ]{1,2}-?)?",
        r"(?P<date>(?!))?(?:,? 20\d\d)?",
    )


def _vietnamese(text: str, words: Vocabulary) -> str:
    marked = is_marked(text)
    month = "tháng" if marked else "thang"
    text = re.sub(
        rf"({_GOODS_MOVED if marked else fold(_GOODS_MOVED)}) (?={month} \d)",
        rf"\1 {'vào' if marked else 'vao'} ",
        text,
    )
    for short, long in words.shortened.items():
        text = re.sub(rf"(?<![^\W_]){short}(?![^\W_])", long, text)
    spelled = {
        "một": 1,
        "hai": 2,
        "ba": 3,
        "tư": 4,
        "năm": 5,
        "sáu": 6,
        "bảy": 7,
        "tám": 8,
        "chín": 9,
        "mười một": 11,
        "mười hai": 12,
        "mười": 10,
        "giêng": 1,
        "chạp": 12,
    }
    if not marked:
        spelled = {fold(name): number for name, number in spelled.items()}
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    quarter, of_year = ("quý", "đầu năm|cuối năm") if marked else ("quy", "dau nam|cuoi nam")
    text = re.sub(
        rf"(?<!mỗi )(?<!một )(?<!hàng )(?<!moi )(?<!mot )(?<!hang ){quarter} (i{{1,3}}|iv|[1-4])(?![^\W_])(?! ?(?:cont|{CONTAINERS}|{words.unit}))(?:/20\d\d| (?:năm|nam) 20\d\d)?",
        lambda it: _quarter(roman.get(it[1]) or int(it[1])),
        text,
    )
    text = re.sub(
        rf"(?<!\d)(6|3) {month} ({of_year})",
        lambda it: _quarter(1 if it[2].startswith(("đầu", "dau")) else 12 // int(it[1]), int(it[1])),
        text,
    )
    year = r"(?:/20\d\d| (?:năm|nam) 20\d\d)?"
    not_each = (
        "".join(f"(?<!{it} )" for it in ("mỗi", "một", "hằng", "từng", "moi", "mot", "theo"))
        + "(?<!hàng )(?<!hang )(?<!/)"
    )
    not_amount = rf"(?!\d|[.,]\d|/\d| ?(?:{words.unit}|{CONTAINERS}|lần|lan\b|đợt|dot\b|chuyến|chuyen\b|nghìn|triệu|cont|âm|am lich))"
    one = rf"(?:(1[0-2]|0?[1-9])|({'|'.join(sorted(spelled, key=len, reverse=True))})(?![^\W_]))"
    joined = r"(?:, ?| và | va | ?- ?| đến | den | tới | toi | ?/ ?| )"
    text = re.sub(
        rf"(?<![^\W\d_]){not_each}{month} \d{{1,2}}(?:{joined}(?:1[0-2]|0?[1-9])(?!\d){not_amount})+",
        lambda it: month + " " + re.sub(rf"({joined})(?=\d)", rf"\1{month} ", it[0].removeprefix(month + " ")),
        text,
    )
    until = rf" ?(?:{'đến|tới|-' if marked else 'den|toi|-'})(?: hết| cuối| đầu| giữa| het| cuoi)* ?{month}"
    text = re.sub(rf"(?<![\d.,])\d{{1,2}}/(1[0-2]|0?[1-9])(?={until})", lambda it: month_character(int(it[1])), text)
    text = re.sub(rf"(?<![\d.,])\d{{1,2}}[/-](?:1[0-2]|0?[1-9])(?!\d|/| ?{words.unit})", DAY, text)
    text = re.sub(
        rf"(?:ngày |ngay )?(?P<day>(?<![\d.,a-z])\d{{1,2}} )?(?<![^\W\d_]){not_each}{month} {one}{year}{not_amount}",
        lambda it: _dated(int(it[2]) if it[2] else spelled[it[3]], it["day"]),
        text,
    )
    return re.sub(
        rf"(?<![^\W_])(?<!/)t{one}{year}(?![^\W_])", lambda it: month_character(int(it[1]) if it[1] else 1), text
    )


_MONTH_WRITERS = {"ja": _japanese, "ko": _korean, "en": _english, "vi": _vietnamese, "he": _hebrew}
