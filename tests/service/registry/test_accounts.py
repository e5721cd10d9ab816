"""Accounts that an admin makes, and those made with an invitation."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
import sqlalchemy as sa

from shared.actor import Role
from shared.contracts.message import Done
from shared.contracts.registry import (
    AcceptInvitation,
    AccountChanged,
    GetRecipients,
    InviteAccount,
    SetLocale,
    SetZone,
    SignIn,
)
from shared.ids import uuid7
from shared.secret import digest
from tests.support.registry import PASSWORD, a_loaded_organisation, an_account, an_email, load
from tests.support.surroundings import OPERATOR, WEB, Surroundings, account


def an_acceptance(token: str, **changes: object) -> AcceptInvitation:
    acceptance = AcceptInvitation(
        token=token, account_id=uuid7(), email=an_email(), person_name="Lê Thị Mai", password=PASSWORD
    )
    return msgspec.structs.replace(acceptance, **changes)


async def test_an_admin_makes_an_account_that_speaks_for_a_coop(registry: Surroundings) -> None:
    coop = a_loaded_organisation()
    await load(registry, coop)
    command = an_account("coop", organisation_id=coop.id, consent=True)
    await registry.ask(command, account("admin"))
    assert await registry.ask(command, OPERATOR) == Done(), "a repeat is harmless"
    await registry.settled()
    [told] = registry.told(AccountChanged, command.account_id)
    assert (told.version, told.roles, told.organisation_ids) == (1, ["coop"], [coop.id])
    assert (await registry.ask(SignIn(email=command.email, password=PASSWORD))).account_id == command.account_id


async def test_an_account_needs_fitting_roles_and_a_known_organisation(registry: Surroundings) -> None:
    coop = a_loaded_organisation()
    await load(registry, coop)
    assert (await registry.refusal(an_account(), OPERATOR)).details == {"roles": "required"}
    misfit = await registry.refusal(an_account("buyer", organisation_id=coop.id), OPERATOR)
    assert misfit.details == {"roles": "not_of_organisation"}
    lost = await registry.refusal(an_account("coop", organisation_id=uuid7()), OPERATOR)
    assert lost.code == "organisation_unknown"


async def test_the_id_of_an_account_is_not_reused(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    for change in ({"email": an_email()}, {"roles": ["admin"]}, {"person_name": "Ai đó"}):
        other = msgspec.structs.replace(command, **change)
        assert (await registry.refusal(other, OPERATOR)).code == "id_reused"


async def test_events_name_no_person(registry: Surroundings) -> None:
    command = an_account("auditor")
    await registry.ask(command, OPERATOR)
    await registry.settled()
    [told] = registry.told(AccountChanged, command.account_id)
    written = msgspec.json.encode(told).decode()
    assert command.email not in written
    assert command.person_name not in written
    recipients = await registry.ask(GetRecipients(account_ids=[command.account_id, uuid7()]), WEB)
    assert [(one.email, one.person_name) for one in recipients.items] == [(command.email, command.person_name)]


async def test_the_language_follows_its_person(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    own = msgspec.structs.replace(account("officer"), account_id=command.account_id)
    for _ in range(2):
        await registry.ask(SetLocale(locale="en"), own)
    await registry.settled()
    assert [(event.version, event.locale) for event in registry.told(AccountChanged, command.account_id)] == [
        (1, "vi"),
        (2, "en"),
    ]


async def test_the_clock_is_chosen_by_its_person(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    own = msgspec.structs.replace(account("officer"), account_id=command.account_id)
    assert (await registry.refusal(SetZone(zone="Asia/Atlantis"), own)).details == {"zone": "zone_unknown"}
    for zone in ("Asia/Tokyo", "Asia/Tokyo", ""):
        await registry.ask(SetZone(zone=zone), own)
    await registry.settled()
    assert [event.zone for event in registry.told(AccountChanged, command.account_id)] == ["", "Asia/Tokyo", ""]


async def test_the_first_administrator_comes_by_a_link(registry: Surroundings) -> None:
    invitation = await registry.ask(InviteAccount(roles=["admin"]), OPERATOR)
    assert timedelta(hours=23) < invitation.expires_at - datetime.now(UTC) <= timedelta(hours=24)
    acceptance = an_acceptance(invitation.token)
    await registry.ask(acceptance)
    assert await registry.ask(acceptance) == Done(), "a repeat is harmless"
    await registry.settled()
    [told] = registry.told(AccountChanged, acceptance.account_id)
    assert told.roles == ["admin"]
    assert (await registry.refusal(an_acceptance(invitation.token))).code == "invitation_unknown"
    assert (await registry.refusal(an_acceptance("guessed"))).code == "invitation_unknown"


async def test_a_link_makes_one_account_however_many_open_it(registry: Surroundings) -> None:
    invitation = await registry.ask(InviteAccount(roles=["officer"]), OPERATOR)
    acceptances = [registry.ask(an_acceptance(invitation.token)) for _ in range(5)]
    outcomes = await asyncio.gather(*acceptances, return_exceptions=True)
    assert sorted(str(outcome) for outcome in outcomes) == ["Done()"] + ["invitation_unknown"] * 4


async def test_a_link_for_one_address_fits_no_other(registry: Surroundings) -> None:
    email = an_email()
    invitation = await registry.ask(InviteAccount(email=email, roles=["organizer"]), OPERATOR)
    assert (await registry.refusal(an_acceptance(invitation.token))).details == {"email": "not_invited"}
    await registry.ask(an_acceptance(invitation.token, email=email.upper()))


async def test_a_link_ends(registry: Surroundings) -> None:
    invitation = await registry.ask(InviteAccount(roles=["admin"]), OPERATOR)
    async with registry.running.engine.begin() as connection:
        await connection.execute(
            sa.text("UPDATE invitation SET expires_at = now() WHERE token_hash = :hash"),
            {"hash": digest(invitation.token)},
        )
    assert (await registry.refusal(an_acceptance(invitation.token))).code == "invitation_unknown"


async def test_who_is_invited_to_what(registry: Surroundings) -> None:
    known = an_account("officer")
    await registry.ask(known, OPERATOR)
    with_organisation: list[list[Role]] = [["coop"], ["admin", "buyer"]]
    for roles in with_organisation:
        refusal = await registry.refusal(InviteAccount(roles=roles), OPERATOR)
        assert refusal.details == {"roles": "organisation_required"}
    refusal = await registry.refusal(InviteAccount(email=known.email, roles=[]), OPERATOR)
    assert refusal.details == {"email": "taken", "roles": "required"}


async def test_secrets_are_kept_as_hashes_only(registry: Surroundings) -> None:
    invitation = await registry.ask(InviteAccount(roles=["admin"]), OPERATOR)
    [row] = await registry.rows("SELECT * FROM invitation WHERE token_hash = :hash", hash=digest(invitation.token))
    assert invitation.token not in repr(row)
