"""Addresses of those who met at fairs: none is shown without the log saying so."""

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.registry.models.account import Account
from services.registry.models.disclosure import AddressShown
from shared.contracts.registry import AddressesShown, MetAddress, ShowAddresses
from shared.messaging import Transaction


async def show_addresses(command: ShowAddresses, tx: Transaction) -> AddressesShown:
    """Looking again adds nothing to the log."""
    tx.actor.must_be_service()
    asked = {one.account_id for one in command.met} | {command.shown_to}
    known = select(Account.id, Account.email).where(col(Account.id).in_(asked))
    emails = dict((await tx.session.exec(known)).all())
    shown = [one for one in command.met if one.account_id in emails and command.shown_to in emails]
    if shown:
        rows = [
            {"lead_id": one.lead_id, "account_id": one.account_id, "shown_to": command.shown_to, "shown_at": tx.now}
            for one in shown
        ]
        await tx.session.exec(insert(AddressShown).values(rows).on_conflict_do_nothing())
    return AddressesShown(items=[MetAddress(lead_id=one.lead_id, email=emails[one.account_id]) for one in shown])
