"""Accounts: made by an admin, or by the person with an invitation."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import col, select

from services.registry.disclosure import release_for
from services.registry.models.account import Account, Membership
from services.registry.models.organisation import Organisation
from services.registry.password import hashed
from services.registry.person import Person, person_of
from shared.actor import Role
from shared.contracts.message import Done
from shared.contracts.registry import CreateAccount, SetConsent, SetLocale, SetZone
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.zones import ZONES


async def create_account(command: CreateAccount, tx: Transaction) -> Done:
    """The same account again changes nothing; its password is not compared."""
    tx.actor.must_be("admin")
    person, wrong = person_of(email=command.email, name=command.person_name, phone=command.phone)
    known = await tx.session.get(Account, command.account_id)
    if known is not None:
        await _must_be_repeat(command, person, known, tx)
        return Done()
    organisation = await _organisation(command.organisation_id, tx)
    wrong |= _wrong_roles(command.roles, organisation) | await taken_email(person.email, tx)
    if wrong:
        raise Invalid(wrong)
    account = Account.of(
        command.account_id,
        person,
        password_hash=await hashed(command.password),
        roles=command.roles,
        locale=command.locale,
        at=tx.now,
        consent=command.consent,
    )
    tx.add(account)
    if organisation is not None:
        await tx.session.flush()
        role = _role_for(organisation, command.roles)
        tx.add(Membership(account_id=account.id, organisation_id=organisation.id, role=role, since=tx.now))
    tx.emit(account.changed([] if organisation is None else [organisation.id]))
    return Done()


async def set_locale(command: SetLocale, tx: Transaction) -> Done:
    account = await _own_account(tx)
    if account.locale != command.locale:
        account.locale = command.locale
        await _tell_changed(account, tx)
    return Done()


async def set_zone(command: SetZone, tx: Transaction) -> Done:
    account = await _own_account(tx)
    if command.zone and command.zone not in ZONES:
        raise Invalid({"zone": "zone_unknown"})
    if account.zone != command.zone:
        account.zone = command.zone
        await _tell_changed(account, tx)
    return Done()


async def set_consent(command: SetConsent, tx: Transaction) -> Done:
    """Given late, it releases the contacts that accepted matches still wait for."""
    account = await _own_account(tx)
    if not command.consent:
        account.consented_at = None
    elif account.consented_at is None:
        account.consented_at = tx.now
        await release_for((await organisations_of([account.id], tx))[account.id], tx)
    return Done()


async def taken_email(email: str, tx: Transaction) -> dict[str, str]:
    same = await tx.session.exec(select(Account.id).where(col(Account.email) == email))
    return {} if same.first() is None else {"email": "taken"}


async def organisations_of(account_ids: Collection[UUID], tx: Transaction) -> dict[UUID, list[UUID]]:
    """Whom each account speaks for."""
    memberships = select(Membership).where(col(Membership.account_id).in_(account_ids))
    found: dict[UUID, list[UUID]] = {account_id: [] for account_id in account_ids}
    for membership in await tx.session.exec(memberships.order_by(col(Membership.organisation_id))):
        found[membership.account_id].append(membership.organisation_id)
    return found


async def _own_account(tx: Transaction) -> Account:
    return await tx.locked(Account, tx.actor.must_be_account(), or_reject="account_unknown")


async def _tell_changed(account: Account, tx: Transaction) -> None:
    account.version += 1
    tx.emit(account.changed((await organisations_of([account.id], tx))[account.id]))


async def _must_be_repeat(command: CreateAccount, person: Person, known: Account, tx: Transaction) -> None:
    speaks_for = [] if command.organisation_id is None else [command.organisation_id]
    same = (known.person, known.roles) == (person, command.roles)
    if not same or (await organisations_of([known.id], tx))[known.id] != speaks_for:
        raise Rejected("id_reused", id=known.id)


async def _organisation(organisation_id: UUID | None, tx: Transaction) -> Organisation | None:
    if organisation_id is None:
        return None
    return await tx.found(Organisation, organisation_id, or_reject="organisation_unknown")


def _wrong_roles(roles: Sequence[Role], organisation: Organisation | None) -> dict[str, str]:
    if not roles:
        return {"roles": "required"}
    if organisation is not None and organisation.kind != "alliance" and organisation.kind not in roles:
        return {"roles": "not_of_organisation"}
    return {}


def _role_for(organisation: Organisation, roles: Sequence[Role]) -> Role:
    """Who belongs to the Alliance does there what they may do at all."""
    return roles[0] if organisation.kind == "alliance" else organisation.kind
