"""Rules of fairs that need neither database nor bus: status, statements, claims, badge codes."""

from datetime import UTC, datetime, timedelta, timezone
from typing import get_args
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fairs.badge_code import ALPHABET, LENGTH, new_code, printed, understood
from services.fairs.claim import Claim
from services.fairs.models import Fair, columns_of
from services.fairs.models.fair import FIRST, NEXT
from services.fairs.statement import stated
from shared.contracts.fairs.fair import FairBody, FairStatus, HallBody
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from tests.support.fairs import NOON, a_body, a_hall

STATUSES = get_args(FairStatus)
HELD = Claim(
    fair_name="Hội chợ",
    fair_status="open",
    zone="Asia/Ho_Chi_Minh",
    booking="approval",
    booth_code="A01",
    standing=True,
    blocked=False,
    organisation_name="HTX",
    organisation_kind="coop",
    organisation_status="verified",
    applied=True,
    waiting=False,
)


def a_fair(status: FairStatus, version: int = 1) -> Fair:
    return Fair(id=uuid7(), version=version, **columns_of(a_body(status=status)))


def test_every_status_says_where_it_may_go() -> None:
    assert set(NEXT) == set(STATUSES)
    assert set().union(*NEXT.values()) <= set(STATUSES)


@pytest.mark.parametrize("current", STATUSES)
@pytest.mark.parametrize("wanted", STATUSES)
def test_only_allowed_ways_are_gone(current: FairStatus, wanted: FairStatus) -> None:
    fair = a_fair(current)

    if wanted == current or wanted in NEXT[current]:
        fair.state(a_body(status=wanted), at=NOON)
        assert (fair.status, fair.version) == (wanted, 2)
    else:
        with pytest.raises(Rejected, match="status_not_allowed"):
            fair.state(a_body(status=wanted), at=NOON)


@pytest.mark.parametrize("status", STATUSES)
def test_a_new_fair_is_a_draft_or_open(status: FairStatus) -> None:
    fair = a_fair(status, version=0)

    if status in FIRST:
        fair.state(a_body(status=status), at=NOON)
        assert (fair.version, fair.opened_at) == (1, NOON if status == "open" else None)
    else:
        with pytest.raises(Rejected, match="status_not_allowed"):
            fair.state(a_body(status=status), at=NOON)


def test_reopened_it_was_opened_when_it_first_was() -> None:
    fair, later = a_fair("draft"), NOON + timedelta(days=1)
    fair.state(a_body(status="open"), at=NOON)
    fair.state(a_body(status="closed"), at=later)
    fair.state(a_body(status="open"), at=later)

    assert fair.opened_at == NOON


def test_a_fair_says_what_was_stated() -> None:
    body = a_body(halls=[a_hall("H1"), a_hall("H2")])
    fair = a_fair("draft")
    fair.state(body, at=NOON)

    assert fair.stated == body


def test_texts_are_cleaned() -> None:
    body = stated(a_body(name="  Hội  chợ\u202e OCOP ", description="một\r\n\u200bhai "))

    assert (body.name, body.description) == ("Hội chợ OCOP", "một\nhai")


