"""Roles that are given and taken. Whoever loses one is out at once, with every session and API token."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.registry.handlers.accounts import organisations_of
from services.registry.models.account import Account, Membership, RoleChange
from services.registry.models.credential import ApiToken, Session
from shared.actor import Role
from shared.contracts.message import Done
from shared.contracts.registry import SessionsEnded, SetRoles
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction

OF_ORGANISATIONS: frozenset[Role] = frozenset({"coop", "buyer"})
"""These come with an organisation that the account speaks for."""


async def set_roles(command: SetRoles, tx: Transaction) -> Done:
    """Nobody changes the own account: so there is always somebody who can."""
    tx.actor.must_be("admin")
    if tx.actor.by_token:
        raise Rejected("forbidden")
    if command.account_id == tx.actor.account_id:
        raise Rejected("own_account")
    account = await tx.locked(Account, command.account_id, or_reject="account_unknown")
    roles = sorted(set(command.roles))
    await _must_fit(roles, account, tx)
    if roles == sorted(account.roles):
        return Done()
    account.roles = roles
    account.version += 1
    tx.add(
        RoleChange(
            account_id=account.id,
            version=account.version,
            roles=roles,
            changed_by=tx.actor.account_id,
            changed_at=tx.now,
        )
    )
    for credential in (Session, ApiToken):
        await tx.session.exec(sa.delete(credential).where(col(credential.account_id) == account.id))
    tx.emit(account.changed((await organisations_of([account.id], tx))[account.id]))
    tx.emit(SessionsEnded(id=account.id, version=1))
    return Done()


async def _must_fit(roles: Sequence[Role], account: Account, tx: Transaction) -> None:
    if not OF_ORGANISATIONS.intersection(roles).issubset(await _spoken_as(account.id, tx)):
        raise Invalid({"roles": "organisation_required"})


async def _spoken_as(account_id: UUID, tx: Transaction) -> set[Role]:
    memberships = select(Membership).where(col(Membership.account_id) == account_id)
    return {membership.role for membership in await tx.session.exec(memberships)}
