"""The form of what was planned of a class."""

from shared.contracts.fairs.courses import USUAL_SHARE, Course, CourseBody
from web.forms.fields import Form

MOST = 1_000_000
MOST_HOURS, WHOLE = 10_000, 100


def course_body(form: Form) -> CourseBody | None:
    subject, trainer, signer = form.line("subject"), form.line("trainer"), form.line("signer")
    hours, share = _count(form, "hours", 1, MOST_HOURS), _count(form, "share", 1, WHOLE)
    people, attendances = _count(form, "planned_people", 0, MOST), _count(form, "planned_attendances", 0, MOST)
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


def _count(form: Form, name: str, least: int, most: int) -> int | None:
    count = form.integer(name)
    if count is not None and not least <= count <= most:
        form.fault(name, "out_of_range")
    return count


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
