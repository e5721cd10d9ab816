"""Telling everything again, so that any copy can be rebuilt from nothing."""

from uuid import UUID

from sqlmodel import col, select

from services.registry.handlers.accounts import organisations_of
from services.registry.models.account import Account
from services.registry.models.organisation import Organisation
from shared.messaging import Transaction

PAGE = 500


async def organisations(after: UUID | None, tx: Transaction) -> UUID | None:
    """One page in the order of their ids."""
    page = select(Organisation).order_by(col(Organisation.id)).limit(PAGE)
    if after is not None:
        page = page.where(col(Organisation.id) > after)
    rows = (await tx.session.exec(page)).all()
    for organisation in rows:
        tx.emit(organisation.changed())
    return rows[-1].id if len(rows) == PAGE else None


async def accounts(after: UUID | None, tx: Transaction) -> UUID | None:
    """One page in the order of their ids."""
    page = select(Account).order_by(col(Account.id)).limit(PAGE)
    if after is not None:
        page = page.where(col(Account.id) > after)
    rows = (await tx.session.exec(page)).all()
    spoken_for = await organisations_of([account.id for account in rows], tx)
    for account in rows:
        tx.emit(account.changed(spoken_for[account.id]))
    return rows[-1].id if len(rows) == PAGE else None
