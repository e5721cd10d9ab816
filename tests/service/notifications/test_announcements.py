"""What organizers write to a group arrives once, as each wants letters, and it is seen who has read it."""

import pytest

from shared.contracts.fairs.announcements import AnnouncementMade
from shared.contracts.notifications import GetReadership, MarkRead, StatePreferences
from shared.errors import Rejected
from shared.ids import uuid7
from tests.support.notifications import Stage, an_account


async def test_an_announcement_arrives_once_and_is_seen_to_be_read(stage: Stage) -> None:
    coop, stranger = uuid7(), await stage.account("coop", speaks_for=uuid7())
    seller, silent = [await stage.account("coop", speaks_for=coop) for _ in range(2)]
    buyer = await stage.account("buyer", locale="en")
    await stage.ask(StatePreferences(letters="none"), silent)
    event = AnnouncementMade(
        id=uuid7(),
        version=1,
        fair_id=uuid7(),
        fair_name="Hội chợ OCOP",
        title="Giờ vào hội trường",
        text="Cổng 2 mở lúc 6 giờ.\nXin mang theo thẻ.",
        organisation_ids=[coop],
        account_ids=[buyer.must_be_account()],
    )
    await stage.tell(event, event)

    for who in (seller, silent, buyer):
        [entry] = await stage.entries(who)
        assert (entry.kind, entry.title, entry.text, entry.link) == (
            "announced",
            "Hội chợ OCOP: Giờ vào hội trường",
            event.text,
            f"fairs/{event.fair_id}",
        )
    assert await stage.entries(stranger) == []
    assert event.text in (await stage.letter_to(buyer, "sent")).text
    assert len(await stage.letters(stage.addresses[buyer.must_be_account()].email)) == 1
    await stage.letter_to(seller, "sent")
    assert await stage.letters(stage.addresses[silent.must_be_account()].email) == []

    await stage.ask(MarkRead(up_to=1), seller)
    readers = await stage.ask(GetReadership(announcement_id=event.id, organisation_ids=[coop]), an_account("organizer"))
    assert (readers.told, readers.read) == (3, 1)
    assert {one.account_id: one.read for one in readers.items} == {seller.account_id: True, silent.account_id: False}
    assert (await stage.ask(GetReadership(announcement_id=uuid7()), an_account("auditor"))).told == 0


async def test_who_read_it_is_for_organizers(stage: Stage) -> None:
    with pytest.raises(Rejected) as refused:
        await stage.ask(GetReadership(announcement_id=uuid7()), an_account("coop"))
    assert refused.value.code == "forbidden"
