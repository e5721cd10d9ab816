"""Who a session or an API token stands for, and the actor tokens with which web speaks for them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.registry.models.account import Account, Membership
from services.registry.models.credential import SESSION_IDLE, ApiToken, Session
from services.registry.models.organisation import Organisation
from services.registry.scope import EVERYTHING, reached
from shared.actor import LIFETIME, Actor, Signer
from shared.contracts.registry import Identify, Identity, OrganisationRole
from shared.errors import Rejected
from shared.messaging import Ports, Reading
from shared.secret import digest

ACCOUNT = Account.metadata.tables["account"]
SESSION = Session.metadata.tables["session"]
API_TOKEN = ApiToken.metadata.tables["api_token"]

NOTED = timedelta(hours=1)
"""How exactly the use of a session is kept."""


async def note_use(query: Identify, ports: Ports, _: Actor) -> Signer:
    """A used session goes on; and the key that the tokens are signed with."""
    if query.kind == "session":
        now = sa.func.now()
        used = (
            sa.update(Session)
            .where(col(Session.token_hash) == digest(query.credential))
            .where(col(Session.used_at).between(now - SESSION_IDLE, now - NOTED))
            .values(used_at=now)
        )
        async with ports.engine.begin() as connection:
            await connection.execute(used)
    return ports.signer


async def identify(query: Identify, reading: Reading, signer: Signer) -> Identity:
    """For services: whoever reads the answer can speak for the person."""
    reading.actor.must_be_service()
    statement = _session(query, reading.now) if query.kind == "session" else _token(query, reading.now)
    row = (await reading.execute(statement)).one_or_none()
    if row is None:
        raise Rejected("unauthenticated")
    organisations = await _organisations(row.id, reading)
    actor = Actor(
        kind="account",
        account_id=row.id,
        roles=frozenset(row.roles),
        organisations=frozenset(organisation.id for organisation in organisations),
        locale=row.locale,
        zone=row.zone,
        by_token=query.kind == "token",
    )
    return Identity(
        account_id=row.id,
        email=row.email,
        person_name=row.person_name,
        locale=row.locale,
        roles=row.roles,
        organisations=organisations,
        actor_tokens={audience: signer.token(actor, audience) for audience in reached(row.scopes)},
        expires_at=min(row.expires_at, reading.now + timedelta(seconds=LIFETIME)),
        contact_consent=row.consented_at is not None,
        zone=row.zone,
    )


def _account(expires_at: sa.Column[datetime], scopes: sa.ColumnElement[Any]) -> sa.Select[Any]:
    columns = ACCOUNT.c["id", "email", "person_name", "locale", "zone", "roles", "consented_at"]
    return sa.select(*columns, expires_at.label("expires_at"), scopes.label("scopes"))


def _session(query: Identify, now: datetime) -> sa.Select[Any]:
    everything = sa.literal([EVERYTHING], type_=sa.ARRAY(sa.Text))
    return (
        _account(SESSION.c.expires_at, everything)
        .join(SESSION, SESSION.c.account_id == ACCOUNT.c.id)
        .where(SESSION.c.token_hash == digest(query.credential))
        .where(SESSION.c.expires_at > now, SESSION.c.used_at > now - SESSION_IDLE)
    )


def _token(query: Identify, now: datetime) -> sa.Select[Any]:
    return (
        _account(API_TOKEN.c.expires_at, API_TOKEN.c.scopes)
        .join(API_TOKEN, API_TOKEN.c.account_id == ACCOUNT.c.id)
        .where(API_TOKEN.c.token_hash == digest(query.credential), API_TOKEN.c.expires_at > now)
    )


async def _organisations(account_id: UUID, reading: Reading) -> list[OrganisationRole]:
    statement = (
        sa.select(col(Organisation.id), col(Organisation.name), col(Membership.role))
        .join(Membership, col(Membership.organisation_id) == col(Organisation.id))
        .where(col(Membership.account_id) == account_id)
        .order_by(col(Organisation.sort_key), col(Organisation.id))
    )
    rows = await reading.execute(statement)
    return [OrganisationRole(id=id_, name=name, role=role) for id_, name, role in rows]
