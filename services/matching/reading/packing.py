"""How the goods are packed: what one package holds, or that they come loose."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from services.matching.reading.containers import CONTAINERS
from services.matching.reading.normal import GONE
from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary

BULK = "bulk"
_SIZES = {"XBX": 2, "XCT": 3, "XCS": 3, "XCR": 3, "XPX": 4}
"""The larger kinds of package by what they stand in; all others are 1."""
_NEAR = 60
"""How far a sized package and what it holds stand apart: 1 kg bags, 10 bags per carton."""


class Packing(NamedTuple):
    start: int
    amount: Decimal | None
    unit: str | None
    type: str | None


_ADJECTIVE = {
    "en": r"(?:[ -](?:net|pp|pe|kraft|paper|plastic|woven|jute|vacuum(?:[ -]packed|[ -]sealed)?|zip(?:lock)?|glass|pet|aluminium|foil|export|cardboard|corrugated|food-grade|multi-?wall|poly(?:propylene)?|master|inner|big|jumbo|super|ton|steel|wooden|standard|white|printed|retail|net weight|sealed|laminated|stand-up|opaque|double|lined|aseptic|alumin(?:i)?um|woven|metal|clear|tin|retail|family|small|large|resealable|kraft-paper|bag-in-box|open|top|hdpe)){0,3}",
    "ja": r"(?:[・ ]?(?:入りの?|入|詰めの?|詰め|ずつ|単位で?の?|の|/|真空|クラフト|紙|ポリ|pp|アルミ|ガラス|段ボール)){0,4}",
    "ko": r"(?: ?(?:소포장|개별 ?포장|낱개 ?포장|들이|단위의?|짜리|씩|용량의?|진공|종이|크라프트|pp|비닐|유리|알루미늄|규격의?|입|/|의)){0,4}",
    "vi": r"(?: ?/)?",
    "he": r"(?: ?/)?",
}
_OF = {
    "en": r"(?: (?:of|x|with|containing|holding|each|at|size|weighing|\())*(?: net)?(?: about)? ?",
    "ja": r"(?:は|に|で|詰め|入り|あたり|当たり|につき|の|[ (:=]|1|内容量|正味|入数)*",
    "ko": r"(?:당|에|은|는|[ (:=]|기준|내용량)*",
    "vi": r"(?:[ (:]|loại|cỡ|chứa|nặng|đựng|mỗi \S+|khoảng|đóng|có|trọng lượng|là|giấy|kraft|pp|nhựa|hút chân không|hut chan khong|nhôm|sắt|thiếc|gốm|sứ|vải|lưới|loai|co|tịnh|dung tích)*",
    "he": r"(?:[ (:]|של|ענק|גדולים|גדולות|ביג[ -]?בג|זכוכית|פלסטיק|נייר|פח|פוליאתילן|קראפט|יוטה|ואקום|pet|pp|בנות|בני|בן|בת|במשקל|בנפח|כ-?|נטו|בגודל|ב-|המכילים|המכילות|עם)*",
}
_EACH = {
    "en": r" ?(?:/|per|a|in (?:a|one|each)|each|to (?:a|the)|by the)[ -]?",
    "ja": r" ?/ ?1?",
    "ko": r" ?/ ?1?",
    "vi": r" ?(?:/|mỗi|một|trong (?:một|mỗi)|1|moi|mot) ?",
    "he": r"(?: ?/ ?| לכל | בכל | (?=[לב]))",
}


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    pack, language = words.package, words.language
    alone = "" if language in {"he", "vi"} else rf"(?!{_ADJECTIVE[language]}[ -]?(?:{pack}))"
    within = r"ב" if language == "he" else r"(?!)"
    inside = rf"{pack}(?:あたり|当たり|当|당|に|は|에|:|=| |\(|x|of|gồm|chứa|có|של|with)*"
    return (
        re.compile(rf"{NUMBER} ?[x*] ?{size}{_ADJECTIVE[language]}[ -]?(?P<pack>{pack}){_EACH[language]}(?:{pack})"),
        re.compile(
            rf"(?:(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside})?{size}(?:入りの?|入|들이|짜리)? ?(?:[x*]|[,、 ](?= ?\d+ ?(?:{pack})(?:{_EACH[language]}|入り?の?|들이 ?|입 ?)(?:{pack}))) ?(?P<times>{NUMBER}) ?(?P<pack>{pack})"
        ),
        re.compile(
            rf"(?<!\d)(?<!\d )(?:1 ?|mỗi |một |each |per |כל )?{inside}{size} ?[x*]? ?{NUMBER} ?(?!{within})(?P<pack>{pack})(?:入り|들이)?"
        ),
        re.compile(rf"(?P<count>{NUMBER}) ?(?P<pack>{pack})(?: ?(?:x|của|of|של))?(?: ?(?:loại|cỡ))? ?{size}{alone}"),
        re.compile(rf"{size}{_EACH[language]}(?P<pack>{pack})"),
        re.compile(rf"{size}{_ADJECTIVE[language]}[ -]?(?P<pack>{pack})"),
        re.compile(rf"(?:(?P<count>{NUMBER}) ?{words.raw('made_of')})?(?P<pack>{pack}){_OF[language]}{size}"),
    )


@cache
def _counted(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """So many bottles a carton."""
    inner = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.unit})"
    pack, language = words.package, words.language
    into = {"ja": r"(?:入りの?|入|詰め|/)", "ko": r" ?(?:들이|입|씩 ?담은|/)"}.get(language, _EACH[language])
    within = re.compile(rf"{inner}{into} ?(?:1 ?)?(?P<pack>{pack})")
    if language not in {"ja", "ko"}:
        return within, re.compile(
            rf"(?<!\d)(?<!\d )(?<![^\W_])(?:1 |mỗi |một |each |כל )?(?P<pack>{pack}) ?(?:\(|gồm|chứa|có|đựng|x|=|of|של|:|with)? ?{inner}"
        )
    return within, re.compile(
        rf"(?<!\d)(?:1 ?)?(?P<pack>{pack})(?:に|あたり|当たり|당|에| )*{inner}(?:入り?|詰め| ?들이| ?입)"
    )


@cache
def _named(words: Vocabulary) -> re.Pattern[str]:
    """Packed in so-and-so, without a size."""
    packing, pack = words.raw("packing"), words.package
    if words.language in {"ja", "ko"}:
        return re.compile(rf"(?<![\d.])(?<!\d )(?P<pack>{pack})(?:で|に|の|을|를|로|으로| )*{packing}")
    if words.language == "en":
        verb = r"(?:packed|packing|packaging|packaged|put up|filled)"
        filler = r"(?: is| must be| should be|:|,| it| them| the| goods)*"
        return re.compile(rf"(?:{verb}{filler}(?: in(?:to)?)?|\bin)(?: [a-z-]+){{0,2}}? (?P<pack>{pack})")
    if words.language == "he":
        packing += r"(?: ב| ב-|:)*|(?<![א-ת])(?=בב|ב(?!ק))"
    return re.compile(rf"(?:{packing})(?: trong| bằng| gói| vào| bang| trong các|:)* ?(?P<pack>{pack})(?! ?\d)")


@cache
def _single(words: Vocabulary) -> re.Pattern[str]:
    """The size of one of the packages that were named before."""
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    each = r" (?:each|apiece|per (?:bottle|bag|can|jar|box)|כל אחד|כל אחת|mỗi (?:chai|gói|hộp|túi|lọ|hũ|thùng|bao))"
    if words.language in {"ja", "ko"}:
        return re.compile(rf"{size} ?(?:入り|入|詰め|들이|짜리|용량)")
    if words.language == "vi":
        return re.compile(rf"(?<= ){words.raw('kind_before')} {size}(?![^\W_])")
    return re.compile(rf"{size}{each}(?![^\W_])")


def packings(page: Page, words: Vocabulary) -> list[Packing]:
    """From the surest to the vaguest way of saying it; what is read is taken from the page."""
    found = [
        _taken(page, match, words)
        for pattern in _patterns(words)
        for match in list(pattern.finditer(page.left))
        if not _is_quantity(match, words) and not _near_sample(page, match, words)
    ]
    _take_counts_of_one(page, found, words)
    found += _counted_packings(page, found, words)
    found += [] if found else _single_packings(page, words)
    found += [] if found else _labelled_packings(page, words)
    found += _loose(page, words)
    return sorted(found or _named_packings(page, words))


def _is_nested(inner: str, outer: str) -> bool:
    """What one package can hold: bottles a carton, cartons a pallet, but no cartons a box."""
    size_in, size_out = _SIZES.get(inner, 1), _SIZES.get(outer, 1)
    return inner != outer and (size_in < size_out or size_in == size_out == 1)


def _take_counts_of_one(page: Page, sized: list[Packing], words: Vocabulary) -> None:
    """Cans of 400 ml, 24 a carton: so many stand in each of the larger packages."""
    each = re.compile(rf"(?<={GONE})[ ,;]{{0,2}}{NUMBER}{_EACH[words.language]}(?P<pack>{words.package})")
    for match in list(each.finditer(page.left)) if sized else ():
        if words.code_of(match, "pack") in _SIZES:
            page.take(match.start(), match.end())


def _counted_packings(page: Page, sized: list[Packing], words: Vocabulary) -> list[Packing]:
    found = []
    for pattern in _counted(words):
        for match in list(pattern.finditer(page.left)):
            nested = _is_nested(words.code_of(match, "unit"), words.code_of(match, "pack"))
            if not nested or _near_sample(page, match, words):
                continue
            if any(abs(it.start - match.start()) < _NEAR for it in sized):
                page.take(match.start(), match.end())
            else:
                found.append(_taken(page, match, words))
    return found


def _single_packings(page: Page, words: Vocabulary) -> list[Packing]:
    found: list[Packing] = []
    for match in list(_single(words).finditer(page.left)):
        start, _ = page.sentence(match.start())
        named = [it for it in re.finditer(words.package, page.left[: match.start()]) if it.start() >= start]
        if named and not found:
            page.take(match.start(), match.end())
            amount = decimal(match["amount"], words.language)
            found.append(Packing(match.start(), amount, words.code_of(match, "unit"), words.code_of(named[-1], 0)))
    return found


def _labelled_packings(page: Page, words: Vocabulary) -> list[Packing]:
    """What the label says, wherever it stands: 240 bottles of sauce, 700 ml."""
    small = "|".join(words.units[unit].pattern for unit in ("GRM", "MLT"))
    sizes = list(re.finditer(rf"(?P<amount>{NUMBER}) ?-?(?P<unit>{small})", page.left))
    counts = list(re.finditer(rf"{NUMBER} ?(?P<pack>{words.package})", page.left))
    packs = {code for it in counts if _SIZES.get(code := words.code_of(it, "pack"), 1) == 1}
    if len(sizes) != 1 or len(packs) != 1 or _near_sample(page, sizes[0], words):
        return []
    (size,), (pack,) = sizes, packs
    page.take(size.start(), size.end())
    return [Packing(size.start(), decimal(size["amount"], words.language), words.code_of(size, "unit"), pack)]


def _named_packings(page: Page, words: Vocabulary) -> list[Packing]:
    return [
        Packing(it.start(), None, None, words.code_of(it, "pack"))
        for it in _named(words).finditer(page.left)
        if not _refused(page, it.start("pack"), it.end("pack"), words)
    ]


def _is_within(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """So many packages in each carton: the count is of one carton, not what is wanted."""
    start, _ = page.sentence(match.start())
    head = page.left[max(start, match.start() - 30) : match.start()]
    outer = rf"(?:1|mỗi|một|each|per|every|a|כל|ב?כל|in)[ -]?(?:{words.package})[^\d.。]{{0,8}}$|(?:{words.package}) ?(?:あたり|당|に|gồm|có|chứa|=|:|\(|of|של) ?$"
    return bool(re.search(outer, head)) or bool(
        re.match(rf"(?:{_EACH[words.language]})(?:{words.package})", page.left[match.end() : match.end() + 24])
    )


def _taken(page: Page, match: re.Match[str], words: Vocabulary) -> Packing:
    if words.language == "en" and re.search(rf"{NUMBER} $", page.left[: match.start()]):
        page.take(match.start(), match.start("pack"))
        return _packing(match, words)
    counts = match.groupdict().get("count")
    if match.groupdict().get("times") and not re.search(
        rf"{NUMBER} ?(?:{words.unit}|{CONTAINERS})", page.left[: match.start()] + page.left[match.end() :]
    ):
        page.take(match.start(), match.start("times"))
        return _packing(match, words)
    within = rf"(?:入り?の?|들이 ?|입 ?|{_EACH[words.language]})(?:{words.package})"
    outer = re.compile(within).match(page.left, match.end()) if match.groupdict().get("times") else None
    if counts and decimal(counts.strip(), words.language) != 1 and not _is_within(page, match, words):
        page.take(match.end("pack"), match.end())
    else:
        page.take(match.start(), outer.end() if outer else match.end())
    return _packing(match, words)


def _packing(match: re.Match[str], words: Vocabulary) -> Packing:
    unit = words.code_of(match, "unit")
    amount = decimal(match["amount"], words.language)
    if unit == "YEN":
        unit, amount = "KGM", amount * 10
    return Packing(match.start(), amount, unit, words.code_of(match, "pack"))


def _is_quantity(match: re.Match[str], words: Vocabulary) -> bool:
    """Tonnes beside a package's name are the quantity: 2 tấn bao, 2 tonnes, cartons."""
    return words.code_of(match, "unit") in {"TNE", "STN", "LTN"} and decimal(match["amount"], words.language) > 1


def _near_sample(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    start, end = page.clause(match.start())
    return bool(words.cue("sample").search(page.text[max(start, match.start() - 12) : min(end, match.end() + 12)]))


def _loose(page: Page, words: Vocabulary) -> list[Packing]:
    found = list(words.cue("bulk").finditer(page.left))
    for it in found:
        page.take(it.start(), it.end())
    return [Packing(it.start(), None, None, BULK) for it in found if not _refused(page, it.start(), it.end(), words)]


def _refused(page: Page, start: int, end: int, words: Vocabulary) -> bool:
    clause_start, clause_end = page.clause(start)
    if words.language in {"ja", "ko"}:
        return bool(words.cue("refusing").search(page.text[end : min(clause_end, end + 16)]))
    before, after = page.text[max(clause_start, start - 16) : start], page.text[end : min(clause_end, end + 24)]
    copula = r"(?: (?:is|are|thì|là|thi|la))?"
    denied = r"(?:not|isn't|aren't|không|khong|לא|אינו|אינה) (?:acceptable|allowed|possible|ok|wanted|suitable|được|nhận|dùng|מקובל|מתאים)"
    return bool(words.cue("refusing").search(before) or re.match(rf"{copula} {denied}", after))
