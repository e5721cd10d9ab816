"""Reading lots. A code on a pack leads to its lot as long as there is the pack, whatever became of the listing."""

import sqlalchemy as sa

from services.listings.access import reads_all_of
from services.listings.cards import LISTING, card_columns, card_of
from services.listings.models import Listing, Lot, table_of
from shared.contracts import lots as contract
from shared.contracts.lots import FindLots, GetLot, LotLine, Lots
from shared.errors import Rejected
from shared.messaging import Reading

LOT = table_of(Lot)


async def get_lot(query: GetLot, reading: Reading) -> contract.Lot:
    lot = await reading.found(Lot, query.lot_id, or_reject="lot_unknown")
    listing = await reading.found(Listing, lot.listing_id, or_reject="lot_unknown")
    if listing.status == "draft" and not reads_all_of(listing.organisation_id, reading.actor):
        raise Rejected("lot_unknown", id=lot.id)
    card = card_of((await reading.execute(card_columns().where(LISTING.c.id == listing.id))).one(), reading)
    trade = listing.stated.trade
    return contract.Lot(
        id=lot.id,
        version=lot.version,
        body=lot.stated,
        listing_id=listing.id,
        names=card.names,
        organisation=card.organisation,
        province=card.province,
        photo_id=card.photo_id,
        brand=trade.brand if trade else "",
        gtin=trade.gtin if trade else None,
        standards=[one.scheme for one in card.certificates if one.holds_on(reading.today)],
        updated_at=lot.updated_at,
        category=listing.stated.category,
    )


async def find_lots(query: FindLots, reading: Reading) -> Lots:
    listing = await reading.found(Listing, query.listing_id, or_reject="listing_unknown")
    if listing.status != "published" and not reads_all_of(listing.organisation_id, reading.actor):
        raise Rejected("listing_unknown", id=listing.id)
    own = LOT.c.listing_id == listing.id
    newest = sa.select(LOT.c.id, LOT.c.code, LOT.c.produced).where(own).order_by(LOT.c.produced.desc(), LOT.c.id)
    rows = await reading.execute(newest.limit(query.page_size).offset((query.page - 1) * query.page_size))
    total = await reading.count(LOT, own)
    return Lots(items=[LotLine(id=row.id, code=row.code, produced=row.produced) for row in rows], total=total)
