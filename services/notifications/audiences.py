"""Who should know: statements that find accounts. Each is made once and filled in for each piece of news."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.notifications.models import Account, Attendance
from shared.actor import Role

ACCOUNT = Account.metadata.tables["account"]
ATTENDANCE = Attendance.metadata.tables["attendance"]


@dataclass(frozen=True)
class Audience:
    """`accounts` selects account ids, given `values`. `name` is set where accounts may become known later."""

    accounts: sa.Select[UUID]
    values: dict[str, Any]
    name: str | None


def speakers_for(organisation_id: UUID) -> Audience:
    return Audience(_SPEAKERS, {"of_organisation_ids": [organisation_id]}, name_of_speakers_for(organisation_id))


def name_of_speakers_for(organisation_id: UUID) -> str:
    return f"organisation {organisation_id}"


def everyone_with(role: Role) -> Audience:
    return Audience(_ROLE, {"of_roles": [role]}, f"role {role}")


def deciders() -> Audience:
    """Of the Alliance: who has both roles is told once."""
    return Audience(_ROLE, {"of_roles": ["officer", "organizer"]}, None)


def traders() -> Audience:
    return Audience(_ROLE, {"of_roles": ["coop", "buyer"]}, None)


def account(account_id: UUID) -> Audience:
    return Audience(_ITSELF, {"of_account_id": account_id}, None)


def addressed(organisation_ids: list[UUID], account_ids: list[UUID]) -> Audience:
    """Who speaks for one of these organisations, and these accounts."""
    return Audience(_ADDRESSED, {"of_organisation_ids": organisation_ids, "of_account_ids": account_ids}, None)


def holders_at(fair_id: UUID) -> Audience:
    """Who has a booth there, has asked for one, or has registered."""
    return Audience(_HOLDERS, {"of_fair_id": fair_id}, None)


_active = sa.select(ACCOUNT.c.id).where(ACCOUNT.c.active)
_SPEAKERS = _active.where(
    ACCOUNT.c.organisation_ids.contains(sa.bindparam("of_organisation_ids", type_=ARRAY(sa.Uuid)))
)
_ADDRESSED = _active.where(
    sa.or_(
        ACCOUNT.c.organisation_ids.overlap(sa.bindparam("of_organisation_ids", type_=ARRAY(sa.Uuid))),
        ACCOUNT.c.id == sa.any_(sa.bindparam("of_account_ids", type_=ARRAY(sa.Uuid))),
    )
)
_ROLE = _active.where(ACCOUNT.c.roles.overlap(sa.bindparam("of_roles", type_=ARRAY(sa.Text))))
_ITSELF = sa.select(sa.bindparam("of_account_id", type_=sa.Uuid).label("id"))

_there = sa.and_(ATTENDANCE.c.fair_id == sa.bindparam("of_fair_id", type_=sa.Uuid), ~ATTENDANCE.c.ended)
_exhibiting = (
    sa.select(sa.func.array_agg(ATTENDANCE.c.organisation_id, type_=ARRAY(sa.Uuid))).where(_there).scalar_subquery()
)
_HOLDERS = sa.select(
    sa.union(
        _active.where(ACCOUNT.c.organisation_ids.overlap(_exhibiting)),
        sa.select(ATTENDANCE.c.account_id).where(_there, ATTENDANCE.c.account_id.is_not(None)),
    )
    .subquery()
    .c.id
)
