"""Signing in and out. How often somebody may try is bounded where requests come in."""

import sqlalchemy as sa
from sqlmodel import col, select

from services.registry.models.account import Account
from services.registry.models.credential import SESSION_LIFE, Session
from services.registry.password import matches
from services.registry.person import email_key
from services.registry.secret import digest, new_secret
from shared.contracts.message import Done
from shared.contracts.registry import SignedIn, SignIn, SignOut
from shared.errors import Rejected
from shared.messaging import Transaction


async def sign_in(command: SignIn, tx: Transaction) -> SignedIn:
    """An unknown e-mail costs the effort of a wrong password and gets its answer."""
    chosen = select(Account).where(Account.email == email_key(command.email))
    account = (await tx.session.exec(chosen)).one_or_none()
    holds = await matches(account.password_hash if account else None, command.password)
    if account is None or not holds:
        raise Rejected("sign_in_refused")
    token = new_secret()
    await _end_old_sessions(account, command.replaces, tx)
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


async def sign_out(command: SignOut, tx: Transaction) -> Done:
    """Whoever holds the token may end it."""
    await tx.session.exec(sa.delete(Session).where(col(Session.token_hash) == digest(command.session)))
    return Done()


async def _end_old_sessions(account: Account, replaced: str | None, tx: Transaction) -> None:
    expired = sa.and_(col(Session.account_id) == account.id, col(Session.expires_at) <= tx.now)
    ended = expired if replaced is None else sa.or_(expired, col(Session.token_hash) == digest(replaced))
    await tx.session.exec(sa.delete(Session).where(ended))
