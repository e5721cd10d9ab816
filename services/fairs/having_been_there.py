"""Who was at a fair, and as what: asked when it is over."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa

from services.fairs.groups import BOOKING, PART, REGISTRATION, accounts_in
from services.fairs.models import HAS_BOOTH, Fair
from shared.contracts.fairs.announcements import Group
from shared.contracts.fairs.feedback import Aspect, FeedbackAsked, FeedbackKind
from shared.errors import Rejected
from shared.messaging import Reading, Transaction

ASPECTS: Mapping[FeedbackKind, tuple[Aspect, ...]] = {
    "exhibitor": ("organisation", "place", "customers"),
    "buyer": ("products", "meetings", "organisation"),
    "trainee": ("content", "trainer", "organisation"),
    "visitor": ("products", "information", "organisation"),
}
"""What each is asked about; whoever was there as several is asked as the first of them."""


async def kind_at(fair_id: UUID, reading: Reading) -> FeedbackKind:
    """As what the actor was there. Raises `not_there`."""
    mine = sa.and_(
        REGISTRATION.c.fair_id == fair_id,
        REGISTRATION.c.account_id == reading.actor.must_be_account(),
        REGISTRATION.c.walked_in.is_(False),
    )
    kinds = set((await reading.execute(sa.select(REGISTRATION.c.kind).where(mine))).scalars())
    booth = _booth_holders(fair_id).where(BOOKING.c.organisation_id.in_(reading.actor.organisations))
    if await reading.scalar(sa.select(sa.exists(booth))):
        kinds.add("exhibitor")
    if not kinds:
        raise Rejected("not_there")
    return next((kind for kind in ASPECTS if kind in kinds), "visitor")


def _booth_holders(fair_id: UUID) -> sa.Select[UUID]:
    has_booth = sa.and_(BOOKING.c.fair_id == fair_id, HAS_BOOTH)
    return sa.select(BOOKING.c.organisation_id).where(has_booth).distinct()


async def ask_back(fair: Fair, tx: Transaction) -> None:
    """Everybody who was there is asked what it was like."""
    coops = sorted((await tx.execute(_booth_holders(fair.id))).scalars())
    people = sorted((await tx.execute(accounts_in(Group(name="registered"), fair.id))).scalars())
    for start in range(0, max(len(coops), len(people)), PART):
        tx.emit(
            FeedbackAsked(
                id=fair.id,
                version=start // PART + 1,
                fair_name=fair.name,
                organisation_ids=coops[start : start + PART],
                account_ids=people[start : start + PART],
            )
        )
