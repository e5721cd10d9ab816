"""Roles that are given and taken, and accounts that are closed."""

import asyncio

import msgspec

from shared.actor import Role
from shared.contracts.message import Done
from shared.contracts.registry import (
    AccountAccess,
    AccountChanged,
    FindAccounts,
    Identify,
    IssueToken,
    SessionsEnded,
    SetRoles,
    SignIn,
)
from tests.support.registry import PASSWORD, a_loaded_organisation, an_account, load
from tests.support.surroundings import OPERATOR, WEB, Surroundings, account

ADMIN = account("admin")


async def access_to(registry: Surroundings, email: str) -> AccountAccess:
    [found] = (await registry.ask(FindAccounts(q=email), ADMIN)).items
    return found


async def test_who_loses_a_role_is_out_with_every_session_and_token(registry: Surroundings) -> None:
    command = an_account("organizer", "officer")
    await registry.ask(command, OPERATOR)
    session = (await registry.ask(SignIn(email=command.email, password=PASSWORD))).session
    token = (await registry.ask(IssueToken(email=command.email), ADMIN)).token
    known = await access_to(registry, command.email)
    assert (known.roles, known.sessions, known.tokens) == (["organizer", "officer"], 1, 1)

    for _ in range(2):
        assert await registry.ask(SetRoles(account_id=command.account_id, roles=["organizer"]), ADMIN) == Done()

    for credential in (Identify(kind="session", credential=session), Identify(kind="token", credential=token)):
        assert (await registry.refusal(credential, WEB)).code == "unauthenticated"
    again = (await registry.ask(SignIn(email=command.email, password=PASSWORD))).session
    assert (await registry.ask(Identify(kind="session", credential=again), WEB)).roles == ["organizer"]
    await registry.settled()
    changes = registry.told(AccountChanged, command.account_id)
    assert [(change.version, change.roles, change.active) for change in changes[1:]] == [(2, ["organizer"], True)]
    assert len(registry.told(SessionsEnded, command.account_id)) == 1


async def test_a_closed_account_opens_nothing_until_it_has_a_role_again(registry: Surroundings) -> None:
    command = an_account("auditor")
    await registry.ask(command, OPERATOR)
    await registry.ask(SetRoles(account_id=command.account_id, roles=[]), ADMIN)
    assert (await registry.refusal(SignIn(email=command.email, password=PASSWORD))).code == "account_closed"
    wrong = SignIn(email=command.email, password="một chiều khác")
    assert (await registry.refusal(wrong)).code == "sign_in_refused", "a stranger learns nothing"
    await registry.ask(SetRoles(account_id=command.account_id, roles=["auditor"]), ADMIN)
    await registry.ask(SignIn(email=command.email, password=PASSWORD))
    await registry.settled()
    assert [told.active for told in registry.told(AccountChanged, command.account_id)] == [True, False, True]


async def test_roles_of_organisations_come_with_one(registry: Surroundings) -> None:
    coop = a_loaded_organisation()
    await load(registry, coop)
    member, officer = an_account("coop", organisation_id=coop.id), an_account("officer")
    for command in (member, officer):
        await registry.ask(command, OPERATOR)
    roles: list[Role] = ["coop", "officer"]
    await registry.ask(SetRoles(account_id=member.account_id, roles=roles), ADMIN)
    assert (await access_to(registry, member.email)).organisations[0].id == coop.id
    misfit = await registry.refusal(SetRoles(account_id=officer.account_id, roles=roles), ADMIN)
    assert misfit.details == {"roles": "organisation_required"}


async def test_nobody_changes_the_own_account_and_no_program_does(registry: Surroundings) -> None:
    command = an_account("admin")
    await registry.ask(command, OPERATOR)
    own = msgspec.structs.replace(ADMIN, account_id=command.account_id)
    close = SetRoles(account_id=command.account_id, roles=[])
    assert (await registry.refusal(close, own)).code == "own_account"
    by_token = msgspec.structs.replace(ADMIN, by_token=True)
    assert (await registry.refusal(close, by_token)).code == "forbidden"


async def test_two_administrators_at_once_leave_one_history(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    wishes: list[list[Role]] = [["auditor"], ["organizer"], [], ["officer", "auditor"]]
    await asyncio.gather(
        *(registry.ask(SetRoles(account_id=command.account_id, roles=roles), account("admin")) for roles in wishes)
    )
    rows = await registry.rows(
        "SELECT version, roles FROM role_change WHERE account_id = :account ORDER BY version",
        account=command.account_id,
    )
    assert [row.version for row in rows] == [2, 3, 4, 5]
    assert (await access_to(registry, command.email)).roles == rows[-1].roles
