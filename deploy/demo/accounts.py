"""The demo's accounts: one for each role, twenty co-ops, four buyers, all with one password."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from deploy.demo.organisations import organisation_id
from shared.actor import Role
from shared.contracts.registry import INVITED, CreateAccount, LoadedOrganisation
from shared.contracts.values import Language

DOMAIN = "chophien.test"
ORGANIZER = f"organizer@{DOMAIN}"
COOPS = 20
BUYERS: dict[str, Language] = {"JP": "en", "KR": "en", "IL": "en", "VN": "vi"}


def accounts(
    cooperatives: Sequence[LoadedOrganisation], buyers: Sequence[LoadedOrganisation], password: str
) -> Iterator[CreateAccount]:
    for role in INVITED:
        yield _account(role, [role], password)
    for number, coop in enumerate(cooperatives[:COOPS], start=1):
        yield _account(f"coop{number}", ["coop"], password, coop.id)
    for country, locale in BUYERS.items():
        first = next(buyer for buyer in buyers if buyer.country == country)
        yield _account(f"buyer-{country.lower()}", ["buyer"], password, first.id, locale)


def _account(
    name: str, roles: list[Role], password: str, organisation: UUID | None = None, locale: Language = "vi"
) -> CreateAccount:
    return CreateAccount(
        account_id=organisation_id("account", name),
        email=f"{name}@{DOMAIN}",
        person_name=name,
        password=password,
        phone="",
        roles=roles,
        organisation_id=organisation,
        locale=locale,
        consent=organisation is not None,
    )
