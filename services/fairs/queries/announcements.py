"""Reading announcements: the groups that they can go to, what was written, and to whom."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.groups import ORGANISATION, REGISTRATION, coops_in
from services.fairs.models import Announcement, AnyRow, Fair, table_of
from shared.contracts.fairs import announcements as contract
from shared.contracts.fairs.announcements import (
    Addressee,
    Addressees,
    AnnouncementPage,
    Audience,
    AudienceList,
    FindAddressees,
    FindAnnouncements,
    FindAudiences,
    Group,
    GroupName,
)
from shared.contracts.fairs.team import OVERSEERS
from shared.contracts.values import Named
from shared.errors import Rejected
from shared.messaging import Reading

ANNOUNCEMENT, FAIR = table_of(Announcement), table_of(Fair)
COOPS: tuple[GroupName, ...] = ("exhibitors", "waiting")


async def find_audiences(query: FindAudiences, reading: Reading) -> AudienceList:
    """Everybody who registered, each kind of them, and each kind from each country."""
    reading.actor.must_be(*OVERSEERS)
    await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    items = []
    for name in COOPS:
        group = Group(name=name)
        size = await reading.count(coops_in(group, query.fair_id).subquery())
        items.append(Audience(group=group, size=size))
    size_of = sa.func.count(REGISTRATION.c.account_id.distinct()).label("size")
    kind, country = REGISTRATION.c.kind, ORGANISATION.c.country
    counted = (
        sa.select(kind, country, size_of, sa.func.grouping(kind, country).label("all_of"))
        .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
        .where(REGISTRATION.c.fair_id == query.fair_id, REGISTRATION.c.walked_in.is_(False))
        .group_by(sa.func.rollup(kind, country))
        .order_by(kind.nulls_first(), sa.desc("all_of"), country)
    )
    for row in await reading.execute(counted):
        if row.country is not None or row.all_of:
            group = Group(name="registered", kind=row.kind, country=row.country)
            items.append(Audience(group=group, size=row.size))
    return AudienceList(items=[one for one in items if one.size])


_SIZE = sa.func.cardinality(ANNOUNCEMENT.c.organisation_ids) + sa.func.cardinality(ANNOUNCEMENT.c.account_ids)
_WRITTEN = sa.select(
    *(ANNOUNCEMENT.c[column] for column in ("id", "fair_id", "group_name", "kind", "country", "title", "text", "at")),
    _SIZE.label("size"),
    FAIR.c.name.label("fair_name"),
).join(FAIR, FAIR.c.id == ANNOUNCEMENT.c.fair_id)


async def find_announcements(query: FindAnnouncements, reading: Reading) -> AnnouncementPage:
    reading.actor.must_be(*OVERSEERS)
    there = ANNOUNCEMENT.c.fair_id == query.fair_id
    total = await reading.count(ANNOUNCEMENT, there)
    page = _WRITTEN.where(there).order_by(ANNOUNCEMENT.c.at.desc(), ANNOUNCEMENT.c.id).limit(query.page_size)
    rows = await reading.execute(page.offset((query.page - 1) * query.page_size))
    return AnnouncementPage(items=[_announcement(row) for row in rows], total=total)


async def find_addressees(query: FindAddressees, reading: Reading) -> Addressees:
    reading.actor.must_be(*OVERSEERS)
    row = (await reading.execute(_WRITTEN.where(ANNOUNCEMENT.c.id == query.announcement_id))).first()
    if row is None:
        raise Rejected("announcement_unknown", id=query.announcement_id)
    found = _people(query.announcement_id, row.fair_id) if row.group_name == "registered" else _coops(row.id)
    page = found.limit(query.page_size).offset((query.page - 1) * query.page_size)
    items = [Addressee(**named) for named in (await reading.execute(page)).mappings()]
    return Addressees(announcement=_announcement(row), items=items)


def _announcement(row: AnyRow) -> contract.Announcement:
    return contract.Announcement(
        id=row.id,
        fair=Named(id=row.fair_id, name=row.fair_name),
        group=Group(name=row.group_name, kind=row.kind, country=row.country),
        title=row.title,
        text=row.text,
        at=row.at,
        size=row.size,
    )


def _coops(announcement_id: UUID) -> sa.Select[tuple[UUID, str]]:
    addressed = sa.select(sa.func.unnest(ANNOUNCEMENT.c.organisation_ids).label("id"))
    ids = addressed.where(ANNOUNCEMENT.c.id == announcement_id).subquery()
    named = sa.select(ids.c.id.label("organisation_id"), sa.func.coalesce(ORGANISATION.c.name, "").label("name"))
    return named.outerjoin(ORGANISATION, ORGANISATION.c.id == ids.c.id).order_by("name", "organisation_id")


def _people(announcement_id: UUID, fair_id: UUID) -> sa.Select[tuple[UUID, str, str, int]]:
    """As they are called at the fair; who has given the badge back since has no name any more."""
    addressed = sa.select(sa.func.unnest(ANNOUNCEMENT.c.account_ids).label("id"))
    ids = addressed.where(ANNOUNCEMENT.c.id == announcement_id).subquery()
    own_name = sa.func.nullif(REGISTRATION.c.organisation_name, "")
    return (
        sa.select(
            ids.c.id.label("account_id"),
            sa.func.coalesce(sa.func.min(REGISTRATION.c.person_name), "").label("name"),
            sa.func.coalesce(sa.func.min(sa.func.coalesce(own_name, ORGANISATION.c.name)), "").label(
                "organisation_name"
            ),
            sa.func.count(REGISTRATION.c.id).label("people"),
        )
        .outerjoin(REGISTRATION, sa.and_(REGISTRATION.c.account_id == ids.c.id, REGISTRATION.c.fair_id == fair_id))
        .outerjoin(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id)
        .group_by(ids.c.id)
        .order_by("name", "account_id")
    )
