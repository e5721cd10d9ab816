"""The board of the day: persons and attendances, the pace of the gates, booths with nobody in them."""

from datetime import UTC, datetime, timedelta

from shared.contracts.fairs.attendance import GetAttendance
from shared.contracts.fairs.gate import MergeScans, Scan
from shared.ids import uuid7
from tests.service.fairs.test_attendees import a_registration, badge_of
from tests.service.fairs.test_gate import a_batch, a_scan, badges
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker


async def test_people_are_counted_once_a_day_and_once_a_session(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    one, other, _ = await badges(stage, fair, 3)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    scans = [
        *(a_scan(code, at=yesterday) for code in (one, other, one)),
        a_scan(one, gate="2"),
        a_scan(one, session="Bài 1"),
    ]
    await stage.ask(a_batch(fair, *scans), gate)

    board = await stage.ask(GetAttendance(fair_id=fair), gate)

    assert (board.registered, board.came) == (3, 2)
    assert [(line.day == board.today, line.session, line.kind, line.people) for line in board.attended] == [
        (False, "", "visitor", 2),
        (True, "", "visitor", 1),
        (True, "Bài 1", "visitor", 1),
    ]
    assert {pace.gate: sum(pace.minutes) for pace in board.gates} == {"1": 1, "2": 1}


async def test_a_booth_is_empty_until_somebody_of_its_holder_has_come(stage: Stage) -> None:
    fair, gate, coop = await stage.fair(), organizer(), await stage.coop(name="HTX Tân Chi")
    await stage.ask(a_booking(fair, await stage.booth(fair), coop), speaker(coop))
    registration = a_registration(fair, kind="exhibitor", organisation_id=coop)
    badge = await badge_of(stage, registration, speaker(coop))

    before = await stage.ask(GetAttendance(fair_id=fair), gate)
    came = Scan(id=uuid7(), at=datetime.now(UTC), code=badge.code)
    await stage.ask(MergeScans(fair_id=fair, phone_now=datetime.now(UTC), scans=[came]), gate)
    after = await stage.ask(GetAttendance(fair_id=fair), gate)

    assert (before.booths, [(one.code, one.organisation_name) for one in before.empty]) == (1, [("A01", "HTX Tân Chi")])
    assert (after.booths, after.empty) == (1, [])


async def test_the_board_is_the_organizers(stage: Stage) -> None:
    assert await refusal(stage, GetAttendance(fair_id=await stage.fair()), speaker()) == "forbidden"
