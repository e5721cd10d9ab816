import hashlib
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from msgspec.structs import replace

from shared.contracts.agreements import (
    Agreement,
    AgreementBody,
    AgreementReached,
    AgreementRefused,
    AgreementRevised,
    AgreementSigned,
    AttachScan,
    ConfirmAgreement,
    FindAgreements,
    GetAgreement,
    GetScan,
    StateAgreement,
)
from shared.contracts.operations import Republish
from shared.home import today
from shared.ids import uuid7
from tests.service.matching.builders import known, speaker
from tests.service.matching.deals import Deal, Ledger, a_deal, terms
from tests.support.eventually import eventually_async
from tests.support.surroundings import OPERATOR, Surroundings, account

PAPER = b"%PDF-1.7\n" + bytes(range(256)) * 2000


async def agreed(matching: Surroundings) -> tuple[Deal, Agreement]:
    deal = await a_deal(matching)
    quote = deal.quote()
    await matching.ask(quote, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))
    return deal, await settled_as("agreed", deal, quote.quote_id, matching)


async def settled_as(status: str, deal: Deal, agreement_id: UUID, matching: Surroundings) -> Agreement:
    async def there() -> list[Agreement]:
        found = await matching.ask(GetAgreement(agreement_id=agreement_id), speaker(deal.buyer))
        return [found] if found.status == status else []

    [agreement] = await eventually_async(there)
    return agreement


async def test_an_accepted_quote_becomes_an_agreement_with_capacity(matching: Surroundings, capacity: Ledger) -> None:
    deal, agreement = await agreed(matching)
    assert capacity.statuses(deal.card.id) == ["confirmed", "confirmed"]
    assert (agreement.buyer.organisation.id, agreement.coop.organisation.id) == (deal.buyer.id, deal.coop.id)
    assert sum(line.value for line in agreement.lines) == agreement.total
    await matching.settled()
    [event] = matching.told(AgreementReached, agreement.id)
    assert (event.status, event.lines, event.total) == ("agreed", agreement.lines, agreement.total)
    page = await matching.ask(FindAgreements(organisation_id=deal.coop.id), speaker(deal.coop))
    assert [(item.id, item.quantity, item.status) for item in page.items] == [(agreement.id, Decimal(3001), "agreed")]


async def test_without_capacity_nothing_is_promised_and_they_go_on_talking(
    matching: Surroundings, capacity: Ledger
) -> None:
    deal = await a_deal(matching)
    quote = deal.quote(months=terms(100, 5001).months)
    await matching.ask(quote, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))
    agreement = await settled_as("refused", deal, quote.quote_id, matching)
    assert agreement.reason == "capacity_exceeded"
    assert capacity.statuses(deal.card.id) == ["released"]
    await matching.settled()
    [event] = matching.told(AgreementRefused, agreement.id)
    assert event.reason == "capacity_exceeded"
    smaller = deal.quote(months=terms(100, 4900).months)
    await matching.ask(smaller, speaker(deal.coop))
    await matching.ask(deal.acceptance(smaller), speaker(deal.buyer))
    await settled_as("agreed", deal, smaller.quote_id, matching)
    assert sorted(capacity.statuses(deal.card.id)) == ["confirmed", "confirmed", "released"]


async def test_reserving_waits_for_listings(matching: Surroundings) -> None:
    """Nobody answers at first."""
    deal = await a_deal(matching)
    quote = deal.quote()
    await matching.ask(quote, speaker(deal.coop))
    await matching.ask(deal.acceptance(quote), speaker(deal.buyer))
    await settled_as("reserving", deal, quote.quote_id, matching)
    async with Ledger().answering(matching):
        await settled_as("agreed", deal, quote.quote_id, matching)


async def upload(matching: Surroundings, content: bytes) -> str:
    name = f"scan-{uuid7()}"
    store = await matching.running.ports.jetstream.object_store("uploads")
    await store.put(name, content)
    return name


