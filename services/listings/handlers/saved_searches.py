"""Searches that are kept: the account hears of each newly published listing that fits, once."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from msgspec import convert, to_builtins
from msgspec.structs import replace
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.listings.asking import understood
from services.listings.catalogue import ENTRY
from services.listings.index.postgres import TsQuery
from services.listings.index.statements import has_supply
from services.listings.index.wanted import FACETS
from services.listings.language.vocabulary import fingerprint
from services.listings.models import SavedSearch, SavedSearchHit, table_of
from services.listings.supply import supply_of
from services.listings.tags import price_range
from shared.actor import Actor
from shared.contracts.catalogue import FindListings
from shared.contracts.listings import ListingCard
from shared.contracts.message import Done
from shared.contracts.searching import DropSearch, SavedSearchFitted, SaveSearch
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Ports, Transaction
from shared.messaging.transaction import open_session

SEARCH, HIT = table_of(SavedSearch), table_of(SavedSearchHit)
MOST = 50
"""Of one account."""


async def save_search(command: SaveSearch, tx: Transaction) -> ActPut:
    account_id = tx.actor.must_be_account()
    search = to_builtins(replace(command.search, cursor=None, page_size=24, with_facets=False))
    known = await tx.session.get(SavedSearch, command.search_id)
    if known is not None:
        if known.account_id != account_id or known.search != search:
            raise Rejected("id_reused")
        return ActPut(id=known.id, outcome="repeated")
    own = select(sa.func.count()).select_from(SavedSearch).where(col(SavedSearch.account_id) == account_id)
    if (await tx.session.exec(own)).one() >= MOST:
        raise Rejected("too_many_searches", most=MOST)
    saved = SavedSearch(id=command.search_id, account_id=account_id, search=search, saved_at=tx.now)
    ask_of_entries(saved, command.search, tx.today)
    if saved.matches is None and not saved.facets and saved.price_from is None and not saved.supply_from:
        raise Invalid({"q": "required"})
    tx.add(saved)
    return ActPut(id=saved.id, outcome="created")


async def drop_search(command: DropSearch, tx: Transaction) -> Done:
    """Another's is as unknown as one that is gone."""
    own = (SEARCH.c.id == command.search_id, SEARCH.c.account_id == tx.actor.must_be_account())
    await tx.session.exec(sa.delete(SEARCH).where(*own))
    return Done()


def ask_of_entries(saved: SavedSearch, search: FindListings, today: date) -> None:
    """By what published entries are compared, in terms of this process's lexicon."""
    words = understood(search.q, search.lang)
    matches = None if words is None else words.close
    chosen = {facet: getattr(search, facet) for facet in FACETS if getattr(search, facet)}
    saved.matches = None if matches is None else matches.written(TsQuery())
    saved.tags = [f"{facet}:{value}" for facet, values in chosen.items() for value in values]
    saved.facets = len(chosen)
    price = price_range(search.price_from, search.price_to, search.currency, today)
    saved.price_from, saved.price_to = price or (None, None)
    supply = supply_of(search.capacity_from, search.capacity_unit, search.month)
    spans = supply.spans() if supply else []
    saved.supply_from, saved.supply_to = [start for start, _ in spans], [end for _, end in spans]
    saved.indexed_with = fingerprint()


async def renew_searches(ports: Ports, now: datetime) -> None:
    """Those that were written with another lexicon."""
    async with open_session(ports.engine) as session:
        tx = Transaction(session, Actor(kind="service", service="listings"), now)
        old = select(SavedSearch).where(col(SavedSearch.indexed_with) != fingerprint()).with_for_update()
        for saved in await session.exec(old):
            ask_of_entries(saved, convert(saved.search, FindListings), tx.today)
        await session.commit()


async def tell_who_waits(published: Sequence[ListingCard], tx: Transaction) -> None:
    """Of each listing once, also when it is withdrawn and published again."""
    cards = {card.id: card for card in published}
    hits = (await tx.execute(_NEW_HITS, {"listing_ids": list(cards)})).all()
    for hit in sorted(hits):
        told = await tx.execute(_COUNT_UP, {"search_id": hit.search_id})
        [search] = told.all()
        card = cards[hit.listing_id]
        event = SavedSearchFitted(
            id=hit.search_id,
            version=search.found,
            account_id=search.account_id,
            q=search.q,
            listing_id=card.id,
            names=card.names,
        )
        tx.emit(event)


_tag = sa.func.unnest(ENTRY.c.tags).column_valued("tag")
_facets_met = (
    sa.select(sa.func.count(sa.distinct(sa.func.split_part(_tag, ":", 1))))
    .where(_tag == sa.any_(SEARCH.c.tags))
    .correlate(ENTRY, SEARCH)
    .scalar_subquery()
)
_fitting = sa.select(SEARCH.c.id, ENTRY.c.listing_id).where(
    ENTRY.c.listing_id == sa.any_(sa.bindparam("listing_ids", type_=sa.ARRAY(sa.Uuid))),
    sa.or_(SEARCH.c.matches.is_(None), ENTRY.c.terms.op("@@")(SEARCH.c.matches)),
    sa.or_(SEARCH.c.price_from.is_(None), ENTRY.c.price.between(SEARCH.c.price_from, SEARCH.c.price_to)),
    sa.or_(SEARCH.c.supply_from == [], has_supply(SEARCH.c.supply_from, SEARCH.c.supply_to, ENTRY.c.supply)),
    _facets_met == SEARCH.c.facets,
)
_NEW_HITS = (
    insert(HIT)
    .from_select(["search_id", "listing_id"], _fitting)
    .on_conflict_do_nothing()
    .returning(HIT.c.search_id, HIT.c.listing_id)
)
_COUNT_UP = (
    sa.update(SEARCH)
    .where(SEARCH.c.id == sa.bindparam("search_id"))
    .values(found=SEARCH.c.found + 1)
    .returning(SEARCH.c.found, SEARCH.c.account_id, SEARCH.c.search["q"].astext.label("q"))
)
