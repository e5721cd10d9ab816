"""Signing in and out, and changing the password. How often somebody may try is bounded where requests come in."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.registry.models.account import Account
from services.registry.models.credential import SESSION_LIFE, Session
from services.registry.password import hashed, matches
from services.registry.person import email_key
from shared.contracts.message import Done
from shared.contracts.registry import ChangePassword, SessionsEnded, SignedIn, SignIn, SignOut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.secret import digest, new_secret


async def sign_in(command: SignIn, tx: Transaction) -> SignedIn:
    """An unknown e-mail costs the effort of a wrong password and gets its answer."""
    chosen = select(Account).where(Account.email == email_key(command.email))
    account = (await tx.session.exec(chosen)).one_or_none()
    holds = await matches(account.password_hash if account else None, command.password)
    if account is None or not holds:
        raise Rejected("sign_in_refused")
    if not account.roles:
        raise Rejected("account_closed")
    expired = sa.and_(col(Session.account_id) == account.id, col(Session.expires_at) <= tx.now)
    replaced = col(Session.token_hash) == digest(command.replaces or "")
    await _end(sa.or_(expired, replaced), tx)
    return _begin(account, tx)


async def sign_out(command: SignOut, tx: Transaction) -> Done:
    """Whoever holds the token may end it."""
    await _end(col(Session.token_hash) == digest(command.session), tx)
    return Done()


async def change_password(command: ChangePassword, tx: Transaction) -> SignedIn:
    """A token for programs does not change what opens the account."""
    if tx.actor.by_token:
        raise Rejected("forbidden")
    account = await tx.locked(Account, tx.actor.must_be_account(), or_reject="account_unknown")
    if not await matches(account.password_hash, command.current):
        raise Invalid({"current": "not_the_password"})
    account.password_hash = await hashed(command.password)
    await _end(col(Session.account_id) == account.id, tx)
    return _begin(account, tx)


def _begin(account: Account, tx: Transaction) -> SignedIn:
    token = new_secret()
    tx.add(
        Session(
            token_hash=digest(token),
            account_id=account.id,
            began_at=tx.now,
            used_at=tx.now,
            expires_at=tx.now + SESSION_LIFE,
        )
    )
    return SignedIn(session=token, account_id=account.id, locale=account.locale)


async def _end(which: sa.ColumnElement[bool], tx: Transaction) -> None:
    """Told, because web processes remember for minutes who a session stands for."""
    ended = await tx.session.exec(sa.delete(Session).where(which).returning(col(Session.account_id)))
    accounts: set[UUID] = set(ended.scalars())
    for account_id in sorted(accounts):
        tx.emit(SessionsEnded(id=account_id, version=1))
