"""What matching keeps of others' facts: the newest version wins, whatever the order in which it is heard."""

from typing import Self
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.matching.acquaintance import Offer
from services.matching.models import CARD, ORGANISATION
from services.matching.records import given, rows
from services.matching.suggesting import hold_demands_still, suggest_cards
from services.matching.words import words
from shared.contracts.listings import ListingCard
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.contracts.values import Category
from shared.messaging import Transaction


class CardChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `card`. A withdrawal brings no card; the one that is there stays."""

    listing_id: UUID
    version: int
    published: bool
    category: Category | None = None
    words: list[str] = []
    card: ListingCard | None = None

    @classmethod
    def of(cls, card: ListingCard) -> Self:
        named = {word for name in card.names.values() for word in words(name)}
        return cls(
            listing_id=card.id,
            version=card.version,
            published=card.status == "published",
            category=card.category,
            words=sorted(named),
            card=card,
        )


async def keep_cards(changes: list[CardChange], tx: Transaction) -> None:
    """Keep what is newer and hold it against the open demands. Locks first, so call it before anything is locked."""
    await hold_demands_still(tx)
    newest = {change.listing_id: change for change in sorted(changes, key=lambda change: change.version)}
    kept = await tx.execute(_KEEP_CARDS, rows([*newest.values()]))
    await suggest_cards([*kept.scalars()], tx)


async def keep_offer(unknown: Offer, tx: Transaction) -> None:
    if unknown.card is not None:
        await keep_cards([CardChange.of(unknown.card)], tx)
    if unknown.coop is not None:
        await keep_organisations([unknown.coop], tx)


async def keep_organisations(facts: list[OrganisationFacts], tx: Transaction) -> None:
    newest = {one.id: one for one in sorted(facts, key=lambda one: one.version)}
    await tx.execute(_KEEP_ORGANISATIONS, rows([newest[key] for key in sorted(newest)]))


_new_cards = insert(CARD).from_select([*CARD.c.keys()], given(*CARD.c))
_KEEP_CARDS = _new_cards.on_conflict_do_update(
    index_elements=["listing_id"],
    set_={
        **{name: _new_cards.excluded[name] for name in ("version", "published", "category", "words")},
        "card": sa.func.coalesce(_new_cards.excluded.card, CARD.c.card),
    },
    where=CARD.c.version < _new_cards.excluded.version,
).returning(CARD.c.listing_id)

_new_organisations = insert(ORGANISATION).from_select([*ORGANISATION.c.keys()], given(*ORGANISATION.c))
_KEEP_ORGANISATIONS = _new_organisations.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _new_organisations.excluded[name] for name in ("version", "name", "kind", "country", "status")},
    where=ORGANISATION.c.version < _new_organisations.excluded.version,
)
