"""Every amount that a text names, with its unit in UN/ECE Recommendation 20 or 21, wanted or not."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from services.matching.reading.amount import BOX, Amount
from services.matching.reading.containers import CONTAINER_20, CONTAINERS
from services.matching.reading.corrections import GONE
from services.matching.reading.months import MONTHS
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import FURTHEST, NUMBER, UNFIXED, Vocabulary, is_package
from shared.lexicon.matching import matcher

_OR = {
    "ja": r"(?<=(?<!\d)[1-9])、(?=[2-9](?![\d.,]))|-|~|から|か|ないし|or|→",
    "ko": r"(?<=(?<!\d)[1-9]), ?(?=[2-9](?![\d.,]))|-|~|에서|내지|또는|혹은|이나|or",
    "en": r"-|~|to|or|up to|and",
    "vi": r"-|~|đến|tới|hoặc|hay|den|toi|hoac",
    "he": r"-|~|עד|או|ל-?|ועד",
}


def named_amounts(page: Page, words: Vocabulary) -> list[Amount]:
    """In the order of the text, each taken from the page; how often is not told yet."""
    found = list(_with_units(page, words))
    return sorted([*found, *_of_the_same(page, found, words), *_one_box(page, words)])


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    unit, between = words.unit, _OR[words.language]
    boxes = rf"(?:x ?|(?:{BOX})(?: \S{{1,4}})? ?)?"
    ranged = re.compile(
        rf"(?<!/)(?P<low>{NUMBER}) ?-?(?:{unit})? ?(?:{between}) ?-?(?P<high>\d+(?:[.,]\d+)*) ?-?(?:{boxes}(?P<box>{CONTAINERS})|(?P<unit>{unit}))"
    )
    made_of = words.raw("made_of")
    single = re.compile(
        rf"(?P<n>{NUMBER})(?:(?: x)? {GONE}+)? ?(?:{boxes}(?P<box>{CONTAINERS})|-?{made_of}(?P<unit>{unit})|x? ?(?P<bare>{BOX}))"
        rf"|(?P<box2>{CONTAINERS}) ?(?:{BOX})?(?:[ をで×x:]|[、,] ?|으?로|를|毎月|月に?|四半期に?|年に?|毎?週に?|隔週で?|매주|격주|シーズンに?|隔月で?|매월|매달|월|분기(?:별|마다|에)?|연간?|시즌에?){{0,4}}(?P<n2>\d+)(?: ?(?:本|台|대|개(?!월)|기|ct)|(?![\d.,]| ?(?:{unit}|%)))"
    )
    several = re.compile(rf"{words.raw('several')} ?(?:of )?(?P<unit>{unit})|{words.raw('several_alone')}")
    return ranged, single, several


def _with_units(page: Page, words: Vocabulary) -> Iterator[Amount]:
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
        if match["unit"] and _is_a_good(page, match, words):
            page.take(match.start(), match.start("unit"))
            yield Amount(match.start(), match.start("unit"), decimal(match["n"], words.language), "H87", None)
            continue
        page.take(match.start(), match.end())
        if _is_in_a_set(page, match, words) or _is_within(match, words):
            continue
        written = match["n"] or match["n2"]
        code = _size_told(page) if match["bare"] else _code(match, "box" if match["box"] else "box2", words)
        value = decimal(written, words.language)
        if code == "H87" and words.language in {"ja", "ko"}:
            code = _package_before(page, match.start(), words) or code
        if code == "YEN":
            code, value = "KGM", value * 10
        fixed = code != UNFIXED
        yield Amount(match.start(), match.end(), value if fixed else None, code if fixed else None, None)
    for match in list(several.finditer(page.left)):
        page.take(match.start(), match.end())
        code = words.code_of(match, "unit") if match["unit"] else UNFIXED
        yield Amount(match.start(), match.end(), None, None if code == UNFIXED else code, None)


def _package_before(page: Page, at: int, words: Vocabulary) -> str | None:
    """Pieces of a package that was named just before: 봉지 1,000개 are bags."""
    head = page.text[max(0, at - FURTHEST) : at]
    named = re.search(rf"(?:{words.measure} ?|[^\d\W] |[,(] ?)(?P<pack>{words.package}) ?$", head)
    return words.code_of(named, "pack") if named else None


def _of_the_same(page: Page, found: list[Amount], words: Vocabulary) -> Iterator[Amount]:
    """Numbers without a unit behind an amount that has one: 60 pieces as a trial, then 200 per quarter."""
    if words.language in {"ja", "ko"}:
        return
    often = "|".join(it.pattern for it in words.per.values())
    for match in re.finditer(rf"{NUMBER}(?= ?(?:{often})| (?:in|vào|trong|vao) ?{MONTHS})", page.text):
        start, _ = page.sentence(match.start())
        before = [it for it in found if start <= it.start < match.start() and it.amount is not None]
        if before and GONE not in page.left[match.start() : match.end()]:
            page.take(match.start(), match.end())
            value = decimal(match[0], words.language)
            yield Amount(match.start(), match.end(), value, before[-1].unit, None)


def _one_box(page: Page, words: Vocabulary) -> Iterator[Amount]:
    """Hebrew names one container without a number."""
    alone = list(re.finditer(rf"(?:^|[ ,:])[לבמה]?({CONTAINERS})", page.left))
    if words.language == "he" and len(alone) == 1 and len(re.findall(CONTAINERS, page.text)) == 1:
        (match,) = alone
        code = "20" if match[1] == CONTAINER_20 else "21"
        yield Amount(match.start(1), match.end(), Decimal(1), code, None)


def _size_told(page: Page) -> str:
    """Containers without a size beside their number: 40-foot reefers, two containers a month."""
    sizes = set(re.findall(CONTAINERS, page.text))
    return UNFIXED if len(sizes) != 1 else "20" if CONTAINER_20 in sizes else "21"


def _is_within(match: re.Match[str], words: Vocabulary) -> bool:
    """How many one of something larger holds, in Hebrew: 4 בסט."""
    unit = match["unit"] or ""
    return (
        words.language == "he"
        and unit.startswith("ב")
        and bool(words.units[words.code_of(match, "unit")].match(unit[1:]))
    )


def _is_a_good(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """Vietnamese names what is sold like what it is packed in: túi vải, hộp sơn mài."""
    if words.language != "vi" or not is_package(words.code_of(match, "unit")):
        return False
    named = matcher("vi").mentions(page.left[match.start("unit") : match.end() + FURTHEST])
    return any(
        it.start == 0 and it.end > len(match["unit"]) and it.concept and it.concept.group == "handicraft"
        for it in named[:1]
    )


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
