"""Every step becomes an entry for who should know, with its page and its words."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from shared.contracts.fairs.applications import ApplicationWithdrawn
from shared.contracts.fairs.bookings import HoldReminded
from shared.contracts.fairs.feedback import FeedbackAsked
from shared.contracts.fairs.fees import FeeRecorded, FeeStatus
from shared.contracts.registry import ContactsDisclosed
from shared.ids import uuid7
from tests.support import events
from tests.support.notifications import Stage


async def test_officers_learn_of_a_registration(stage: Stage) -> None:
    officer, coop = await stage.account("officer"), uuid7()
    await stage.tell(events.organisation_changed(coop, "registered", 1))
    [entry] = await stage.entries(officer)
    assert (entry.kind, entry.link) == ("organisation_registered", f"organisations/{coop}")
    assert entry.title == "HTX Thắng Thủy vừa đăng ký"


async def test_an_organisation_learns_what_the_alliance_decided(stage: Stage) -> None:
    coop = uuid7()
    speaker = await stage.account("coop", speaks_for=coop)
    await stage.tell(
        events.organisation_changed(coop, "registered", 1),
        events.organisation_changed(coop, "refused", 2),
        events.organisation_changed(coop, "verified", 3),
        events.organisation_changed(coop, "verified", 4, name="HTX Thắng Thủy mới"),
    )
    assert [entry.kind for entry in await stage.entries(speaker)] == ["organisation_verified", "organisation_refused"]


async def test_loaded_organisations_are_no_news_to_themselves(stage: Stage) -> None:
    coop = uuid7()
    speaker = await stage.account("coop", speaks_for=coop)
    await stage.tell(events.organisation_changed(coop, "verified", 1))
    assert await stage.entries(speaker) == []


async def test_a_coop_learns_that_its_product_is_in_the_catalogue(stage: Stage) -> None:
    coop = uuid7()
    speaker = await stage.account("coop", speaks_for=coop)
    event = events.listing_published(coop, "Mắm tôm")
    await stage.tell(event)
    [entry] = await stage.entries(speaker)
    assert (entry.kind, entry.link) == ("listing_in_catalogue", f"listings/{event.id}")
    assert "Mắm tôm" in entry.title


async def test_a_buyer_learns_what_fits_its_demand(stage: Stage) -> None:
    buyer, demand = uuid7(), uuid7()
    speaker = await stage.account("buyer", speaks_for=buyer)
    await stage.tell(events.suggestions_found(demand, buyer, new=3))
    [entry] = await stage.entries(speaker, lang="en")
    assert (entry.kind, entry.link) == ("products_suggested", f"demands/{demand}")
    assert entry.title == "3 new products fit “れんこん”"


async def test_both_sides_learn_of_a_match(stage: Stage) -> None:
    coop, buyer, match = uuid7(), uuid7(), uuid7()
    seller = await stage.account("coop", speaks_for=coop)
    asker = await stage.account("buyer", speaks_for=buyer)
    await stage.tell(
        events.organisation_changed(coop, "verified", 1),
        events.organisation_changed(buyer, "verified", 1, name="Asahi Foods", kind="buyer"),
        events.match_requested(match, coop, buyer),
        events.match_accepted(match, coop, buyer),
    )
    await stage.tell(ContactsDisclosed(id=match, version=1, organisation_ids=[coop, buyer]))
    disclosed, asked = await stage.entries(seller)
    assert (asked.kind, asked.link) == ("match_asked", f"matches/{match}")
    assert "Asahi Foods" in asked.title
    assert "Củ sen" in asked.title
    assert "Asahi Foods" in disclosed.title
    disclosed, agreed = await stage.entries(asker, lang="en")
    assert agreed.title == "HTX Thắng Thủy accepts: “Lotus root”"
    assert disclosed.title == "Here is how to reach HTX Thắng Thủy"


async def test_a_buyer_learns_why_a_coop_declines(stage: Stage) -> None:
    coop, buyer = uuid7(), uuid7()
    asker = await stage.account("buyer", speaks_for=buyer)
    await stage.tell(events.match_declined(uuid7(), coop, buyer, reason="Hết vụ, %(count)s <b>tháng 9</b> mới có"))
    [entry] = await stage.entries(asker)
    assert entry.text == "Lý do: Hết vụ, %(count)s <b>tháng 9</b> mới có"


async def test_traders_learn_that_a_fair_opens_and_only_once(stage: Stage) -> None:
    fair = uuid7()
    coop = await stage.account("coop", speaks_for=uuid7())
    buyer = await stage.account("buyer", speaks_for=uuid7())
    organizer = await stage.account("organizer")
    await stage.tell(events.fair_opened(fair), events.fair_changed(fair, 3), events.fair_opened(fair, version=4))
    for who in (coop, buyer):
        [entry] = await stage.entries(who)
        assert (entry.kind, entry.link) == ("fair_calls", f"fairs/{fair}")
        assert "1 tháng 3, 2031" in entry.text
    assert "fair_calls" not in [entry.kind for entry in await stage.entries(organizer)]


async def test_nobody_is_called_to_a_fair_that_has_begun(stage: Stage) -> None:
    fair, coop = uuid7(), await stage.account("coop", speaks_for=uuid7())
    past = events.NOON.replace(year=2020)
    await stage.tell(replace(events.fair_opened(fair), starts_at=past))
    assert await stage.entries(coop) == []


async def test_holders_learn_that_a_fair_moves_and_that_it_is_cancelled(stage: Stage) -> None:
    fair, coop, left = uuid7(), uuid7(), uuid7()
    visitor = await stage.account("buyer", speaks_for=uuid7())
    exhibitor = await stage.account("coop", speaks_for=coop)
    former = await stage.account("coop", speaks_for=left)
    ended = uuid7()
    await stage.tell(
        events.fair_opened(fair),
        events.booking_confirmed(uuid7(), fair, coop),
        events.booking_confirmed(ended, fair, left),
        events.booking_ended(ended, fair, left),
        events.attendee_registered(uuid7(), fair, visitor.must_be_account()),
        events.fair_changed(fair, 3, status="closed"),
        events.fair_changed(
            fair,
            4,
            status="open",
            starts_at=events.NOON.replace(day=2),
            closes_at=events.NOON.replace(month=2, day=20),
            sessions_moved=True,
            early_price_until=events.NOON.replace(month=1, day=20),
        ),
        events.fair_changed(fair, 5, status="cancelled", starts_at=events.NOON.replace(day=2)),
        events.fair_changed(fair, 6, status="cancelled", name="Đã hủy"),
    )
    for who in (visitor, exhibitor):
        cancelled, moved, *_ = await stage.entries(who)
        assert (cancelled.kind, moved.kind) == ("fair_cancelled", "fair_moved")
        assert "Các phiên trong chương trình dời theo" in moved.text
        assert "đến 12:00 ngày 20 tháng 2, 2031" in moved.text
        assert "đến 12:00 ngày 20 tháng 1, 2031" in moved.text
    assert "fair_moved" not in [entry.kind for entry in await stage.entries(former)]


async def test_who_was_there_is_asked_what_it_was_like_in_one_letter(stage: Stage) -> None:
    fair, coop = uuid7(), uuid7()
    exhibitor = await stage.account("coop", speaks_for=coop)
    buyer = await stage.account("buyer", speaks_for=uuid7())
    people = [exhibitor.must_be_account(), buyer.must_be_account()]
    asked = FeedbackAsked(
        id=fair, version=1, fair_name="Hội chợ OCOP", organisation_ids=[coop], account_ids=sorted(people)
    )
    await stage.tell(asked, asked)
    for who in (exhibitor, buyer):
        [entry] = await stage.entries(who)
        assert (entry.kind, entry.link) == ("feedback_wanted", f"fairs/{fair}/feedback/new")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("invoiced", ("Hóa đơn HD-7", "2.000.000")),
        ("paid", ("Đã nhận", "CK 0412")),
        ("waived", ("miễn phí", "Hộ nghèo")),
        ("due", ("2.000.000", "hủy")),
    ],
)
async def test_a_coop_learns_what_was_recorded_of_its_fee_once(
    stage: Stage, status: FeeStatus, said: tuple[str, str]
) -> None:
    fair, coop = uuid7(), uuid7()
    seller = await stage.account("coop", speaks_for=coop)
    recorded = FeeRecorded(
        id=uuid7(),
        version=1,
        fair_id=fair,
        fair_name="Hội chợ OCOP",
        booth_code="A01",
        organisation_id=coop,
        status=status,
        amount=Decimal(2_000_000),
        currency="VND",
        number="HD-7",
        reference="CK 0412",
        reason="Hộ nghèo",
    )
    await stage.tell(recorded, recorded)
    [entry] = await stage.entries(seller)
    assert entry.link == f"fairs/{fair}/fees"
    assert all(words in f"{entry.title} {entry.text}" for words in said)


async def test_organizers_and_the_coop_learn_of_an_application(stage: Stage) -> None:
    fair, coop, accepted, declined = uuid7(), uuid7(), uuid7(), uuid7()
    organizer = await stage.account("organizer")
    speaker = await stage.account("coop", speaks_for=coop)
    await stage.tell(
        events.application_submitted(accepted, fair, coop),
        events.application_decided(accepted, fair, coop, accepted=True),
        events.application_decided(declined, fair, coop, accepted=False, reason="Hết chỗ"),
    )
    [sought] = await stage.entries(organizer)
    assert (sought.kind, sought.link) == ("booth_sought", f"fairs/{fair}/applications")
    no, yes = await stage.entries(speaker)
    assert [yes.kind, no.kind] == ["application_accepted", "application_declined"]
    assert "Hết chỗ" in no.text


async def test_organizers_learn_that_a_coop_does_not_come(stage: Stage) -> None:
    fair, coop, application = uuid7(), uuid7(), uuid7()
    organizer = await stage.account("organizer")
    withdrawn = ApplicationWithdrawn(
        id=application,
        version=3,
        fair_id=fair,
        fair_name=events.FAIR,
        organisation_id=coop,
        organisation_name="HTX Thắng Thủy",
        booth_codes=["A01", "A02"],
    )
    await stage.tell(events.application_submitted(application, fair, coop), withdrawn, withdrawn)
    left, _ = await stage.entries(organizer)
    assert (left.kind, left.link) == ("coop_withdrew", f"fairs/{fair}/applications")
    assert ("HTX Thắng Thủy" in left.title, "A01, A02" in left.text) == (True, True)


async def test_who_has_not_answered_an_offer_is_reminded_once(stage: Stage) -> None:
    fair, coop, booking = uuid7(), uuid7(), uuid7()
    speaker = await stage.account("coop", speaks_for=coop)
    reminded = HoldReminded(
        id=booking,
        version=1,
        fair_id=fair,
        fair_name=events.FAIR,
        zone="Asia/Ho_Chi_Minh",
        booth_code="A01",
        organisation_id=coop,
        until=events.NOON,
        offered=True,
    )
    await stage.tell(reminded, reminded)
    [due] = await stage.entries(speaker)
    assert (due.kind, due.link) == ("booth_answer_due", f"fairs/{fair}/bookings/{booking}/answer")
    assert ("A01" in due.title, "12:00" in due.text) == (True, True)


async def test_who_let_an_offer_pass_learns_that_the_waiting_list_is_left(stage: Stage) -> None:
    fair, coop = uuid7(), uuid7()
    speaker = await stage.account("coop", speaks_for=coop)
    for offered in (False, True):
        ended = replace(events.booking_ended(uuid7(), fair, coop), reason="lapsed", offered=offered)
        await stage.tell(ended)
    lapsed, kept = await stage.entries(speaker)
    assert "đã ra khỏi danh sách chờ" in lapsed.text
    assert "danh sách chờ" not in kept.text


async def test_a_booking_is_told_to_both_sides_and_its_end_to_who_waits(stage: Stage) -> None:
    fair, coop, following, booking = uuid7(), uuid7(), uuid7(), uuid7()
    organizer = await stage.account("organizer")
    speaker = await stage.account("coop", speaks_for=coop)
    waiting = await stage.account("coop", speaks_for=following)
    await stage.tell(events.booking_confirmed(booking, fair, coop))
    await stage.tell(events.booking_ended(booking, fair, coop, following=following))
    assert [entry.kind for entry in await stage.entries(organizer)] == ["booth_taken"]
    assert [entry.kind for entry in await stage.entries(speaker)] == ["booth_left", "booth_yours"]
    [free] = await stage.entries(waiting)
    assert (free.kind, free.link) == ("booth_free", f"fairs/{fair}")
    assert "A12" in free.title


async def test_who_registers_gets_the_badge_and_a_welcome(stage: Stage) -> None:
    fair, registration = uuid7(), uuid7()
    visitor = await stage.account("buyer")
    await stage.tell(
        events.fair_opened(fair),
        events.attendee_registered(registration, fair, visitor.must_be_account()),
    )
    await stage.tell(events.attendee_checked_in(registration, fair, visitor.must_be_account()))
    welcome, badge, _ = await stage.entries(visitor)
    assert (badge.kind, badge.link) == ("badge_ready", f"badges/{registration}")
    assert welcome.kind == "checked_in"
    assert "12:00" in welcome.text


async def test_who_waits_for_a_booth_is_confirmed_and_the_organizers_learn_of_it(stage: Stage) -> None:
    coop, fair, organizer = uuid7(), uuid7(), await stage.account("organizer")
    speaker = await stage.account("coop", speaks_for=coop)
    joined = events.waiting_list_joined(uuid7(), fair, coop)
    await stage.tell(joined, joined, events.waiting_list_joined(uuid7(), fair, uuid7()))
    [own] = await stage.entries(speaker)
    assert (own.kind, own.link, own.title) == (
        "booth_awaited",
        f"fairs/{fair}",
        "Anh chị đã vào danh sách chờ của Hội chợ OCOP Bắc Ninh",
    )
    [waits] = [entry for entry in await stage.entries(organizer) if entry.link == f"fairs/{fair}"]
    assert (waits.kind, waits.title) == ("coop_waits", "HTX Thắng Thủy và 1 đơn vị khác đang chờ gian hàng")


async def test_who_asked_for_a_badge_learns_how_it_goes_on(stage: Stage) -> None:
    person, organizer = await stage.account("buyer"), await stage.account("organizer")
    fair, key = uuid7(), uuid7()
    asked = events.enrolment_answered(key, fair, person.must_be_account(), "asked")
    await stage.tell(asked, asked)
    await stage.tell(events.enrolment_answered(key, fair, person.must_be_account(), "waiting", 2))
    await stage.tell(events.attendee_registered(key, fair, person.must_be_account()))
    await stage.tell(events.enrolment_answered(key, fair, person.must_be_account(), "withdrawn", 4))
    other = events.enrolment_answered(
        uuid7(), fair, person.must_be_account(), "refused", 2, "Không có trong danh sách."
    )
    await stage.tell(other, events.fair_changed(fair, 9, status="cancelled"))

    entries = await stage.entries(person)
    assert [(entry.kind, entry.link) for entry in entries] == [
        ("enrolment_refused", "my/badges"),
        ("badge_given_back", "my/badges"),
        ("badge_ready", f"badges/{key}"),
        ("enrolment_waits", "my/badges"),
        ("enrolment_asked", "my/badges"),
    ]
    assert "Không có trong danh sách." in entries[0].text
    [sought] = [entry for entry in await stage.entries(organizer) if entry.kind == "approval_sought"]
    assert (sought.link, sought.title) == (f"fairs/{fair}/admissions", "1 người đang chờ anh chị duyệt")
