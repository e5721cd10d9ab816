"""Reading badges: who registered one, or had one that was joined to it, and organizers. For others there is none."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from services.fairs.badge_code import printed
from services.fairs.models import AnyRow, Fair, JoinedBadge, Organisation, Registration, table_of
from services.fairs.naming import organisation_shown
from services.fairs.owning import owned_by
from services.fairs.particulars import COLUMNS, PARTICULARS, read
from services.fairs.rights import oversees
from shared.contracts.fairs.attendees import Badge, BadgePage, FindBadges, GetBadge
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading
from shared.text import fold

FAIR, REGISTRATION, ORGANISATION = table_of(Fair), table_of(Registration), table_of(Organisation)
JOINED = table_of(JoinedBadge)

_BADGES = (
    sa.select(
        *(REGISTRATION.c.id, REGISTRATION.c.code, REGISTRATION.c.kind, REGISTRATION.c.person_name),
        *(REGISTRATION.c.checked_in_at, REGISTRATION.c.consented_at, REGISTRATION.c.fair_id),
        *(
            FAIR.c.name.label("fair_name"),
            FAIR.c.names.label("fair_names"),
            FAIR.c.starts_at,
            FAIR.c.ends_at,
            FAIR.c.zone,
            FAIR.c.venue,
        ),
        organisation_shown(REGISTRATION),
        *COLUMNS,
    )
    .join(FAIR, FAIR.c.id == REGISTRATION.c.fair_id)
    .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
    .outerjoin(PARTICULARS, PARTICULARS.c.id == REGISTRATION.c.id)
)


async def badge(registration_id: UUID, reading: Reading) -> Badge:
    """For whoever may ask."""
    statement = _BADGES.where(REGISTRATION.c.id == registration_id)
    row = (await reading.execute(statement)).one_or_none()
    if row is None:
        raise Rejected("badge_unknown", id=registration_id)
    return _badge(row)


async def badges_by_id(ids: Sequence[UUID], reading: Reading) -> dict[UUID, Badge]:
    rows = await reading.execute(_BADGES.where(REGISTRATION.c.id.in_(ids)))
    return {row.id: _badge(row) for row in rows}


async def get_badge(query: GetBadge, reading: Reading) -> Badge:
    """Letters of before lead to the badge that a joined one became."""
    joined = sa.select(JOINED.c.registration_id).where(JOINED.c.id == query.registration_id)
    key = await reading.scalar(joined) or query.registration_id
    if not oversees(reading.actor):
        owned = sa.select(REGISTRATION.c.id).where(
            REGISTRATION.c.id == key, owned_by(reading.actor.account_id, REGISTRATION)
        )
        if await reading.scalar(owned) is None:
            raise Rejected("badge_unknown", id=query.registration_id)
    return await badge(key, reading)


async def find_badges(query: FindBadges, reading: Reading) -> BadgePage:
    """By name. Organizers see all badges of a fair, others what they registered."""
    wanted = _wanted(query, reading)
    page = (
        _BADGES.where(wanted)
        .order_by(REGISTRATION.c.name_folded, REGISTRATION.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    number = sa.func.count()
    numbers = (
        sa.select(number.label("total"), number.filter(REGISTRATION.c.checked_in_at.is_not(None)).label("checked_in"))
        .select_from(REGISTRATION)
        .where(wanted)
    )
    counts = (await reading.execute(numbers)).one()
    items = [_badge(row) for row in await reading.execute(page)]
    return BadgePage(items=items, total=counts.total, checked_in=counts.checked_in)


def _wanted(query: FindBadges, reading: Reading) -> sa.ColumnElement[bool]:
    conditions: list[sa.ColumnElement[bool]] = [sa.true()]
    if query.fair_id is not None:
        conditions.append(REGISTRATION.c.fair_id == query.fair_id)
    if query.fair_id is None or not oversees(reading.actor):
        conditions.append(owned_by(reading.actor.must_be_account(), REGISTRATION))
    if query.q.strip():
        conditions.append(REGISTRATION.c.name_folded.contains(fold(query.q.strip()), autoescape=True))
    return sa.and_(*conditions)


def _badge(row: AnyRow) -> Badge:
    return Badge(
        registration_id=row.id,
        code=printed(row.code),
        fair=Named(id=row.fair_id, name=row.fair_name),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        venue=row.venue,
        kind=row.kind,
        person_name=row.person_name,
        organisation_name=row.organisation_name,
        checked_in_at=row.checked_in_at,
        consented_at=row.consented_at,
        particulars=read(row),
        fair_names=row.fair_names,
    )
