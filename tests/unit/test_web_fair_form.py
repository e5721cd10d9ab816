"""The form of a fair: every fault at its field, and what was saved can be sent again unchanged."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec.structs import replace

from shared.contracts.fairs.fair import BoothCounts, Fair, FairBody, FairKind, HallBody
from web.forms.fairs import fair_body, fill_fair, service_names
from web.forms.fields import Form
from web.forms.putting_off import moved_along

TOKYO = ZoneInfo("Asia/Tokyo")
BODY = FairBody(
    name="Hội chợ OCOP",
    status="open",
    starts_at=datetime(2027, 3, 1, 8, tzinfo=TOKYO),
    ends_at=datetime(2027, 3, 4, 17, 30, tzinfo=TOKYO),
    zone="Asia/Tokyo",
    venue="東京ビッグサイト",
    booking="direct",
    halls=[HallBody(code=code, rows=6, columns=10, booth_width=3.5) for code in "ABCDE"],
)


def a_form(**values: str) -> Form:
    return Form("vi").fill(**values)


def test_a_fair_survives_its_form() -> None:
    fair = Fair(id=UUID(int=1), version=1, body=BODY, booths=BoothCounts(free=0, held=0, confirmed=0, blocked=0))
    assert fair_body(fill_fair(Form("vi"), fair)) == BODY


def test_every_fault_is_told_at_once() -> None:
    form = a_form(
        zone="Asia/Nowhere",
        starts_at="2027-03-01T08:00",
        ends_at="2027-02-01T08:00",
        hall_0_code="nhà",
        hall_0_rows="99",
        hall_0_columns="x",
        hall_0_width="0,5",
    )
    assert fair_body(form) is None
    assert form.faults == {
        "name": "required",
        "zone": "zone_unknown",
        "ends_at": "not_after_start",
        "booking": "required",
        "hall_0_code": "hall_code",
        "hall_0_rows": "out_of_range",
        "hall_0_columns": "not_a_number",
        "hall_0_width": "out_of_range",
    }


def test_faults_of_the_service_find_the_row_that_was_typed() -> None:
    form = a_form(hall_1_code="A", hall_3_code="A")
    assert service_names(form)["halls.1.code"] == "hall_3_code"


def test_a_hall_without_a_code_is_called_by_its_letter() -> None:
    fair = Fair(id=UUID(int=1), version=1, body=BODY, booths=BoothCounts(free=0, held=0, confirmed=0, blocked=0))
    body = fair_body(fill_fair(Form("vi"), fair).fill(hall_1_code="", hall_4_code=""))
    assert body is not None
    assert [hall.code for hall in body.halls] == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize(
    ("kind", "halls", "has_booths"),
    [("trade_fair", 0, True), ("training_class", 0, False), ("conference", 1, True)],
)
def test_only_trade_fairs_have_booths_before_their_halls(kind: FairKind, halls: int, *, has_booths: bool) -> None:
    assert replace(BODY, kind=kind, halls=BODY.halls[:halls]).has_booths is has_booths


NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
CLOSING = datetime(2027, 1, 20, 12, tzinfo=TOKYO)
DATED = replace(BODY, opens_at=datetime(2027, 1, 5, 8, tzinfo=TOKYO), closes_at=CLOSING)


def put_off(by: timedelta, **typed: str) -> Form:
    """The form of the dated fair, opened and then typed over."""
    fair = Fair(id=UUID(int=1), version=1, body=DATED, booths=BoothCounts(free=0, held=0, confirmed=0, blocked=0))
    form = fill_fair(Form("vi"), fair)
    later = {name: f"{getattr(BODY, name) + by:%Y-%m-%dT%H:%M}" for name in ("starts_at", "ends_at")}
    return form.fill(seen=msgspec.json.encode(form.values).decode(), **later, **typed)


def moments(form: Form) -> tuple[datetime | None, datetime | None] | None:
    body = fair_body(form)
    moved = moved_along(form, body, NOW) if body else None
    return (moved.opens_at, moved.closes_at) if moved else None


def test_what_is_still_to_come_goes_with_a_fair_that_is_put_off() -> None:
    typed = put_off(WEEK, closes_at="2027-01-25T10:00")
    assert moments(put_off(WEEK)) == (DATED.opens_at, CLOSING + WEEK)
    assert moments(put_off(timedelta(hours=2))) == (DATED.opens_at, CLOSING)
    assert moments(typed) == (DATED.opens_at, datetime(2027, 1, 25, 10, tzinfo=TOKYO))
    assert moments(put_off(WEEK, along="")) == (DATED.opens_at, CLOSING)


def test_nothing_closes_by_surprise_when_a_fair_is_brought_forward() -> None:
    form = put_off(-2 * WEEK)
    assert moments(form) is None
    assert form.faults == {"closes_at": "would_have_passed"}
