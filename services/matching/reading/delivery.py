"""Where the goods go, and which Incoterm is asked at which place."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from services.matching.reading.destinations import PORT, is_company, is_destination
from services.matching.reading.page import Page
from services.matching.reading.places import Place, places_of
from services.matching.reading.vocabulary import Vocabulary

UNKNOWN = "unknown"
LOCODE_LENGTH = 5
_TERM = re.compile(
    r"(?<![a-z])(exw|fca|fas|fob|cfr|cnf|c ?& ?f|c\+f|cif|cpt|cip|dap|dpu|ddp|ddu|dat|daf|deq|des)(?![a-z])"
)
_OLD = {"CNF": "CFR", "C&F": "CFR", "C+F": "CFR"}
_WITHDRAWN = {"DDU", "DAT", "DAF", "DEQ", "DES"}
"""Not in Incoterms 2020: asked for, but what is meant must be asked back."""
_EARLY = {"EXW", "FCA", "FAS", "FOB"}
"""Terms whose named place is where the goods leave."""
_NARROWED = re.compile(rf"[ ,(:/、の]*(?:{PORT.pattern})?[ ,(:]*")
"""Between a country and a port of its own: Japan, port of Kobe."""
_NEAR_AFTER, _NEAR_BEFORE = 26, 14


class Term(NamedTuple):
    start: int
    end: int
    code: str


class Delivery(NamedTuple):
    destination: str | None
    incoterm: str | None
    incoterm_place: str | None


def delivery(page: Page, words: Vocabulary, *, marked: bool = True) -> Delivery:
    places = places_of(page, words, marked=marked)
    terms = [it for it in _terms(page, words) if not _is_refused(page, it, words)]
    for start, end, code in (*places, *_terms(page, words)):
        page.take(start, end, f"place:{code}")
    codes = list(dict.fromkeys(it.code for it in terms))
    incoterm = codes[0] if len(codes) == 1 and codes[0] not in _WITHDRAWN else UNKNOWN if codes else None
    if incoterm is None and words.cue("incoterm_unknown").search(page.text):
        incoterm = UNKNOWN
    named = {term: place for term in terms if (place := _named_place(page, term, places, words))}
    open_places = {place for place in named.values() if _has_alternative(page, place, places, words)}
    incoterm_place = None
    if named and incoterm != UNKNOWN:
        place = next(iter(named.values()))
        incoterm_place = None if place in open_places else place.code
    left_at = [place for term, place in named.items() if term.code in _EARLY]
    reached = [
        UNKNOWN if place in open_places else place.code for term, place in named.items() if term.code not in _EARLY
    ]
    bound = [it for it in places if it not in left_at and is_destination(page, it, places, words)]
    going = [it.code for it in _with_alternatives(page, places, bound, left_at, words)]
    destination = _one(reached) or _one(going)
    left_open = words.cue("destination_unknown").search(page.text)
    if left_open and (destination is None or _are_in(page, left_open.start(), bound)):
        destination = UNKNOWN
    return Delivery(destination, incoterm, incoterm_place)


def _are_in(page: Page, at: int, places: list[Place]) -> bool:
    """Whether all the places that the goods go to are named where it is said that this is still open."""
    start, end = page.clause(at)
    return bool(places) and all(start <= it.start < end for it in places)


def _with_alternatives(
    page: Page, places: list[Place], bound: list[Place], left_at: list[Place], words: Vocabulary
) -> list[Place]:
    """With the other port of “Osaka or Kobe”, which has no preposition of its own."""
    joint = re.compile(
        rf"(?:{PORT.pattern}|市)? ?(?:{words.raw('either')}|,|、|・|·|と|및|와|과|and|và|ו)[ ,]*(?:cảng |נמל )?[לוב]?-?"
    )
    pairs = list(pairwise(it for it in places if it not in left_at))
    joined = [(one, other) for one, other in pairs if joint.fullmatch(page.text[one.end : other.start])]
    ports = [other for one, other in pairs if one in bound and _is_narrowed(page, one, other) and other not in bound]
    return (
        bound + ports + [it for pair in joined for it in pair if it not in bound and any(one in bound for one in pair)]
    )


def _has_alternative(page: Page, place: Place, places: list[Place], words: Vocabulary) -> bool:
    """FOB Haiphong or Da Nang: still to be chosen, and the field has no word for that."""
    joint = re.compile(rf" ?(?:port )?{words.raw('either')} ?(?:cảng )?")
    sides = ((one, other) for one, other in pairwise(places) if place in {one, other} and one.code != other.code)
    return any(joint.fullmatch(page.text[one.end : other.start]) for one, other in sides)


def _is_narrowed(page: Page, country: Place, port: Place) -> bool:
    return (
        len(country.code) < LOCODE_LENGTH
        and port.code.startswith(country.code)
        and bool(_NARROWED.fullmatch(page.text[country.end : port.start]))
    )


def _one(codes: list[str]) -> str | None:
    """The one place of these; a country gives way to a port of its own; several are not one."""
    kept = {
        it for it in codes if len(it) == LOCODE_LENGTH or not any(it != one and one.startswith(it) for one in codes)
    }
    return None if not kept else kept.pop() if len(kept) == 1 else UNKNOWN


def _terms(page: Page, words: Vocabulary) -> Iterator[Term]:
    for match in _TERM.finditer(page.text):
        code = match[1].upper().replace(" ", "")
        yield Term(match.start(), match.end(), _OLD.get(code, code))
    for code, pattern in words.incoterms.items():
        for match in pattern.finditer(page.text):
            if not _TERM.search(page.text[max(0, match.start() - 8) : match.end() + 8]):
                yield Term(match.start(), match.end(), code)


def _is_refused(page: Page, term: Term, words: Vocabulary) -> bool:
    start, end = page.clause(term.start)
    before, after = page.text[start : term.start], page.text[term.end : min(end, term.end + 26)]
    if re.search(rf"{words.raw('pre_refusing')}$", before) or re.search(
        rf"^[^.,]{{0,8}}?{words.raw('mid_refusing')}", after
    ):
        return True
    if words.language in {"en", "vi", "he"}:
        return bool(
            re.match(
                r"\)?(?: (?:prices?|terms?|thì|giá|is|are|offers?|quotes?))* (?:not|isn't|won't|doesn't|cannot|không|khong|לא|אינו|no)(?![^\W\d_])(?! (?:yet )?(?:decided|fixed|sure|known|settled|agreed|important))",
                after,
            )
        )
    return bool(re.match(rf"(?:条件|조건)?(?:は|では|은|는|도)? ?{words.raw('refusing')}", after))


def _named_place(page: Page, term: Term, places: list[Place], words: Vocabulary) -> Place | None:
    start, end = page.sentence(term.start)
    follows = next((it for it in places if term.end <= it.start < min(end, term.end + _NEAR_AFTER)), None)
    precedes = next(
        (it for it in reversed(places) if max(start, term.start - _NEAR_BEFORE) <= it.end <= term.start), None
    )
    between = page.text[term.end : follows.start] if follows else ""
    if follows and (_TERM.search(between) or re.search(r"[、,。].*(?:から|from|から)|\d", between)):
        follows = None
    if precedes and _TERM.search(page.text[precedes.end : term.start]):
        precedes = None
    candidates = [
        it for it in (follows, precedes) if it and not (term.code in _EARLY and _leaves_not(page, it, places, words))
    ]
    candidates = [it for it in candidates if not is_company(page, it, words)]
    if words.language in {"ja", "ko"}:
        candidates.sort(key=lambda it: min(abs(it.start - term.end), abs(term.start - it.end)))
    if not candidates and term.code in _EARLY:
        candidates = [it for it in places if _is_left_at(page, it, words)]
    return candidates[0] if candidates else None


def _is_left_at(page: Page, place: Place, words: Vocabulary) -> bool:
    """A port of this country that is named as the one of loading, or as a sentence of its own beside the term."""
    start, end = page.sentence(place.start)
    alone = page.text[start:end].replace(page.text[place.start : place.end], "", 1).strip(" 。.\n")
    loading = re.search(rf"{words.raw('loading')}[ :=は은는]*$", page.text[start : place.start])
    return place.code.startswith("VN") and bool(loading or PORT.fullmatch(alone))


def _leaves_not(page: Page, place: Place, places: list[Place], words: Vocabulary) -> bool:
    """A place abroad that the goods go to is no place where they leave."""
    return not place.code.startswith("VN") and is_destination(page, place, places, words)
