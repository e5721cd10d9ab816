"""What a new fair takes over from last year's."""

from datetime import timedelta
from decimal import Decimal

from msgspec.structs import replace

from shared.contracts.fairs.admissions import GetAdmissions, PutAdmission
from shared.contracts.fairs.agenda import GetAgenda, PartnerBody, PutPartner, PutSession, SessionBody, SessionChanged
from shared.contracts.fairs.copying import CopyParts
from shared.contracts.fairs.courses import CourseBody, GetCourse, PutCourse
from shared.contracts.fairs.fees import (
    BasePrice,
    GetFees,
    GetPrices,
    PriceBody,
    PriceRule,
    ProgrammeBody,
    PutPrices,
    PutProgramme,
)
from shared.contracts.fairs.team import GetTeam
from shared.ids import uuid7
from tests.service.fairs.test_backdrops import drawing as a_picture
from tests.service.fairs.test_backdrops import hung
from tests.service.fairs.test_backdrops import kept as picture
from tests.service.fairs.test_drawing import drawing, drawn
from tests.service.fairs.test_teams import joined
from tests.support.fairs import EVENING, NOON, Stage, organizer, refusal

YEAR = timedelta(days=365)


async def test_prices_programmes_and_team_are_taken_over_once(stage: Stage) -> None:
    former, owner = await stage.fair(), organizer()
    keeper, _ = await joined(stage, former, owner, "money")
    early = PriceRule(kind="early", percent=Decimal(10), until=NOON - timedelta(days=30))
    body = PriceBody(bases=[BasePrice(amount=Decimal(2_000_000))], rules=[early])
    await stage.ask(PutPrices(fair_id=former, body=body), owner)
    sponsor = ProgrammeBody(name="Quỹ hỗ trợ", budget=Decimal(50_000_000))
    await stage.ask(PutProgramme(programme_id=uuid7(), fair_id=former, body=sponsor), owner)
    fair = await stage.fair(starts_at=NOON + YEAR, ends_at=EVENING + YEAR)
    copying = CopyParts(fair_id=fair, former_id=former, parts=["prices", "programmes", "team"])
    assert await refusal(stage, copying, organizer()) == "right_required"
    assert await refusal(stage, copying, keeper) == "right_required"

    assert [(await stage.ask(copying, owner)).outcome for _ in range(2)] == ["created", "repeated"]

    [rule] = (await stage.ask(GetPrices(fair_id=fair), owner)).body.rules
    assert rule.until == early.until + YEAR if early.until else None
    programmes = (await stage.ask(GetFees(fair_id=fair), owner)).programmes
    assert [(one.body.name, one.body.budget, one.committed) for one in programmes] == [
        (sponsor.name, sponsor.budget, Decimal(0))
    ]
    team = await stage.ask(GetTeam(fair_id=fair), owner)
    assert {one.account_id: one.rights for one in team.items} == {
        owner.account_id: ["owner"],
        keeper.account_id: ["money"],
    }


async def test_sessions_partners_and_the_course_are_taken_over_once(stage: Stage) -> None:
    """Each session on its day at its hour, also where a year has a day more, and where the fair has no such day."""
    former = await stage.fair()
    talk = SessionBody(title="Tập huấn", starts_at=NOON + timedelta(days=1), ends_at=EVENING, places=30)
    late = replace(talk, title="Tổng kết", starts_at=EVENING, ends_at=EVENING + timedelta(days=2))
    for body in (talk, late):
        await stage.ask(PutSession(session_id=uuid7(), fair_id=former, body=body), organizer())
    sponsors = [PartnerBody(name=name, role="sponsor") for name in ("Agribank", "VTV")]
    for sponsor in sponsors:
        await stage.ask(PutPartner(partner_id=uuid7(), fair_id=former, body=sponsor), organizer())
    course = CourseBody(subject="Quản trị HTX", planned_people=30)
    await stage.ask(PutCourse(fair_id=former, body=course), organizer())
    later = timedelta(days=366, hours=1)
    fair = await stage.fair(starts_at=NOON + later, ends_at=EVENING + later - timedelta(days=1))
    copying = CopyParts(fair_id=fair, former_id=former, parts=["sessions", "partners", "course"])

    assert [(await stage.ask(copying, organizer())).outcome for _ in range(2)] == ["created", "repeated"]

    agenda = await stage.ask(GetAgenda(fair_id=fair))
    year = timedelta(days=366)
    moved = [replace(one, starts_at=one.starts_at + year, ends_at=one.ends_at + year) for one in (talk, late)]
    assert [(one.body, one.version, one.taken) for one in agenda.sessions] == [(body, 1, 0) for body in moved]
    assert [one.body for one in agenda.partners] == sponsors
    assert (await stage.ask(GetCourse(fair_id=fair), organizer())).body == course
    [told] = await stage.all_told(SessionChanged, agenda.sessions[0].id)
    assert told.fair_id == fair


async def test_who_copies_sessions_may_draw_the_former_plan(stage: Stage) -> None:
    former, owner = await stage.fair(), organizer()
    keeper, _ = await joined(stage, former, owner, "money")
    copying = CopyParts(fair_id=await stage.fair(), former_id=former, parts=["sessions"])
    assert await refusal(stage, copying, keeper) == "right_required"


async def test_the_plan_is_taken_over_as_it_was_drawn(stage: Stage) -> None:
    """Booths by their codes, others in its stead, the drawing behind; not once somebody drew the new plan."""
    former, owner = await stage.fair(), organizer()
    shapes, version = await drawn(stage, former)
    moved = replace(shapes["B02"], zone="Chè", power=2000, y=shapes["B02"].y + 1)
    kept = [moved, replace(shapes["B01"], code="TRA-1", x=30.0), shapes["A01"]]
    await stage.ask(drawing(former, kept, version), owner)
    backdrop = await hung(stage, former, a_picture())
    await stage.ask(PutAdmission(fair_id=former, kind="press", places=20, approval=False), owner)
    fair = await stage.fair(starts_at=NOON + YEAR, ends_at=EVENING + YEAR)
    laid_out, _ = await drawn(stage, fair)
    copying = CopyParts(fair_id=fair, former_id=former, parts=["plan", "admissions"])

    assert [(await stage.ask(copying, owner)).outcome for _ in range(2)] == ["created", "repeated"]

    after, _ = await drawn(stage, fair)
    assert after["B02"] == replace(moved, id=laid_out["B02"].id)
    assert {code: (one.x, one.zone) for code, one in after.items()} == {one.code: (one.x, one.zone) for one in kept}
    assert {one.id for one in after.values()}.isdisjoint(one.id for one in kept)
    assert await picture(stage, fair, backdrop.picture_id) == await picture(stage, former, backdrop.picture_id)
    press = next(one for one in (await stage.ask(GetAdmissions(fair_id=fair), owner)).items if one.kind == "press")
    assert (press.places, press.approval) == (20, False)
