"""How the goods are packed: what one package holds, or that they come loose."""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from services.matching.reading.numerals import decimal
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary

BULK = "bulk"


class Packing(NamedTuple):
    start: int
    amount: Decimal | None
    unit: str | None
    type: str | None


_ADJECTIVE = {
    "en": r"(?:[ -](?:net|pp|pe|kraft|paper|plastic|woven|jute|vacuum(?:[ -]packed|[ -]sealed)?|zip(?:lock)?|glass|pet|aluminium|foil|export|cardboard|corrugated|food-grade|multi-?wall|poly(?:propylene)?|master|inner|steel|wooden|standard|white|printed|retail|net weight|sealed|laminated|stand-up|opaque|double|lined|open|top|hdpe)){0,3}",
    "ja": r"(?:[・ ]?(?:入りの?|入|詰めの?|詰め|ずつ|単位で?の?|の|/|真空|クラフト|紙|ポリ|pp|アルミ|ガラス|段ボール)){0,4}",
    "ko": r"(?: ?(?:들이|단위의?|짜리|씩|용량의?|진공|종이|크라프트|pp|비닐|유리|알루미늄|규격의?|입|/|의)){0,4}",
    "vi": r"(?: ?/)?",
    "he": r"(?: ?/)?",
}
_OF = {
    "en": r"(?: (?:of|x|with|containing|holding|each|at|weighing|\())*(?: net)?(?: about)? ?",
    "ja": r"(?:は|に|で|あたり|当たり|につき|の|[ (:=]|1|内容量|正味|入数)*",
    "ko": r"(?:당|에|은|는|[ (:=]|기준|내용량)*",
    "vi": r"(?:[ (:]|loại|cỡ|chứa|nặng|đựng|mỗi \S+|khoảng|đóng|có|trọng lượng|là|giấy|pp|nhựa|loai|co|tịnh|dung tích)*",
    "he": r"(?:[ (:]|של|בנות|בני|בן|בת|במשקל|בנפח|כ-?|נטו|בגודל|ב-|המכילים|המכילות|עם)*",
}
_EACH = {
    "en": r" ?(?:/|per|a|in (?:a|one|each)|each|to (?:a|the)|by the)[ -]?",
    "ja": r" ?/ ?1?",
    "ko": r" ?/ ?1?",
    "vi": r" ?(?:/|mỗi|một|trong (?:một|mỗi)|1|moi|mot) ?",
    "he": r" ?(?:/|לכל|בכל|ל-?|ב-?) ?",
}


@cache
def _patterns(words: Vocabulary) -> tuple[re.Pattern[str], ...]:
    size = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure})"
    pack, language = words.package, words.language
    return (
        re.compile(rf"{size}{_EACH[language]}(?P<pack>{pack})"),
        re.compile(rf"{size}{_ADJECTIVE[language]}[ -]?(?P<pack>{pack})"),
        re.compile(rf"(?P<count>{NUMBER} ?)?(?P<pack>{pack}){_OF[language]}{size}"),
    )


@cache
def _counted(words: Vocabulary) -> re.Pattern[str]:
    """So many bottles a carton."""
    inner = rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.unit})"
    pack, language = words.package, words.language
    into = {"ja": r"(?:入りの?|入|詰め|/)", "ko": r" ?(?:들이|입|씩 ?담은|/)"}.get(language, _EACH[language])
    return re.compile(rf"{inner}{into} ?(?:1 ?)?(?P<pack>{pack})")


@cache
def _named(words: Vocabulary) -> re.Pattern[str]:
    """Packed in so-and-so, without a size."""
    packing, pack = words.raw("packing"), words.package
    if words.language in {"ja", "ko"}:
        return re.compile(rf"(?<![\d.])(?<!\d )(?P<pack>{pack})(?:で|に|の|을|를|로|으로| )*{packing}")
    if words.language == "en":
        return re.compile(
            rf"(?:packed|packing|packaging|packaged|put up|filled)(?: is| must be| should be|:|,| it| them| the| goods)*(?: in(?:to)?)?(?: [a-z-]+){{0,3}}? (?P<pack>{pack})"
        )
    return re.compile(rf"{packing}(?: trong| bằng| gói| vào| bang| trong các| ב| ב-|:)* ?(?P<pack>{pack})(?! ?\d)")