def test_every_wrong_field_is_told_at_once() -> None:
    body = a_body(
        name=" \u200b",
        zone="Asia/Saigon-City",
        starts_at=NOON,
        ends_at=NOON,
        halls=[a_hall("H1"), a_hall("H2"), a_hall("H1")],
    )
    with pytest.raises(Invalid) as refused:
        stated(body)

    assert refused.value.details == {
        "name": "required",
        "zone": "zone_unknown",
        "ends_at": "before_start",
        "halls.2.code": "duplicate",
    }


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"starts_at": NOON.replace(tzinfo=None)}, {"starts_at": "offset_missing"}),
        ({"ends_at": NOON.replace(tzinfo=None)}, {"ends_at": "offset_missing"}),
        ({"starts_at": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=7)))}, {"starts_at": "out_of_range"}),
        ({"ends_at": datetime(9999, 12, 31, 23, tzinfo=UTC)}, {"ends_at": "out_of_range"}),
        ({"halls": [a_hall("H1", 40, 50), a_hall("H2", 1, 1)]}, {"halls": "too_many_booths"}),
        ({"zone": "../../etc/passwd"}, {"zone": "zone_unknown"}),
    ],
)
def test_what_no_fair_can_be(changes: dict[str, object], wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        stated(msgspec.structs.replace(a_body(), **changes))

    assert refused.value.details == wrong


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Asia/Jerusalem", "Asia/Tokyo", "Asia/Seoul", "UTC"])
def test_zones_of_those_who_come(zone: str) -> None:
    assert stated(a_body(zone=zone)).zone == zone


def test_the_contract_bounds_a_hall() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"code": "h1", "rows": 1, "columns": 1}, HallBody)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(msgspec.to_builtins(a_body()) | {"colour": "red"}, FairBody)


def test_a_claim_that_holds() -> None:
    assert HELD.objection(by_organizer=False) is None
    assert msgspec.structs.replace(HELD, booking="direct", applied=False).objection(by_organizer=False) is None
    assert msgspec.structs.replace(HELD, fair_status="closed").objection(by_organizer=True) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"fair_status": "draft"}, "fair_unknown"),
        ({"fair_status": "closed"}, "fair_not_open"),
        ({"fair_status": "running"}, "fair_not_open"),
        ({"fair_status": "cancelled"}, "fair_not_open"),
        ({"organisation_kind": None, "organisation_status": None}, "organisation_unknown"),
        ({"organisation_kind": "buyer"}, "forbidden"),
        ({"organisation_status": "registered"}, "not_verified"),
        ({"standing": False}, "booth_unknown"),
        ({"applied": False}, "application_required"),
        ({"blocked": True}, "booth_blocked"),
    ],
)
def test_a_claim_that_does_not_hold(changes: dict[str, object], code: str) -> None:
    objection = msgspec.structs.replace(HELD, **changes).objection(by_organizer=False)

    assert objection is not None
    assert objection.code == code


def test_badge_codes_are_long_enough_and_without_letters_that_look_like_digits() -> None:
    codes = {new_code(uuid4()) for _ in range(500)}

    assert len(codes) == 500
    assert len(ALPHABET) ** LENGTH >= 2**80
    assert {letter for code in codes for letter in code} <= set(ALPHABET)
    assert set("ILOU").isdisjoint(ALPHABET)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["-", " ", "", "–"]))
def test_a_code_is_understood_as_a_person_types_it(code: str, between: str) -> None:
    typed = printed(code).replace("-", between).replace("0", "o").replace("1", "l").lower()

    assert understood(f" {typed} ") == code


def test_a_code_is_printed_in_groups() -> None:
    assert printed("0123456789ABCDEF") == "0123-4567-89AB-CDEF"


@pytest.mark.parametrize(
    ("status", "hours", "due"),
    [
        ("draft", -49, None),
        ("draft", -48, "open"),
        ("draft", 54, None),
        ("open", -25, None),
        ("open", -24, "closed"),
        ("open", 0, "running"),
        ("closed", -1, None),
        ("closed", 0, "running"),
        ("running", 53, None),
        ("running", 54, "finished"),
        ("finished", 99, None),
        ("cancelled", 0, None),
    ],
)
def test_what_a_fair_should_be_by_the_clock(status: FairStatus, hours: int, due: FairStatus | None) -> None:
    """`hours` after its beginning; it opens two days before, closes one day before and ends 54 hours after."""
    body = a_body(
        status=status,
        opens_at=NOON - timedelta(hours=48),
        closes_at=NOON - timedelta(hours=24),
        ends_at=NOON + timedelta(hours=54),
    )
    fair = Fair(id=uuid7(), version=1, **columns_of(body))

    assert fair.due_status(NOON + timedelta(hours=hours)) == due
