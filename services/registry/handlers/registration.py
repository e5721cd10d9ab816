"""A co-op or a buyer registers itself, with its first account."""

from sqlmodel import col, select

from services.registry.handlers.accounts import taken_email
from services.registry.models.account import Account, Membership
from services.registry.models.organisation import Organisation
from services.registry.password import hashed
from services.registry.person import Person, person_of
from services.registry.profile import Profile, profile_of
from shared.contracts.registry import Registered, RegisterOrganisation
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.zones import zone_of


async def register_organisation(command: RegisterOrganisation, tx: Transaction) -> Registered:
    """The same registration again changes nothing; its password is not looked at, so nothing can be guessed by it."""
    profile, wrong_profile = profile_of(command)
    person, wrong_person = person_of(
        email=command.email, name=command.person_name, phone=command.phone, country=command.country
    )
    if await _is_repeat(command, profile, person, tx):
        return Registered(organisation_id=command.organisation_id, account_id=command.account_id, outcome="repeated")
    wrong = wrong_profile | wrong_person | await taken_email(person.email, tx) | await _taken_tax_code(profile, tx)
    if wrong:
        raise Invalid(wrong)
    organisation = Organisation.of(command.organisation_id, profile, status="registered", at=tx.now)
    account = Account.of(
        command.account_id,
        person,
        password_hash=await hashed(command.password),
        roles=[command.kind],
        locale=command.locale,
        at=tx.now,
        consent=command.consent,
    )
    account.zone = zone_of(command.country)
    tx.add(organisation)
    tx.add(account)
    await tx.session.flush()
    tx.add(organisation.history_entry(by=None, at=tx.now))
    tx.add(Membership(account_id=account.id, organisation_id=organisation.id, role=command.kind, since=tx.now))
    tx.emit(organisation.changed())
    tx.emit(account.changed([organisation.id]))
    return Registered(organisation_id=organisation.id, account_id=account.id, outcome="created")


async def _is_repeat(command: RegisterOrganisation, profile: Profile, person: Person, tx: Transaction) -> bool:
    organisation = await tx.session.get(Organisation, command.organisation_id)
    account = await tx.session.get(Account, command.account_id)
    if organisation is None and account is None:
        return False
    if organisation is None or account is None or (organisation.profile, account.person) != (profile, person):
        raise Rejected("id_reused")
    if await tx.session.get(Membership, (account.id, organisation.id)) is None:
        raise Rejected("id_reused")
    return True


async def _taken_tax_code(profile: Profile, tx: Transaction) -> dict[str, str]:
    if profile.tax_code is None:
        return {}
    same = select(Organisation.id).where(
        col(Organisation.country) == profile.country, col(Organisation.tax_code) == profile.tax_code
    )
    return {} if (await tx.session.exec(same)).first() is None else {"tax_code": "taken"}
