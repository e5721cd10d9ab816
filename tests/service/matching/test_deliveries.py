from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from services.matching.asking_after import ask_after_due
from shared.actor import Actor
from shared.contracts.agreements import ConfirmAgreement, GetAgreement
from shared.contracts.deliveries import DeliveryDue, DeliveryRecorded, GetDeliveries, GetTradeReport
from shared.contracts.open_agreements import FindOpenAgreements
from shared.contracts.registry import Organisation
from shared.home import HOME, today
from tests.service.matching.agreed import agreed, months
from tests.service.matching.builders import known, speaker
from tests.support.surroundings import Surroundings, account

pytestmark = pytest.mark.usefixtures("capacity")


async def test_each_side_tells_its_own_word(matching: Surroundings) -> None:
    agreement = await agreed(matching, 1000, 500)
    deal, (buyer, coop) = agreement.deal, (speaker(agreement.deal.buyer), speaker(agreement.deal.coop))
    told = agreement.tell(deal.coop, 1000)
    assert await matching.outcome(told, coop) == "created"
    assert await matching.outcome(told, coop) == "unchanged"
    less = agreement.tell(deal.buyer, 900)
    assert (await matching.refusal(less, buyer)).details == {"cause": "required"}
    assert await matching.outcome(agreement.tell(deal.buyer, 900, cause="quality"), buyer) == "created"
    assert (await matching.refusal(agreement.tell(deal.buyer, 950, cause="quality"), buyer)).code == "version_required"
    assert await matching.outcome(agreement.tell(deal.buyer, 950, version=1, cause="quality"), buyer) == "revised"
    deliveries = await matching.ask(GetDeliveries(agreement_id=agreement.id), buyer)
    first, second = deliveries.months
    assert (first.promised, first.executed, second.executed) == (Decimal(1000), Decimal(950), None)
    assert first.coop is not None
    assert first.coop.body.delivered == 1000
    assert deliveries.due == [first.month]
    await matching.settled()
    words = [event for event in matching.told(DeliveryRecorded) if event.agreement_id == agreement.id]
    assert [(event.side, event.version, event.body.cause) for event in words] == [
        ("coop", 1, None),
        ("buyer", 1, "quality"),
        ("buyer", 2, "quality"),
    ]


async def test_who_may_tell_what(matching: Surroundings) -> None:
    agreement = await agreed(matching, 1000, 500)
    deal, stranger = agreement.deal, await known(matching, "buyer")
    told = agreement.tell(deal.coop, 1000)
    for nobody in (speaker(stranger), account("officer")):
        assert (await matching.refusal(told, nobody)).code == "agreement_unknown"
    assert (await matching.refusal(told, speaker(deal.buyer))).code == "forbidden"
    later = agreement.tell(deal.coop, 500, at=1)
    assert (await matching.refusal(later, speaker(deal.coop))).details == {"month": "in_the_future"}
    never = agreement.tell(deal.coop, 500, at=2)
    assert (await matching.refusal(never, speaker(deal.coop))).details == {"month": "unknown"}
    assert (await matching.refusal(GetDeliveries(agreement_id=agreement.id), speaker(stranger))).code == (
        "agreement_unknown"
    )
    report = GetTradeReport(since=today(), until=today())
    assert (await matching.refusal(report, speaker(deal.coop))).code == "forbidden"


async def test_who_is_silent_is_asked_once(matching: Surroundings) -> None:
    agreement = await agreed(matching, 1000)
    await matching.ask(agreement.tell(agreement.deal.coop, 1000), speaker(agreement.deal.coop))
    end = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    engine = matching.running.engine

    async def asked_on(day: int) -> list[list[str]]:
        await ask_after_due(engine, datetime(end.year, end.month, day, 9, tzinfo=HOME))
        await matching.settled()
        return [[*event.silent] for event in matching.told(DeliveryDue) if event.agreement_id == agreement.id]

    assert await asked_on(2) == []
    assert await asked_on(3) == [["buyer"]]
    assert await asked_on(4) == [["buyer"]]


async def test_a_desk_shows_what_an_agreement_still_asks_of_its_side(matching: Surroundings) -> None:
    agreement = await agreed(matching, 1000, 500)
    deal, (buyer, coop) = agreement.deal, (speaker(agreement.deal.buyer), speaker(agreement.deal.coop))

    async def open_for(side: Organisation, actor: Actor) -> list[tuple[str, bool, list[tuple[str, Decimal]]]]:
        found = await matching.ask(FindOpenAgreements(organisation_id=side.id), actor)
        return [(it.other.name, it.confirmed, [(m.month, m.quantity) for m in it.untold]) for it in found.items]

    begun = [(months(1)[0].month, Decimal(1000))]
    assert await open_for(deal.coop, coop) == [(deal.buyer.name, False, begun)]
    await matching.ask(agreement.tell(deal.coop, 1000), coop)
    assert await open_for(deal.coop, coop) == [(deal.buyer.name, False, [])]
    assert await open_for(deal.buyer, buyer) == [(deal.coop.name, False, begun)]
    standing = await matching.ask(GetAgreement(agreement_id=agreement.id), coop)
    own_word = ConfirmAgreement(
        agreement_id=agreement.id, organisation_id=deal.coop.id, expected_version=standing.version
    )
    await matching.ask(own_word, coop)
    assert await open_for(deal.coop, coop) == []
    assert (await matching.refusal(FindOpenAgreements(organisation_id=deal.coop.id), buyer)).code == "forbidden"