@cache
def _single(words: Vocabulary) -> re.Pattern[str]:
    """The size of one of the packages that were named before."""
    each = r" (?:each|apiece|per (?:bottle|bag|can|jar|box)|כל אחד|כל אחת|mỗi (?:chai|gói|hộp|túi|lọ|hũ|thùng|bao))"
    return re.compile(rf"(?P<amount>{NUMBER})[ -]?(?P<unit>{words.measure}){each}(?![^\W_])")


def packings(page: Page, words: Vocabulary) -> list[Packing]:
    found = []
    for pattern in _patterns(words):
        for match in list(pattern.finditer(page.left)):
            if _is_quantity(page, match, words) or _near_sample(page, match, words):
                continue
            found.append(_taken(page, match, words))
    for match in list(_counted(words).finditer(page.left)):
        code = words.code_of(match, "unit")
        if code != words.code_of(match, "pack") and not _near_sample(page, match, words):
            if not any(abs(it.start - match.start()) < 60 for it in found):  # noqa: PLR2004
                found.append(_taken(page, match, words))
            page.take(match.start(), match.end())
    for match in list(_single(words).finditer(page.left)):
        named = list(re.finditer(words.package, page.left[: match.start()]))
        if named and not found and named[-1].start() >= page.sentence(match.start())[0]:
            page.take(match.start(), match.end())
            code = words.code_of(match, "unit")
            found.append(Packing(match.start(), decimal(match["amount"], words.language), code, words.code_of(named[-1], 0)))
    found += _loose(page, words)
    if not found:
        found += [
            Packing(it.start(), None, None, words.code_of(it, "pack"))
            for it in _named(words).finditer(page.left)
            if not _refused(page, it.start(), it.end(), words)
        ]
    return sorted(found)


def _taken(page: Page, match: re.Match[str], words: Vocabulary) -> Packing:
    counts = match.groupdict().get("count")
    if counts and decimal(counts.strip(), words.language) != 1:
        page.take(match.end("pack"), match.end())
    else:
        page.take(match.start(), match.end())
    unit = words.code_of(match, "unit")
    amount = decimal(match["amount"], words.language)
    if unit == "YEN":
        unit, amount = "KGM", amount * 10
    return Packing(match.start(), amount, unit, words.code_of(match, "pack"))


def _is_quantity(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """Tonnes beside a package's name are the quantity: 2 tấn bao, 2 tonnes, cartons."""
    del page
    return words.code_of(match, "unit") in {"TNE", "STN", "LTN"} and decimal(match["amount"], words.language) > 1


def _near_sample(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    start, end = page.clause(match.start())
    return bool(words.cue("sample").search(page.text[max(start, match.start() - 12) : min(end, match.end() + 12)]))


def _loose(page: Page, words: Vocabulary) -> list[Packing]:
    return [
        Packing(it.start(), None, None, BULK)
        for it in words.cue("bulk").finditer(page.left)
        if not _refused(page, it.start(), it.end(), words)
    ]


def _refused(page: Page, start: int, end: int, words: Vocabulary) -> bool:
    clause_start, clause_end = page.clause(start)
    if words.language in {"ja", "ko"}:
        return bool(words.cue("refusing").search(page.text[end : min(clause_end, end + 16)]))
    before, after = page.text[max(clause_start, start - 16) : start], page.text[end : min(clause_end, end + 24)]
    return bool(
        words.cue("refusing").search(before) or re.match(rf"(?: \S+){{0,2}} {words.cue_text('refusing')}", after)
    )
