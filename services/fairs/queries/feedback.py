"""Reading what people said of a fair: what may be shown, or all of it for who runs fairs."""

import msgspec
import sqlalchemy as sa

from services.fairs.having_been_there import ASPECTS, kind_at
from services.fairs.models import Fair, Feedback, table_of
from services.fairs.rights import oversees
from shared.contracts.fairs import feedback as contract
from shared.contracts.fairs.feedback import FeedbackForm, FeedbackPage, FindFeedback, GetFeedbackForm
from shared.errors import Rejected
from shared.messaging import Reading

FEEDBACK = table_of(Feedback)
_COLUMNS = [FEEDBACK.c[field.name] for field in msgspec.structs.fields(contract.Feedback)]


async def get_feedback_form(query: GetFeedbackForm, reading: Reading) -> FeedbackForm:
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=oversees(reading.actor))
    kind = await kind_at(fair.id, reading)
    if fair.status != "finished":
        raise Rejected("feedback_not_yet")
    mine = sa.exists().where(FEEDBACK.c.fair_id == fair.id, FEEDBACK.c.account_id == reading.actor.account_id)
    given = await reading.scalar(sa.select(mine))
    return FeedbackForm(kind=kind, aspects=[*ASPECTS[kind]], given=bool(given))


async def find_feedback(query: FindFeedback, reading: Reading) -> FeedbackPage:
    """Who wrote nothing has nothing to be shown."""
    fair = await reading.found(Fair, query.fair_id, or_reject="fair_unknown")
    reads_all = oversees(reading.actor)
    fair.must_be_seen_by(staff=reads_all)
    found = sa.and_(FEEDBACK.c.fair_id == fair.id, FEEDBACK.c.text != "")
    if not reads_all:
        found = sa.and_(found, FEEDBACK.c.status == "shown")
    total = await reading.count(FEEDBACK, found)
    page = (
        sa.select(*_COLUMNS)
        .where(found)
        .order_by((FEEDBACK.c.status != "waiting"), FEEDBACK.c.at.desc(), FEEDBACK.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    rows = (await reading.execute(page)).all()
    return FeedbackPage(items=msgspec.convert(rows, list[contract.Feedback], from_attributes=True), total=total)
