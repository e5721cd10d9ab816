"""Registering oneself."""

import asyncio

from shared.contracts.registry import AccountChanged, OrganisationChanged
from tests.support.registry import a_buyer, a_loaded_organisation, a_registration, a_tax_code, an_email, load
from tests.support.surroundings import Surroundings


async def test_a_coop_registers_itself(registry: Surroundings) -> None:
    command = a_registration(name="  HTX  Thắng\u200b Thủy ", email="Hoa@Example.test", tax_code=a_tax_code())
    reply = await registry.ask(command)
    assert reply.outcome == "created"
    [row] = await registry.rows(
        "SELECT name, search_text, status, tax_state FROM organisation WHERE id = :id", id=command.organisation_id
    )
    assert row.name == "HTX Thắng Thủy"
    assert row.search_text == f"htx thang thuy {command.tax_code}"
    assert (row.status, row.tax_state) == ("registered", "known")
    [account] = await registry.rows("SELECT * FROM account WHERE id = :id", id=command.account_id)
    assert (account.email, account.phone, account.roles) == ("hoa@example.test", "+84912345678", ["coop"])
    assert account.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert account.consented_at is not None
    await registry.settled()
    [told] = registry.told(OrganisationChanged, command.organisation_id)
    assert (told.version, told.organisation.name, told.organisation.status) == (1, "HTX Thắng Thủy", "registered")
    [told_account] = registry.told(AccountChanged, command.account_id)
    assert told_account.organisation_ids == [command.organisation_id]


async def test_a_foreign_buyer_registers_itself(registry: Surroundings) -> None:
    command = a_buyer(tax_code="T123-456")
    assert (await registry.ask(command)).outcome == "created"
    [account] = await registry.rows("SELECT phone, locale, zone FROM account WHERE id = :id", id=command.account_id)
    assert (account.phone, account.locale, account.zone) == ("+81312345678", "ja", "Asia/Tokyo")


async def test_the_same_again_changes_nothing(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    assert (await registry.ask(command)).outcome == "repeated"
    await registry.settled()
    assert len(registry.told(OrganisationChanged, command.organisation_id)) == 1


async def test_the_same_at_once_is_done_once(registry: Surroundings) -> None:
    command = a_registration(tax_code=a_tax_code())
    replies = await asyncio.gather(*(registry.ask(command) for _ in range(8)))
    assert sorted(reply.outcome for reply in replies) == ["created"] + ["repeated"] * 7


async def test_an_id_stands_for_one_registration(registry: Surroundings) -> None:
    command = a_registration()
    await registry.ask(command)
    other_name = a_registration(
        organisation_id=command.organisation_id, account_id=command.account_id, email=command.email, name="HTX Khác"
    )
    other_account = a_registration(organisation_id=command.organisation_id)
    other_organisation = a_registration(account_id=command.account_id)
    for other in (other_name, other_account, other_organisation):
        assert (await registry.refusal(other)).code == "id_reused"


async def test_nobody_joins_an_organisation_by_repeating_both_ids(registry: Surroundings) -> None:
    victim, mine = a_registration(), a_registration()
    await registry.ask(victim)
    await registry.ask(mine)
    mixed = a_registration(
        organisation_id=victim.organisation_id, account_id=mine.account_id, email=mine.email, name=victim.name
    )
    assert (await registry.refusal(mixed)).code == "id_reused"


async def test_all_wrong_fields_are_named_at_once(registry: Surroundings) -> None:
    known = a_registration()
    await registry.ask(known)
    command = a_registration(
        name="\u202e",
        person_name=" ",
        email=known.email.upper(),
        phone="12",
        tax_code="0100233480",
        province="24" if known.province == "00" else "00",
        legal_form="enterprise",
    )
    refusal = await registry.refusal(command)
    assert (refusal.code, refusal.details) == (
        "invalid",
        {
            "name": "required",
            "person_name": "required",
            "email": "taken",
            "phone": "not_a_phone",
            "tax_code": "check_digit",
            "province": "unknown",
            "legal_form": "unknown",
        },
    )
    assert await registry.rows("SELECT 1 FROM organisation WHERE id = :id", id=command.organisation_id) == []


async def test_an_email_of_nothing_visible_is_none(registry: Surroundings) -> None:
    refusal = await registry.refusal(a_registration(email="\u200b@example.test"))
    assert refusal.details == {"email": "not_an_email"}


async def test_an_email_is_given_to_one_of_many_at_once(registry: Surroundings) -> None:
    email = an_email()
    outcomes = await asyncio.gather(
        *(registry.ask(a_registration(email=email)) for _ in range(6)), return_exceptions=True
    )
    refusals = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert len(refusals) == 5
    assert {str(getattr(refusal, "details", refusal)) for refusal in refusals} == {"{'email': 'taken'}"}


async def test_a_tax_code_belongs_to_one_organisation_and_none_to_many(registry: Surroundings) -> None:
    code = a_tax_code()
    await load(registry, a_loaded_organisation(tax_code=code), a_loaded_organisation(), a_loaded_organisation())
    refusal = await registry.refusal(a_registration(tax_code=f"{code[:4]} {code[4:]}"))
    assert refusal.details == {"tax_code": "taken"}
    assert (await registry.ask(a_registration(tax_code=f"{code}-001"))).outcome == "created"
