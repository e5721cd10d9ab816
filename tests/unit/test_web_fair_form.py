"""The form of a fair: every fault at its field, and what was saved can be sent again unchanged."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.contracts.fairs.fair import BoothCounts, Fair, FairBody, HallBody
from web.forms.fairs import fair_body, fill_fair, service_names
from web.forms.fields import Form

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
