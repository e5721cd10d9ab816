"""The price a buyer aims at: not what they pay today, not a total, not a range."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from services.matching.reading.currencies import SIGN, SIGN_BEFORE, currency_at
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import FURTHEST, NUMBER, UNFIXED, Vocabulary
from shared.lexicon.matching import matcher

_TO = r"(?:-|~|to|đến|den|から|에서|עד|or|hoặc)"
_LEAST_DONG = 1000
"""Vietnamese prices are told without their currency; a bare number below this is something else."""


_NEAR = 24
"""Letters behind a price that say that it is the one that is aimed at."""
EACH = "each"
"""The unit of a price told for one of what is counted."""


class Price(NamedTuple):
    start: int
    amount: Decimal | None
    currency: str
    per_unit: str | None


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    sign = rf"(?:(?<![a-z])(?:{SIGN_BEFORE})(?![a-z]))"
    sign_after = rf"(?:(?:{SIGN})(?![a-z\u00c0-\u1ef9]))"
    number = rf"{NUMBER}"
    unit = rf"(?:1[ -]?)?(?:{words.unit})"
    money = (
        rf"(?:(?P<sign1>{sign}) ?(?P<low1>{number})(?: ?{_TO} ?(?:{sign} ?)?(?P<high1>\d[\d.,]*\d|\d))?"
        rf"|(?P<low2>{number})(?: ?{sign_after})?(?: ?{_TO} ?(?P<high2>\d[\d.,]*\d|\d))?(?: ?/ ?(?P<within>{unit}))? ?(?P<sign2>{sign_after})(?P<about>台|대(?![가-힣]))?)"
    )
    link = r"(?: ?(?:/|per|an?|each|for (?:one|an?|each|1)|the|một|mỗi|mot|moi|1|cho(?: một| mỗi| 1)?|לכל|עבור|につき|あたり|の?1|\()){0,2} ?"
    after = rf"(?:{link}(?P<after>{unit}))?"
    before = (
        rf"(?:(?<![\d.,])(?:(?:per|mỗi|một|moi|mot|לכל|/) ?)?(?<!\d )(?<![a-z\d])(?<![가-힣ァ-ヴー])(?P<before>(?:1[ -]?)?(?:{words.unit}))"
        rf"(?P<filler>(?:あたり|当たり|当り|当|当たりの|につき|単価|당|에|=|:|,| |giá|gia|là|は|の|を|が|で|-|ב-|(?!(?:{words.unit}) ?(?:あたり|当|につき|당|[\d$¥￥]))[^\d\n。.]){{0,16}}?))?"
    )
    return re.compile(before + money + after)


def prices(page: Page, words: Vocabulary) -> list[Price]:
    """Every sum of money, taken from the page; those that can be a target."""
    found = []
    for match in list(_pattern(words).finditer(page.left)):
        sign = match.start("sign1") if match["sign1"] else match.start("sign2")
        currency = currency_at(page.left, sign)
        start = match.start("low1") if match["low1"] else match.start("low2")
        found.append(_price(page, match, currency, start, words))
    if words.language == "vi":
        found += _bare_dong(page, words)
    found = [_told_before(page, it, found, words) for it in found]
    return [it for it in found if it.amount is not None and it.per_unit and not _is_other(page, it, words)]


def _told_before(page: Page, price: Price, found: list[Price], words: Vocabulary) -> Price:
    """With the unit of the price before it: they ask 1.6 dollars a kg, 1.45 is what we pay. Our target is 1.45."""
    start, end = page.sentence(price.start)
    if words.cue("target").search(page.text, start, price.start):
        start = 0
    elif not words.cue("target").search(page.text, price.start, min(end, price.start + _NEAR)):
        return price
    before = [it for it in found if start <= it.start < price.start and it.currency == price.currency and it.per_unit]
    return price._replace(per_unit=before[-1].per_unit) if before and not price.per_unit else price


def _price(page: Page, match: re.Match[str], currency: str, start: int, words: Vocabulary) -> Price:
    unit = "after" if match["after"] else "within" if match["within"] else "before" if _binds(match, words) else None
    taken = min(
        match.start("before") if unit == "before" else match.end(),
        *(match.start(name) for name in ("sign1", "low1", "low2") if match[name]),
    )
    page.take(taken, match.end())
    ranged = match["high1"] or match["high2"] or match["about"]
    amount = None if ranged else decimal(match["low1"] or match["low2"], words.language)
    code = words.code_of(match, unit) if unit else _each(page, match, words)
    if currency == "CENT":
        amount, currency = amount and amount / 100, "USD"
    return Price(start, amount, currency, None if code in {UNFIXED, "YEN"} else code)


def _each(page: Page, match: re.Match[str], words: Vocabulary) -> str | None:
    """A price told for one of what is counted, whose unit stands elsewhere: $12 apiece, 単価350円."""
    around = page.text[max(0, match.start() - 20) : match.start()], page.text[match.end() : match.end() + 12]
    each_before, each_after = words.raw("price_each_before"), words.raw("price_each_after")
    told = re.search(rf"{each_before}$", around[0]) or re.match(each_after, around[1])
    return EACH if told or _is_of_a_thing(page.text[match.end() : match.end() + FURTHEST], words) else None


def _is_of_a_thing(behind: str, words: Vocabulary) -> bool:
    """A price for one of what is sold by the piece: per chair, לכיסא."""
    link = re.match(r" ?(?:/|per|an?|each|mỗi|một|1|לכל|(?= ל)) ?", behind)
    if not link or words.language in {"ja", "ko"}:
        return False
    named = matcher(words.language).mentions(behind[link.end() :])[:1]
    return any(it.start == 0 and it.concept and it.concept.group == "handicraft" for it in named)


def _binds(match: re.Match[str], words: Vocabulary) -> bool:
    """Whether the unit before the money is what it is paid for, and not the end of a quantity."""
    if not match["before"]:
        return False
    if re.search(r"あたり|当|につき|単価|당|/", match["filler"]) or match["before"].startswith("1"):
        return True
    if re.search(r"[、,]", match["filler"]):
        return False
    head = match[0][: match.start("before") - match.start()]
    return bool(head.strip()) or words.language in {"ja", "ko", "he", "vi"}


def _bare_dong(page: Page, words: Vocabulary) -> list[Price]:
    pattern = re.compile(
        rf"(?:(?:giá|gia|trả|ngân sách|ngan sach)[^.\d;]{{0,30}}?|(?<![-~])(?<![-~] )(?=\d[\d.,]*\d{{3}}(?:/| (?:1|một|mỗi|mot|moi) )(?:{words.unit})))(?P<low>{NUMBER})(?P<high> ?{_TO} ?\d[\d.,]*)?(?:(?: ?(?:/|một|mỗi|mot|moi|1|cho|per) ?){{1,2}}(?P<unit>{words.unit})|(?=/[^\W\d_]))"
    )
    found = []
    for match in list(pattern.finditer(page.left)):
        amount = decimal(match["low"], "vi")
        thing = not match["unit"] and _is_of_a_thing(page.text[match.end() : match.end() + FURTHEST], words)
        if (match["unit"] or thing) and (match["high"] or amount >= _LEAST_DONG):
            page.take(match.start("low"), match.end())
            code = EACH if thing else words.code_of(match, "unit")
            found.append(
                Price(match.start("low"), None if match["high"] else amount, "VND", None if code == "YEN" else code)
            )
    return found


def _is_other(page: Page, price: Price, words: Vocabulary) -> bool:
    """Today's price, a competitor's, a shelf price; the nearest cue of the clause decides."""
    start, end = page.clause(price.start)
    sentence, _ = page.sentence(price.start)
    before, after = (
        page.text[max(sentence, start - 24) : price.start],
        page.text[price.start : min(end, price.start + 44)],
    )
    own = page.text[start : price.start]
    other, target = _end(words, "not_price", own), _end(words, "target", own)
    if other < 0 and target < 0:
        other, target = _end(words, "not_price", before), _end(words, "target", before)
    if other > target:
        return not (
            words.language in {"ja", "ko"}
            and words.cue("target").search(after)
            and not words.cue("not_price").search(after)
        )
    if target > other:
        return False
    return bool(words.cue("not_price").search(after)) and not words.cue("target").search(after)


def _end(words: Vocabulary, cue: str, text: str) -> int:
    return max((it.end() for it in words.cue(cue).finditer(text) if it[0]), default=-1)
