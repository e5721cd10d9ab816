"""For every command and query: who is refused."""

from datetime import date
from typing import Any

import pytest

from services.registry.service import SERVICE
from shared.actor import Actor
from shared.contracts.message import Request
from shared.contracts.registry import (
    ChangePassword,
    CreateAccount,
    DecideVerification,
    FindAccounts,
    FindOrganisations,
    GetContacts,
    GetDossier,
    GetOrganisation,
    GetRecipients,
    Identify,
    InviteAccount,
    IssueToken,
    LoadOrganisations,
    SetConsent,
    SetLocale,
    SetRoles,
    SetZone,
    ShowAddresses,
    SignOut,
)
from shared.contracts.statistics import CountCoops, FindCountedCoops
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.registry import a_loaded_organisation, an_account, an_email
from tests.support.surroundings import WEB, Surroundings, account

COOP, BUYER = account("coop", speaks_for=[uuid7()]), account("buyer", speaks_for=[uuid7()])
OFFICER, ORGANIZER, AUDITOR, ADMIN = (account("officer"), account("organizer"), account("auditor"), account("admin"))
ACTORS = {"coop": COOP, "buyer": BUYER, "officer": OFFICER, "organizer": ORGANIZER, "auditor": AUDITOR, "admin": ADMIN}

REFUSED: dict[type[Request[Any]], tuple[Request[Any], dict[str, Actor]]] = {
    LoadOrganisations: (
        LoadOrganisations(items=[a_loaded_organisation()]),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    CreateAccount: (
        an_account("officer"),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    InviteAccount: (
        InviteAccount(roles=["admin"]),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    SetRoles: (
        SetRoles(account_id=uuid7(), roles=["officer"]),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    FindAccounts: (
        FindAccounts(),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    DecideVerification: (
        DecideVerification(organisation_id=uuid7(), verified=True),
        {name: actor for name, actor in ACTORS.items() if name != "officer"} | {"service": WEB},
    ),
    IssueToken: (
        IssueToken(email=an_email()),
        {name: actor for name, actor in ACTORS.items() if name != "admin"} | {"service": WEB},
    ),
    SetLocale: (SetLocale(locale="en"), {"service": WEB}),
    SetZone: (SetZone(zone="Asia/Tokyo"), {"service": WEB}),
    SetConsent: (SetConsent(consent=True), {"service": WEB}),
    Identify: (Identify(kind="session", credential="x"), ACTORS),
    GetRecipients: (GetRecipients(account_ids=[]), ACTORS),
    ShowAddresses: (ShowAddresses(shown_to=uuid7(), met=[]), ACTORS),
    ChangePassword: (ChangePassword(current="x", password="x" * 10), {"service": WEB}),
    FindOrganisations: (FindOrganisations(), {"coop": COOP, "buyer": BUYER, "service": WEB}),
    CountCoops: (CountCoops(day=date(2026, 1, 1)), {"coop": COOP, "buyer": BUYER, "service": WEB}),
    FindCountedCoops: (FindCountedCoops(day=date(2026, 1, 1)), {"coop": COOP, "buyer": BUYER, "service": WEB}),
    GetDossier: (GetDossier(organisation_id=uuid7()), {"coop": COOP, "buyer": BUYER, "service": WEB}),
}
OPEN = {GetOrganisation, GetContacts, SignOut}
"""To everybody with a valid token: public facts, one's own contacts (see test_contacts), a session that one holds."""

CASES = [
    pytest.param(message, actor, id=f"{kind.__name__}-{name}")
    for kind, (message, actors) in REFUSED.items()
    for name, actor in actors.items()
]


@pytest.mark.parametrize(("message", "actor"), CASES)
async def test_forbidden(registry: Surroundings, message: Request[Any], actor: Actor) -> None:
    assert (await registry.refusal(message, actor)).code == "forbidden"


def test_every_request_is_thought_of() -> None:
    assert {kind for kind in SERVICE.requests if not kind.anonymous} == REFUSED.keys() | OPEN


@pytest.mark.parametrize(
    "message",
    [*(message for message, _ in REFUSED.values()), SignOut(session="x"), GetContacts(match_request_id=uuid7())],
    ids=lambda message: type(message).__name__,
)
async def test_nobody_gets_in_without_a_token(registry: Surroundings, message: Request[Any]) -> None:
    assert (await registry.refusal(message)).code == "unauthenticated"


async def test_a_token_for_one_subject_does_not_open_another(registry: Surroundings) -> None:
    for audience in ("fairs.v1.cmd.", "registry.v1.qry."):
        with pytest.raises(Rejected, match="unauthenticated"):
            await registry.ask_with(registry.token(ADMIN, audience), InviteAccount(roles=["admin"]))
