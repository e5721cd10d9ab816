"""Names and addresses of persons: for the two sides of an accepted match, and for services that write to people."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.registry.models.account import Account
from services.registry.models.disclosure import AcceptedMatch, Disclosure
from services.registry.models.organisation import Organisation
from shared.contracts.registry import Contact, Disclosed, GetContacts, GetRecipients, Recipient, Recipients
from shared.contracts.values import Named
from shared.messaging import Reading

ACCOUNT = Account.metadata.tables["account"]
NOTHING = Disclosed(contacts=[], withheld=[])


async def get_contacts(query: GetContacts, reading: Reading) -> Disclosed:
    """Others get the answer of a match that nobody knows. Who withdrew consent is shown no longer."""
    match = await reading.session.get(AcceptedMatch, query.match_request_id)
    if match is None or not any(map(reading.actor.speaks_for, (match.buyer_id, match.coop_id))):
        return NOTHING
    contacts = await _contacts(match.id, reading)
    shown = {contact.organisation.id for contact in contacts}
    sides = sa.select(col(Organisation.id), col(Organisation.name)).where(
        col(Organisation.id).in_([match.buyer_id, match.coop_id])
    )
    rows = await reading.execute(sides.order_by(col(Organisation.sort_key)))
    withheld = [Named(id=id_, name=name) for id_, name in rows if id_ not in shown]
    return Disclosed(contacts=contacts, withheld=withheld)


async def _contacts(match_id: UUID, reading: Reading) -> list[Contact]:
    statement = (
        sa.select(
            col(Organisation.id),
            col(Organisation.name),
            col(Account.person_name),
            col(Account.email),
            col(Account.phone),
        )
        .select_from(Disclosure)
        .join(Account, col(Account.id) == col(Disclosure.account_id))
        .join(Organisation, col(Organisation.id) == col(Disclosure.organisation_id))
        .where(col(Disclosure.match_id) == match_id, col(Account.consented_at).is_not(None))
        .order_by(col(Organisation.sort_key), col(Account.created_at), col(Account.id))
    )
    rows = await reading.execute(statement)
    return [
        Contact(organisation=Named(id=id_, name=name), person_name=person_name, email=email, phone=phone)
        for id_, name, person_name, email, phone in rows
    ]


async def get_recipients(query: GetRecipients, reading: Reading) -> Recipients:
    reading.actor.must_be_service()
    address = ACCOUNT.c["email", "person_name", "locale", "zone"]
    statement = sa.select(ACCOUNT.c.id.label("account_id"), *address).where(ACCOUNT.c.id.in_(query.account_ids))
    rows = await reading.execute(statement.order_by(ACCOUNT.c.id))
    return Recipients(items=[Recipient(**row) for row in rows.mappings()])
