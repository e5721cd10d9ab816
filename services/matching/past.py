"""How often what was agreed came as agreed, of either side: the little that it counts, and how it is told.

A month is told when both sides have spoken. It is kept when both say that no less than was promised came. One that was
not kept counts against a side only when all causes named lie with it; whoever has no past is neither better nor worse.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.matching.models.agreement import AGREEMENT, AGREEMENT_LINE
from services.matching.models.delivery import DELIVERY
from services.matching.models.judgement import PAST
from shared.contracts.deliveries import Cause
from shared.contracts.rankings import Past
from shared.contracts.requirements import Requirement
from shared.contracts.values import Side
from shared.messaging import Reading, Transaction

NO_PAST = Past()
LIES_WITH: Mapping[Side, tuple[Cause, ...]] = {
    "coop": ("quality", "quantity", "papers"),
    "buyer": ("payment", "market"),
}
"""Price and transport lie with nobody alone."""
PRIOR = 2
"""Kept and failed months that everybody is taken to have had: one bad month does not sink anybody."""

_SOLD, _BOUGHT = DELIVERY.alias("sold"), DELIVERY.alias("bought")


def credit(past: Past) -> float:
    """From 0 to 1, one half without a past; it never falls with a month kept nor rises with one failed."""
    return (past.kept + PRIOR) / (past.kept + past.failed + 2 * PRIOR)


def past_requirement(side: Side, past: Past) -> Requirement | None:
    """Who has none is not told of as if something were missing."""
    told = past.kept + past.failed
    if not told:
        return None
    facts = {"kept": str(past.kept), "told": str(told)}
    if past.kept >= past.failed:
        return Requirement(name=f"past:{side}", verdict="met", why="past_kept", facts=facts)
    return Requirement(name=f"past:{side}", verdict="unmet", why="past_failed", facts=facts)


class Pasts:
    """Of those who have one, by organisation."""

    def __init__(self, found: Mapping[UUID, Past]) -> None:
        self._found = found

    @classmethod
    async def of(cls, organisation_ids: Iterable[UUID], reading: Reading) -> "Pasts":
        asked = sa.select(PAST).where(PAST.c.organisation_id.in_(sorted(set(organisation_ids))))
        rows = await reading.execute(asked)
        return cls({row.organisation_id: Past(kept=row.kept, failed=row.failed) for row in rows})

    def __getitem__(self, organisation_id: UUID) -> Past:
        return self._found.get(organisation_id, NO_PAST)


async def count_past(organisation_ids: Iterable[UUID], tx: Transaction) -> None:
    """Anew, from all that has been told."""
    for organisation_id in sorted(set(organisation_ids)):
        await tx.execute(_COUNT, {"organisation_id": organisation_id})


def _counted(side: Side, organisation_id: sa.ColumnElement[UUID]) -> sa.Select[int, int]:
    taken = sa.func.coalesce(_BOUGHT.c.accepted, _BOUGHT.c.delivered)
    kept = sa.func.least(_SOLD.c.delivered, taken) >= AGREEMENT_LINE.c.quantity
    blamed = sa.and_(
        *(sa.or_(told.c.cause.is_(None), told.c.cause.in_(LIES_WITH[side])) for told in (_SOLD, _BOUGHT)),
        sa.func.coalesce(_SOLD.c.cause, _BOUGHT.c.cause).is_not(None),
    )
    party = AGREEMENT.c.coop_id if side == "coop" else AGREEMENT.c.buyer_id
    count = sa.func.count()
    return (
        sa.select(count.filter(kept).label("kept"), count.filter(~kept, blamed).label("failed"))
        .select_from(AGREEMENT)
        .join(AGREEMENT_LINE, AGREEMENT_LINE.c.agreement_id == AGREEMENT.c.id)
        .join(_SOLD, _word("coop", _SOLD))
        .join(_BOUGHT, _word("buyer", _BOUGHT))
        .where(AGREEMENT.c.status == "agreed", party == organisation_id)
    )


def _word(side: Side, told: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        told.c.agreement_id == AGREEMENT_LINE.c.agreement_id,
        told.c.month == AGREEMENT_LINE.c.month,
        told.c.side == side,
    )


def _count() -> sa.Executable:
    whose = sa.bindparam("organisation_id", type_=sa.Uuid)
    told = sa.union_all(_counted("coop", whose), _counted("buyer", whose)).subquery("told")
    counted = sa.select(whose, sa.func.sum(told.c.kept), sa.func.sum(told.c.failed))
    new = insert(PAST).from_select(["organisation_id", "kept", "failed"], counted)
    return new.on_conflict_do_update(
        index_elements=["organisation_id"], set_={name: new.excluded[name] for name in ("kept", "failed")}
    )


_COUNT = _count()
