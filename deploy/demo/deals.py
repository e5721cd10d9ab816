"""How far the demo's people have come with each other: who deals with whom about what, and where that stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from msgspec import Struct

from deploy.demo.goods import Good
from deploy.demo.listings import good_of
from deploy.demo.organisations import organisation_id
from shared.contracts.deliveries import Cause
from shared.contracts.importing import ImportedListing
from shared.contracts.registry import LoadedOrganisation
from shared.contracts.values import Country, Month, Price

Stage = Literal["asked", "offered", "declined", "sampled", "quoted", "countered", "agreed", "signed"]
"""`asked` by the buyer, `offered` by the co-op; `quoted` by the co-op, `countered` by the buyer: each waits for the
other. `agreed` is not signed yet.
"""
TRADED = frozenset({"food", "drink", "medicinal", "handicraft"})
MONTHS = 3
SHARE = 4
"""One part in so many of a month's capacity goes into one deal."""
YEAR = 12


class Story(Struct, frozen=True):
    """`coop` is the number of its account. `taken`: hundredths of this month's promise that the buyer accepted."""

    coop: int
    buyer: Country
    stage: Stage
    taken: int | None = None
    cause: Cause | None = None


STORIES = (
    Story(1, "KR", "signed"),
    Story(1, "VN", "countered"),
    Story(1, "IL", "quoted"),
    Story(1, "JP", "asked"),
    Story(2, "VN", "signed", 100),
    Story(2, "JP", "agreed"),
    Story(3, "JP", "signed", 80, "quality"),
    Story(3, "IL", "declined"),
    Story(4, "KR", "signed", 0, "transport"),
    Story(4, "VN", "asked"),
    Story(5, "JP", "sampled"),
    Story(6, "KR", "offered"),
    Story(7, "VN", "declined"),
    Story(8, "JP", "quoted"),
    Story(9, "IL", "asked"),
)
SIGNERS = 4
"""So many co-ops, the first ones, signed something at the past fair, so they had a booth there."""


class Deal(Struct, frozen=True, kw_only=True):
    """`amount` in each of `months` and `smallest`, what the co-op sells at least, are in the good's unit."""

    story: Story
    coop: LoadedOrganisation
    buyer: LoadedOrganisation
    listing_id: UUID
    good: Good
    price: Price
    smallest: Decimal
    amount: Decimal
    months: list[Month]

    def id(self, what: str) -> UUID:
        return organisation_id("deal", self.story.coop, self.story.buyer, what)


def deals(
    coops: Sequence[LoadedOrganisation],
    buyers: Sequence[LoadedOrganisation],
    listed: Mapping[UUID, Sequence[ImportedListing]],
    today: date,
) -> Iterator[Deal]:
    """Of one co-op about another product each, beginning with the one that it has most of this month."""
    first = {buyer.country: buyer for buyer in reversed(buyers)}
    for place, story in enumerate(STORIES):
        coop = coops[story.coop - 1]
        choice = sorted(
            _chances(story, coop, first[story.buyer], listed[coop.id], today), key=lambda deal: -deal.amount
        )
        if choice:
            yield choice[sum(earlier.coop == story.coop for earlier in STORIES[:place]) % len(choice)]


def _chances(
    story: Story, coop: LoadedOrganisation, buyer: LoadedOrganisation, items: Sequence[ImportedListing], today: date
) -> Iterator[Deal]:
    for item in items:
        if item.price is None or item.moq is None or item.capacity is None or item.category not in TRADED:
            continue
        by_month, smallest = item.capacity.by_month, item.moq.amount
        amount = max(smallest, by_month[today.month - 1] // (10 * SHARE) * 10)
        coming = range(today.month - 1, today.month - 1 + MONTHS)
        enough = [at for at in coming if amount * 2 <= by_month[at % YEAR]]
        if today.month - 1 in enough:
            yield Deal(
                story=story,
                coop=coop,
                buyer=buyer,
                listing_id=item.id,
                good=good_of(item.line),
                price=item.price,
                smallest=smallest,
                amount=amount,
                months=[f"{today.year + at // YEAR}-{at % YEAR + 1:02d}" for at in enough],
            )
