"""What organizers state of a class."""

import msgspec
from msgspec.structs import replace

from services.fairs.models import Course, Fair
from services.fairs.rights import must_hold
from shared.contracts.fairs.courses import CourseStated, PutCourse
from shared.contracts.values import RecordPut
from shared.messaging import Transaction
from shared.text import clean
from shared.versions import outcome_of_put


async def put_course(command: PutCourse, tx: Transaction) -> RecordPut:
    await must_hold("people", command.fair_id, tx)
    await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    said = command.body
    body = replace(said, subject=clean(said.subject), trainer=clean(said.trainer), signer=clean(said.signer))
    course = await tx.session.get(Course, command.fair_id, with_for_update=True)
    same = course is not None and course.stated == body
    outcome = outcome_of_put(course.version if course else None, command.expected_version, same=same)
    if course is None:
        course = Course(fair_id=command.fair_id, version=0, body={})
        tx.add(course)
    if outcome != "unchanged":
        course.body = msgspec.to_builtins(body)
        course.version += 1
        tx.emit(CourseStated(id=command.fair_id, version=course.version, at=tx.now))
    return RecordPut(id=command.fair_id, version=course.version, outcome=outcome)
