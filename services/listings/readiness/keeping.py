"""Marks of every listing under the rules of the day: written with the listing, found anew when the rules are others."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from msgspec import to_builtins
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.listings.cards import LISTING, decode_body
from services.listings.models import Listing, Readiness, table_of
from services.listings.papers import midnight
from services.listings.readiness.rules import RULES, Rule, fingerprint, mark, readiness, rules_on
from shared.contracts.listings import ListingBody
from shared.home import day_of
from shared.messaging import Ports, Transaction
from shared.messaging.schedule import keep_time

READINESS = table_of(Readiness)
AT_ONCE = 1000


async def follow(listings: Sequence[Listing], tx: Transaction) -> None:
    rules = rules_on(tx.today)
    told = fingerprint(rules)
    rows = [_row(one.id, one.organisation_id, one.stated, rules, told, tx.today) for one in listings]
    await tx.execute(_UPSERT, _columns(rows))


async def keep_marks(ports: Ports) -> None:
    await keep_time(ports, evaluate)


async def evaluate(engine: AsyncEngine, now: datetime) -> datetime | None:
    """All that was found under other rules; returns when the rules change next."""
    today = day_of(now)
    rules = rules_on(today)
    after: UUID | None = UUID(int=0)
    while after is not None:
        after = await _some(engine, after, rules, today)
    changes = [day for rule in RULES for day in _changes(rule) if day > today]
    return midnight(min(changes)) if changes else None


def _changes(rule: Rule) -> Iterable[date]:
    yield rule.valid_from
    if rule.valid_until is not None:
        yield rule.valid_until + timedelta(days=1)


async def _some(engine: AsyncEngine, after: UUID, rules: Sequence[Rule], today: date) -> UUID | None:
    """A batch in a transaction of its own; its listings wait for it, others do not."""
    told = fingerprint(rules)
    async with engine.begin() as connection:
        listings = (await connection.execute(_OLD, {"after": after, "told": told})).all()
        if listings:
            rows = [_row(one.id, one.organisation_id, decode_body(one.body), rules, told, today) for one in listings]
            await connection.execute(_UPSERT, _columns(rows))
    return listings[-1].id if len(listings) == AT_ONCE else None


Cells = tuple[UUID, UUID, dict[str, Any], int, str]


def _row(
    listing_id: UUID, organisation_id: UUID, body: ListingBody, rules: Sequence[Rule], told: str, today: date
) -> Cells:
    marks = {one.market: mark(one) for one in readiness(body, rules, today)}
    missing = sum(one.missing for one in marks.values())
    return listing_id, organisation_id, to_builtins(marks), missing, told


def _columns(rows: Sequence[Cells]) -> dict[str, list[Any]]:
    names = ("ids", "organisations", "marks", "missing", "told")
    return {name: list(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}


def _upserting() -> sa.Executable:
    """One statement for any number of rows."""
    cells = (
        sa.func.unnest(
            sa.bindparam("ids", type_=sa.ARRAY(sa.Uuid)),
            sa.bindparam("organisations", type_=sa.ARRAY(sa.Uuid)),
            sa.bindparam("marks", type_=sa.ARRAY(JSONB)),
            sa.bindparam("missing", type_=sa.ARRAY(sa.Integer)),
            sa.bindparam("told", type_=sa.ARRAY(sa.Text)),
        )
        .table_valued("id", "organisation_id", "marks", "missing", "told")
        .render_derived()
    )
    columns = ["listing_id", "organisation_id", "marks", "missing", "evaluated_with"]
    new = insert(READINESS).from_select(columns, sa.select(*cells.c))
    return new.on_conflict_do_update(
        index_elements=["listing_id"], set_={name: new.excluded[name] for name in columns[1:]}
    )


_UPSERT = _upserting()
_OLD = (
    sa.select(LISTING.c.id, LISTING.c.organisation_id, sa.cast(LISTING.c.body, sa.Text).label("body"))
    .outerjoin(READINESS, READINESS.c.listing_id == LISTING.c.id)
    .where(
        LISTING.c.id > sa.bindparam("after", type_=sa.Uuid),
        READINESS.c.evaluated_with.is_distinct_from(sa.bindparam("told", type_=sa.Text)),
    )
    .order_by(LISTING.c.id)
    .limit(AT_ONCE)
    .with_for_update(of=LISTING, key_share=True, read=True)
)
