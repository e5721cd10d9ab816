"""Signing in, and what a session or a token opens."""

import unicodedata
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import sqlalchemy as sa

from shared.actor import Verifier
from shared.contracts.inventory import OWNERS
from shared.contracts.registry import (
    ChangePassword,
    Identify,
    IssueToken,
    SessionsEnded,
    SetLocale,
    SignIn,
    SignOut,
)
from shared.errors import Rejected
from shared.secret import digest
from tests.support.registry import PASSWORD, a_registration, an_account, an_email, session_of
from tests.support.surroundings import OPERATOR, WEB, Surroundings, account


async def aged(registry: Surroundings, column: str, session: str, age: timedelta) -> None:
    """Move a moment of a session into the past."""
    table = sa.table("session", sa.column("token_hash"), sa.column(column))
    async with registry.running.engine.begin() as connection:
        await connection.execute(
            sa.update(table).where(table.c.token_hash == digest(session)).values({column: datetime.now(UTC) - age})
        )


async def test_a_session_stands_for_its_person(registry: Surroundings) -> None:
    command = a_registration(email=an_email())
    await registry.ask(command)
    signed_in = await registry.ask(SignIn(email=command.email.upper(), password=PASSWORD))
    assert (signed_in.account_id, signed_in.locale) == (command.account_id, "vi")
    identity = await registry.ask(Identify(kind="session", credential=signed_in.session), WEB)
    assert (identity.account_id, identity.email, identity.roles) == (command.account_id, command.email, ["coop"])
    assert [(one.id, one.role) for one in identity.organisations] == [(command.organisation_id, "coop")]
    assert identity.contact_consent
    assert timedelta(minutes=4) < identity.expires_at - datetime.now(UTC) <= timedelta(minutes=5)
    [row] = await registry.rows("SELECT * FROM session WHERE account_id = :id", id=command.account_id)
    assert row.token_hash == digest(signed_in.session)
    assert signed_in.session not in repr(row)


