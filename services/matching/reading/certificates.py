"""Which certificates a buyer requires, wishes, or says are not needed."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary

Status = Literal["required", "wished", "refused"]

_OCOP = re.compile(
    r"(?<![a-z])ocop(?P<lead>[^\d★☆。.\n]{0,10}?)(?:(?P<after>[345]) ?-?(?:★|☆|つ?星|sao|stars?|성|스타|별|כוכבים)|(?P<signs>★{3,5}))"
    r"|(?P<before>[345]) ?-?(?:★|つ?星|sao|stars?|성급?|스타|별|כוכבים)[^\d。.\n]{0,12}?ocop|ocop[^\d。.\n]{0,6}별 ?(?P<counted>[345]) ?개|(?<![a-z])ocop(?![a-z]) ?-?(?P<bare>[345])?"
)
_LEVEL = (
    r"(?: ?-?(?:認定|認証|인증|certified|certificate|以上|이상|trở lên|tro len|or (?:above|higher|more|better)|ומעלה))*"
)
_SUFFIX = r"(?:[ -]*(?:認証|認定|証明書?|マーク|인증서?|증명서|인증|certificat(?:e|es|ion)s?|certified|chứng nhận|giấy|תעודה|תעודת|תקן))*"
_BARE_EU = re.compile(
    r"(?:usda|nop|jas)(?: ?(?:organic|オーガニック|有機|유기농))? ?(?:か|または|もしくは|or|나|이나|또는|혹은|hoặc|/) ?"
    r"(?P<eu>eu(?:の?(?:有機|オーガニック)| ?유기농)?)(?![a-z])"
)
"""The second of two standards, told without what it is about: USDA NOPかEU."""
_SPECIFIC = {"JAS", "EU_ORGANIC", "USDA_NOP"}
_REACH = 45
_MOST_IN_ROW = 20
"""Standards named one after the other; whole texts of them would cost their square."""
_BETWEEN = 3
"""Letters between two of a list: và, and, または."""
_BESIDE, _VERB = 14, 8
_SEPARATOR = re.compile(r"[、,;:]| and | but | và | va | nhưng | nhung | còn | ו(?=[א-ת])|(?<=[이하되])고 |지만 |며 ")
_CONTRAST = re.compile(r"[^.。]{0,16}?(?:,|\bbut\b|though|chứ|nhưng|אבל|אך|が|지만)")
"""Kosher preferred, but not essential."""
_ROW = re.compile(
    r"(?:[\s,、・·/&+]|and|or|plus|also|as well as|và|va|hoặc|hay|cùng|cả|ו|או|וגם|と|や|または|か|及び|および|또는|혹은|나|이나|및|와|과|하고|も|도|nor|ה|ב|ל|-)*"
)
_ONE_OF_BEFORE = re.compile(
    r"(?:either|one of(?: the following)?|any of|một trong(?: các)?|mot trong|אח[תד] מ)[^.]{0,24}$"
)
_ONE_OF_AFTER = re.compile(
    r"[^。.\n]{0,10}?(?:いずれか|どちらか|どれか|중 ?(?:하나|한 ?가지|1|택)|whichever|either will do|either is fine|cái nào cũng được|loại nào cũng được)"
)


class Mention(NamedTuple):
    start: int
    end: int
    scheme: str


class Certificates(NamedTuple):
    required: list[str]
    wished: list[str]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    rows = Path(__file__).with_name("certificates.psv").read_text("utf-8").splitlines()[1:]
    pairs = (row.split("|", 1) for row in rows if row)
    return [
        (scheme, re.compile(rf"(?<![a-z])[והבלמש]{{0,3}}-?(?:{pattern})(?![a-z]){_SUFFIX}"))
        for scheme, pattern in pairs
    ]


def certificates(page: Page, words: Vocabulary) -> Certificates:
    found = sorted(_mentions(page))
    statuses = _statuses(page, found, words)
    required: list[str] = []
    wished: list[str] = []
    specific = {status for it, status in zip(found, statuses, strict=True) if it.scheme in _SPECIFIC}
    for group in _alternatives(page, found, words):
        schemes = [found[place].scheme for place in group]
        if schemes == ["ORGANIC"] and (
            specific & {statuses[group[0]], "required"} or _is_explained(page, found, group[0])
        ):
            continue
        if _SPECIFIC & set(schemes):
            schemes = [it for it in schemes if it != "ORGANIC"]
        kept = required if statuses[group[0]] == "required" else wished if statuses[group[0]] == "wished" else None
        name = "|".join(dict.fromkeys(schemes))
        if kept is not None and name not in kept:
            kept.append(name)
    single = {part for name in required for part in name.split("|")}
    return Certificates(required, [it for it in wished if it not in single])


def _is_explained(page: Page, found: list[Mention], place: int) -> bool:
    """Organic (NOP) is one certificate."""
    following = found[place + 1 : place + 2]
    return any(
        it.scheme in _SPECIFIC and page.text[found[place].end : it.start] in {" (", "(", " - ", ": "}
        for it in following
    )


def _mentions(page: Page) -> Iterator[Mention]:
    for match in _OCOP.finditer(page.left):
        stars = (
            match["after"] or match["before"] or match["counted"] or match["bare"] or str(len(match["signs"] or "★★★"))
        )
        level = re.compile(_LEVEL).match(page.left, match.end())
        yield _taken(page, match.start(), level.end() if level else match.end(), f"OCOP{stars}")
    for scheme, pattern in _patterns():
        for match in list(pattern.finditer(page.left)):
            yield _taken(page, match.start(), match.end(), scheme)
    for match in _BARE_EU.finditer(page.text):
        if page.left.startswith("eu", match.start("eu")):
            yield _taken(page, match.start("eu"), match.end("eu"), "EU_ORGANIC")


def _taken(page: Page, start: int, end: int, scheme: str) -> Mention:
    page.take(start, end, f"certificate:{scheme}")
    return Mention(start, end, scheme)


def _statuses(page: Page, found: list[Mention], words: Vocabulary) -> list[Status]:
    """A cue beside the mention decides; mentions in a row without a cue between them share theirs."""
    before: list[Status | None] = []
    after: list[Status | None] = []
    for place, mention in enumerate(found):
        start, end = page.sentence(mention.start)
        previous = found[place - 1].end if place and found[place - 1].end > start else start
        following = found[place + 1].start if place + 1 < len(found) and found[place + 1].start < end else end
        adjective = mention.scheme == "ORGANIC" and not re.search(
            _SUFFIX[:-1] + "+$", page.text[mention.start : mention.end]
        )
        reach = _BESIDE if adjective else _REACH
        lead = page.text[max(previous, mention.start - (2 * reach if adjective else reach)) : mention.start]
        tail = page.text[mention.end : min(following, mention.end + (reach + _VERB if adjective else reach))]
        if previous > start:
            lead = lead[match.start() :] if (match := _SEPARATOR.search(lead)) else ""
        if following < end:
            tail = tail[: match.start()] if (match := _SEPARATOR.search(tail)) else tail
        around = _last(lead, words), _first(_before_samples(tail, words), words)
        if around[0] == "refused" and _is_of_another(lead, words):
            around = None, around[1]
        if _is_embraced(lead[-_BESIDE:], tail[: 2 * _BESIDE], words):
            around = "refused", "refused"
        before.append(around[0])
        after.append(around[1])
    told = [_shared(page, found, place, before, after) for place in range(len(found))]
    refused = {it.scheme for it, status in zip(found, told, strict=True) if status == "refused"}
    return [
        status or ("refused" if it.scheme in refused else "required") for it, status in zip(found, told, strict=True)
    ]


def _before_samples(tail: str, words: Vocabulary) -> str:
    """HACCP, no sample needed: what is refused behind the comma is the sample."""
    clauses = re.split(r"(?<=[,;、])", tail)
    kept = next((at for at, it in enumerate(clauses) if at and words.cue("sample").search(it)), len(clauses))
    return "".join(clauses[:kept])


def _is_of_another(lead: str, words: Vocabulary) -> bool:
    """MSC is not needed, HACCP is: a comma ends what was refused before it."""
    refused = [it.end() for it in words.cue("refused").finditer(lead)]
    return bool(re.search(r"[,;、]", lead[max(refused) :]))


def _is_embraced(lead: str, tail: str, words: Vocabulary) -> bool:
    """No JAS needed: the refusal stands on both sides of what is refused."""
    return any(it.start() < len(lead) < it.end() for it in words.cue("refused").finditer(f"{lead}x{tail}"))


def _shared(
    page: Page, found: list[Mention], place: int, before: list[Status | None], after: list[Status | None]
) -> Status | None:
    if (
        after[place] == "refused"
        and _CONTRAST.match(page.text, found[place].end)
        and "wished" in {before[place], _row_before(page, found, place, before, after)}
    ):
        return "wished"
    if after[place]:
        return after[place]
    if before[place]:
        return before[place]
    backwards = _row_before(page, found, place, before, after)
    sentence = page.sentence(found[place].start)
    forwards = None
    for other in range(place + 1, min(place + 1 + _MOST_IN_ROW, len(found))):
        if page.sentence(found[other].start) != sentence or before[other] or not _in_row(page, found, other - 1):
            break
        if after[other]:
            forwards = after[other]
            break
    return backwards or forwards


def _row_before(
    page: Page, found: list[Mention], place: int, before: list[Status | None], after: list[Status | None]
) -> Status | None:
    """What was said before the first of the row."""
    sentence = page.sentence(found[place].start)
    for other in range(place - 1, max(place - 1 - _MOST_IN_ROW, -1), -1):
        if page.sentence(found[other].start) != sentence or after[other] or not _in_row(page, found, other):
            return None
        if before[other]:
            return before[other]
    return None


def _in_row(page: Page, found: list[Mention], place: int) -> bool:
    """Whether nothing but commas and conjunctions stands before the next mention."""
    return bool(_ROW.fullmatch(page.text[found[place].end : found[place + 1].start]))


def _cues(text: str, words: Vocabulary) -> list[tuple[int, Status]]:
    """In order; what is refused hides the “required” inside it (not required, 必須ではない)."""
    found: list[tuple[int, int, Status]] = []
    statuses: tuple[Status, ...] = ("refused", "wished", "required")
    for status in statuses:
        for match in words.cue(status).finditer(text):
            if match[0] and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), status))
    return [(start, status) for start, _, status in sorted(found)]


def _first(text: str, words: Vocabulary) -> Status | None:
    cues = [status for _, status in _cues(text, words)]
    if cues and cues[0] == "refused" and "wished" in cues:
        return "wished"
    if cues and cues[0] == "required" and "wished" in cues[1:2] and words.language in {"ja", "ko"}:
        return "wished" if re.search(r"^[^、,]*$", text) else "required"
    return cues[0] if cues else None


def _last(text: str, words: Vocabulary) -> Status | None:
    cues = [status for _, status in _cues(text, words)]
    return cues[-1] if cues else None


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
    for other in range(place + 1, min(len(found), place + _MOST_IN_ROW)):
        if len(page.text[found[last].end : found[other].start].strip()) > _BETWEEN:
            break
        last = other
    head = page.text[max(0, found[run[0]].start - 40) : found[run[0]].start]
    return bool(_ONE_OF_BEFORE.search(head) or _ONE_OF_AFTER.match(page.text, found[last].end))
