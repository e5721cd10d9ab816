"""What a fair came to. Its turnout is counted by the very statement of the yearly report."""

from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import Booking, Budget, Feedback, Lead, Registration, table_of
from services.fairs.queries.fairs import NO_BOOTHS, booth_counts
from services.fairs.queries.fees import fee_sums
from services.fairs.queries.taking_part import COUNTED, FAIR, turnouts
from services.fairs.rights import READERS
from shared.contracts.fairs import outcome as contract
from shared.contracts.fairs.feedback import Aspect, FeedbackKind
from shared.contracts.fairs.outcome import BudgetBody, FairOutcome, GetOutcome, KindCount, Opinion
from shared.errors import Rejected
from shared.messaging import Reading

BOOKING, FEEDBACK, LEAD, REGISTRATION = table_of(Booking), table_of(Feedback), table_of(Lead), table_of(Registration)


async def get_outcome(query: GetOutcome, reading: Reading) -> FairOutcome:
    reading.actor.must_be(*READERS)
    found = await turnouts(sa.and_(FAIR.c.id == query.fair_id, COUNTED), reading)
    if not found:
        raise Rejected("fair_unknown", id=query.fair_id)
    budget = await reading.session.get(Budget, query.fair_id)
    return FairOutcome(
        turnout=found[0],
        kinds=await _kinds(query.fair_id, reading),
        booths=(await booth_counts([query.fair_id], reading)).get(query.fair_id, NO_BOOTHS),
        no_shows=await reading.count(BOOKING, BOOKING.c.fair_id == query.fair_id, BOOKING.c.end_reason == "no_show"),
        leads=await reading.count(LEAD, LEAD.c.fair_id == query.fair_id, LEAD.c.status == "agreed"),
        opinions=await _opinions(query.fair_id, reading),
        budget=contract.Budget(version=budget.version if budget else 0, body=budget.body if budget else BudgetBody()),
        fees=await fee_sums(query.fair_id, reading),
    )


async def _kinds(fair_id: UUID, reading: Reading) -> list[KindCount]:
    came, badges = sa.func.count(REGISTRATION.c.checked_in_at), sa.func.count()
    counted = (
        sa.select(REGISTRATION.c.kind, badges.label("badges"), came.label("came"))
        .where(REGISTRATION.c.fair_id == fair_id)
        .group_by(REGISTRATION.c.kind)
        .order_by(badges.desc(), REGISTRATION.c.kind)
    )
    rows = await reading.execute(counted)
    return [KindCount(kind=row.kind, badges=row.badges, came=row.came) for row in rows]


async def _opinions(fair_id: UUID, reading: Reading) -> list[Opinion]:
    by_kind = (
        sa.select(
            FEEDBACK.c.kind,
            sa.func.count().label("answers"),
            sa.func.round(sa.func.avg(FEEDBACK.c.overall), 2).label("overall"),
            sa.func.count().filter(FEEDBACK.c.again).label("again"),
            sa.func.count(FEEDBACK.c.again).label("asked_again"),
        )
        .where(FEEDBACK.c.fair_id == fair_id)
        .group_by(FEEDBACK.c.kind)
        .order_by(FEEDBACK.c.kind)
    )
    mark = sa.func.jsonb_each_text(FEEDBACK.c.scores).table_valued("key", "value").lateral("mark")
    by_aspect = (
        sa.select(
            FEEDBACK.c.kind,
            mark.c.key.label("aspect"),
            sa.func.round(sa.func.avg(sa.cast(mark.c.value, sa.Integer)), 2).label("mean"),
        )
        .select_from(FEEDBACK.join(mark, sa.true()))
        .where(FEEDBACK.c.fair_id == fair_id)
        .group_by(FEEDBACK.c.kind, mark.c.key)
        .order_by(mark.c.key)
    )
    means: dict[FeedbackKind, dict[Aspect, Decimal]] = {}
    for row in await reading.execute(by_aspect):
        means.setdefault(row.kind, {})[row.aspect] = row.mean
    return [
        Opinion(
            kind=row.kind,
            answers=row.answers,
            overall=row.overall,
            aspects=means.get(row.kind, {}),
            again=row.again,
            asked_again=row.asked_again,
        )
        for row in await reading.execute(by_kind)
    ]
