"""Fairs stated and revised, their halls, and who sees what."""

from datetime import timedelta

import pytest

from shared.contracts.fairs.attendees import GetBadge, RegisterAttendee
from shared.contracts.fairs.booths import GetBooths
from shared.contracts.fairs.fair import BoothCounts, FairChanged, FairOpened, FindFairs, GetFair, PutFair
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import EVENING, NOON, Stage, a_body, a_booking, a_hall, organizer, refusal, speaker


async def test_a_fair_is_stated_revised_and_left_unchanged(stage: Stage) -> None:
    fair, draft = uuid7(), a_body(status="draft")
    renamed = a_body(status="draft", name="Hội chợ Xuân")

    first = await stage.ask(PutFair(fair_id=fair, body=draft), organizer())
    again = await stage.ask(PutFair(fair_id=fair, body=draft, expected_version=7), organizer())
    other = await stage.ask(PutFair(fair_id=fair, body=renamed, expected_version=1), organizer())

    assert [(put.outcome, put.version) for put in (first, again, other)] == [
        ("created", 1),
        ("unchanged", 1),
        ("revised", 2),
    ]
    found = await stage.ask(GetFair(fair_id=fair), organizer())
    assert (found.body, found.version) == (renamed, 2)
    assert await stage.all_told(FairOpened, fair) == []
    assert await stage.all_told(FairChanged, fair) == []


async def test_another_body_needs_the_version_that_was_seen(stage: Stage) -> None:
    fair = await stage.fair()
    other = a_body(name="Hội chợ Thu")

    with pytest.raises(Rejected) as missing:
        await stage.ask(PutFair(fair_id=fair, body=other), organizer())
    with pytest.raises(Rejected) as stale:
        await stage.ask(PutFair(fair_id=fair, body=other, expected_version=3), organizer())

    assert (missing.value.code, missing.value.details) == ("version_required", {"version": 1})
    assert (stale.value.code, stale.value.details) == ("version_stale", {"version": 1})


async def test_the_times_are_moments_whatever_their_offset(stage: Stage) -> None:
    fair = await stage.fair()
    local = a_body(starts_at=NOON.astimezone(), ends_at=EVENING)

    assert (await stage.ask(PutFair(fair_id=fair, body=local), organizer())).outcome == "unchanged"


async def test_opening_is_told_once_and_each_later_revision_after_it(stage: Stage) -> None:
    fair = await stage.fair(status="draft")
    await stage.revise(fair, 1, status="open")
    await stage.revise(fair, 2, status="closed")
    await stage.revise(fair, 3, status="open")

    opened, changed = await stage.all_told(FairOpened, fair), await stage.all_told(FairChanged, fair)

    assert [(event.version, event.booking) for event in opened] == [(2, "direct")]
    assert [(event.version, event.status) for event in changed] == [(3, "closed"), (4, "open")]


async def test_a_fair_that_is_stated_open_is_told(stage: Stage) -> None:
    assert len(await stage.all_told(FairOpened, await stage.fair(status="open"))) == 1


async def test_a_way_that_is_not_allowed(stage: Stage) -> None:
    fair = await stage.fair(status="open")

    with pytest.raises(Rejected) as refused:
        await stage.revise(fair, 1, status="draft")

    assert (refused.value.code, refused.value.details) == ("status_not_allowed", {"current": "open", "wanted": "draft"})
    assert (await stage.ask(GetFair(fair_id=fair))).version == 1


async def test_a_refused_first_put_leaves_nothing(stage: Stage) -> None:
    fair = uuid7()
    for body, code in ((a_body(status="running"), "status_not_allowed"), (a_body(ends_at=NOON), "invalid")):
        assert await refusal(stage, PutFair(fair_id=fair, body=body), organizer()) == code

    assert await refusal(stage, GetFair(fair_id=fair), organizer()) == "fair_unknown"


async def test_who_may_not_state_a_fair(stage: Stage) -> None:
    command = PutFair(fair_id=uuid7(), body=a_body())

    assert await refusal(stage, command, await stage.coop()) == "forbidden"
    with pytest.raises(Rejected, match="unauthenticated"):
        await stage.ask(command)


async def test_halls_become_booths(stage: Stage) -> None:
    fair = await stage.fair(halls=[a_hall("H1", 2, 2), a_hall("H2", 1, 1)])

    booths = await stage.booths(fair)

    assert list(booths) == ["H1-A01", "H1-A02", "H1-B01", "H1-B02", "H2-A01"]
    assert {booth.status for booth in booths.values()} == {"free"}
    assert (await stage.ask(GetFair(fair_id=fair))).booths == BoothCounts(free=5, held=0, confirmed=0, blocked=0)