@pytest.mark.usefixtures("capacity")
async def test_both_confirm_the_paper_that_they_see(matching: Surroundings) -> None:
    deal, agreement = await agreed(matching)
    buyer, coop = speaker(deal.buyer), speaker(deal.coop)
    body = AgreementBody(kind="mou", place="Hà Nội", signed_on=today() - timedelta(days=2))
    stated = StateAgreement(agreement_id=agreement.id, expected_version=agreement.version, body=body)
    assert await matching.outcome(stated, coop) == "revised"
    assert await matching.outcome(stated, coop) == "unchanged"
    scan_id = uuid7()
    attached = AttachScan(agreement_id=agreement.id, scan_id=scan_id, upload=await upload(matching, PAPER))
    put = await matching.ask(attached, buyer)
    assert await matching.outcome(attached, buyer) == "unchanged"
    place = await matching.ask(GetScan(agreement_id=agreement.id), coop)
    assert (place.scan.sha256, place.scan.size) == (hashlib.sha256(PAPER).hexdigest(), len(PAPER))
    store = await matching.running.ports.jetstream.object_store("scans")
    assert (await store.get(place.object_name)).data == PAPER

    def confirmation(by: UUID, version: int) -> ConfirmAgreement:
        return ConfirmAgreement(agreement_id=agreement.id, organisation_id=by, expected_version=version)

    assert (await matching.refusal(confirmation(deal.coop.id, put.version - 1), coop)).code == "version_stale"
    assert await matching.outcome(confirmation(deal.coop.id, put.version), coop) == "created"
    assert await matching.outcome(confirmation(deal.buyer.id, put.version + 1), buyer) == "created"
    assert await matching.outcome(confirmation(deal.buyer.id, put.version + 1), buyer) == "repeated"
    await matching.settled()
    assert len(matching.told(AgreementRevised, agreement.id)) == 3
    [signed] = matching.told(AgreementSigned, agreement.id)
    assert (signed.kind, signed.confirmed) == ("mou", True)
    other = replace(stated, expected_version=signed.version, body=replace(body, place="Tokyo"))
    await matching.ask(other, buyer)
    now = await matching.ask(GetAgreement(agreement_id=agreement.id), buyer)
    assert (now.buyer.confirmed_at, now.coop.confirmed_at) == (None, None)


@pytest.mark.parametrize("content", [b"", b"<html>", b"GIF89a"])
@pytest.mark.usefixtures("capacity")
async def test_a_scan_is_a_paper(matching: Surroundings, content: bytes) -> None:
    deal, agreement = await agreed(matching)
    attached = AttachScan(agreement_id=agreement.id, scan_id=uuid7(), upload=await upload(matching, content))
    assert (await matching.refusal(attached, speaker(deal.coop))).code == "scan_unreadable"
    missing = replace(attached, upload="nothing")
    assert (await matching.refusal(missing, speaker(deal.coop))).code == "upload_unknown"


@pytest.mark.usefixtures("capacity")
async def test_who_may_see_and_change_it(matching: Surroundings) -> None:
    deal, agreement = await agreed(matching)
    stranger, officer = speaker(await known(matching, "buyer")), account("officer")
    stated = StateAgreement(
        agreement_id=agreement.id, expected_version=agreement.version, body=AgreementBody(seen_by="parties")
    )
    attached = AttachScan(agreement_id=agreement.id, scan_id=uuid7(), upload=await upload(matching, PAPER))
    confirmed = ConfirmAgreement(agreement_id=agreement.id, organisation_id=deal.coop.id, expected_version=1)
    for command in (stated, attached, confirmed):
        for nobody in (stranger, officer):
            assert (await matching.refusal(command, nobody)).code == "agreement_unknown"
    reading = GetAgreement(agreement_id=agreement.id)
    assert (await matching.refusal(reading, stranger)).code == "agreement_unknown"
    assert (await matching.ask(reading, officer)).id == agreement.id
    await matching.ask(stated, speaker(deal.buyer))
    assert (await matching.refusal(reading, officer)).code == "agreement_unknown"
    own = FindAgreements(organisation_id=deal.buyer.id)
    assert (await matching.ask(own, officer)).total == 0
    assert (await matching.refusal(own, stranger)).code == "forbidden"
    assert (await matching.refusal(FindAgreements(), stranger)).code == "forbidden"


@pytest.mark.usefixtures("capacity")
async def test_agreements_are_told_again(matching: Surroundings) -> None:
    _, agreement = await agreed(matching)
    await matching.settled()
    command = Republish(service="matching", entity="agreements")
    assert matching.told(AgreementRevised, agreement.id) == []
    await matching.ask(command, OPERATOR)
    await matching.settled()
    assert [event.version for event in matching.told(AgreementRevised, agreement.id)] == [agreement.version]
