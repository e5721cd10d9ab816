"""Whether a certificate is required, wished, or not needed: by what stands beside it, or beside others in its row."""

import re
from typing import Literal

from services.matching.reading.certificate_mentions import MOST_IN_ROW, SUFFIX, Mention
from services.matching.reading.page import Page
from services.matching.reading.vocabulary import Vocabulary

Status = Literal["required", "wished", "refused"]

_REACH = 45
_BESIDE, _VERB = 14, 8
_SEPARATOR = re.compile(r"[、,;:]| and | but | và | va | nhưng | nhung | còn | ו(?=[א-ת])|(?<=[이하되])고 |지만 |며 ")
_CONTRAST = re.compile(r"[^.。]{0,16}?(?:,|\bbut\b|though|chứ|nhưng|אבל|אך|が|지만)")
"""Kosher preferred, but not essential."""
_RATHER = re.compile(r"(?:では|じゃ|で)なく(?!て)| ?말고|(?:이|가)? ?아니라")
"""Not this but that, in Japanese and Korean."""
_ROW = re.compile(
    r"(?:[\s,、・·/&+]|and|or|plus|also|as well as|và|va|hoặc|hay|cùng|cả|ו|או|וגם|と|や|または|か|及び|および|또는|혹은|나|이나|및|와|과|하고|も|도|nor|ה|ב|ל|-)*"
)


def statuses(page: Page, found: list[Mention], words: Vocabulary) -> list[Status]:
    """A cue beside the mention decides; mentions in a row without a cue between them share theirs."""
    before: list[Status | None] = []
    after: list[Status | None] = []
    for place, mention in enumerate(found):
        start, end = page.sentence(mention.start)
        previous = found[place - 1].end if place and found[place - 1].end > start else start
        following = found[place + 1].start if place + 1 < len(found) and found[place + 1].start < end else end
        adjective = mention.scheme == "ORGANIC" and not re.search(
            SUFFIX[:-1] + "+$", page.text[mention.start : mention.end]
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
    for other in range(place + 1, min(place + 1 + MOST_IN_ROW, len(found))):
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
    for other in range(place - 1, max(place - 1 - MOST_IN_ROW, -1), -1):
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
    in_turn: tuple[Status, ...] = ("refused", "wished", "required")
    for status in in_turn:
        for match in words.cue(status).finditer(text):
            if match[0] and not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), status))
    return [(start, status) for start, _, status in sorted(found)]


def _first(text: str, words: Vocabulary) -> Status | None:
    if _RATHER.match(text):
        return "refused"
    cues = [status for _, status in _cues(text, words)]
    if cues and cues[0] == "refused" and "wished" in cues:
        return "wished"
    if cues and cues[0] == "required" and "wished" in cues[1:2] and words.language in {"ja", "ko"}:
        return "wished" if re.search(r"^[^、,]*$", text) else "required"
    return cues[0] if cues else None


def _last(text: str, words: Vocabulary) -> Status | None:
    cues = [status for _, status in _cues(text, words)]
    return cues[-1] if cues else None