async def test_its_actor_tokens_open_each_service_and_name_the_actor(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    session = await session_of(registry, command.email)
    identity = await registry.ask(Identify(kind="session", credential=session), WEB)
    assert len(identity.actor_tokens) == 10
    verifier = Verifier(registry.running.settings.trusted_keys)
    for service in OWNERS:
        for kind in ("cmd", "qry"):
            actor = verifier.actor(identity.actor_tokens[f"{service}.v1.{kind}."], f"{service}.v1.{kind}.anything")
            assert (actor.account_id, sorted(actor.roles)) == (command.account_id, ["coop"])
            assert actor.organisations == {command.organisation_id}
            assert not actor.by_token
    with pytest.raises(Rejected, match="unauthenticated"):
        verifier.actor(identity.actor_tokens["fairs.v1.qry."], "fairs.v1.cmd.book_booth")


async def test_a_wrong_password_and_an_unknown_email_get_one_answer(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    wrong = await registry.refusal(SignIn(email=command.email, password="một chiều khác"))
    unknown = await registry.refusal(SignIn(email=an_email(), password=PASSWORD))
    assert (wrong.code, wrong.details) == (unknown.code, unknown.details) == ("sign_in_refused", {})


async def test_a_password_is_the_same_on_every_keyboard(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    typed = unicodedata.normalize("NFD", PASSWORD)
    assert typed != PASSWORD
    await registry.ask(SignIn(email=command.email, password=typed))


async def test_each_sign_in_has_a_session_of_its_own_and_ends_the_one_it_replaces(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    phone, old = await session_of(registry, command.email), await session_of(registry, command.email)
    new = (await registry.ask(SignIn(email=command.email, password=PASSWORD, replaces=old))).session
    assert len({phone, old, new}) == 3
    assert (await registry.refusal(Identify(kind="session", credential=old), WEB)).code == "unauthenticated"
    for session in (phone, new):
        await registry.ask(Identify(kind="session", credential=session), WEB)


async def test_signing_out_ends_the_session(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    session = await session_of(registry, command.email)
    for _ in range(2):
        await registry.ask(SignOut(session=session), account("officer"))
    assert (await registry.refusal(Identify(kind="session", credential=session), WEB)).code == "unauthenticated"


async def test_the_end_of_a_session_is_told(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    session = await session_of(registry, command.email)
    for _ in range(2):
        await registry.ask(SignOut(session=session), account("officer"))
    await registry.settled()
    assert len(registry.told(SessionsEnded, command.account_id)) == 1


async def test_a_new_password_ends_every_session_and_begins_one(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    old = [await session_of(registry, command.email) for _ in range(2)]
    own = msgspec.structs.replace(account("officer"), account_id=command.account_id)
    wrong = await registry.refusal(ChangePassword(current="một chiều khác", password="một sáng chợ phiên"), own)
    assert wrong.details == {"current": "not_the_password"}
    by_token = msgspec.structs.replace(own, by_token=True)
    change = ChangePassword(current=PASSWORD, password="một sáng chợ phiên")
    assert (await registry.refusal(change, by_token)).code == "forbidden"

    new = await registry.ask(change, own)

    for session in old:
        assert (await registry.refusal(Identify(kind="session", credential=session), WEB)).code == "unauthenticated"
    assert (await registry.ask(Identify(kind="session", credential=new.session), WEB)).email == command.email
    assert (await registry.refusal(SignIn(email=command.email, password=PASSWORD))).code == "sign_in_refused"
    await registry.ask(SignIn(email=command.email, password="một sáng chợ phiên"))
    await registry.settled()
    assert len(registry.told(SessionsEnded, command.account_id)) == 1


async def test_sessions_end_by_age_and_by_idleness(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    old, idle, used = [await session_of(registry, command.email) for _ in range(3)]
    await aged(registry, "expires_at", old, timedelta())
    await aged(registry, "used_at", idle, timedelta(days=7, minutes=1))
    await aged(registry, "used_at", used, timedelta(days=6, hours=23))
    for session in (old, idle):
        assert (await registry.refusal(Identify(kind="session", credential=session), WEB)).code == "unauthenticated"
    await registry.ask(Identify(kind="session", credential=used), WEB)
    [row] = await registry.rows("SELECT now() - used_at AS age FROM session WHERE token_hash = :h", h=digest(used))
    assert row.age < timedelta(hours=1), "its use is noted"
    [[kept]] = await registry.rows("SELECT count(*) FROM session WHERE account_id = :id", id=command.account_id)
    await session_of(registry, command.email)
    [[after]] = await registry.rows("SELECT count(*) FROM session WHERE account_id = :id", id=command.account_id)
    assert (kept, after) == (3, 3), "signing in sweeps what expired"


async def test_a_token_reaches_what_its_scopes_say(registry: Surroundings) -> None:
    command = an_account("organizer")
    await registry.ask(command, OPERATOR)
    issued = await registry.ask(IssueToken(email=command.email, scopes=["fairs:write", "listings:read"]), OPERATOR)
    assert issued.token.startswith("cp_")
    assert timedelta(hours=23) < issued.expires_at - datetime.now(UTC) <= timedelta(hours=24)
    identity = await registry.ask(Identify(kind="token", credential=issued.token), WEB)
    assert sorted(identity.actor_tokens) == ["fairs.v1.cmd.", "fairs.v1.qry.", "listings.v1.qry."]
    everything = await registry.ask(IssueToken(email=command.email), OPERATOR)
    assert len((await registry.ask(Identify(kind="token", credential=everything.token), WEB)).actor_tokens) == 10


async def test_a_token_is_no_session_and_ends(registry: Surroundings) -> None:
    command = an_account("organizer")
    await registry.ask(command, OPERATOR)
    issued = await registry.ask(IssueToken(email=command.email, hours=1), OPERATOR)
    as_session = Identify(kind="session", credential=issued.token)
    assert (await registry.refusal(as_session, WEB)).code == "unauthenticated"
    async with registry.running.engine.begin() as connection:
        await connection.execute(
            sa.text("UPDATE api_token SET expires_at = now() WHERE token_hash = :hash"), {"hash": digest(issued.token)}
        )
    as_token = Identify(kind="token", credential=issued.token)
    assert (await registry.refusal(as_token, WEB)).code == "unauthenticated"


async def test_tokens_for_oneself_but_not_by_a_token(registry: Surroundings) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    own = msgspec.structs.replace(account("officer"), account_id=command.account_id)
    await registry.ask(IssueToken(email=command.email, scopes=["registry:read"]), own)
    by_token = msgspec.structs.replace(own, by_token=True)
    assert (await registry.refusal(IssueToken(email=command.email), by_token)).code == "forbidden"
    issued = await registry.ask(IssueToken(email=command.email, scopes=["registry:write"]), OPERATOR)
    identity = await registry.ask(Identify(kind="token", credential=issued.token), WEB)
    with pytest.raises(Rejected, match="forbidden"):
        await registry.ask_with(identity.actor_tokens["registry.v1.cmd."], IssueToken(email=command.email))
    await registry.ask_with(identity.actor_tokens["registry.v1.cmd."], SetLocale(locale="ja"))


@pytest.mark.parametrize("scopes", [[], ["fairs"], ["fairs:admin"], ["*", "everything"]])
async def test_unknown_scopes_are_refused(registry: Surroundings, scopes: list[str]) -> None:
    command = an_account("officer")
    await registry.ask(command, OPERATOR)
    refusal = await registry.refusal(IssueToken(email=command.email, scopes=scopes), OPERATOR)
    assert refusal.details == {"scopes": "unknown"}


async def test_an_admin_is_told_that_nobody_has_this_email(registry: Surroundings) -> None:
    assert (await registry.refusal(IssueToken(email=an_email()), OPERATOR)).code == "account_unknown"
