"""Certificates, OCOP stars and registrations, which have to hold to the end of the last delivery."""

from collections.abc import Iterable
from datetime import date

from services.matching.verdicts.case import Held, Offered, Wanted
from services.matching.verdicts.delivery import last_day
from services.matching.verdicts.verdict import Verdict, any_of, met, unknown, unmet
from shared.ocop import last_day as ocop_last_day

JAPAN, KOREA, ISRAEL = "JP", "KR", "IL"
_ORGANIC = {"ORGANIC", "EU_ORGANIC", "USDA_NOP"}
"""Organic certificates that Japan does not take for organic: there only JAS counts."""


def certificate(asked: str, wanted: Wanted, offered: Offered) -> Verdict:
    """`asked` may name alternatives: HACCP|ISO22000."""
    return any_of(_one(scheme, wanted, offered) for scheme in asked.upper().split("|"))


def ocop(stars: int, wanted: Wanted, offered: Offered) -> Verdict:
    held = [it for it in offered.certificates or [] if it.scheme.upper().startswith("OCOP")]
    if not held:
        if any(_is_lacked(it, stars) for it in _lacked(offered.certificates_none)):
            return unmet("ocop_denied")
        return unknown("ocop_not_recorded")
    return any_of(_ocop(stars, it, wanted) for it in held)


def registration(scheme: str, wanted: Wanted, offered: Offered) -> Verdict:
    ends = [it.valid_to for it in offered.registrations or [] if it.scheme.upper() == scheme]
    return _valid(ends, wanted, denied=scheme in _lacked(offered.registrations_none))


def kosher(wanted: Wanted, offered: Offered) -> Verdict:
    return certificate("KOSHER", wanted, offered)


def _one(scheme: str, wanted: Wanted, offered: Offered) -> Verdict:
    if scheme.startswith("OCOP") and (stars := _level(scheme)):
        return ocop(stars, wanted, offered)
    if scheme == "ORGANIC" and wanted.country == JAPAN:
        return _organic_in_japan(wanted, offered)
    ends = [it.expires for it in offered.certificates or [] if it.scheme.upper() == scheme]
    denied = _lacked(offered.certificates_none)
    if scheme == "MFDS":
        ends += [it.valid_to for it in offered.registrations or [] if it.scheme.upper() == scheme]
        denied |= _lacked(offered.registrations_none)
    return _valid(ends, wanted, denied=scheme in denied)


def _organic_in_japan(wanted: Wanted, offered: Offered) -> Verdict:
    denied = _lacked(offered.certificates_none)
    ends = [it.expires for it in offered.certificates or [] if it.scheme.upper() == "JAS"]
    if ends or "JAS" in denied:
        return _valid(ends, wanted, denied=True)
    others = sorted({it.scheme.upper() for it in offered.certificates or []} & _ORGANIC)
    if others:
        return unmet("organic_needs_jas", scheme=others[0])
    return _valid(ends, wanted, denied="ORGANIC" in denied)


def _valid(ends: list[date | None], wanted: Wanted, *, denied: bool) -> Verdict:
    needed = last_day(wanted)
    if not ends:
        return unmet("certificate_denied") if denied else unknown("certificate_not_recorded")
    dated = [end for end in ends if end is not None]
    if needed is None:
        return unknown("months_not_asked")
    if dated and max(dated) >= needed:
        return met("certificate_valid", until=str(max(dated)))
    if len(dated) < len(ends):
        return unknown("certificate_end_not_recorded")
    return unmet("certificate_ends", until=str(max(dated)), needed=str(needed))


def _ocop(stars: int, held: Held, wanted: Wanted) -> Verdict:
    needed = last_day(wanted)
    until = ocop_last_day(held.issued) if held.issued else None
    won = held.stars if held.stars is not None else _level(held.scheme)
    if won is not None and won < stars:
        near = won / stars if until and needed and until >= needed else 0
        return unmet("ocop_too_few_stars", near, stars=str(won), asked=str(stars))
    if until and needed and until < needed:
        return unmet("ocop_ends", until=str(until), needed=str(needed))
    if won is None or until is None or needed is None:
        return unknown("ocop_issue_not_recorded")
    return met("ocop_enough_stars", stars=str(won), until=str(until))


def _level(scheme: str) -> int | None:
    """The stars that a scheme's own name says: OCOP4."""
    stars = scheme[len("OCOP") :]
    return int(stars) if stars.isdecimal() else None


def _is_lacked(scheme: str, stars: int) -> bool:
    """Whoever has no OCOP, or not this many stars of it."""
    return scheme == "OCOP" or (scheme.startswith("OCOP") and (_level(scheme) or stars + 1) <= stars)


def _lacked(schemes: Iterable[str] | None) -> set[str]:
    return {it.upper() for it in schemes or ()}
