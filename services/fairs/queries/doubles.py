"""Reading who seems to be registered twice."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Fair, Namesakes, Organisation, Particulars, Registration, table_of
from services.fairs.naming import organisation_shown
from services.fairs.queries.badges import badges_by_id
from shared.contracts.fairs.doubles import Double, DoublePage, FindDoubles
from shared.contracts.fairs.team import OVERSEERS
from shared.messaging import Reading

REGISTRATION, ORGANISATION = table_of(Registration), table_of(Organisation)
PARTICULARS, NAMESAKES = table_of(Particulars), table_of(Namesakes)


async def find_doubles(query: FindDoubles, reading: Reading) -> DoublePage:
    reading.actor.must_be(*OVERSEERS)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    pairs = _pairs(query.fair_id).subquery()
    page = (
        sa.select(pairs)
        .order_by(pairs.c.name_folded, pairs.c.first_id, pairs.c.second_id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    rows = (await reading.execute(page)).all()
    total = await reading.count(pairs)
    badges = await badges_by_id([key for row in rows for key in (row.first_id, row.second_id)], reading)
    items = [Double(first=badges[row.first_id], second=badges[row.second_id]) for row in rows]
    return DoublePage(items=items, total=total)


def _pairs(fair_id: UUID) -> sa.Select[tuple[UUID, UUID, str]]:
    """Of one name and of one house, account or e-mail; not of two houses under one account."""
    people = (
        sa.select(
            *(REGISTRATION.c[column] for column in ("id", "account_id", "name_folded", "registered_at")),
            sa.func.lower(organisation_shown(REGISTRATION).element).label("house"),
            sa.func.coalesce(PARTICULARS.c.email, "").label("email"),
        )
        .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
        .outerjoin(PARTICULARS, PARTICULARS.c.id == REGISTRATION.c.id)
        .where(REGISTRATION.c.fair_id == fair_id)
        .cte("people")
    )
    one, other = people.alias("one"), people.alias("other")
    alike = sa.or_(
        sa.and_(one.c.house == other.c.house, one.c.house != ""),
        sa.and_(one.c.account_id == other.c.account_id, sa.or_(one.c.house == "", other.c.house == "")),
        sa.and_(one.c.email == other.c.email, one.c.email != ""),
    )
    told_apart = sa.exists().where(
        NAMESAKES.c.one_id == sa.func.least(one.c.id, other.c.id),
        NAMESAKES.c.other_id == sa.func.greatest(one.c.id, other.c.id),
    )
    return sa.select(one.c.id.label("first_id"), other.c.id.label("second_id"), one.c.name_folded).where(
        one.c.name_folded == other.c.name_folded,
        sa.tuple_(one.c.registered_at, one.c.id) < sa.tuple_(other.c.registered_at, other.c.id),
        alike,
        ~told_apart,
    )
