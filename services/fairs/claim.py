"""What decides whether an organisation gets a booth, read under lock in one statement.

The fair is share-locked before the booth is locked: whoever closes or revises the fair waits for bookings in flight,
and they for him, always in this order. What the statement saw of bookings while it waited for a lock may be old, so
they are not in it.
"""

from uuid import UUID

import sqlalchemy as sa
from msgspec import Struct

from services.fairs.models import (
    ARRANGING,
    Application,
    Booth,
    Fair,
    Organisation,
    WaitingEntry,
    must_exhibit,
    table_of,
)
from shared.errors import Rejected
from shared.messaging import Transaction

FAIR, BOOTH, ORGANISATION = table_of(Fair), table_of(Booth), table_of(Organisation)
APPLICATION, WAITING = table_of(Application), table_of(WaitingEntry)


class Claim(Struct, frozen=True, kw_only=True):
    """`applied`: an application of the organisation was accepted. `waiting`: it is in the fair's waiting list."""

    fair_name: str
    fair_status: str
    zone: str
    booking: str
    booth_code: str
    standing: bool
    blocked: bool
    organisation_name: str | None
    organisation_kind: str | None
    organisation_status: str | None
    applied: bool
    waiting: bool

    def objection(self, *, by_organizer: bool, kept: bool = False) -> Rejected | None:
        """Everything but the one question whether somebody has the booth. `kept`: organizers keep it for them."""
        try:
            self._must_be_open(by_organizer=by_organizer)
            self._must_be_offered(kept=kept)
        except Rejected as refusal:
            return refusal
        return None

    def _must_be_open(self, *, by_organizer: bool) -> None:
        if self.fair_status == "draft" and not by_organizer:
            raise Rejected("fair_unknown")
        if self.organisation_kind is None or self.organisation_status is None:
            raise Rejected("organisation_unknown")
        must_exhibit(self.organisation_kind, self.organisation_status)
        if self.fair_status not in (ARRANGING if by_organizer else {"open"}):
            raise Rejected("fair_not_open", status=self.fair_status)

    def _must_be_offered(self, *, kept: bool) -> None:
        if not self.standing:
            raise Rejected("booth_unknown")
        if self.booking == "approval" and not self.applied and not kept:
            raise Rejected("application_required")
        if self.blocked:
            raise Rejected("booth_blocked", booth_code=self.booth_code)


async def locked_claim(fair_id: UUID, booth_id: UUID, organisation_id: UUID, tx: Transaction) -> Claim:
    """The fair shared, the booth ours alone until the commit."""
    values = {"fair": fair_id, "booth": booth_id, "organisation": organisation_id}
    row = (await tx.execute(_LOCKED_CLAIM, values)).one_or_none()
    if row is None:
        await tx.found(Fair, fair_id, or_reject="fair_unknown")
        raise Rejected("booth_unknown", id=booth_id)
    return Claim(**row._mapping)  # noqa: SLF001 - the public name of a row's columns in SQLAlchemy


def _statement() -> sa.Select[tuple[object, ...]]:
    fair = (
        sa.select(FAIR.c.id, FAIR.c.name, FAIR.c.status, FAIR.c.zone, FAIR.c.booking)
        .where(FAIR.c.id == sa.bindparam("fair"))
        .with_for_update(read=True, key_share=True)
        .cte("fair_in_hand")
    )
    applied = sa.exists().where(
        APPLICATION.c.fair_id == fair.c.id,
        APPLICATION.c.organisation_id == sa.bindparam("organisation"),
        APPLICATION.c.status == "accepted",
    )
    waiting = sa.exists().where(
        WAITING.c.fair_id == fair.c.id,
        WAITING.c.organisation_id == sa.bindparam("organisation"),
        WAITING.c.left_at.is_(None),
    )
    return (
        sa.select(
            fair.c.name.label("fair_name"),
            fair.c.status.label("fair_status"),
            fair.c.zone,
            fair.c.booking,
            BOOTH.c.code.label("booth_code"),
            BOOTH.c.standing,
            BOOTH.c.blocked,
            ORGANISATION.c.name.label("organisation_name"),
            ORGANISATION.c.kind.label("organisation_kind"),
            ORGANISATION.c.status.label("organisation_status"),
            applied.label("applied"),
            waiting.label("waiting"),
        )
        .select_from(fair)
        .join(BOOTH, BOOTH.c.fair_id == fair.c.id)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == sa.bindparam("organisation"))
        .where(BOOTH.c.id == sa.bindparam("booth"))
        .with_for_update(of=BOOTH)
    )


_LOCKED_CLAIM = _statement()
