"""Contacts are released to the other side of an accepted match, each person's by that person's consent."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.registry.models.account import Account, Membership
from services.registry.models.disclosure import AcceptedMatch, Disclosure
from shared.contracts.registry import ContactsDisclosed
from shared.messaging import Transaction


async def release(match: AcceptedMatch, tx: Transaction) -> None:
    """Log and tell what has not been released yet; a repeat finds nothing."""
    consenting = (
        sa.select(
            sa.literal(match.id),
            col(Account.id),
            col(Membership.organisation_id),
            col(Account.consented_at),
            sa.literal(tx.now, type_=sa.DateTime(timezone=True)),
        )
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .where(
            col(Membership.organisation_id).in_([match.buyer_id, match.coop_id]), col(Account.consented_at).is_not(None)
        )
    )
    entries = (
        insert(Disclosure)
        .from_select(["match_id", "account_id", "organisation_id", "consented_at", "disclosed_at"], consenting)
        .on_conflict_do_nothing()
        .returning(col(Disclosure.organisation_id))
    )
    released = set((await tx.session.exec(entries)).scalars())
    if released:
        match.version += 1
        tx.emit(ContactsDisclosed(id=match.id, version=match.version, organisation_ids=sorted(released)))


async def hold_consents(organisation_ids: Collection[UUID], tx: Transaction) -> None:
    """Until the commit nobody of these gives or withdraws consent: else a consent given at the moment of the match
    and the match itself would each miss the other.
    """
    accounts = (
        select(Account.id)
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .where(col(Membership.organisation_id).in_(organisation_ids))
        .order_by(col(Account.id))
        .with_for_update(read=True, of=Account)
    )
    await tx.session.exec(accounts)


async def release_for(organisation_ids: Collection[UUID], tx: Transaction) -> None:
    """Every accepted match of these organisations."""
    theirs = (
        select(AcceptedMatch)
        .where(
            sa.or_(col(AcceptedMatch.buyer_id).in_(organisation_ids), col(AcceptedMatch.coop_id).in_(organisation_ids))
        )
        .order_by(col(AcceptedMatch.id))
        .with_for_update()
    )
    for match in (await tx.session.exec(theirs)).all():
        await release(match, tx)
