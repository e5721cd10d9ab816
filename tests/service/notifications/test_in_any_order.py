"""However often and in whichever order things are told: nobody has a notice or a letter twice."""

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.ids import uuid7
from tests.service.notifications.test_exactly_once import letters_of
from tests.support import events
from tests.support.notifications import Stage

NOTICES = ("match_asked", "booth_yours", "application_accepted", "listing_in_catalogue")


class Delivery(NamedTuple):
    """Of one of the things that happened: a message of its own, or the same message again."""

    of: int
    message: int


deliveries = st.lists(st.builds(Delivery, st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=14)


@settings(max_examples=8, deadline=None)
@given(deliveries=deliveries)
async def test_no_notice_twice(stage: Stage, deliveries: list[Delivery]) -> None:
    coop, fair = uuid7(), uuid7()
    who = await stage.account("coop", speaks_for=coop)
    happened = [
        events.match_requested(uuid7(), coop, uuid7()),
        events.booking_confirmed(uuid7(), fair, coop),
        events.application_decided(uuid7(), fair, coop, accepted=True),
        events.listing_published(coop),
    ]
    ids = {Delivery(of, message): uuid7() for of in range(len(happened)) for message in range(2)}
    for one in deliveries:
        await stage.publish(happened[one.of], ids[one])
    await stage.settled(list({ids[one] for one in deliveries}))
    told = sorted({NOTICES[one.of] for one in deliveries})
    assert sorted(entry.kind for entry in await stage.entries(who)) == told
    assert await letters_of(stage, who) == len(told)
