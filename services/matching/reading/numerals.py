"""Numbers as people write them: words, mixed forms (2万, 1,5 triệu, 5 אלף) and the two meanings of the point."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from services.matching.reading.vocabulary import Vocabulary
from shared.contracts.values import Language
from shared.text import fold

_HAN = {it: place for place, it in enumerate("〇一二三四五六七八九")}
_HAN_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_SINO = {it: place for place, it in enumerate("영일이삼사오육칠팔구")}
_SINO_SIZES = {"십": 10, "백": 100, "천": 1000, "만": 10_000}
_NATIVE = {
    "한": 1,
    "하나": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "다섯": 5,
    "여섯": 6,
    "일곱": 7,
    "여덟": 8,
    "아홉": 9,
    "열": 10,
    "스무": 20,
}
_ENGLISH = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "eighty": 80,
    "ninety": 90,
}
_VIETNAMESE = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
_HEBREW = {
    "אחד": 1,
    "אחת": 1,
    "שני": 2,
    "שתי": 2,
    "שניים": 2,
    "שלושה": 3,
    "שלוש": 3,
    "ארבעה": 4,
    "ארבע": 4,
    "חמישה": 5,
    "חמש": 5,
    "שישה": 6,
    "שש": 6,
    "שבעה": 7,
    "שבע": 7,
    "שמונה": 8,
    "תשעה": 9,
    "תשע": 9,
    "עשרה": 10,
    "עשר": 10,
    "עשרים": 20,
    "שלושים": 30,
    "ארבעים": 40,
    "חמישים": 50,
    "מאה": 100,
    "מאתיים": 200,
    "אלף": 1000,
    "אלפיים": 2000,
    "חצי": 0,
}
_HEBREW |= {
    f"{word} {ten}": value + 10
    for word, value in _HEBREW.items()
    for ten in ("עשר", "עשרה")
    if 0 < value < 10  # noqa: PLR2004
}
_COUNTED = {
    "ja": r"|[かヶカケ箇]月|月(?!曜)|回|万|フィート|円|日|週",
    "ko": r"|개월|컨테이너|피트|회|만|번",
    "en": "",
    "vi": "",
    "he": "",
}


def decimal(written: str, language: Language) -> Decimal:
    """The value of digits with points and commas. A group of exactly three after the last mark is thousands,
    but for a lone point outside Vietnamese and a Vietnamese comma before anything else.
    """
    marks = [it for it in written if it in ".,"]
    if not marks:
        return Decimal(written)
    thousands = "." if language == "vi" else ","
    head, _, tail = written.rpartition(marks[-1])
    grouped = len(tail) == 3 and (marks[-1] == thousands or len(marks) > 1 or language == "vi")  # noqa: PLR2004
    if len(set(marks)) > 1:
        grouped = False
    if grouped and not head.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", written))
    return Decimal(re.sub(r"[.,]", "", head) + "." + tail)


def plain(number: Decimal) -> str:
    """Digits that every language here reads alike: a point only for a fraction (a comma in Vietnamese)."""
    return format(number.normalize(), "f")


def with_digits(text: str, words: Vocabulary) -> str:
    """The text with its number words before units written as digits."""
    return _REWRITERS[words.language](text, words)


def _japanese(text: str, words: Vocabulary) -> str:
    unit = words.unit + _COUNTED["ja"]
    text = re.sub(
        rf"(?<![第唯数何幾\d])[〇一二三四五六七八九十百千]+(?=\s?(?:{unit}))",
        lambda it: str(_grouped(it[0], _HAN, _HAN_SIZES)),
        text,
    )
    text = _multiplied(text, "ja", {"億": 10**8, "万": 10**4, "千": 1000, "百": 100})
    text = re.sub(rf"(\d+)\s?({words.measure})半(?![年期月分額])", r"\1.5\2", text)
    return re.sub(rf"半(?={words.measure})", "0.5", text)


def _korean(text: str, words: Vocabulary) -> str:
    unit = words.unit + _COUNTED["ko"]
    native = "|".join(sorted(_NATIVE, key=len, reverse=True))
    text = re.sub(rf"(?<![가-힣\d])({native}) ?(?={words.unit}|컨테이너)", lambda it: str(_NATIVE[it[1]]), text)
    text = re.sub(
        rf"(?<![가-힣\d])([일이삼사오육칠팔구십백천만]{{2,}}|[십백천만]) ?(?={unit})",
        lambda it: str(_grouped(it[1], _SINO, _SINO_SIZES)),
        text,
    )
    text = _multiplied(text, "ko", {"억": 10**8, "만": 10**4, "천": 1000, "백": 100})
    text = re.sub(rf"(\d+) ?({words.measure}) ?반(?![년기])", r"\1.5\2", text)
    return re.sub(rf"(?<![가-힣])반 ?(?={words.measure})", "0.5", text)


def _english(text: str, words: Vocabulary) -> str:
    names = "|".join(sorted(_ENGLISH, key=len, reverse=True))
    noun = rf"(?=[ -](?:[a-z]+ )?(?:{words.unit}|[\ue040\ue041]|containers?|months?|feet|ft|hundred|thousand|dozen|million|x ))"
    text = re.sub(
        rf"\b(?:(one|two|three|four|five|six|\d+)[ -]and[ -])?(?:a[ -])?half(?:[ -]an?| of an?)? (?={words.unit})",
        lambda it: f"{_ENGLISH.get(it[1] or '', it[1] or 0)}.5 ",
        text,
    )
    text = re.sub(rf"\b({names})-({names})\b", lambda it: str(_ENGLISH[it[1]] + _ENGLISH[it[2]]), text)
    text = re.sub(rf"\b({names}){noun}", lambda it: str(_ENGLISH[it[1]]), text)
    text = re.sub(rf"\b({names})(?= (?:to|or|and) \d)", lambda it: str(_ENGLISH[it[1]]), text)
    text = re.sub(r"\ba (?=hundred|thousand|dozen)", "1 ", text)
    text = re.sub(
        rf"\ban? (?=(?:full |single |metric )?(?:{words.units['TNE'].pattern}|[\ue040\ue041]|container))", "1 ", text
    )
    text = re.sub(r"(?<=\d)k(?=[ -](?!g))", " thousand", text)
    return _multiplied(text, "en", {"million": 10**6, "thousand": 1000, "hundred": 100, "dozen": 12})


def _vietnamese(text: str, words: Vocabulary) -> str:
    marked = any(it != fold(it) for it in text)
    digits = _VIETNAMESE if marked else {fold(it): value for it, value in _VIETNAMESE.items()}
    mine: Callable[[str], str] = (lambda it: it) if marked else fold
    noun = rf"(?= (?:{words.unit}|[\ue040\ue041]|{mine('container|nghìn|ngàn|trăm|triệu|vạn|mươi')}))"
    sizes = {
        mine("tỷ"): 10**9,
        mine("tỉ"): 10**9,
        mine("triệu"): 10**6,
        "tr": 10**6,
        mine("vạn"): 10**4,
        mine("nghìn"): 1000,
        mine("ngàn"): 1000,
        "k": 1000,
        mine("trăm"): 100,
        mine("mươi"): 10,
        "chuc": 10,
        mine("chục"): 10,
    }
    text = re.sub(
        rf"(?<![^\W\d_]){mine('mười')}(?: ({'|'.join(digits)}))?{noun}",
        lambda it: str(10 + digits.get(it[1] or "", 0)),
        text,
    )
    text = re.sub(rf"(?<![^\W\d_])({'|'.join(digits)}){noun}", lambda it: str(digits[it[1]]), text)
    text = re.sub(
        rf"(?<![^\W\d_])({'|'.join(digits)})(?= (?:{mine('đến|tới|hoặc|hay')}) \d)", lambda it: str(digits[it[1]]), text
    )
    text = re.sub(rf"(\d+) ({words.measure}) {mine('rưỡi')}", r"\1,5 \2", text)
    text = re.sub(rf"{mine('nửa')} (?={words.measure})", "0,5 ", text)
    text = re.sub(rf"(?<!\d )(?<![^\W\d_])({words.measure}) {mine('rưỡi')}", r"1,5 \1", text)
    text = re.sub(rf"(\d+) ?(?:{mine('triệu')}|tr)(\d)(?!\d)", r"\1,\2 tr", text)
    text = re.sub(rf"(\d+) ?({mine('triệu|nghìn|ngàn|trăm')}) {mine('rưỡi')}", r"\1,5 \2", text)
    return _multiplied(text, "vi", sizes)


def _hebrew(text: str, words: Vocabulary) -> str:
    names = "|".join(sorted(_HEBREW, key=len, reverse=True))
    unit = words.unit
    ton = words.units["TNE"].pattern
    text = re.sub(
        rf"(?<![א-ת])[הובכל]{{0,2}}-?({names}) ({unit}) וחצי(?![א-ת])", lambda it: f"{_HEBREW[it[1]]}.5 {it[2]}", text
    )
    text = re.sub(rf"(\d+) ({unit}) וחצי(?![א-ת])", r"\1.5 \2", text)
    text = re.sub(rf"(?<!\d )(?<![א-ת])({unit}) וחצי(?![א-ת])", r"1.5 \1", text)
    text = re.sub(rf"(?<![א-ת])חצי (?={unit})", "0.5 ", text)
    text = re.sub(rf"(?<=של )(?={words.units['KGM'].pattern}|{words.units['LTR'].pattern}|{ton})", "1 ", text)
    text = re.sub(
        r"(?<![א-ת])(?:כ-?)?(שני|שתי|שלושת|ארבעת|חמשת|ששת|שבעת|שמונת|תשעת|עשרת) (?:אלפים|אלף)",
        lambda it: str(
            {
                "שני": 2,
                "שתי": 2,
                "שלושת": 3,
                "ארבעת": 4,
                "חמשת": 5,
                "ששת": 6,
                "שבעת": 7,
                "שמונת": 8,
                "תשעת": 9,
                "עשרת": 10,
            }[it[1]]
            * 1000
        ),
        text,
    )
    text = re.sub(
        rf"(?<!\d )(?<![א-ת])(?:[ובלמ]?כ-?|[ובלמ])?({names}) (?=(?:{unit}|מאות|אלף|מכול|[\ue040\ue041]))",
        lambda it: f"{_HEBREW[it[1]]} ",
        text,
    )
    text = re.sub(rf"(?<!\d )(?<![א-ת])({unit}|מכול(?:ה|ת)) (?:אחד|אחת)(?![א-ת])", r"1 \1", text)
    text = re.sub(r"([\ue040\ue041]) (?:אחד|אחת)(?![א-ת])", r"1 \1", text)
    text = re.sub(r"(?<!\d )(?<!של )(?<![\dx])(?<!x )([\ue040\ue041])(?= (?:ל|ב|מדי|כל )(?!כל))", r"1 \1", text)
    text = re.sub(rf"(?<![\d\ue040\ue041] )(?<!\d)(?<![א-ת])({ton})(?= (?:ב|ל|מדי|כל |של ))", r"1 \1", text)
    text = re.sub(
        rf"(?<![א-ת])בין (?:(\d+|{names}) |(?={unit} \d))(?:{unit} )?(\d+(?:\.\d+)?)(?= {unit})",
        lambda it: f"{_HEBREW.get(it[1] or '', it[1] or 1)} עד {it[2]}",
        text,
    )
    text = re.sub(rf"(?<![א-ת])({names})(?= (?:עד|או) \d)", lambda it: str(_HEBREW[it[1]]), text)
    return _multiplied(text, "he", {"מיליון": 10**6, "אלפים": 1000, "אלף": 1000, "מאות": 100})


def _grouped(written: str, digits: Mapping[str, int], sizes: Mapping[str, int]) -> int:
    """Han and Sino-Korean numerals: 二百五十 → 250."""
    total, part, digit = 0, 0, 0
    for it in written:
        if it in digits:
            digit = digit * 10 + digits[it]
        elif sizes[it] >= 10_000:  # noqa: PLR2004
            total, part, digit = (total + part + digit or 1) * sizes[it], 0, 0
        else:
            part, digit = part + (digit or 1) * sizes[it], 0
    return total + part + digit


def _multiplied(text: str, language: Language, sizes: Mapping[str, int]) -> str:
    """2万, 5 nghìn, 1만 2천 as digits."""
    names = "|".join(sorted(map(re.escape, sizes), key=len, reverse=True))
    end = "" if language in {"ja", "ko"} else r"(?![^\W\d_])"
    part = rf"(\d+(?:[.,]\d+)*) ?({names}){end}"

    def value(match: re.Match[str]) -> str:
        total = sum(
            (decimal(number, language) * sizes[name] for number, name in re.findall(part, match[0])), Decimal(0)
        )
        last = re.search(r"\d$", match[0]) and re.search(r"\d+$", match[0])
        number = plain(total + (Decimal(last[0]) if last else 0))
        return number.replace(".", ",") if language == "vi" else number

    rest = r"(?:(?<=[億万억만]) ?\d{1,4}(?= ?(?:円|원|本|個|枚|병|개|장|kg|박스|箱|袋)))?"
    run = rf"{part}(?: ?{part})*{rest}"
    return re.sub(rf"(?<![a-z\d.,]){run}", value, text)


_REWRITERS: Mapping[str, Callable[[str, Vocabulary], str]] = {
    "ja": _japanese,
    "ko": _korean,
    "en": _english,
    "vi": _vietnamese,
    "he": _hebrew,
}
