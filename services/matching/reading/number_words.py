"""Numbers as people write them in words, before units, as digits: twenty tonnes, 二十トン, hai mươi tấn, עשרים טון.

The words and their values are data of each language (`vocabulary/<language>.toml`); how they join is here.
"""

import re
from collections.abc import Callable, Mapping

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.currencies import SIGN
from services.matching.reading.numerals import grouped, multiplied
from services.matching.reading.vocabulary import Vocabulary
from shared.contracts.values import Language
from shared.text import fold

_TENS, _TEN = ("עשר", "עשרה"), 10
"""Behind a number up to nine: eleven to nineteen."""
_DOZEN = 12
_MONEY = rf"(?:{SIGN})(?![^\W\d_])"


def with_digits(text: str, words: Vocabulary) -> str:
    """The text with its number words before units written as digits."""
    return _REWRITERS[words.language](text, words)


def _japanese(text: str, words: Vocabulary) -> str:
    unit = rf"{words.unit}|{words.raw('counted')}"
    text = re.sub(
        rf"(?<![第唯数何幾\d〇一二三四五六七八九十百千])[〇一二三四五六七八九十百千]{{1,12}}(?=\s?(?:{unit}))",
        lambda it: str(grouped(it[0], words.values("digits"), words.values("places"))),
        text,
    )
    text = _undozened(multiplied(text, "ja", words.values("sizes")), "ダース", "個")
    text = re.sub(rf"(\d+)\s?({words.measure})半(?![年期月分額])", r"\1.5\2", text)
    return re.sub(rf"半(?={words.measure})", "0.5", text)


def _korean(text: str, words: Vocabulary) -> str:
    unit = rf"{words.unit}|{words.raw('counted')}"
    numbers = words.values("numbers")
    native = "|".join(sorted(numbers, key=len, reverse=True))
    tens = "|".join(word for word, value in numbers.items() if value >= _TEN)
    text = re.sub(
        rf"(?<![가-힣\d])({tens})?({native}) ?(?={words.unit}|컨테이너)",
        lambda it: str(numbers.get(it[1] or "", 0) + numbers[it[2]]),
        text,
    )
    text = re.sub(
        rf"(?<![가-힣\d])([일이삼사오육칠팔구십백천만]{{2,12}}|[십백천만]) ?(?={unit})",
        lambda it: str(grouped(it[1], words.values("digits"), words.values("places"))),
        text,
    )
    text = re.sub(rf"(?<=[\ue040\ue041]) ?({native})(?= ?[대개씩]|[ ,.]|$)", lambda it: f" {numbers[it[1]]}", text)
    text = _undozened(multiplied(text, "ko", words.values("sizes")), "(?:다스|타스)", "개")
    text = re.sub(rf"(\d+) ?({words.measure}) ?반(?![년기])", r"\1.5\2", text)
    return re.sub(rf"(?<![가-힣])반 ?(?={words.measure})", "0.5", text)


def _undozened(text: str, dozen: str, piece: str) -> str:
    return re.sub(rf"(?<![\d.,])(\d{{1,6}}) ?{dozen}", lambda it: f"{int(it[1]) * _DOZEN}{piece}", text)


def _english(text: str, words: Vocabulary) -> str:
    numbers = words.values("numbers")
    names = "|".join(sorted(numbers, key=len, reverse=True))
    noun = rf"(?=[ -](?:[a-z]+ )?(?:{words.unit}|[\ue040\ue041]|containers?|months?|feet|ft|hundred|thousand|dozen|million|{_MONEY}|x |\d+[ -]?(?:{words.measure})))"
    text = re.sub(
        rf"\b(?:(one|two|three|four|five|six|\d+)[ -]and[ -])?(?:a[ -])?half(?:[ -]an?| of an?)? (?={words.unit}|{CONTAINERS})",
        lambda it: f"{numbers.get(it[1] or '', it[1] or 0)}.5 ",
        text,
    )
    text = re.sub(rf"\b({names})-({names})\b", lambda it: str(numbers[it[1]] + numbers[it[2]]), text)
    text = re.sub(rf"\b({names})(?! spice){noun}", lambda it: str(numbers[it[1]]), text)
    text = re.sub(
        rf"\b({names}) (?=(?:each|every|per|an?) (?:day|week|month|quarter|season|year))",
        lambda it: f"{numbers[it[1]]} ",
        text,
    )
    text = re.sub(rf"\b({names})(?= (?:to|or|and) \d)", lambda it: str(numbers[it[1]]), text)
    text = re.sub(r"\ba (?=hundred|thousand|dozen)", "1 ", text)
    text = re.sub(
        rf"\ban? (?=(?:full |single |metric )?(?:{words.units['TNE'].pattern}|[\ue040\ue041]|container))", "1 ", text
    )
    text = re.sub(r"(?<=\d)k(?=[ -](?!g))", " thousand", text)
    return multiplied(text, "en", words.values("sizes"))


