"""What two sides say to each other and agree on reaches the other side, once, however often it is told."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from shared.contracts.agreements import AgreementReached, AgreementRevised
from shared.contracts.deliveries import DeliveryDue
from shared.contracts.pools import PoolAccepted, PoolEnded, PoolOffered, PoolReminded
from shared.contracts.quotes import MessagePosted, QuoteMade
from shared.contracts.values import Side
from shared.ids import uuid7
from tests.support.notifications import Stage

SIDES: dict[str, Any] = {
    "buyer_name": "Asahi Foods",
    "coop_name": "HTX Thắng Thủy",
    "listing_names": {"vi": "Củ sen", "en": "Lotus"},
}


def a_quote(match: UUID, buyer: UUID, coop: UUID, side: Side) -> QuoteMade:
    return QuoteMade(
        id=uuid7(),
        version=1,
        match_request_id=match,
        side=side,
        buyer_id=buyer,
        coop_id=coop,
        number=2,
        total=Decimal("17340.00"),
        currency="USD",
        valid_until=datetime(2026, 12, 10, 3, tzinfo=UTC),
        **SIDES,
    )


async def test_the_other_side_learns_of_quotes_and_messages(stage: Stage) -> None:
    coop, buyer, match = uuid7(), uuid7(), uuid7()
    seller = await stage.account("coop", speaks_for=coop)
    asker = await stage.account("buyer", speaks_for=buyer)
    quote = a_quote(match, buyer, coop, "buyer")
    said = [
        MessagePosted(id=uuid7(), version=1, match_request_id=match, side="coop", buyer_id=buyer, coop_id=coop, **SIDES)
        for _ in range(2)
    ]
    await stage.tell(quote, quote, *said)
    [quoted] = await stage.entries(seller, lang="en")
    assert (quoted.title, quoted.link) == ("Asahi Foods answers with a quote: $17,340.00", f"matches/{match}")
    assert "10:00" in quoted.text
    [written] = await stage.entries(asker, lang="en")
    assert written.title == "HTX Thắng Thủy has written to you 2 times"


async def test_a_letter_that_cannot_be_written_keeps_back_no_other(stage: Stage) -> None:
    """The end of the year 9999 in UTC is no moment in Vietnam."""
    for valid_until in (datetime.max.replace(tzinfo=UTC), datetime(2026, 12, 10, 3, tzinfo=UTC)):
        coop = uuid7()
        seller = await stage.account("coop", speaks_for=coop)
        await stage.tell(replace(a_quote(uuid7(), uuid7(), coop, "buyer"), valid_until=valid_until))
    await stage.letter_to(seller, "sent")


async def test_both_learn_once_that_they_have_agreed(stage: Stage) -> None:
    coop, buyer, key = uuid7(), uuid7(), uuid7()
    people = [await stage.account("coop", speaks_for=coop), await stage.account("buyer", speaks_for=buyer)]
    reached = AgreementReached(
        id=key,
        version=2,
        status="agreed",
        match_request_id=uuid7(),
        listing_id=uuid7(),
        buyer_id=buyer,
        coop_id=coop,
        accepted_by="buyer",
        unit="KGM",
        currency="USD",
        lines=[],
        total=Decimal(17340),
        kind="contract",
        fair_id=None,
        confirmed=False,
        **SIDES,
    )
    revised = AgreementRevised(**{name: getattr(reached, name) for name in reached.__struct_fields__})
    await stage.tell(reached, reached)
    await stage.say(revised)
    for who in people:
        [entry] = await stage.entries(who, lang="en")
        assert entry.link == f"agreements/{key}"
        assert entry.title.startswith("Agreed with ")


async def test_only_who_is_silent_is_asked(stage: Stage) -> None:
    coop, buyer = uuid7(), uuid7()
    seller = await stage.account("coop", speaks_for=coop)
    asker = await stage.account("buyer", speaks_for=buyer)
    due = DeliveryDue(
        id=uuid7(),
        version=1,
        agreement_id=uuid7(),
        month="2026-11",
        buyer_id=buyer,
        coop_id=coop,
        silent=["buyer"],
        **SIDES,
    )
    await stage.tell(due)
    assert await stage.entries(seller) == []
    [entry] = await stage.entries(asker, lang="en")
    assert entry.title == "How did November 2026 go? “Lotus”"


async def test_who_of_a_group_is_asked_and_told_of_its_end(stage: Stage) -> None:
    coops, buyer, key = [uuid7(), uuid7()], uuid7(), uuid7()
    partners = [await stage.account("coop", speaks_for=coop) for coop in coops]
    asker = await stage.account("buyer", speaks_for=buyer)
    facts: dict[str, Any] = {
        "id": key,
        "demand_id": uuid7(),
        "buyer_id": buyer,
        "buyer_name": "Asahi Foods",
        "what": "れんこん",
        "coop_ids": coops,
        "answer_by": datetime(2026, 12, 10, 3, tzinfo=UTC),
    }
    await stage.tell(
        PoolOffered(version=3, status="offered", end="", **facts),
        PoolReminded(version=4, status="offered", end="", awaited_ids=coops[:1], **facts),
        PoolAccepted(version=5, status="awaiting_buyer", end="", **facts),
        PoolReminded(version=5, status="awaiting_buyer", end="", awaited_ids=[buyer], **facts),
        PoolEnded(version=7, status="failed", end="refused", **facts),
    )
    silent, quick = [[entry.kind for entry in await stage.entries(partner)] for partner in partners]
    assert silent == ["pool_over", "pool_answer_due", "pool_asked"]
    assert quick == ["pool_over", "pool_asked"]
    assert [entry.kind for entry in await stage.entries(asker)] == ["pool_over", "pool_word_due", "pool_to_confirm"]
