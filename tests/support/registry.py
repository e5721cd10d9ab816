"""Builders of what the registry is asked."""

import itertools
from typing import Any

import msgspec

from shared.actor import Role
from shared.contracts.registry import CreateAccount, LoadedOrganisation, LoadOrganisations, RegisterOrganisation, SignIn
from shared.ids import uuid7
from tests.support.surroundings import OPERATOR, Surroundings

PASSWORD = "một chiều chợ phiên"

_numbers = itertools.count(1)


def an_email() -> str:
    return f"person{next(_numbers)}@example.test"


def a_tax_code() -> str:
    """A code whose check digit holds (Circular 105/2020/TT-BTC, annex 1)."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    for number in _numbers:
        prefix = f"01{number:07d}"
        digit = 10 - sum(weight * int(each) for weight, each in zip(weights, prefix, strict=True)) % 11
        if digit < 10:
            return f"{prefix}{digit}"
    raise AssertionError


def a_registration(**changes: Any) -> RegisterOrganisation:
    """A co-op that gives its consent."""
    registration = RegisterOrganisation(
        organisation_id=uuid7(),
        account_id=uuid7(),
        kind="coop",
        name="HTX Nông nghiệp Thắng Thủy",
        legal_form="HTX",
        sector="NN",
        province="31",
        address="Xã Vĩnh Thịnh",
        person_name="Nguyễn Thị Hoa",
        email=an_email(),
        phone="0912 345 678",
        password=PASSWORD,
        consent=True,
    )
    return msgspec.structs.replace(registration, **changes)


def a_buyer(**changes: Any) -> RegisterOrganisation:
    foreign: dict[str, Any] = {
        "kind": "buyer",
        "name": "Yamada Foods",
        "legal_form": "foreign",
        "sector": None,
        "country": "JP",
        "province": None,
        "address": "",
        "person_name": "山田花子",
        "phone": "03-1234-5678",
        "locale": "ja",
    }
    return a_registration(**foreign | changes)


def a_loaded_organisation(**changes: Any) -> LoadedOrganisation:
    organisation = LoadedOrganisation(
        id=uuid7(), name="HTX Rau sạch", kind="coop", legal_form="HTX", status="verified", sector="NN", province="24"
    )
    return msgspec.structs.replace(organisation, **changes)


async def load(registry: Surroundings, *organisations: LoadedOrganisation) -> None:
    await registry.ask(LoadOrganisations(items=list(organisations)), OPERATOR)


def an_account(*roles: Role, **changes: Any) -> CreateAccount:
    account = CreateAccount(
        account_id=uuid7(), email=an_email(), person_name="Trần Văn Bình", password=PASSWORD, roles=list(roles)
    )
    return msgspec.structs.replace(account, **changes)


async def session_of(registry: Surroundings, email: str) -> str:
    return (await registry.ask(SignIn(email=email, password=PASSWORD))).session
