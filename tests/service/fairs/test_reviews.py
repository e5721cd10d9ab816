"""Applications are scored by several people, returned for changes, put on the waiting list."""

from uuid import UUID

import pytest

from shared.contracts.fairs.applications import (
    ApplicationAnswered,
    ApplyForBooth,
    DecideApplication,
    FindApplications,
    ReviewApplication,
    ReviseApplication,
)
from shared.contracts.fairs.bookings import BookBooth
from shared.contracts.fairs.fair import Question
from shared.contracts.fairs.waiting import GetWaitingList, OfferBooth
from shared.errors import Invalid
from shared.ids import uuid7
from tests.support.fairs import Stage, organizer, refusal, speaker


async def applied(stage: Stage, fair: UUID) -> ApplyForBooth:
    coop = await stage.coop()
    command = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=[await stage.listing(coop)]
    )
    await stage.ask(command, speaker(coop))
    return command


async def test_several_people_score_and_only_they_see_it(stage: Stage) -> None:
    fair = await stage.fair(booking="approval")
    application = await applied(stage, fair)
    one, other = organizer(), organizer()
    for by, score in ((one, 2), (other, 4), (one, 5)):
        await stage.ask(ReviewApplication(application_id=application.application_id, score=score), by)

    [seen] = (await stage.ask(FindApplications(fair_id=fair), organizer())).items
    own = FindApplications(fair_id=fair, organisation_id=application.organisation_id)
    [theirs] = (await stage.ask(own, speaker(application.organisation_id))).items

    assert sorted(review.score for review in seen.reviews) == [4, 5]
    assert theirs.reviews == []
    scoring = ReviewApplication(application_id=application.application_id, score=5)
    assert await refusal(stage, scoring, application.organisation_id) == "forbidden"


async def test_what_is_returned_for_changes_is_sent_again(stage: Stage) -> None:
    fair = await stage.fair(booking="approval")
    application = await applied(stage, fair)
    coop, key = application.organisation_id, application.application_id
    again = ReviseApplication(application_id=key, listing_ids=application.listing_ids, wish="Gần cửa")
    assert await refusal(stage, again, coop) == "not_returned"
    returned = DecideApplication(application_id=key, accepted=False, instead="returned", reason="Thêm ảnh")

    assert [(await stage.ask(returned, organizer())).outcome for _ in range(2)] == ["created", "repeated"]
    assert await refusal(stage, again, await stage.coop()) == "application_unknown"
    assert [(await stage.ask(again, speaker(coop))).outcome for _ in range(2)] == ["revised", "unchanged"]

    [told] = await stage.all_told(ApplicationAnswered, key)
    assert (told.answer, told.reason, told.version) == ("returned", "Thêm ảnh", 2)
    await stage.ask(DecideApplication(application_id=key, accepted=True), organizer())
    [seen] = (await stage.ask(FindApplications(fair_id=fair), organizer())).items
    assert (seen.status, seen.wish, seen.version) == ("accepted", "Gần cửa", 4)


async def test_who_is_waitlisted_waits_and_may_take_what_is_offered(stage: Stage) -> None:
    fair = await stage.fair(booking="approval")
    application = await applied(stage, fair)
    coop = application.organisation_id
    command = DecideApplication(application_id=application.application_id, accepted=False, instead="waitlisted")
    await stage.ask(command, organizer())
    [entry] = (await stage.ask(GetWaitingList(fair_id=fair), organizer())).items
    assert entry.organisation.id == coop
    booth = await stage.booth(fair)
    own = BookBooth(booking_id=uuid7(), fair_id=fair, booth_id=booth, organisation_id=coop)
    assert await refusal(stage, own, coop) == "application_required"

    await stage.ask(OfferBooth(booking_id=own.booking_id, fair_id=fair, booth_id=booth, entry_id=entry.id), organizer())

    assert (await stage.ask(own, speaker(coop))).outcome == "created"


async def test_questions_that_must_be_answered(stage: Stage) -> None:
    questions = [Question(text="Bao nhiêu người?", required=True), Question(text="Ghi chú")]
    fair = await stage.fair(booking="approval", questions=questions)
    coop = await stage.coop()
    shown = [await stage.listing(coop)]
    silent = ApplyForBooth(application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=shown)
    with pytest.raises(Invalid) as refused:
        await stage.ask(silent, speaker(coop))
    assert refused.value.details == {"answers.0": "required"}

    answered = ApplyForBooth(
        application_id=uuid7(), fair_id=fair, organisation_id=coop, listing_ids=shown, answers=["3 người"]
    )
    await stage.ask(answered, speaker(coop))

    [seen] = (await stage.ask(FindApplications(fair_id=fair), organizer())).items
    assert seen.answers == ["3 người"]
