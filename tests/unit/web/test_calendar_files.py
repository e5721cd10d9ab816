"""Calendar files: the right instants at the venue on the days of change, and what a calendar program goes by."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from icalendar import Calendar

from shared.ids import uuid7
from web.calendar_files import Appointment, calendar_file

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def an_appointment(zone: str, starts_at: datetime, ends_at: datetime, **changes: object) -> Appointment:
    one = Appointment(
        uid=uuid7(),
        sequence=3,
        title="Hội chợ OCOP; Bắc Ninh, 2026\nlần 5",
        text="דוד 田中 김" * 30,
        place="Nhà thi đấu",
        link="https://market.example/vi/fairs/1",
        starts_at=starts_at,
        ends_at=ends_at,
        zone=zone,
        cancelled=False,
    )
    return msgspec.structs.replace(one, **changes)


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Asia/Jerusalem", "2026-10-24T09:00", "2026-10-25T17:00"),  # clocks go back at 2:00 of the 25th
        ("Asia/Jerusalem", "2026-03-26T09:00", "2026-03-27T17:00"),  # clocks go forward at 2:00 of the 27th
        ("Asia/Jerusalem", "2027-12-31T20:00", "2028-01-01T01:00"),
        ("Asia/Ho_Chi_Minh", "2026-11-20T08:00", "2026-11-22T23:00"),  # its last day is the 23rd in Tokyo
        ("Asia/Tokyo", "2026-11-20T00:00", "2026-11-22T01:00"),  # its last day is the 21st in Hanoi
        ("Asia/Seoul", "2026-11-20T09:00", "2026-11-20T18:00"),
    ],
)
def test_the_file_says_the_time_of_the_venue(zone: str, first: str, last: str) -> None:
    """By the rules for the zone that the file itself brings, not by ours."""
    starts_at, ends_at = (
        datetime.fromisoformat(f"{local}:00").replace(tzinfo=ZoneInfo(zone)) for local in (first, last)
    )
    content = calendar_file([an_appointment(zone, starts_at, ends_at)], NOW)

    calendar = Calendar.from_ical(content)
    [event], [told_zone] = calendar.events, calendar.timezones
    own_rules = told_zone.to_tz(lookup_tzid=False)
    assert content.count(f";TZID={zone}:".encode()) == 2
    for told, local, instant in ((event.DTSTART, first, starts_at), (event.DTEND, last, ends_at)):
        assert isinstance(told, datetime)
        written = told.replace(tzinfo=None)
        assert written.isoformat() == f"{local}:00"
        assert written.replace(tzinfo=own_rules).astimezone(UTC) == instant


def test_what_a_calendar_program_goes_by() -> None:
    one = an_appointment("Asia/Tokyo", NOW, NOW.replace(day=24))
    gone = an_appointment("Asia/Tokyo", NOW, NOW.replace(day=24), cancelled=True, sequence=4)

    standing = Calendar.from_ical(calendar_file([one, gone], NOW))
    ended = Calendar.from_ical(calendar_file([gone], NOW))

    assert (standing["METHOD"], ended["METHOD"]) == ("PUBLISH", "CANCEL")
    assert [(event["UID"], event["SEQUENCE"], event["STATUS"]) for event in standing.events] == [
        (str(one.uid), 3, "CONFIRMED"),
        (str(gone.uid), 4, "CANCELLED"),
    ]
    assert standing.events[0]["SUMMARY"] == one.title
    assert standing.events[0]["DESCRIPTION"] == one.text


def test_lines_are_short_enough_for_every_reader() -> None:
    """75 octets, RFC 5545, 3.1."""
    lines = calendar_file([an_appointment("Asia/Seoul", NOW, NOW.replace(day=24))], NOW).split(b"\r\n")
    assert max(map(len, lines)) <= 75
