"""Who came and who exhibited, as the Alliance counts it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from shared.contracts.fairs.attendees import CheckIn, GetBadge, RegisterAttendee
from shared.contracts.fairs.bookings import EndBooking
from shared.contracts.fairs.feedback import GiveFeedback
from shared.contracts.fairs.fees import BasePrice, PriceBody, PutPrices
from shared.contracts.fairs.outcome import BudgetBody, BudgetLine, GetOutcome, PutBudget
from shared.contracts.fairs.taking_part import CountTurnouts, FindCoopsAtFair
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker
from tests.support.surroundings import account

OFFICER = account("officer")
BEGINNING = datetime(2033, 5, 1, 1, tzinfo=UTC)


async def somebody_comes(stage: Stage, fair: UUID, coop: UUID, *, through_the_gate: bool = True) -> None:
    actor = speaker(coop)
    command = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Đào", organisation_id=coop)
    await stage.ask(command, actor)
    if through_the_gate:
        badge = await stage.ask(GetBadge(registration_id=command.registration_id), actor)
        await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=badge.code), organizer())


async def test_who_exhibits_is_among_those_who_came(stage: Stage) -> None:
    fair = await stage.fair(starts_at=BEGINNING, ends_at=BEGINNING + timedelta(days=2))
    exhibitor, guest, absent, at_home = [await stage.coop() for _ in range(4)]
    for coop, code in ((exhibitor, "A01"), (absent, "A02")):
        await stage.ask(a_booking(fair, await stage.booth(fair, code), coop), speaker(coop))
    for coop in (exhibitor, exhibitor, guest):
        await somebody_comes(stage, fair, coop)
    await somebody_comes(stage, fair, at_home, through_the_gate=False)
    day = BEGINNING.date()

    found = await stage.ask(CountTurnouts(since=day, until=day), OFFICER)

    [turnout] = found.items
    assert (turnout.attended, turnout.exhibited, turnout.absent) == (2, 1, 1)
    assert (turnout.people, turnout.badges, found.coops) == (3, 4, 2)
    behind = (await stage.ask(FindCoopsAtFair(fair_id=fair), OFFICER)).items
    assert {one.coop.id: (one.people, one.booths) for one in behind} == {
        exhibitor: (2, ["A01"]),
        guest: (1, []),
        absent: (0, ["A02"]),
    }


async def test_the_report_of_a_fair_says_what_the_report_of_its_year_says(stage: Stage) -> None:
    fair = await stage.fair(starts_at=BEGINNING.replace(year=2034), ends_at=BEGINNING.replace(year=2034, month=6))
    exhibitor, absent = await stage.coop(), await stage.coop()
    for coop, code in ((exhibitor, "A01"), (absent, "A02")):
        await stage.ask(a_booking(fair, await stage.booth(fair, code), coop), speaker(coop))
    await somebody_comes(stage, fair, exhibitor)
    missed = next(one for one in (await stage.booths(fair)).values() if one.code == "A02")
    lines = [
        BudgetLine(name="Thuê nhà", planned=Decimal(90), spent=Decimal(80)),
        BudgetLine(name="In", planned=Decimal(5)),
    ]
    prices = PriceBody(bases=[BasePrice(amount=Decimal(70))])
    await stage.ask(PutPrices(fair_id=fair, body=prices), organizer())
    budget = PutBudget(fair_id=fair, body=BudgetBody(lines=lines))
    assert [(await stage.ask(budget, organizer())).outcome for _ in range(2)] == ["created", "unchanged"]
    await stage.revise(fair, 1, status="running")
    ended = EndBooking(booking_id=missed.booking_id or uuid7(), fair_id=fair, no_show=True)
    await stage.ask(ended, organizer())
    await stage.revise(fair, 2, status="finished")
    given = GiveFeedback(feedback_id=uuid7(), fair_id=fair, overall=4, scores={"place": 2}, again=False)
    await stage.ask(given, speaker(exhibitor))
    other = GiveFeedback(feedback_id=uuid7(), fair_id=fair, overall=5, scores={"place": 3}, again=True)
    await stage.ask(other, speaker(exhibitor))

    outcome = await stage.ask(GetOutcome(fair_id=fair), OFFICER)

    day = outcome.turnout.starts_at.date()
    counted = (await stage.ask(CountTurnouts(since=day, until=day), OFFICER)).items
    [yearly] = [one for one in counted if one.fair.id == fair]
    assert outcome.turnout == yearly
    assert sum(one.came for one in outcome.kinds) == yearly.people
    assert sum(one.badges for one in outcome.kinds) == yearly.badges
    assert (outcome.no_shows, outcome.booths.confirmed, outcome.booths.free) == (1, 1, 5)
    assert (outcome.budget.body.planned, outcome.budget.body.cost) == (Decimal(95), Decimal(85))
    assert outcome.fees is not None
    assert (outcome.fees.totals.due, outcome.fees.totals.charged) == (Decimal(70), Decimal(70))
    [opinion] = outcome.opinions
    assert (opinion.kind, opinion.answers, opinion.overall) == ("exhibitor", 2, Decimal("4.50"))
    assert (opinion.aspects, opinion.again, opinion.asked_again) == ({"place": Decimal("2.50")}, 1, 2)


async def test_who_may_not_count(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    day = BEGINNING.date()
    assert await refusal(stage, CountTurnouts(since=day, until=day), coop) == "forbidden"
    assert await refusal(stage, FindCoopsAtFair(fair_id=fair), coop) == "forbidden"
    assert await refusal(stage, GetOutcome(fair_id=fair), coop) == "forbidden"
    assert await refusal(stage, GetOutcome(fair_id=uuid7()), OFFICER) == "fair_unknown"
    assert await refusal(stage, FindCoopsAtFair(fair_id=uuid7()), OFFICER) == "fair_unknown"
    assert await refusal(stage, CountTurnouts(since=day, until=day - timedelta(days=1)), OFFICER) == "invalid"
