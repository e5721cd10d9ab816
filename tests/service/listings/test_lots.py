"""Lots: recorded by their co-op, read by whoever holds the pack."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from shared import home
from shared.contracts.listings import PutListing
from shared.contracts.lots import FindLots, GetLot, LotBody, LotRecorded, PutLot, Stage
from shared.contracts.values import Certificate
from shared.errors import Invalid
from shared.ids import uuid7
from tests.support.listings import a_put, known, published, speaker, told_of, withdraw
from tests.support.surroundings import Surroundings, account

TODAY = home.today()
PACKED = Stage(kind="packing", on=date(2026, 6, 2), place="Xưởng Thanh Hà", place_code="8938500000000")
PICKED = Stage(kind="harvest", on=date(2026, 6, 1), place="Thanh Hà", place_code="VN-HDOR-1")


def a_lot(put: PutListing, **changes: Any) -> PutLot:
    body = LotBody(code="L-1", produced=date(2026, 6, 2), origin="Thanh Hà, Hải Phòng", stages=[PACKED, PICKED])
    return PutLot(lot_id=uuid7(), listing_id=put.listing_id, body=replace(body, **changes))


async def test_a_lot_tells_its_way_in_order_and_what_its_listing_says(listings: Surroundings) -> None:
    coop = await known(listings)
    papers = [Certificate(scheme="VIETGAP"), Certificate(scheme="HACCP", expires=TODAY - timedelta(days=1))]
    put = a_put(coop, certificates=papers)
    await published(listings, put)
    lot = a_lot(put)
    assert [await listings.outcome(lot, speaker(coop)) for _ in range(2)] == ["created", "unchanged"]
    shown = await listings.ask(GetLot(lot_id=lot.lot_id))
    assert [stage.kind for stage in shown.body.stages] == ["harvest", "packing"]
    assert (shown.organisation.name, shown.standards, shown.version) == (coop.name, ["VIETGAP"], 1)
    assert [one.code for one in (await listings.ask(FindLots(listing_id=put.listing_id))).items] == ["L-1"]
    other = replace(lot, body=replace(lot.body, origin="Chí Linh"))
    assert await listings.outcome(other, speaker(coop)) == "version_required"
    assert await listings.outcome(replace(other, expected_version=1), speaker(coop)) == "revised"
    assert [event.version for event in await told_of(listings, LotRecorded, lot.lot_id)] == [1, 2]
    await withdraw(listings, put)
    assert (await listings.ask(GetLot(lot_id=lot.lot_id))).body.origin == "Chí Linh"


async def test_a_code_names_one_lot_of_a_product(listings: Surroundings) -> None:
    coop = await known(listings)
    put, other = a_put(coop), a_put(coop)
    for one in (put, other):
        await published(listings, one)
    assert await listings.outcome(a_lot(put), speaker(coop)) == "created"
    assert await listings.outcome(a_lot(put), speaker(coop)) == "lot_code_taken"
    assert await listings.outcome(a_lot(other), speaker(coop)) == "created"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"produced": TODAY + timedelta(days=1)}, {"produced": "in_the_future"}),
        ({"best_before": date(2026, 1, 1)}, {"best_before": "before_start"}),
        ({"origin": "\u200b"}, {"origin": "required"}),
        ({"stages": [replace(PICKED, on=TODAY + timedelta(days=1))]}, {"stages.0.on": "in_the_future"}),
    ],
)
async def test_what_cannot_have_been_is_refused(
    listings: Surroundings, changes: dict[str, Any], wrong: dict[str, str]
) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await published(listings, put)
    refusal = await listings.refusal(a_lot(put, **changes), speaker(coop))
    assert isinstance(refusal, Invalid)
    assert refusal.details == wrong


async def test_only_its_co_op_records_a_lot_and_a_drafts_lots_are_its_own(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    lot = a_lot(put)
    for stranger in (account("coop", speaks_for=[uuid7()]), account("officer"), account("buyer")):
        assert (await listings.refusal(lot, stranger)).code == "listing_unknown"
    await listings.ask(lot, speaker(coop))
    assert (await listings.refusal(GetLot(lot_id=lot.lot_id))).code == "lot_unknown"
    assert (await listings.refusal(FindLots(listing_id=put.listing_id))).code == "listing_unknown"
