"""API tokens: an account's own rights, narrowed to scopes, for programs."""

from datetime import timedelta

from sqlmodel import select

from services.registry.models.account import Account
from services.registry.models.credential import ApiToken
from services.registry.person import email_key
from services.registry.scope import SCOPES
from shared.contracts.registry import IssuedToken, IssueToken
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.secret import digest, new_secret

PREFIX = "cp_"
"""Makes a leaked token recognisable."""


async def issue_token(command: IssueToken, tx: Transaction) -> IssuedToken:
    """A token cannot make tokens: it would outlive its end or widen its scopes."""
    if tx.actor.by_token:
        raise Rejected("forbidden")
    account = await _account(command.email, tx)
    if not SCOPES.issuperset(command.scopes) or not command.scopes:
        raise Invalid({"scopes": "unknown"})
    token = new_secret(PREFIX)
    issued = ApiToken(
        token_hash=digest(token),
        account_id=account.id,
        scopes=sorted(set(command.scopes)),
        issued_by=tx.actor.account_id,
        issued_at=tx.now,
        expires_at=tx.now + timedelta(hours=command.hours),
    )
    tx.add(issued)
    return IssuedToken(token=token, expires_at=issued.expires_at)


async def _account(email: str, tx: Transaction) -> Account:
    """The caller's own; for admins any."""
    account = (await tx.session.exec(select(Account).where(Account.email == email_key(email)))).one_or_none()
    if not tx.actor.is_one_of("admin") and (account is None or account.id != tx.actor.account_id):
        raise Rejected("forbidden")
    if account is None:
        raise Rejected("account_unknown")
    return account
