"""What was told of attendees beside their names goes with time."""

from datetime import timedelta

from services.fairs.forgetting import forget
from shared.contracts.fairs.attendee_groups import GroupMember, RegisterGroup
from shared.contracts.fairs.attendees import DAYS_KEPT, FindBadges, Particulars
from shared.ids import uuid7
from tests.support.fairs import EVENING, Stage, organizer

KEPT = timedelta(days=DAYS_KEPT)
SAID = Particulars(email="kim@example.kr", phone="+84912345678", language="ko", wishes="ăn chay")


async def test_particulars_are_erased_a_stated_time_after_the_fair(stage: Stage) -> None:
    """Of this fair and not of one that ends a day later. Names stay: attendance is counted by them."""
    fair, later = await stage.fair(), await stage.fair(ends_at=EVENING + timedelta(days=1))
    for one in (fair, later):
        member = GroupMember(line=1, registration_id=uuid7(), kind="guest", person_name="Kim Minsu", particulars=SAID)
        await stage.ask(RegisterGroup(group_id=uuid7(), fair_id=one, people=[member]), organizer())

    async def told() -> list[tuple[str, Particulars | None]]:
        pages = [await stage.ask(FindBadges(fair_id=one), organizer()) for one in (fair, later)]
        return [(badge.person_name, badge.particulars) for page in pages for badge in page.items]

    engine, due = stage.around.running.ports.engine, EVENING + KEPT
    await forget(engine, due - timedelta(seconds=1))
    assert await told() == [("Kim Minsu", SAID), ("Kim Minsu", SAID)]
    await forget(engine, due)
    assert await told() == [("Kim Minsu", None), ("Kim Minsu", SAID)]
