"""Badges, who may read them, and the gate."""

import re
from uuid import UUID

import msgspec
import pytest

from shared.actor import Actor
from shared.contracts.fairs.attendees import (
    AttendeeCheckedIn,
    AttendeeRegistered,
    Badge,
    CheckIn,
    FindBadges,
    GetBadge,
    RegisterAttendee,
)
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.fairs import Stage, a_booking, organizer, refusal, speaker


def a_registration(fair: UUID, **changes: object) -> RegisterAttendee:
    command = RegisterAttendee(registration_id=uuid7(), fair_id=fair, person_name="Nguyễn Thị Đào")
    return msgspec.structs.replace(command, **changes)


async def badge_of(stage: Stage, command: RegisterAttendee, actor: Actor) -> Badge:
    await stage.ask(command, actor)
    return await stage.ask(GetBadge(registration_id=command.registration_id), actor)


async def test_whoever_is_signed_in_gets_a_badge(stage: Stage) -> None:
    visitor, fair = speaker(), await stage.fair()
    command = a_registration(fair, organisation_name="Aeon")

    badge = await badge_of(stage, command, visitor)
    again = await stage.ask(command, visitor)

    assert (again.outcome, again.code) == ("repeated", badge.code)
    assert re.fullmatch("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", badge.code)
    assert (badge.kind, badge.person_name, badge.organisation_name, badge.checked_in_at) == (
        "visitor",
        "Nguyễn Thị Đào",
        "Aeon",
        None,
    )
    [told] = await stage.all_told(AttendeeRegistered, command.registration_id)
    assert (told.account_id, told.kind) == (visitor.account_id, "visitor")


async def test_a_registration_id_stands_for_one_registration(stage: Stage) -> None:
    visitor, fair = speaker(), await stage.fair()
    command = a_registration(fair)
    await stage.ask(command, visitor)

    renamed = a_registration(fair, registration_id=command.registration_id, person_name="Trần Văn Bưởi")

    assert await refusal(stage, renamed, visitor) == "id_reused"
    assert await refusal(stage, command, speaker()) == "id_reused"


async def test_exhibitors_have_a_booth(stage: Stage) -> None:
    coop, fair = await stage.coop(name="HTX Tân Chi"), await stage.fair()
    command = a_registration(fair, kind="exhibitor", organisation_id=coop)
    assert await refusal(stage, command, coop) == "booking_required"

    await stage.ask(a_booking(fair, await stage.booth(fair), coop), speaker(coop))

    assert (await badge_of(stage, command, speaker(coop))).organisation_name == "HTX Tân Chi"


async def test_who_may_not_register(stage: Stage) -> None:
    coop, other, fair = await stage.coop(), await stage.coop(), await stage.fair()
    stranger = uuid7()

    assert await refusal(stage, a_registration(fair, kind="guest"), coop) == "forbidden"
    assert (await stage.ask(a_registration(fair, kind="guest"), organizer())).outcome == "created"
    assert await refusal(stage, a_registration(fair, organisation_id=coop), other) == "forbidden"
    assert await refusal(stage, a_registration(fair, organisation_id=stranger), stranger) == "organisation_unknown"
    assert await refusal(stage, a_registration(fair, person_name="\u200b "), coop) == "invalid"
    assert await refusal(stage, a_registration(fair, kind="exhibitor"), coop) == "invalid"
    with pytest.raises(Rejected, match="unauthenticated"):
        await stage.ask(a_registration(fair))


@pytest.mark.parametrize(("status", "code"), [("draft", "fair_unknown"), ("cancelled", "fair_not_open")])
async def test_where_nobody_registers(stage: Stage, status: str, code: str) -> None:
    fair = await stage.fair(status="draft")
    if status != "draft":
        await stage.revise(fair, 1, status=status)

    assert await refusal(stage, a_registration(fair), speaker()) == code


async def test_a_badge_is_its_owners_and_the_organizers(stage: Stage) -> None:
    visitor, fair = speaker(), await stage.fair()
    command = a_registration(fair)
    await stage.ask(command, visitor)
    query = GetBadge(registration_id=command.registration_id)

    assert (await stage.ask(query, organizer())).registration_id == command.registration_id
    assert await refusal(stage, query, speaker()) == "badge_unknown"
    assert await refusal(stage, GetBadge(registration_id=uuid7()), organizer()) == "badge_unknown"


async def test_badges_are_found_by_name_without_marks(stage: Stage) -> None:
    visitor, fair = speaker(), await stage.fair()
    for name in ("Nguyễn Thị Đào", "Trần Văn Bưởi", "Đỗ 100% Thật"):
        await stage.ask(a_registration(fair, person_name=name), visitor)
    await stage.ask(a_registration(fair, person_name="Người khác"), speaker())

    async def names(actor: Actor, q: str = "") -> list[str]:
        page = await stage.ask(FindBadges(fair_id=fair, q=q), actor)
        assert page.total == len(page.items)
        return [badge.person_name for badge in page.items]

    assert await names(visitor) == ["Đỗ 100% Thật", "Nguyễn Thị Đào", "Trần Văn Bưởi"]
    assert await names(organizer(), "dao") == ["Nguyễn Thị Đào"]
    assert await names(organizer(), "%") == ["Đỗ 100% Thật"]
    assert len(await names(organizer())) == 4
    assert (await stage.ask(FindBadges(), visitor)).total == 3


async def test_the_first_check_in_counts(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    badge = await badge_of(stage, a_registration(fair), speaker())
    typed = badge.code.replace("-", " ").lower()
    command = CheckIn(check_in_id=uuid7(), fair_id=fair, code=typed)

    first = await stage.ask(command, gate)
    again = await stage.ask(command, gate)
    another = await stage.ask(CheckIn(check_in_id=uuid7(), fair_id=fair, code=badge.code), gate)

    assert [reply.outcome for reply in (first, again, another)] == ["created", "repeated", "already"]
    assert first.badge.checked_in_at is not None
    assert another.badge.checked_in_at == first.badge.checked_in_at
    [told] = await stage.all_told(AttendeeCheckedIn, badge.registration_id)
    assert told.at == first.badge.checked_in_at
    assert (await stage.ask(FindBadges(fair_id=fair), gate)).checked_in == 1


async def test_what_a_gate_refuses(stage: Stage) -> None:
    fair, gate = await stage.fair(), organizer()
    elsewhere = await stage.fair(name="Hội chợ bên kia")
    ours, second = [await badge_of(stage, a_registration(fair), speaker()) for _ in range(2)]
    theirs = await badge_of(stage, a_registration(elsewhere), speaker())

    def shown(code: str) -> CheckIn:
        return CheckIn(check_in_id=uuid7(), fair_id=fair, code=code)

    assert await refusal(stage, shown("0000-0000-0000-0000"), gate) == "badge_unknown"
    assert await refusal(stage, shown(ours.code), await stage.coop()) == "forbidden"
    with pytest.raises(Rejected) as refused:
        await stage.ask(shown(theirs.code), gate)
    assert (refused.value.code, refused.value.details) == ("badge_of_other_fair", {"fair_name": "Hội chợ bên kia"})

    first = shown(ours.code)
    await stage.ask(first, gate)
    reused = CheckIn(check_in_id=first.check_in_id, fair_id=fair, code=second.code)
    assert await refusal(stage, reused, gate) == "id_reused"