async def test_a_revised_hall_keeps_its_booths_and_their_holders(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair(halls=[a_hall("H1", 2, 2)])
    before = await stage.booths(fair)
    booking = a_booking(fair, before["A01"].id, coop)
    await stage.ask(booking, speaker(coop))

    await stage.revise(fair, 1, halls=[a_hall("H1", 1, 3), a_hall("H2", 1, 1)])

    after = await stage.booths(fair)
    assert list(after) == ["H1-A01", "H1-A02", "H1-A03", "H2-A01"]
    assert (after["H1-A01"].id, after["H1-A01"].booking_id) == (before["A01"].id, booking.booking_id)
    assert after["H1-A02"].id == before["A02"].id


async def test_a_booked_booth_is_never_taken_away(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair(halls=[a_hall("H1", 2, 2)])
    await stage.ask(a_booking(fair, await stage.booth(fair, "B02"), coop), speaker(coop))

    with pytest.raises(Rejected) as refused:
        await stage.revise(fair, 1, halls=[a_hall("H1", 1, 2)])

    assert (refused.value.code, refused.value.details) == ("booths_booked", {"count": 1, "booths": "B02"})
    assert len(await stage.booths(fair)) == 4
    await stage.revise(fair, 1, halls=[a_hall("H1", 2, 3)])
    assert len(await stage.booths(fair)) == 6


async def test_a_booth_that_was_taken_away_can_come_back(stage: Stage) -> None:
    fair = await stage.fair(halls=[a_hall("H1", 1, 2)])
    gone = await stage.booth(fair, "A02")
    await stage.revise(fair, 1, halls=[a_hall("H1", 1, 1)])
    coop = await stage.coop()
    assert await refusal(stage, a_booking(fair, gone, coop), coop) == "booth_unknown"

    await stage.revise(fair, 2, halls=[a_hall("H1", 1, 2)])

    assert await stage.booth(fair, "A02") == gone


async def test_a_large_fair_fits_its_messages(stage: Stage) -> None:
    fair = await stage.fair(halls=[a_hall("H1", 40, 25), a_hall("H2", 40, 25)])

    assert (await stage.ask(GetBooths(fair_id=fair))).total == 2000


async def test_drafts_are_for_organizers_only(stage: Stage) -> None:
    late = {"starts_at": NOON + timedelta(days=600), "ends_at": EVENING + timedelta(days=600)}  # in the first hundred
    draft, opened = await stage.fair(status="draft", **late), await stage.fair(**late)

    for_all = {fair.id for fair in (await stage.ask(FindFairs(page_size=100))).items}
    for_organizers = {fair.id for fair in (await stage.ask(FindFairs(page_size=100), organizer())).items}

    assert opened in for_all
    assert draft not in for_all
    assert {draft, opened} <= for_organizers
    with pytest.raises(Rejected, match="fair_unknown"):
        await stage.ask(GetFair(fair_id=draft))
    with pytest.raises(Rejected, match="fair_unknown"):
        await stage.ask(GetBooths(fair_id=draft))


async def test_fairs_are_listed_latest_first_with_their_counts(stage: Stage) -> None:
    late = [
        await stage.fair(starts_at=NOON + timedelta(days=900 + day), ends_at=NOON + timedelta(days=990))
        for day in range(3)
    ]
    page = await stage.ask(FindFairs(page_size=2))
    following = await stage.ask(FindFairs(page_size=2, page=2))

    assert [fair.id for fair in page.items] == [late[2], late[1]]
    assert following.items[0].id == late[0]
    assert page.total >= 3
    assert page.items[0].booths.free == 6


async def test_a_fair_has_names_and_descriptions_in_other_languages(stage: Stage) -> None:
    """They are told with it; lists leave the descriptions out."""
    names, descriptions = {"ja": "  OCOP\u200b 見本市 ", "he": " "}, {"en": "Who comes.", "ko": " "}
    last = {"starts_at": NOON.replace(year=2099), "ends_at": EVENING.replace(year=2099)}  # and so the first of lists
    fair = await stage.fair(names=names, descriptions=descriptions, **last)
    command = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Sato Ken")
    await stage.ask(command, visitor := speaker())

    shown = (await stage.ask(GetFair(fair_id=fair))).body
    assert (shown.names, shown.descriptions) == ({"ja": "OCOP 見本市"}, {"en": "Who comes."})
    [opened] = await stage.all_told(FairOpened, fair)
    assert opened.names == shown.names
    badge = await stage.ask(GetBadge(registration_id=command.registration_id), visitor)
    assert badge.fair_named == {"vi": "Hội chợ OCOP", "ja": "OCOP 見本市"}
    listed = next(one for one in (await stage.ask(FindFairs())).items if one.id == fair)
    assert (listed.body.names, listed.body.descriptions) == (shown.names, {})
