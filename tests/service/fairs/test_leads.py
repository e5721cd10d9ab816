"""Leads: nothing without the other's yes, the same for both, and for nobody else."""

import asyncio
from datetime import date
from typing import NamedTuple

import pytest

from shared.actor import Actor
from shared.contracts.fairs.attendees import Badge
from shared.contracts.fairs.leads import AnswerLead, CaptureLead, FindLeads, Lead, LeadChanged, NoteLead
from shared.ids import uuid7
from tests.service.fairs.test_attendees import a_registration, badge_of
from tests.support.fairs import Stage, organizer, refusal, speaker


class Guest(NamedTuple):
    actor: Actor
    badge: Badge

    def reads(self, other: "Guest") -> CaptureLead:
        return CaptureLead(lead_id=uuid7(), registration_id=self.badge.registration_id, code=other.badge.code)

    async def leads(self, stage: Stage) -> list[Lead]:
        return (await stage.ask(FindLeads(), self.actor)).items


@pytest.fixture
async def two(stage: Stage) -> tuple[Guest, Guest]:
    fair = await stage.fair()
    names, actors = ("Nguyễn Thị Đào", "Sato Yui"), (speaker(), speaker())
    badges = [await badge_of(stage, a_registration(fair, person_name=n), a) for n, a in zip(names, actors, strict=True)]
    return Guest(actors[0], badges[0]), Guest(actors[1], badges[1])


async def test_the_other_is_asked_and_shown_to_nobody_before_a_yes(stage: Stage, two: tuple[Guest, Guest]) -> None:
    coop, buyer = two
    command = coop.reads(buyer)

    assert (await stage.ask(command, coop.actor)).outcome == "created"
    assert (await stage.ask(command, coop.actor)).outcome == "repeated"
    [mine], [theirs] = await coop.leads(stage), await buyer.leads(stage)
    assert (mine.status, mine.to_answer, mine.person_name) == ("asked", False, "")
    assert (theirs.status, theirs.to_answer, theirs.person_name) == ("asked", True, "Nguyễn Thị Đào")
    assert (mine.email, theirs.email) == ("", "")

    await stage.ask(AnswerLead(lead_id=command.lead_id, agreed=False), buyer.actor)
    assert [lead.person_name for lead in (*await coop.leads(stage), *await buyer.leads(stage))] == ["", ""]
    await stage.ask(AnswerLead(lead_id=command.lead_id, agreed=True), buyer.actor)
    [mine], [theirs] = await coop.leads(stage), await buyer.leads(stage)
    assert (mine.person_name, theirs.person_name) == ("Sato Yui", "Nguyễn Thị Đào")
    assert mine.email == f"{buyer.actor.account_id}@example.org"
    assert theirs.email == f"{coop.actor.account_id}@example.org"
    assert await refusal(stage, AnswerLead(lead_id=mine.id, agreed=False), buyer.actor) == "already_decided"
    told = await stage.all_told(LeadChanged, mine.id)
    assert [event.status for event in told] == ["asked", "declined", "agreed"]


async def test_two_who_read_each_other_at_once_have_one_lead(stage: Stage, two: tuple[Guest, Guest]) -> None:
    one, other = two
    both = [stage.ask(reader.reads(read), reader.actor) for reader, read in ((one, other), (other, one)) * 4]

    answers = await asyncio.gather(*both)

    assert len({answer.id for answer in answers}) == 1
    [mine], [theirs] = await one.leads(stage), await other.leads(stage)
    assert mine.status == theirs.status == "agreed"
    assert mine.id == theirs.id


async def test_notes_are_ones_own_and_the_nearest_day_comes_first(stage: Stage, two: tuple[Guest, Guest]) -> None:
    coop, buyer = two
    await stage.ask(coop.reads(buyer), coop.actor)
    lead = (await stage.ask(buyer.reads(coop), buyer.actor)).id
    note = NoteLead(lead_id=lead, note="Gửi mẫu trà", follow_up=date(2031, 3, 5))

    await stage.ask(note, coop.actor)
    await stage.ask(note, coop.actor)

    [mine], [theirs] = await coop.leads(stage), await buyer.leads(stage)
    assert (mine.note, mine.follow_up, mine.done) == ("Gửi mẫu trà", date(2031, 3, 5), False)
    assert (theirs.note, theirs.follow_up) == ("", None)


async def test_who_may_not(stage: Stage, two: tuple[Guest, Guest]) -> None:
    coop, buyer = two
    asked = coop.reads(buyer)
    await stage.ask(asked, coop.actor)
    stranger = speaker()

    assert (await stage.ask(FindLeads(), organizer())).items == []
    for who in (stranger, organizer(), coop.actor):
        assert await refusal(stage, AnswerLead(lead_id=asked.lead_id, agreed=True), who) == "lead_unknown"
    for who in (stranger, organizer(), coop.actor, buyer.actor):
        assert await refusal(stage, NoteLead(lead_id=asked.lead_id, note="x"), who) == "lead_unknown"
    assert await refusal(stage, coop.reads(buyer), stranger) == "registration_unknown"
    assert await refusal(stage, coop.reads(coop), coop.actor) == "own_badge"


async def test_which_badges_cannot_be_read(stage: Stage, two: tuple[Guest, Guest]) -> None:
    coop, _ = two
    elsewhere = Guest(speaker(), await badge_of(stage, a_registration(await stage.fair()), speaker()))

    assert await refusal(stage, coop.reads(elsewhere), coop.actor) == "badge_of_other_fair"
    nobody = CaptureLead(lead_id=uuid7(), registration_id=coop.badge.registration_id, code="nobody")
    assert await refusal(stage, nobody, coop.actor) == "badge_unknown"
