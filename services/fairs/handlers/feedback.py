"""What people say of a fair that is over, and whether others may read it."""

from services.fairs.having_been_there import ASPECTS, kind_at
from services.fairs.models import Fair, Feedback
from services.fairs.rights import must_hold
from shared.contracts.fairs.feedback import FeedbackChanged, FeedbackStatus, GiveFeedback, ModerateFeedback
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean_lines


async def give_feedback(command: GiveFeedback, tx: Transaction) -> ActPut:
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    kind = await kind_at(fair.id, tx)
    if fair.status != "finished":
        raise Rejected("feedback_not_yet")
    if not command.scores.keys() <= set(ASPECTS[kind]):
        raise Invalid({"scores": "unknown"})
    feedback = Feedback(
        id=command.feedback_id,
        fair_id=fair.id,
        account_id=tx.actor.must_be_account(),
        kind=kind,
        overall=command.overall,
        scores=command.scores,
        again=command.again,
        text=clean_lines(command.text),
        language=command.language,
        at=tx.now,
    )
    earlier = await tx.session.get(Feedback, feedback.id)
    if earlier is not None:
        if not earlier.says_the_same_as(feedback):
            raise Rejected("id_reused", id=earlier.id)
        return ActPut(id=earlier.id, outcome="repeated")
    tx.add(feedback)
    await tx.session.flush()
    tx.emit(_changed(feedback))
    return ActPut(id=feedback.id, outcome="created")


async def moderate_feedback(command: ModerateFeedback, tx: Transaction) -> ActPut:
    await must_hold("people", command.fair_id, tx)
    feedback = await tx.locked(Feedback, command.feedback_id, or_reject="feedback_unknown")
    if feedback.fair_id != command.fair_id:
        raise Rejected("feedback_unknown", id=feedback.id)
    status: FeedbackStatus = "shown" if command.shown else "hidden"
    if feedback.status == status:
        return ActPut(id=feedback.id, outcome="repeated")
    feedback.status = status
    feedback.version += 1
    tx.emit(_changed(feedback))
    return ActPut(id=feedback.id, outcome="created")


def _changed(feedback: Feedback) -> FeedbackChanged:
    return FeedbackChanged(
        id=feedback.id,
        version=feedback.version,
        fair_id=feedback.fair_id,
        kind=feedback.kind,
        status=feedback.status,
    )
