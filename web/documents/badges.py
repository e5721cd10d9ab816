"""Badges as data for their printed page."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from shared.contracts.fairs.attendees import AttendeeKind, Badge
from shared.contracts.values import Language
from web.documents.qr import qr_code
from web.documents.writing import Written, written
from web.languages import in_best

PLAIN: frozenset[AttendeeKind] = frozenset({"visitor"})
"""The band of all others is filled, which is seen from afar."""


class PrintedBadge(TypedDict):
    fair: Written
    person: Written
    organisation: Written
    kind: str
    filled: bool
    code: str
    qr: str


class BadgesPage(TypedDict):
    """`sheet`: eight on A4, to be cut; otherwise each on a page of A6."""

    title: str
    sheet: bool
    badges: list[PrintedBadge]


def badges_page(
    badges: Sequence[Badge], kinds: Mapping[AttendeeKind, str], language: Language, *, sheet: bool
) -> BadgesPage:
    """The fair is called as each person says it where that is known, else as `language` does."""
    return {
        "title": badges[0].fair.name,
        "sheet": sheet,
        "badges": [
            {
                "fair": written(_fair_name(badge, language)),
                "person": written(badge.person_name),
                "organisation": written(badge.organisation_name),
                "kind": kinds[badge.kind],
                "filled": badge.kind not in PLAIN,
                "code": badge.code,
                "qr": qr_code(badge.code, quiet_zone=4),
            }
            for badge in badges
        ],
    }


def _fair_name(badge: Badge, language: Language) -> str:
    wanted = (badge.particulars and badge.particulars.language) or language
    return in_best(badge.fair_named, wanted)
