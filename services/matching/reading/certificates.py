"""Which certificates a buyer requires, wishes, or says are not needed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from services.matching.reading.certificate_mentions import MOST_IN_ROW, Mention, mentions
from services.matching.reading.certificate_statuses import Status, statuses
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary

_SPECIFIC = {"JAS", "EU_ORGANIC", "USDA_NOP"}
_BETWEEN = 3
"""Letters between two of a list: và, and, または."""
_ONE_OF_BEFORE = re.compile(
    r"(?:either|one of(?: the following)?|any of|một trong(?: các)?|mot trong|אח[תד] מ)[^.]{0,24}$"
)
_ONE_OF_AFTER = re.compile(
    r"[^。.\n]{0,10}?(?:いずれか|どちらか|どれか|중 ?(?:하나|한 ?가지|1|택)|whichever|either will do|either is fine|cái nào cũng được|loại nào cũng được)"
)


class Certificates(NamedTuple):
    required: list[str]
    wished: list[str]


def certificates(page: Page, words: Vocabulary) -> Certificates:
    found = sorted(mentions(page))
    told = statuses(page, found, words)
    kept: dict[Status, list[str]] = {"required": [], "wished": [], "refused": []}
    specific = {status for it, status in zip(found, told, strict=True) if it.scheme in _SPECIFIC}
    for group in _alternatives(page, found, words):
        status, schemes = told[group[0]], [found[place].scheme for place in group]
        if schemes == ["ORGANIC"] and (specific & {status, "required"} or _is_explained(page, found, group[0])):
            continue
        if _SPECIFIC & set(schemes):
            schemes = [it for it in schemes if it != "ORGANIC"]
        name = "|".join(dict.fromkeys(schemes))
        if name not in kept[status]:
            kept[status].append(name)
    single = {part for name in kept["required"] for part in name.split("|")}
    return Certificates(kept["required"], [it for it in kept["wished"] if it not in single])


def _is_explained(page: Page, found: list[Mention], place: int) -> bool:
    """Organic (NOP) is one certificate."""
    following = found[place + 1 : place + 2]
    return any(
        it.scheme in _SPECIFIC and page.text[found[place].end : it.start] in {" (", "(", " - ", ": "}
        for it in following
    )


def _alternatives(page: Page, found: list[Mention], words: Vocabulary) -> Iterator[list[int]]:
    """Runs of mentions of which any one will do."""
    either = re.compile(rf"[\s、,の)]*(?:{words.raw('either')})[\s、,の]*(?:(?:an?|the|giấy|chứng nhận|תעודת|תקן) )?")
    run: list[int] = []
    for place, mention in enumerate(found):
        gap = page.text[found[place - 1].end : mention.start] if place else ""
        if run and (either.fullmatch(gap) or _listed(page, found, run, place)):
            run.append(place)
        else:
            if run:
                yield run
            run = [place]
    if run:
        yield run


def _listed(page: Page, found: list[Mention], run: list[int], place: int) -> bool:
    """Whether this mention follows in a list headed by “one of” or closed by いずれか."""
    gap = page.text[found[place - 1].end : found[place].start]
    if not re.fullmatch(r"[\s、,・·/]*(?:や|or|hoặc|hay|또는|או|と|và|and|와|과)?[\s、,]*", gap):
        return False
    last = place
    for other in range(place + 1, min(len(found), place + MOST_IN_ROW)):
        if len(page.text[found[last].end : found[other].start].strip()) > _BETWEEN:
            break
        last = other
    head = page.text[max(0, found[run[0]].start - 40) : found[run[0]].start]
    return bool(_ONE_OF_BEFORE.search(head) or _ONE_OF_AFTER.match(page.text, found[last].end))
