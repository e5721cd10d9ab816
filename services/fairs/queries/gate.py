"""What gates ask: whom to expect, and what was read that nobody could be let in by."""

import sqlalchemy as sa

from services.fairs.badge_code import mark
from services.fairs.models import AnyRow, Fair, GateScan, Organisation, Registration, table_of
from services.fairs.naming import organisation_shown
from services.fairs.rights import must_hold
from shared.contracts.fairs.gate import Expected, FindOddScans, GateList, GetGateList, ScanKept, ScanPage
from shared.contracts.fairs.team import OVERSEERS
from shared.messaging import Reading

REGISTRATION, ORGANISATION, SCAN = table_of(Registration), table_of(Organisation), table_of(GateScan)

_CAME = (
    sa.select(sa.func.array_agg(SCAN.c.day))
    .where(SCAN.c.registration_id == REGISTRATION.c.id, SCAN.c.verdict == "counted", SCAN.c.session == "")
    .scalar_subquery()
)
_EXPECTED = (
    sa.select(
        *(REGISTRATION.c.id, REGISTRATION.c.code, REGISTRATION.c.kind, REGISTRATION.c.person_name),
        *(organisation_shown(REGISTRATION), _CAME.label("came")),
    )
    .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
    .order_by(REGISTRATION.c.id)
)


async def get_gate_list(query: GetGateList, reading: Reading) -> GateList:
    await must_hold("desk", query.fair_id, reading)
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    here = REGISTRATION.c.fair_id == fair.id
    asked = _EXPECTED.where(here).limit(query.page_size)
    if query.after is not None:
        asked = asked.where(REGISTRATION.c.id > query.after)
    rows = (await reading.execute(asked)).all()
    total = await reading.count(REGISTRATION, here)
    return GateList(
        fair_id=fair.id,
        fair_name=fair.name,
        kind=fair.kind,
        zone=fair.zone,
        key=fair.badge_key.hex,
        now=reading.now,
        total=total,
        items=[_expected(row) for row in rows],
        next=rows[-1].id if len(rows) == query.page_size else None,
    )


def _expected(row: AnyRow) -> Expected:
    return Expected(
        mark=mark(row.code),
        kind=row.kind,
        person_name=row.person_name,
        organisation_name=row.organisation_name,
        came=row.came or [],
    )


async def find_odd_scans(query: FindOddScans, reading: Reading) -> ScanPage:
    reading.actor.must_be(*OVERSEERS)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    odd = sa.and_(
        SCAN.c.fair_id == query.fair_id,
        sa.or_(SCAN.c.verdict.not_in(("counted", "already")), SCAN.c.clock == "doubtful"),
    )
    page = (
        sa.select(*(SCAN.c[column] for column in ("id", "verdict", "at", "clock", "gate")), SCAN.c.read.label("code"))
        .add_columns(sa.func.coalesce(REGISTRATION.c.person_name, "").label("person_name"))
        .outerjoin(REGISTRATION, sa.and_(REGISTRATION.c.id == SCAN.c.registration_id, SCAN.c.verdict != "other_fair"))
        .where(odd)
        .order_by(SCAN.c.at.desc(), SCAN.c.id)
        .limit(query.page_size)
    )
    total = await reading.count(SCAN, odd)
    items = [ScanKept(**row._mapping) for row in await reading.execute(page)]  # noqa: SLF001 – SQLAlchemy's name
    return ScanPage(items=items, total=total)
