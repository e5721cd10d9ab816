"""The form of what was planned of a class."""

from shared.contracts.fairs.courses import USUAL_SHARE, Course, CourseBody
from web.forms.codes import count
from web.forms.fields import Form

MOST = 1_000_000
MOST_HOURS, WHOLE = 10_000, 100


def course_body(form: Form) -> CourseBody | None:
    subject, trainer, signer = form.line("subject"), form.line("trainer"), form.line("signer")
    hours, share = count(form, "hours", least=1, most=MOST_HOURS), count(form, "share", least=1, most=WHOLE)
    people, attendances = count(form, "planned_people", most=MOST), count(form, "planned_attendances", most=MOST)
    if not form.ok:
        return None
    return CourseBody(
        subject=subject,
        trainer=trainer,
        signer=signer,
        hours=hours,
        share=USUAL_SHARE if share is None else share,
        planned_people=people,
        planned_attendances=attendances,
    )


def fill_course(form: Form, course: Course) -> Form:
    body = course.body
    return form.fill(
        version=course.version,
        subject=body.subject,
        trainer=body.trainer,
        signer=body.signer,
        hours=body.hours,
        share=body.share,
        planned_people=body.planned_people,
        planned_attendances=body.planned_attendances,
    )
