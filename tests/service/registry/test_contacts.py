"""Contacts, after an accepted match and by consent."""

import asyncio
from uuid import UUID

import msgspec
import sqlalchemy as sa

from shared.actor import Actor
from shared.contracts.matching import MatchAccepted
from shared.contracts.registry import (
    ContactsDisclosed,
    GetContacts,
    Met,
    RegisterOrganisation,
    SetConsent,
    ShowAddresses,
)
from shared.ids import uuid7
from tests.support.eventually import eventually_async
from tests.support.registry import a_buyer, a_registration
from tests.support.surroundings import WEB, Surroundings, account


def an_acceptance(buyer_id: UUID, coop_id: UUID, **changes: object) -> MatchAccepted:
    accepted = MatchAccepted(
        id=uuid7(),
        version=2,
        demand_id=uuid7(),
        listing_id=uuid7(),
        buyer_id=buyer_id,
        coop_id=coop_id,
        buyer_name="Yamada Foods",
        coop_name="HTX Thắng Thủy",
        what="củ sen",
        listing_names={"vi": "Củ sen"},
    )
    return msgspec.structs.replace(accepted, **changes)


def person_of(registration: RegisterOrganisation) -> Actor:
    actor = account(registration.kind, speaks_for=[registration.organisation_id])
    return msgspec.structs.replace(actor, account_id=registration.account_id)


async def registered(registry: Surroundings, *registrations: RegisterOrganisation) -> None:
    for registration in registrations:
        await registry.ask(registration)


async def test_both_sides_see_both_contacts_after_acceptance(registry: Surroundings) -> None:
    buyer, coop = a_buyer(), a_registration()
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)
    question = GetContacts(match_request_id=accepted.id)
    before = await registry.ask(question, person_of(buyer))
    assert (before.contacts, before.withheld) == ([], [])
    await registry.tell(accepted)
    await registry.settled()
    for side in (buyer, coop):
        disclosed = await registry.ask(question, person_of(side))
        assert [(one.person_name, one.email, one.phone) for one in disclosed.contacts] == [
            ("Nguyễn Thị Hoa", coop.email, "+84912345678"),
            ("山田花子", buyer.email, "+81312345678"),
        ]
        assert disclosed.withheld == []
    [told] = registry.told(ContactsDisclosed, accepted.id)
    assert set(told.organisation_ids) == {buyer.organisation_id, coop.organisation_id}
    log = await registry.rows(
        "SELECT account_id FROM disclosure WHERE match_id = :id AND consented_at <= disclosed_at", id=accepted.id
    )
    assert {row.account_id for row in log} == {buyer.account_id, coop.account_id}


async def test_strangers_learn_nothing(registry: Surroundings) -> None:
    buyer, coop = a_buyer(), a_registration()
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)
    await registry.tell(accepted)
    await registry.settled()
    unknown = GetContacts(match_request_id=uuid7())
    for stranger in (account("buyer", speaks_for=[uuid7()]), account("officer"), account("admin")):
        answer = await registry.ask(GetContacts(match_request_id=accepted.id), stranger)
        assert answer.contacts == []
        assert answer == await registry.ask(unknown, stranger)


async def test_without_consent_nothing_is_shown_until_it_is_given(registry: Surroundings) -> None:
    buyer, coop = a_buyer(), a_registration(consent=False)
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)
    await registry.tell(accepted)
    await registry.settled()
    question = GetContacts(match_request_id=accepted.id)
    first = await registry.ask(question, person_of(buyer))
    assert [one.email for one in first.contacts] == [buyer.email]
    assert [side.id for side in first.withheld] == [coop.organisation_id]

    await registry.ask(SetConsent(consent=True), person_of(coop))
    second = await registry.ask(question, person_of(buyer))
    assert {one.email for one in second.contacts} == {buyer.email, coop.email}
    await registry.settled()
    assert [(event.version, event.organisation_ids) for event in registry.told(ContactsDisclosed, accepted.id)] == [
        (1, [buyer.organisation_id]),
        (2, [coop.organisation_id]),
    ]

    await registry.ask(SetConsent(consent=False), person_of(coop))
    third = await registry.ask(question, person_of(buyer))
    assert [one.email for one in third.contacts] == [buyer.email]
    assert [side.id for side in third.withheld] == [coop.organisation_id]


async def test_hearing_it_again_discloses_nothing_twice(registry: Surroundings) -> None:
    buyer, coop = a_buyer(), a_registration()
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)
    await registry.tell(accepted, accepted)
    await registry.settled()
    assert len(registry.told(ContactsDisclosed, accepted.id)) == 1


async def test_no_consent_at_all_is_no_event(registry: Surroundings) -> None:
    buyer, coop = a_buyer(consent=False), a_registration(consent=False)
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)
    await registry.tell(accepted)
    await registry.settled()
    assert registry.told(ContactsDisclosed, accepted.id) == []


async def test_an_acceptance_waits_for_a_consent_under_way(registry: Surroundings) -> None:
    buyer, coop = a_buyer(), a_registration(consent=False)
    await registered(registry, buyer, coop)
    accepted = an_acceptance(buyer.organisation_id, coop.organisation_id)

    async def is_heard_or_waits() -> bool:
        heard = await registry.rows("SELECT 1 FROM accepted_match WHERE id = :id", id=accepted.id)
        return bool(heard or await registry.rows("SELECT 1 FROM pg_locks WHERE NOT granted"))

    async with registry.running.engine.begin() as under_way:
        consent = sa.text("UPDATE account SET consented_at = now() WHERE id = :id")
        await under_way.execute(consent, {"id": coop.account_id})
        await registry.tell(accepted)
        await eventually_async(is_heard_or_waits)
    await registry.settled()
    disclosed = await registry.ask(GetContacts(match_request_id=accepted.id), person_of(buyer))
    assert {one.email for one in disclosed.contacts} == {buyer.email, coop.email}


async def test_consent_and_acceptance_at_once_do_not_miss_each_other(registry: Surroundings) -> None:
    sides = [(a_buyer(consent=False), a_registration(consent=False)) for _ in range(10)]
    for pair in sides:
        await registered(registry, *pair)
    accepted = [an_acceptance(buyer.organisation_id, coop.organisation_id) for buyer, coop in sides]
    await asyncio.gather(
        *(registry.tell(event) for event in accepted),
        *(registry.ask(SetConsent(consent=True), person_of(side)) for pair in sides for side in pair),
    )
    await registry.settled()
    for event, (buyer, _) in zip(accepted, sides, strict=True):
        disclosed = await registry.ask(GetContacts(match_request_id=event.id), person_of(buyer))
        assert len(disclosed.contacts) == 2


async def test_whoever_met_at_a_fair_is_shown_to_the_other_and_the_log_says_so_once(registry: Surroundings) -> None:
    buyer, coop, lead = a_buyer(), a_registration(), uuid7()
    await registered(registry, buyer, coop)
    met = [Met(lead_id=lead, account_id=coop.account_id), Met(lead_id=uuid7(), account_id=uuid7())]

    for _ in range(2):
        shown = await registry.ask(ShowAddresses(shown_to=buyer.account_id, met=met), WEB)
        assert [(one.lead_id, one.email) for one in shown.items] == [(lead, coop.email)]

    log = await registry.rows("SELECT account_id, shown_to FROM address_shown WHERE lead_id = :id", id=lead)
    assert [(row.account_id, row.shown_to) for row in log] == [(coop.account_id, buyer.account_id)]
