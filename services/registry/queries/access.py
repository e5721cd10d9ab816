"""Which accounts there are, and what they may do."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from services.registry.models.account import Account, Membership
from services.registry.models.credential import SESSION_IDLE, ApiToken, Session
from services.registry.models.organisation import Organisation
from shared.contracts.registry import AccountAccess, AccountPage, FindAccounts, OrganisationRole
from shared.messaging import Reading
from shared.text import clean

ACCOUNT = Account.metadata.tables["account"]


async def find_accounts(query: FindAccounts, reading: Reading) -> AccountPage:
    reading.actor.must_be("admin")
    asked = _asked(query)
    sessions = _count(Session).where(
        col(Session.expires_at) > reading.now, col(Session.used_at) > reading.now - SESSION_IDLE
    )
    tokens = _count(ApiToken).where(col(ApiToken.expires_at) > reading.now)
    columns = [ACCOUNT.c[name] for name in ("id", "email", "person_name", "roles", "created_at")]
    page: sa.Select[Any] = (
        sa.select(*columns, sessions.scalar_subquery(), tokens.scalar_subquery())
        .where(asked)
        .order_by(ACCOUNT.c.email)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    rows = (await reading.execute(page)).all()
    memberships = (
        sa.select(col(Membership.account_id), col(Organisation.id), col(Organisation.name), col(Membership.role))
        .join(Organisation, col(Organisation.id) == col(Membership.organisation_id))
        .where(col(Membership.account_id).in_([row[0] for row in rows]))
        .order_by(col(Organisation.sort_key))
    )
    speak_for = [
        (account_id, OrganisationRole(id=id_, name=name, role=role))
        for account_id, id_, name, role in await reading.execute(memberships)
    ]
    items = [
        AccountAccess(
            id=id_,
            email=email,
            person_name=person_name,
            roles=roles,
            organisations=[organisation for account_id, organisation in speak_for if account_id == id_],
            created_at=created_at,
            sessions=open_sessions,
            tokens=open_tokens,
        )
        for id_, email, person_name, roles, created_at, open_sessions, open_tokens in rows
    ]
    total = await reading.count(ACCOUNT, asked)
    return AccountPage(items=items, total=total)


def _asked(query: FindAccounts) -> sa.ColumnElement[bool]:
    part = clean(query.q)
    named = ACCOUNT.c.email.icontains(part, autoescape=True) | ACCOUNT.c.person_name.icontains(part, autoescape=True)
    return named if query.account_id is None else sa.and_(named, ACCOUNT.c.id == query.account_id)


def _count(credential: type[Session | ApiToken]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(credential).where(col(credential.account_id) == ACCOUNT.c.id)
