"""Booths that are told together, and sessions in which people have places."""

from msgspec.structs import replace

from shared.contracts.notifications import StatePreferences
from shared.ids import uuid7
from tests.support import events
from tests.support.notifications import Stage, known


async def test_booths_of_one_fair_become_one_piece_of_news_for_who_speaks_for_them(stage: Stage) -> None:
    """However many come at once, also for who speaks for several co-ops and who has a letter each morning."""
    fair, one, other = uuid7(), uuid7(), uuid7()
    speaker, morning = [await stage.account("coop", speaks_for=one) for _ in range(2)]
    of_both = replace(await stage.account("coop", speaks_for=one), organisations=frozenset({one, other}))
    await stage.tell(known(of_both, version=2))
    await stage.ask(StatePreferences(letters="daily"), morning)

    await stage.tell(*(events.booking_confirmed(uuid7(), fair, coop) for coop in (one, one, other)))

    for who, others in ((speaker, 1), (morning, 1), (of_both, 2)):
        [entry] = await stage.entries(who)
        assert entry.kind == "booth_yours"
        assert f"{others} gian" in entry.text


async def test_who_has_a_place_learns_that_the_session_moves_and_that_it_is_removed(stage: Stage) -> None:
    session, delegate = uuid7(), await stage.account("buyer", speaks_for=uuid7())
    other = await stage.account("buyer", speaks_for=uuid7())
    moved = events.seats_moved(session, 3, delegate.must_be_account())
    removed = replace(moved, version=4, removed=True)

    await stage.tell(moved, moved)
    [entry] = await stage.entries(delegate)
    assert (entry.kind, entry.link) == ("session_moved", f"fairs/{moved.fair_id}/agenda")
    assert "Osaka" in entry.title
    assert "1 tháng 3, 2031" in entry.text
    assert "Phòng 2" in entry.text
    letter = await stage.letter_to(delegate, "sent")
    assert f"/vi/fairs/{moved.fair_id}/sessions/{session}/calendar.ics" in letter.text
    await stage.tell(removed, removed)
    assert [one.kind for one in await stage.entries(delegate)] == ["session_removed"]
    assert await stage.entries(other) == []


async def test_a_fair_is_called_as_each_reader_calls_it(stage: Stage) -> None:
    """By the name that it has today, in the inbox, in a letter and in a morning's letter."""
    fair, buyer = uuid7(), await stage.account("buyer", speaks_for=uuid7(), locale="ja")
    reader = await stage.account("buyer", speaks_for=uuid7())
    named = replace(events.fair_changed(fair, 2), names={"en": "Lotus fair", "ja": "蓮の市"})
    await stage.tell(
        named, *(events.attendee_registered(uuid7(), fair, one.must_be_account()) for one in (buyer, reader))
    )

    [entry] = await stage.entries(buyer, lang="ja")
    assert "蓮の市" in entry.title
    letter = await stage.letter_to(buyer, "sent")
    assert "蓮の市" in letter.subject
    assert "Lotus fair" in (await stage.entries(buyer, lang="he"))[0].title
    assert events.FAIR in (await stage.entries(reader))[0].title
    await stage.tell(replace(named, version=3, names={"ja": "春の市"}))
    assert "春の市" in (await stage.entries(buyer, lang="ja"))[0].title
