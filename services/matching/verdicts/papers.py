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
        if "OCOP" in _lacked(offered.certificates_none):
            return unmet("the co-op says it has no OCOP certificate")
        return unknown("no OCOP certificate is recorded; stars claimed on a page prove nothing")
    return any_of(_ocop(stars, it, wanted) for it in held)


def registration(scheme: str, wanted: Wanted, offered: Offered) -> Verdict:
    ends = [it.valid_to for it in offered.registrations or [] if it.scheme.upper() == scheme]
    return _valid(scheme, ends, wanted, denied=scheme in _lacked(offered.registrations_none))


def kosher(wanted: Wanted, offered: Offered) -> Verdict:
    return certificate("KOSHER", wanted, offered)


def _one(scheme: str, wanted: Wanted, offered: Offered) -> Verdict:
    if scheme.startswith("OCOP") and scheme[4:].isdecimal():
        return ocop(int(scheme[4:]), wanted, offered)
    if scheme == "ORGANIC" and wanted.country == JAPAN:
        return _organic_in_japan(wanted, offered)
    ends = [it.expires for it in offered.certificates or [] if it.scheme.upper() == scheme]
    denied = _lacked(offered.certificates_none)
    if scheme == "MFDS":
        ends += [it.valid_to for it in offered.registrations or [] if it.scheme.upper() == scheme]
        denied |= _lacked(offered.registrations_none)
    return _valid(scheme, ends, wanted, denied=scheme in denied)


def _organic_in_japan(wanted: Wanted, offered: Offered) -> Verdict:
    denied = _lacked(offered.certificates_none)
    ends = [it.expires for it in offered.certificates or [] if it.scheme.upper() == "JAS"]
    if ends or "JAS" in denied:
        return _valid("JAS", ends, wanted, denied=True)
    others = sorted({it.scheme.upper() for it in offered.certificates or []} & _ORGANIC)
    if others:
        return unmet(f"{others[0]} alone is not organic in Japan, where only JAS counts")
    return _valid("JAS", ends, wanted, denied="ORGANIC" in denied)


def _valid(scheme: str, ends: list[date | None], wanted: Wanted, *, denied: bool) -> Verdict:
    needed = last_day(wanted)
    if not ends:
        return unmet(f"the co-op says it has no {scheme}") if denied else unknown(f"no {scheme} is recorded")
    dated = [end for end in ends if end is not None]
    if needed is None:
        return unknown("the demand states no month")
    if dated and max(dated) >= needed:
        return met(f"{scheme} is valid to {max(dated)}")
    if len(dated) < len(ends):
        return unknown(f"{scheme} is recorded without its end")
    return unmet(f"{scheme} ends on {max(dated)}, deliveries on {needed}")


def _ocop(stars: int, held: Held, wanted: Wanted) -> Verdict:
    needed = last_day(wanted)
    if held.stars is not None and held.stars < stars:
        return unmet(f"OCOP {held.stars} stars, {stars} are asked")
    if held.stars is None or held.issued is None or needed is None:
        return unknown("the OCOP certificate is recorded without its stars or its issue")
    until = ocop_last_day(held.issued)
    if until >= needed:
        return met(f"OCOP {held.stars} stars, valid to {until}")
    return unmet(f"OCOP ends on {until}, deliveries on {needed}")


def _lacked(schemes: Iterable[str] | None) -> set[str]:
    return {it.upper() for it in schemes or ()}