def _vietnamese(text: str, words: Vocabulary) -> str:
    marked = any(it != fold(it) for it in text)
    digits = words.values("numbers")
    mine: Callable[[str], str] = (lambda it: it) if marked else fold
    noun = rf"(?= (?:{words.unit}|{_MONEY}|[\ue040\ue041]|{mine('container|conts?|nghìn|ngàn|trăm|triệu|vạn|mươi')}))"
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
    not_amount = mine("lần|đợt|chuyến|loại|tháng|tuần|năm|ngày|quý|cont|kỳ|container")
    text = re.sub(
        rf"(\d+) ({words.units['TNE'].pattern}|{words.units['DTN'].pattern}) (\d)(?![\d.,'])(?! ?(?:{words.unit}|{not_amount}|[\ue040\ue041]))",
        r"\1,\3 \2",
        text,
    )
    text = re.sub(rf"(\d+) ?(?:{mine('triệu')}|tr)(\d)(?!\d)", r"\1,\2 tr", text)
    text = re.sub(rf"(\d+) ?({mine('triệu|nghìn|ngàn|trăm')}) {mine('rưỡi')}", r"\1,5 \2", text)
    return multiplied(text, "vi", words.values("sizes"))


def _hebrew(text: str, words: Vocabulary) -> str:
    ones = words.values("numbers")
    numbers = ones | {f"{word} {ten}": value + 10 for word, value in ones.items() for ten in _TENS if 0 < value < _TEN}
    names = "|".join(sorted(numbers, key=len, reverse=True))
    thousands = words.values("thousands_of")
    unit = words.unit
    ton = words.units["TNE"].pattern
    text = re.sub(
        rf"(?<![א-ת])[הובכל]{{0,2}}-?({names}) ({unit}) וחצי(?![א-ת])", lambda it: f"{numbers[it[1]]}.5 {it[2]}", text
    )
    text = re.sub(rf"(\d+) ({unit}) וחצי(?![א-ת])", r"\1.5 \2", text)
    text = re.sub(rf"(?<!\d )(?<![א-ת])({unit}) וחצי(?![א-ת])", r"1.5 \1", text)
    text = re.sub(rf"(?<![א-ת])(?:[ובלמהש]?כ-?|[ובלמ])?חצי (?={unit}|{CONTAINERS})", "0.5 ", text)
    text = re.sub(rf"({words.package}) (?=(?:קילו|ליטר)(?![א-ת]))", r"\1 1 ", text)
    text = re.sub(rf"(?<=של )(?={words.units['KGM'].pattern}|{words.units['LTR'].pattern}|{ton})", "1 ", text)
    text = re.sub(
        rf"(?<![א-ת])(?:כ-?)?({'|'.join(thousands)}) (?:אלפים|אלף)",
        lambda it: str(thousands[it[1]] * 1000),
        text,
    )
    hundreds = {"מאה": 100, "מאתיים": 200} | {
        f"{word} מאות": value * 100
        for word, value in ones.items()
        if 2 < value < _TEN  # noqa: PLR2004
    }
    text = re.sub(
        rf"(?<![א-ת])(אלף|אלפיים|\d{{4,6}}) ו({'|'.join(hundreds)})(?= {unit})",
        lambda it: str(int(ones.get(it[1]) or it[1]) + hundreds[it[2]]),
        text,
    )
    text = re.sub(
        rf"(?<!\d )(?<![א-ת])(?:[ובלמ]?כ-?|[ובלמ])?({names}) (?=(?:{unit}|{_MONEY}|מאות|אלף|מכול|רגל|[\ue040\ue041]))",
        lambda it: f"{numbers[it[1]]} ",
        text,
    )
    text = re.sub(rf"(?<!\d )(?<![א-ת])({unit}|מכול(?:ה|ת)) (?:אחד|אחת)(?![א-ת])", r"1 \1", text)
    text = re.sub(r"([\ue040\ue041]) (?:אחד|אחת)(?![א-ת])", r"1 \1", text)
    text = re.sub(r"(?<!\d )(?<!של )(?<![\dx])(?<!x )([\ue040\ue041])(?= (?:ל|ב|מדי|כל )(?!כל))", r"1 \1", text)
    text = re.sub(
        rf"(?<![\d\ue040\ue041] )(?<!\d)(?<![א-ת])(?<!מחיר )(?<!כמה )(?<!מספר )({ton})(?= (?:ב|ל|מדי|כל |של ))",
        r"1 \1",
        text,
    )
    text = re.sub(
        rf"(?<![א-ת])בין (?:(\d+|{names}) |(?={unit} \d))(?:{unit} )?(\d+(?:\.\d+)?)(?= {unit})",
        lambda it: f"{numbers.get(it[1] or '', it[1] or 1)} עד {it[2]}",
        text,
    )
    text = re.sub(rf"(?<![א-ת])({names})(?= (?:עד|או) \d)", lambda it: str(numbers[it[1]]), text)
    return multiplied(text, "he", words.values("sizes"))


_REWRITERS: Mapping[Language, Callable[[str, Vocabulary], str]] = {
    "ja": _japanese,
    "ko": _korean,
    "en": _english,
    "vi": _vietnamese,
    "he": _hebrew,
}
