"""The papers of a listing as rows: kept in step with what it states, reminded of before they end, stars taken at it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.listings.models import Listing, Paper, table_of
from shared.contracts.listings import ListingBody
from shared.contracts.papers import PaperScheme
from shared.home import HOME
from shared.messaging import Transaction
from shared.ocop import last_day

PAPER = table_of(Paper)

DAYS_BEFORE = (180, 90, 30, -1)
"""When a co-op is reminded, in days before the end; the last is the day after it."""


class Stated(NamedTuple):
    scheme: PaperScheme
    number: str
    facts: dict[str, Any]
    expires: date | None


def stated_papers(body: ListingBody) -> Iterator[Stated]:
    if body.ocop is not None:
        yield Stated("OCOP", body.ocop.certificate, msgspec.to_builtins(body.ocop), last_day(body.ocop.issued))
    for one in body.certificates:
        yield Stated(one.scheme, one.number, msgspec.to_builtins(one), one.expires)


def next_reminder(expires: date | None, today: date) -> date | None:
    """The first day after today on which something is to be said."""
    if expires is None or expires == date.max:
        return None
    days = (expires - timedelta(days=before) for before in DAYS_BEFORE)
    return next((day for day in days if day > today), None)


def midnight(day: date) -> datetime:
    """When a day begins in Vietnam."""
    return datetime.combine(day, time(), HOME)


async def follow(listings: Sequence[Listing], tx: Transaction) -> None:
    """Rows for what is stated now; what was checked stays with a paper as long as it is stated."""
    rows = {}
    for listing in listings:
        for paper in stated_papers(listing.stated):
            rows[listing.id, paper.scheme, paper.number] = _row(listing.id, paper, tx.today)
    await tx.session.flush()
    ids = [listing.id for listing in listings]
    keys = sa.tuple_(PAPER.c.listing_id, PAPER.c.scheme, PAPER.c.number)
    await tx.execute(sa.delete(PAPER).where(PAPER.c.listing_id.in_(ids), keys.not_in([*rows])))
    if rows:
        await tx.execute(_UPSERT, [*rows.values()])


def _row(listing_id: UUID, paper: Stated, today: date) -> dict[str, Any]:
    return {
        "listing_id": listing_id,
        "scheme": paper.scheme,
        "number": paper.number,
        "facts": paper.facts,
        "expires": paper.expires,
        "remind_on": next_reminder(paper.expires, today),
        "note": "",
    }


_insert = insert(PAPER)
_UPSERT = _insert.on_conflict_do_update(
    index_elements=["listing_id", "scheme", "number"],
    set_={
        "facts": _insert.excluded.facts,
        "expires": _insert.excluded.expires,
        "remind_on": sa.case(
            (PAPER.c.expires.is_distinct_from(_insert.excluded.expires), _insert.excluded.remind_on),
            else_=PAPER.c.remind_on,
        ),
    },
)
