"""A class as it was planned and as it came to be, and who has earned a certificate."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.fairs.models import days_needed
from shared.contracts.fairs.admissions import PutAdmission
from shared.contracts.fairs.agenda import CourseOffered, GetAgenda, PutSession, SessionBody
from shared.contracts.fairs.attendees import Badge, FindBadges
from shared.contracts.fairs.courses import (
    CourseBody,
    CourseStated,
    FindCertificates,
    FindLearners,
    GetCourse,
    PutCourse,
)
from shared.contracts.fairs.gate import Scan, WalkIn
from shared.contracts.fairs.taking_part import CountTurnouts
from shared.ids import uuid7
from tests.service.fairs.test_attendees import a_registration
from tests.service.fairs.test_gate import a_batch, a_scan
from tests.support.fairs import Stage, organizer, refusal, speaker
from tests.support.surroundings import account

DAY = timedelta(days=1)
BODY = CourseBody(
    subject="Quản trị HTX", trainer="ThS. Minh", hours=16, planned_people=3, planned_attendances=9, share=60
)


async def a_class(stage: Stage) -> UUID:
    """Of three days, of which today is the last; in a zone where it is noon."""
    now = datetime.now(UTC)
    zone, ends_at = f"Etc/GMT{now.hour - 12:+d}", now + timedelta(minutes=20)
    return await stage.fair(kind="training_class", starts_at=now - 2 * DAY, ends_at=ends_at, zone=zone)


async def enrolled(stage: Stage, fair: UUID, *names: str) -> list[Badge]:
    """With their badges, by name."""
    who = organizer()
    for name in names:
        await stage.ask(a_registration(fair, kind="trainee", person_name=name), who)
    return (await stage.ask(FindBadges(fair_id=fair), who)).items


@pytest.mark.parametrize(("days", "share", "needed"), [(5, 80, 4), (3, 60, 2), (3, 100, 3), (1, 1, 1), (10, 75, 8)])
def test_a_share_of_days_is_rounded_up(days: int, share: int, needed: int) -> None:
    assert days_needed(days, share) == needed


async def test_plan_and_what_came_of_it(stage: Stage) -> None:
    fair = await a_class(stage)
    command = PutCourse(fair_id=fair, body=BODY)
    assert [(await stage.ask(command, organizer())).outcome for _ in range(2)] == ["created", "unchanged"]
    assert [one.version for one in await stage.all_told(CourseStated, fair)] == [1]
    await stage.ask(PutAdmission(fair_id=fair, kind="trainee", places=30), organizer())
    an, binh, _ = await enrolled(stage, fair, "An", "Bình", "Chi")
    await stage.ask(a_registration(fair, person_name="Dũng"), organizer())
    now = datetime.now(UTC)
    yesterday = [a_scan(an.code, at=now - DAY), a_scan(an.code, at=now - DAY, session="Bài 1")]
    today = [a_scan(an.code), a_scan(binh.code), a_scan(binh.code, gate="2")]
    await stage.ask(a_batch(fair, *yesterday, *today), organizer())

    course = await stage.ask(GetCourse(fair_id=fair), account("officer"))

    assert [one.people for one in course.days] == [0, 1, 2]
    assert (course.seats, course.registered, course.people, course.attendances, course.earned) == (30, 3, 2, 3, 1)
    offered = (await stage.ask(GetAgenda(fair_id=fair))).course
    assert offered == CourseOffered(subject="Quản trị HTX", trainer="ThS. Minh", hours=16, seats=30)
    learners = (await stage.ask(FindLearners(fair_id=fair), account("auditor"))).items
    assert [(one.person_name, len(one.came), one.earned) for one in learners] == [
        ("An", 2, True),
        ("Bình", 1, False),
        ("Chi", 0, False),
    ]
    day = course.days[0].day
    turnouts = await stage.ask(CountTurnouts(since=day - DAY, until=day + DAY), account("officer"))
    [turnout] = [one for one in turnouts.items if one.fair.id == fair]
    assert (turnout.people, turnout.attendances, turnout.planned_people, turnout.planned_attendances) == (2, 3, 3, 9)
    assert await refusal(stage, GetCourse(fair_id=fair), speaker()) == "forbidden"


async def test_who_walks_into_a_class_learns_there(stage: Stage) -> None:
    fair = await a_class(stage)
    person = WalkIn(person_name="Lê Thị Na", kind="trainee")
    await stage.ask(a_batch(fair, Scan(id=uuid7(), at=datetime.now(UTC), walk_in=person)), organizer())

    course = await stage.ask(GetCourse(fair_id=fair), organizer())

    assert (course.people, course.attendances) == (1, 1)


async def test_a_certificate_is_for_who_was_there(stage: Stage) -> None:
    fair = await a_class(stage)
    await stage.ask(PutCourse(fair_id=fair, body=BODY), organizer())
    an, binh = await enrolled(stage, fair, "Nguyễn Thị An", "Trần Bình")
    now = datetime.now(UTC)
    scans = [a_scan(badge.code, at=at) for badge, at in ((an, now - DAY), (an, now), (binh, now))]
    await stage.ask(a_batch(fair, *scans), organizer())

    found = await stage.ask(FindCertificates(fair_id=fair), organizer())
    [certificate] = found.items
    assert (found.total, certificate.person_name, certificate.days, certificate.came) == (1, "Nguyễn Thị An", 3, 2)
    assert (certificate.subject, certificate.hours) == ("Quản trị HTX", 16)
    single = FindCertificates(registration_id=an.registration_id)
    assert (await stage.ask(single, organizer())).items == [certificate]
    assert (await stage.ask(FindCertificates(registration_id=binh.registration_id), organizer())).total == 0
    assert await refusal(stage, single, speaker()) == "badge_unknown"
    assert await refusal(stage, FindCertificates(fair_id=fair), speaker()) == "forbidden"

    lesson = SessionBody(title="Bài 1", starts_at=now - DAY, ends_at=now - DAY + timedelta(hours=2))
    await stage.ask(PutSession(session_id=uuid7(), fair_id=fair, body=lesson), organizer())
    [only] = (await stage.ask(FindCertificates(fair_id=fair), organizer())).items
    assert (only.days, only.came, only.number) == (1, 1, certificate.number)
