"""Scans of phones without network, merged: nothing lost, nothing counted twice, whoever sends what how often."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.fairs.badge_code import mark, new_code, understood
from shared.contracts.fairs.attendees import AttendeeCheckedIn, CheckIn, FindBadges, GetBadge
from shared.contracts.fairs.gate import (
    FindOddScans,
    GetGateList,
    MergedScans,
    MergeScans,
    Scan,
    ScanResult,
    ScansMerged,
    WalkIn,
)
from shared.ids import uuid7
from tests.service.fairs.test_attendees import a_registration, badge_of
from tests.support.fairs import Stage, organizer, refusal, speaker

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


def a_scan(code: str, **changes: Any) -> Scan:
    return msgspec.structs.replace(Scan(id=uuid7(), at=now(), behind=0, gate="1", code=code), **changes)


def a_batch(fair: UUID, *scans: Scan, **changes: Any) -> MergeScans:
    return msgspec.structs.replace(MergeScans(fair_id=fair, phone_now=now(), scans=list(scans)), **changes)


async def badges(stage: Stage, fair: UUID, number: int) -> list[str]:
    return [(await badge_of(stage, a_registration(fair), speaker())).code for _ in range(number)]


def verdicts(merged: MergedScans) -> list[str]:
    return [result.verdict for result in merged.results]


async def test_two_gates_count_a_badge_once_and_say_where_it_came_in(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    badge = await badge_of(stage, a_registration(fair), speaker())
    morning = datetime(2026, 3, 1, 1, tzinfo=UTC)
    first = a_batch(fair, a_scan(badge.code, gate="Cổng Đông", at=morning))
    second = a_batch(fair, a_scan(badge.code.lower(), gate="Cổng Tây", at=morning + HOUR))

    came, again = await stage.ask(first, gate), await stage.ask(first, gate)
    [elsewhere] = (await stage.ask(second, gate)).results

    assert verdicts(came) == ["counted"]
    assert again == came
    assert (elsewhere.verdict, elsewhere.first_gate, elsewhere.first_at) == (
        "already",
        "Cổng Đông",
        came.results[0].at,
    )
    assert elsewhere.person_name == "Nguyễn Thị Đào"
    [told] = await stage.all_told(AttendeeCheckedIn, badge.registration_id)
    assert told.at == first.scans[0].at
    [merged] = await stage.all_told(ScansMerged, first.scans[0].id)
    assert (merged.fair_id, merged.counted) == (fair, 1)
    assert await stage.all_told(ScansMerged, second.scans[0].id) == []


async def test_a_badge_comes_on_each_day_of_the_venue_and_to_each_session(stage: Stage) -> None:
    fair, gate = await stage.fair(zone="Asia/Ho_Chi_Minh"), organizer()
    [code] = await badges(stage, fair, 1)
    evening = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)  # 23:30 in Vietnam
    scans = [
        a_scan(code, at=evening),
        a_scan(code, at=evening + HOUR),
        a_scan(code, at=evening + 2 * HOUR),
        a_scan(code, at=evening + 2 * HOUR, session="Bài 1"),
    ]

    results = (await stage.ask(a_batch(fair, *reversed(scans)), gate)).results

    assert [(one.verdict, one.day.day) for one in reversed(results)] == [
        ("counted", 1),
        ("counted", 2),
        ("already", 2),
        ("counted", 2),
    ]
    [expected] = (await stage.ask(GetGateList(fair_id=fair), gate)).items
    assert sorted(day.day for day in expected.came) == [1, 2]
    assert (await stage.ask(FindBadges(fair_id=fair), gate)).items[0].checked_in_at == evening


async def test_what_could_not_be_checked_is_kept_and_listed(stage: Stage) -> None:
    fair, elsewhere, gate = await stage.fair(), await stage.fair(name="Hội chợ bên kia"), organizer()
    [theirs], [ours] = await badges(stage, elsewhere, 1), await badges(stage, fair, 1)
    key = UUID((await stage.ask(GetGateList(fair_id=fair), gate)).key)
    signed = new_code(key)

    merged = await stage.ask(a_batch(fair, *map(a_scan, (theirs, signed, "nobody", ours))), gate)
    odd = await stage.ask(FindOddScans(fair_id=fair), gate)

    assert verdicts(merged) == ["other_fair", "unknown", "forged", "counted"]
    assert (merged.results[0].fair_name, merged.results[0].person_name) == ("Hội chợ bên kia", "")
    assert {(scan.code, scan.verdict) for scan in odd.items} == {
        (theirs, "other_fair"),
        (signed, "unknown"),
        ("nobody", "forged"),
    }
    assert odd.total == 3


async def test_who_walks_in_is_registered_once_and_gets_a_badge(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    person = WalkIn(person_name="Trần  Văn Bưởi", organisation_name="HTX Tân Chi")
    batch = a_batch(fair, Scan(id=uuid7(), at=now(), gate="1", walk_in=person))

    [came] = (await stage.ask(batch, gate)).results
    [again] = (await stage.ask(batch, gate)).results

    assert (came.verdict, came.person_name) == ("counted", "Trần Văn Bưởi")
    assert again == came
    assert came.registration_id is not None
    badge = await stage.ask(GetBadge(registration_id=came.registration_id), gate)
    assert (badge.code, badge.checked_in_at) == (came.code, came.at)
    assert (await stage.ask(FindBadges(fair_id=fair), gate)).total == 1


async def test_a_clock_wrong_by_a_day_is_put_right_and_one_that_was_set_is_marked(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    one, other = await badges(stage, fair, 2)
    slow = now() - DAY
    wrong = a_scan(one, at=slow - HOUR, behind=86_400)
    right_again = a_scan(other, at=slow - HOUR, behind=86_400)

    [corrected] = (await stage.ask(a_batch(fair, wrong, phone_now=slow), gate)).results
    [doubtful] = (await stage.ask(a_batch(fair, right_again), gate)).results

    for result, clock in ((corrected, "corrected"), (doubtful, "doubtful")):
        assert (result.verdict, result.clock) == ("counted", clock)
        assert abs(result.at - (now() - HOUR)) < timedelta(minutes=10)
    assert [scan.id for scan in (await stage.ask(FindOddScans(fair_id=fair), gate)).items] == [right_again.id]


async def test_no_clock_is_so_wrong_that_a_scan_cannot_be_kept(stage: Stage) -> None:
    """A time that no zone could tell would come back from the phone for ever."""
    fair, gate = await stage.fair(), organizer()
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    for phone_now, at in ((first, last), (last, first), (now(), last)):
        [code] = await badges(stage, fair, 1)
        merged = await stage.ask(a_batch(fair, a_scan(code, at=at), phone_now=phone_now), gate)
        assert verdicts(merged) == ["counted"]
        assert merged.results[0].at <= now()


async def test_batches_of_two_gates_sent_twice_at_once_count_everybody_once(stage: Stage) -> None:
    """As when the network comes and goes: each phone sends again what was answered to nobody."""
    fair, gate = await stage.fair(), organizer()
    codes = await badges(stage, fair, 12)
    walk_in = Scan(id=uuid7(), at=now(), gate="2", walk_in=WalkIn(person_name="Lê Thị Na"))
    east = [a_scan(code, gate="1") for code in codes]
    west = [*(a_scan(code, gate="2") for code in reversed(codes)), walk_in, a_scan("nobody", gate="2")]
    batches = [a_batch(fair, *part) for part in (east[:8], east[4:], west[:9], west[5:]) for _ in range(3)]

    answers = await asyncio.gather(*(stage.ask(batch, gate) for batch in batches))

    said: dict[UUID, ScanResult] = {}
    for answer in answers:
        for result in answer.results:
            assert said.setdefault(result.id, result) == result
    assert len(said) == 12 + 12 + 2
    counted = [result.registration_id for result in said.values() if result.verdict == "counted"]
    assert len(counted) == len(set(counted)) == 13
    assert (await stage.ask(FindBadges(fair_id=fair), gate)).checked_in == 13
    for result in said.values():
        if result.verdict == "counted" and result.registration_id != walk_in.id and result.registration_id:
            assert len(await stage.all_told(AttendeeCheckedIn, result.registration_id)) == 1


async def test_at_a_cancelled_fair_nobody_comes_in(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    [code] = await badges(stage, fair, 1)
    await stage.revise(fair, 1, status="cancelled")
    walk_in = Scan(id=uuid7(), at=now(), walk_in=WalkIn(person_name="Lê Thị Na"))

    assert verdicts(await stage.ask(a_batch(fair, a_scan(code), walk_in), gate)) == ["cancelled", "cancelled"]
    assert (await stage.ask(FindBadges(fair_id=fair), gate)).total == 1


async def test_the_gate_is_the_organizers(stage: Stage) -> None:
    fair = await stage.fair()
    for asked in (GetGateList(fair_id=fair), a_batch(fair, a_scan("x")), FindOddScans(fair_id=fair)):
        assert await refusal(stage, asked, speaker()) == "forbidden"


async def test_what_a_merge_refuses(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    one, other = await badges(stage, fair, 2)
    scan = a_scan(one)
    await stage.ask(a_batch(fair, scan), gate)

    assert await refusal(stage, a_batch(fair, msgspec.structs.replace(scan, code=other)), gate) == "id_reused"
    assert await refusal(stage, CheckIn(check_in_id=scan.id, fair_id=fair, code=other), gate) == "id_reused"
    assert await refusal(stage, a_batch(uuid7(), a_scan(one)), gate) == "fair_unknown"
    assert await refusal(stage, a_batch(fair, a_scan("  ")), gate) == "invalid"


async def test_a_gates_list_is_read_in_pages_and_holds_no_codes(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    codes = await badges(stage, fair, 3)

    first = await stage.ask(GetGateList(fair_id=fair, page_size=2), gate)
    second = await stage.ask(GetGateList(fair_id=fair, page_size=2, after=first.next), gate)

    assert (first.total, len(first.items), second.next) == (3, 2, None)
    marks = {one.mark for one in (*first.items, *second.items)}
    assert marks == {mark(understood(code)) for code in codes}
    assert not any(understood(code) in msgspec.json.encode(first).decode() for code in codes)


async def test_who_forgot_the_badge_is_let_in_by_name(stage: Stage) -> None:
    """The phone tells the mark that its list has; the badge itself counts no second time that day."""
    fair, gate = await stage.fair(), organizer()
    badge = await badge_of(stage, a_registration(fair), speaker())
    [expected] = (await stage.ask(GetGateList(fair_id=fair), gate)).items
    by_name = a_batch(fair, a_scan("", mark=expected.mark))

    came, again = await stage.ask(by_name, gate), await stage.ask(by_name, gate)

    assert (verdicts(came), came.results[0].person_name) == (["counted"], badge.person_name)
    assert again == came
    assert verdicts(await stage.ask(a_batch(fair, a_scan(badge.code)), gate)) == ["already"]
    elsewhere = await stage.fair()
    stranger = a_batch(elsewhere, a_scan("", mark=expected.mark))
    assert verdicts(await stage.ask(stranger, gate)) == ["forged"]
    assert await refusal(stage, a_batch(fair, a_scan("")), gate) == "invalid"
