"""The form for what somebody says of a fair: a mark for each aspect, five the best."""

from collections.abc import Sequence
from uuid import UUID

from shared.contracts.fairs.feedback import Aspect, GiveFeedback
from shared.contracts.values import Language
from web.forms.fields import Form

MARKS = ("1", "2", "3", "4", "5")
ANSWERS = {"yes": True, "no": False}
LONGEST = 2000


def feedback(form: Form, fair_id: UUID, aspects: Sequence[Aspect], language: Language) -> GiveFeedback | None:
    """The command, or None with the faults in the form."""
    feedback_id, overall = form.uuid("feedback_id"), form.choice("overall", MARKS, required=True)
    marks = {aspect: form.choice(aspect, MARKS) for aspect in aspects}
    again = form.choice("again", ANSWERS)
    text = form.text("text", longest=LONGEST)
    if not form.ok or feedback_id is None or overall is None:
        return None
    return GiveFeedback(
        feedback_id=feedback_id,
        fair_id=fair_id,
        overall=int(overall),
        scores={aspect: int(mark) for aspect, mark in marks.items() if mark is not None},
        again=None if again is None else ANSWERS[again],
        text=text,
        language=language,
    )
