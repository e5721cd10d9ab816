"""Packing that is told without a size: loose, by the name of the package alone, the same again, or refused."""

import re
from collections.abc import Iterator
from functools import cache

from services.matching.reading.package import BULK, Packing
from services.matching.reading.packing_patterns import named
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import NUMBER, Vocabulary


def loose(page: Page, words: Vocabulary) -> list[Packing]:
    found = list(words.cue("bulk").finditer(page.left))
    for it in found:
        page.take(it.start(), it.end())
    return [Packing(it.start(), None, None, BULK) for it in found if not _refused(page, it.start(), it.end(), words)]


def unsized(page: Page, words: Vocabulary) -> list[Packing]:
    found = [
        it
        for it in (*named(words).finditer(page.left), *_alone(page, words))
        if not _refused(page, it.start("pack"), it.end("pack"), words)
    ]
    for it in found:
        page.take(*it.span("pack"))
    return [Packing(it.start(), None, None, words.code_of(it, "pack")) for it in found]


def _alone(page: Page, words: Vocabulary) -> Iterator[re.Match[str]]:
    """A clause that says nothing else, or only how much: coffee 120 t, jumbo bags, CPT Trieste."""
    made = rf"{words.package_kinds}[ -]{words.raw('made_of')}" if words.language == "en" else " ב?"
    behind = rf"(?:(?<=,)|{NUMBER} ?{words.measure})"
    for match in re.finditer(rf"{behind}{made}(?P<pack>{words.package}) ?(?=[,.;\n]|$)", page.left):
        if words.language not in {"ja", "ko"}:
            yield match


def repeated(page: Page, found: list[Packing], words: Vocabulary) -> list[Packing]:
    """The same packing again, for the product that is named there."""
    again = []
    for it in words.cue("same_packing").finditer(page.text):
        before = [one for one in found if one.start < it.start()]
        again += [max(before)._replace(start=it.start())] if before else []
    return again


def is_refused_for(page: Page, match: re.Match[str], words: Vocabulary) -> bool:
    """Not in cans, two a carton, but in bulk."""
    return words.language in {"ja", "ko"} and bool(_refusal(words).match(page.text, match.end()))


@cache
def _refusal(words: Vocabulary) -> re.Pattern[str]:
    within = rf" ?(?:\d{{1,3}} ?(?:{words.package})(?:入り?の?|들이|입)? ?(?:{words.package})?)?"
    return re.compile(rf"{within}{words.raw('mid_refusing')}")


def _refused(page: Page, start: int, end: int, words: Vocabulary) -> bool:
    clause_start, clause_end = page.clause(start)
    if words.language in {"ja", "ko"}:
        return bool(words.cue("refusing").search(page.text[end : min(clause_end, end + 16)]))
    before, after = page.text[max(clause_start, start - 16) : start], page.text[end : min(clause_end, end + 24)]
    copula = r"(?: (?:is|are|thì|là|thi|la))?"
    denied = r"(?:not|isn't|aren't|không|khong|לא|אינו|אינה) (?:acceptable|allowed|possible|ok|wanted|suitable|được|nhận|dùng|מקובל|מתאים)"
    return bool(words.cue("refusing").search(before) or re.match(rf"{copula} {denied}", after))
