"""However often, in whichever order and how much at once it is told: each inbox has it once, in an order that stays."""

import asyncio
import random

import sqlalchemy as sa

from services.notifications.writing import LETTER
from shared.actor import Actor
from shared.contracts.message import Event
from shared.contracts.notifications import MarkRead
from shared.ids import uuid7
from tests.support import events
from tests.support.eventually import eventually_async
from tests.support.notifications import Stage, an_account, known, listen_for


async def letters_of(stage: Stage, who: Actor) -> int:
    count = sa.select(sa.func.count()).select_from(LETTER).where(LETTER.c.account_id == who.account_id)
    return int(await stage.scalar(count))


async def test_a_message_delivered_again_and_a_fact_republished_change_nothing(stage: Stage) -> None:
    coop, buyer, match = uuid7(), uuid7(), uuid7()
    seller = await stage.account("coop", speaks_for=coop)
    event, message_id = events.match_requested(match, coop, buyer), uuid7()
    for _ in range(3):
        await stage.publish(event, message_id)
    await stage.tell(event, event)
    assert len(await stage.entries(seller)) == 1
    assert await letters_of(stage, seller) == 1


async def test_the_order_of_events_does_not_matter(stage: Stage) -> None:
    """Even the account that is told may become known last."""
    outcomes = []
    for seed in range(6):
        coop, buyer, fair, booking, match = (uuid7() for _ in range(5))
        speaker = an_account("coop", speaks_for=coop)
        happened: list[Event] = [
            known(speaker),
            events.listing_published(coop),
            events.match_requested(match, coop, buyer),
            events.booking_confirmed(booking, fair, coop),
            events.booking_ended(booking, fair, coop),
            events.application_decided(uuid7(), fair, coop, accepted=True),
        ]
        random.Random(seed).shuffle(happened)  # noqa: S311 - any order will do
        await stage.tell(*happened, *happened)
        found = await stage.entries(speaker)
        assert sorted(entry.sequence for entry in found) == [1, 2, 3, 4, 5]
        outcomes.append(sorted(entry.kind for entry in found))
    assert (
        outcomes == [["application_accepted", "booth_left", "booth_yours", "listing_in_catalogue", "match_asked"]] * 6
    )


async def test_what_has_been_overtaken_is_no_news(stage: Stage) -> None:
    coop = uuid7()
    officer, speaker = await stage.account("officer"), await stage.account("coop", speaks_for=coop)
    await stage.tell(events.organisation_changed(coop, "verified", 2))
    await stage.tell(events.organisation_changed(coop, "registered", 1))
    assert [entry.kind for entry in await stage.entries(speaker)] == ["organisation_verified"]
    assert await stage.entries(officer) == []


async def test_an_older_account_does_not_overwrite_a_newer_one(stage: Stage) -> None:
    coop, former = uuid7(), uuid7()
    speaker = an_account("coop", speaks_for=coop)
    await stage.tell(known(speaker, version=2))
    await stage.tell(known(Actor(kind="account", account_id=speaker.account_id, organisations=frozenset({former}))))
    await stage.tell(events.listing_published(former), events.listing_published(coop))
    assert len(await stage.entries(speaker)) == 1


async def test_whoever_has_seen_a_number_never_finds_a_new_entry_below_it(stage: Stage) -> None:
    """Three streams write to two inboxes at once, while they are read all the time."""
    coop, fair = uuid7(), uuid7()
    both = [await stage.account("coop", speaks_for=coop) for _ in range(2)]
    happened: list[Event] = []
    for number in range(25):
        happened += [
            events.match_requested(uuid7(), coop, uuid7()),
            events.booking_confirmed(uuid7(), uuid7(), coop),
            events.organisation_changed(coop, "verified" if number % 2 else "refused", number + 2),
            events.application_decided(uuid7(), fair, coop, accepted=True),
        ]
    telling = asyncio.create_task(stage.tell(*happened))
    seen: dict[Actor, list[int]] = {who: [] for who in both}
    while not telling.done():
        for who in both:
            await read_on(stage, who, seen[who])
    await telling
    for who in both:
        while await read_on(stage, who, seen[who]):
            pass
        everything = await all_sequences(stage, who)
        assert seen[who] == everything, "an entry appeared behind the reader"
        assert everything == list(range(1, 101))


async def read_on(stage: Stage, who: Actor, seen: list[int]) -> bool:
    page = await stage.inbox(who, after=seen[-1] if seen else 0, limit=100)
    seen += [entry.sequence for entry in page.items]
    return bool(page.items)


async def all_sequences(stage: Stage, who: Actor) -> list[int]:
    found: list[int] = []
    while page := await stage.entries(who, after=found[-1] if found else 0, limit=100):
        found += [entry.sequence for entry in page]
    return found


async def test_many_suggestions_are_one_entry_and_one_letter_and_each_still_nudges(stage: Stage) -> None:
    buyer, demand = uuid7(), uuid7()
    who = await stage.account("buyer", speaks_for=buyer, locale="en")
    nudges = await listen_for(stage, who)
    await stage.tell(events.suggestions_found(demand, buyer, version=1, new=2))
    await stage.letter_to(who, "sent")
    await stage.tell(*(events.suggestions_found(demand, buyer, version=version, new=3) for version in range(2, 22)))
    [entry] = await stage.entries(who, lang="en")
    assert entry.title == "62 new products fit “れんこん”"
    assert entry.sequence == 21
    assert await letters_of(stage, who) == 2, "one sent, one that gathers the rest for tomorrow"
    await eventually_async(lambda: nudges.includes(21))

    await stage.ask(MarkRead(up_to=entry.sequence), who)
    await stage.tell(events.suggestions_found(demand, buyer, version=22))
    newest, old = await stage.entries(who, lang="en")
    assert (newest.title, newest.read, old.read) == ("1 new product fits “れんこん”", False, True)


async def test_a_busy_day_of_bookings_is_one_entry_for_organizers(stage: Stage) -> None:
    fair = uuid7()
    organizer = await stage.account("organizer", locale="en")
    await stage.tell(*(events.booking_confirmed(uuid7(), fair, uuid7()) for _ in range(40)))
    [entry] = [entry for entry in await stage.entries(organizer, lang="en") if entry.link == f"fairs/{fair}"]
    assert entry.text == "At Hội chợ OCOP Bắc Ninh; 39 other booths were taken before."


async def test_an_import_of_many_products_is_one_entry(stage: Stage) -> None:
    coop = uuid7()
    who = await stage.account("coop", speaks_for=coop)
    await stage.tell(*(events.listing_published(coop, f"Sản phẩm {number}") for number in range(100)))
    [entry] = await stage.entries(who)
    assert "99 mặt hàng" in entry.title
    assert await letters_of(stage, who) <= 2
