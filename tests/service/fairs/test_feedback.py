"""What people say of a fair that is over: once each, by who was there, shown when organizers agree."""

from uuid import UUID

from shared.actor import Actor
from shared.contracts.fairs.attendees import AttendeeKind, RegisterAttendee
from shared.contracts.fairs.feedback import (
    FeedbackAsked,
    FeedbackChanged,
    FindFeedback,
    GetFeedbackForm,
    GiveFeedback,
    ModerateFeedback,
)
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker
from tests.support.surroundings import account


async def buyer_at(stage: Stage, fair: UUID, kind: AttendeeKind = "buyer") -> Actor:
    somebody = account("buyer")
    badge = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Sato", kind=kind)
    await stage.ask(badge, somebody)
    return somebody


async def over(stage: Stage, fair: UUID) -> None:
    await stage.revise(fair, 1, status="running")
    await stage.revise(fair, 2, status="finished")


def opinion(fair: UUID, text: str = "") -> GiveFeedback:
    return GiveFeedback(feedback_id=uuid7(), fair_id=fair, overall=4, again=True, text=text, language="ja")


async def test_who_was_there_is_asked_once_when_it_is_over(stage: Stage) -> None:
    coop, fair = await stage.coop(), await stage.fair()
    await stage.ask(a_booking(fair, await stage.booth(fair), coop), speaker(coop))
    buyer = await buyer_at(stage, fair)
    assert await refusal(stage, GetFeedbackForm(fair_id=fair), buyer) == "feedback_not_yet"
    await over(stage, fair)
    await stage.revise(fair, 3, status="finished", description="Cảm ơn mọi người.")

    [asked] = await stage.all_told(FeedbackAsked, fair)
    assert (asked.organisation_ids, asked.account_ids) == ([coop], [buyer.account_id])
    forms = [await stage.ask(GetFeedbackForm(fair_id=fair), who) for who in (speaker(coop), buyer)]
    assert [(form.kind, form.given) for form in forms] == [("exhibitor", False), ("buyer", False)]
    assert set(forms[0].aspects) != set(forms[1].aspects)


async def test_one_answer_of_each_person(stage: Stage) -> None:
    fair = await stage.fair()
    buyer = await buyer_at(stage, fair)
    await over(stage, fair)
    given = opinion(fair)
    assert [(await stage.ask(given, buyer)).outcome for _ in range(2)] == ["created", "repeated"]
    assert await refusal(stage, opinion(fair), buyer) == "feedback_given"
    assert await refusal(stage, opinion(fair), account("buyer")) == "not_there"
    other = GiveFeedback(feedback_id=uuid7(), fair_id=fair, overall=5, scores={"trainer": 1})
    assert await refusal(stage, other, buyer) == "invalid"
    assert (await stage.ask(GetFeedbackForm(fair_id=fair), buyer)).given


async def test_nothing_is_shown_before_an_organizer_agrees(stage: Stage) -> None:
    fair = await stage.fair()
    visitor = await buyer_at(stage, fair, "visitor")
    await over(stage, fair)
    given = opinion(fair, "良い展示会でした。")
    await stage.ask(given, visitor)
    find = FindFeedback(fair_id=fair)
    show = ModerateFeedback(fair_id=fair, feedback_id=given.feedback_id, shown=True)
    assert (await stage.ask(find)).total == 0
    [waiting] = (await stage.ask(find, organizer())).items
    assert (waiting.kind, waiting.status, waiting.language) == ("visitor", "waiting", "ja")
    assert await refusal(stage, show, visitor) == "forbidden"

    assert [(await stage.ask(show, organizer())).outcome for _ in range(2)] == ["created", "repeated"]
    assert [one.text for one in (await stage.ask(find)).items] == ["良い展示会でした。"]
    await stage.ask(ModerateFeedback(fair_id=fair, feedback_id=given.feedback_id, shown=False), organizer())
    assert (await stage.ask(find)).total == 0
    told = await stage.all_told(FeedbackChanged, given.feedback_id)
    assert [event.status for event in told] == ["waiting", "shown", "hidden"]
