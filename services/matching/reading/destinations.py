"""Whether the goods go to a place: what stands around it, or that it stands alone."""

import re

from services.matching.reading.page import Page
from services.matching.reading.places import Place, prefix_of
from services.matching.reading.vocabulary import Vocabulary
from shared.contracts.values import Language

PORT = re.compile(r"港|空港|항|공항|port(?: of)?|seaport|airport|cảng|sân bay|נמל")
_PORT_NAMED = re.compile(r"(?:港|空港|항|공항)(?=[ 、。./,\n]|$)")
_MONTH_NEXT = re.compile(" [\ue001-\ue00c]")
_TELEGRAM = 60
_SENTENCE = re.compile(r"[。.!?\n;]|ます|です|니다|[가-힣]요\b")
_TERM_BEHIND = re.compile(r"(?:cif|cfr|cnf|c&f|fob|fca|exw|dap|ddp|cip|cpt)(?![a-z])")
_APART: dict[Language, re.Pattern[str]] = {"ja": re.compile(r" [^\d]"), "ko": re.compile(r" [a-z]")}
"""What follows a word that stands by itself: Japanese has no spaces else, in Korean another script shows it."""
_FIGURE = re.compile(r"[\d\ue000-\ue05f]")
"""A digit, a month or a container."""


def is_company(page: Page, place: Place, words: Vocabulary) -> bool:
    start, _ = page.sentence(place.start)
    before, after = (
        page.text[max(start, place.start - 60) : place.start + prefix_of(page, place, words)],
        page.text[place.end :],
    )
    if re.match(words.raw("company"), after):
        return True
    return words.language not in {"ja", "ko"} and bool(re.search(words.raw("company_before"), before))


def is_destination(page: Page, place: Place, places: list[Place], words: Vocabulary) -> bool:
    start, end = page.sentence(place.start)
    prefix = prefix_of(page, place, words)
    before, after = (
        page.text[max(start, place.start - 70) : place.start + prefix],
        page.text[place.end : min(end, place.end + 40)],
    )
    written = page.text[place.start : place.start + prefix]
    sent = re.search(rf"{words.raw('going_before')}$", before)
    reached = bool(re.match(words.raw("going_after"), after))
    going = bool(sent) or reached
    alone = page.clause_text(place.start).replace(page.text[place.start : place.end], "", 1).strip(" 。、,.!\n;")
    going |= bool(PORT.fullmatch(alone)) or _is_telegram(page, place)
    going |= _is_clause(page, place, places, words)
    going |= words.language in {"ja", "ko"} and (
        _is_port_of_a_list(page, place) or _is_catchword(page, place, places, words)
    )
    if words.language == "he" and re.match(r"[ובש]?ל", written):
        going = True
    own = re.search(words.raw("company_before"), before)
    of_buyer = is_company(page, place, words) and not (sent and (own is None or sent.start() < own.start()))
    of_buyer &= not (reached and words.language in {"ja", "ko"})
    refused = re.search(words.raw("going_refused"), before)
    if not going or refused or re.match(words.raw("origin"), after) or of_buyer:
        return False
    if words.language in {"ja", "ko"}:
        return True
    clause_start, clause_end = page.clause(place.start)
    return not words.cue("event").search(page.text[max(clause_start, place.start - 30) : clause_end])


def _is_telegram(page: Page, place: Place) -> bool:
    """A few words without a sentence, the last of which is a place abroad: pepper 2 t/month Yokohama."""
    text = page.text.rstrip(" .。!\n")
    return (
        len(text) <= _TELEGRAM
        and not _SENTENCE.search(text)
        and not place.code.startswith("VN")
        and place.end == len(text)
    )


def _is_clause(page: Page, place: Place, places: list[Place], words: Vocabulary) -> bool:
    """A place abroad that is a sentence of its own, or a clause of a sentence with figures: 2 t a month, Seattle."""
    start, end = page.sentence(place.start)
    clause = page.clause(place.start)
    if start == 0 and not _FIGURE.search(page.text[: place.start]):
        return False
    left_open = words.cue("any_of").fullmatch(page.text[clause[1] : end].strip(" 。.\n"))
    whole = clause[0] == start and (clause[1] == end or left_open)
    if not whole and not _FIGURE.search(page.text[start : place.start]):
        return False
    said = page.text[clause[0] : clause[1]]
    for one in places:
        if clause[0] <= one.start < clause[1]:
            said = said.replace(page.text[one.start : one.end], "", 1)
    said = words.cue("any_of").sub("", re.sub(words.raw("either"), "", said, count=1), count=1)
    alone = PORT.sub("", said).strip(" 、。,.;\n")
    return not place.code.startswith("VN") and not alone


def _is_port_of_a_list(page: Page, place: Place) -> bool:
    """A port between spaces, in a text of catchwords: 乾燥きくらげ 毎月1トン 東京港 10kg箱."""
    match = _PORT_NAMED.search(page.text, place.end - 3, place.end + 3)
    starts = place.start == 0 or page.text[place.start - 1] in " 、/\n"
    return bool(match) and starts and not place.code.startswith("VN")


def _is_catchword(page: Page, place: Place, places: list[Place], words: Vocabulary) -> bool:
    """A place abroad behind the figures that ends a clause of catchwords or stands apart in it: 月10本 名古屋 HACCP."""
    start, end = page.clause(place.start)
    behind = place.end
    for other in places:
        if place.end < other.start < end and re.fullmatch(
            rf"(?:{PORT.pattern})? ?{words.raw('either')} ?", page.text[behind : other.start]
        ):
            behind = other.end
    port = PORT.match(page.text, behind, end)
    rest = page.text[port.end() if port else behind : end]
    apart = bool(_APART[words.language].match(rest))
    rest = (
        ""
        if rest.startswith((" /", " |")) or (rest.startswith(" ") and _MONTH_NEXT.match(rest))
        else rest.strip(" 、。,./)\n")
    )
    return (
        (not rest or apart or bool(_TERM_BEHIND.match(rest)))
        and page.text[place.start - 1 : place.start] in {" ", "/"}
        and bool(_FIGURE.search(page.text[start : place.start]))
        and not place.code.startswith("VN")
    )
