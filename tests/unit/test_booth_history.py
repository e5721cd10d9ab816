"""The checker of histories finds what cannot be: else the races that it judges would prove nothing."""

from typing import Any
from uuid import UUID

import msgspec
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.contracts.fairs.bookings import BookingConfirmed, BookingEnded, BookingHeld, BookingMoved
from shared.contracts.message import Event
from shared.ids import uuid7
from tests.support.booth_history import History
from tests.support.events import EVENING

FAIR, BOOTH, OTHER_BOOTH = uuid7(), uuid7(), uuid7()
ONE, OTHER = uuid7(), uuid7()


def facts(booking: UUID, version: int, booth: UUID = BOOTH, **more: Any) -> dict[str, Any]:
    known = {"id": booking, "version": version, "fair_id": FAIR, "fair_name": "", "booth_id": booth, "booth_code": ""}
    return known | {"organisation_id": booking} | more


def confirmed(booking: UUID, version: int = 1, booth: UUID = BOOTH) -> BookingConfirmed:
    return BookingConfirmed(**facts(booking, version, booth, organisation_name=""))


def ended(booking: UUID, version: int = 2) -> BookingEnded:
    return BookingEnded(**facts(booking, version, next_organisation_id=None))


def moved(booking: UUID, version: int, booth: UUID, former: UUID) -> BookingMoved:
    names = {"former_booth_id": former, "former_booth_code": "", "organisation_name": ""}
    return BookingMoved(**facts(booking, version, booth, **names))


def offered(booking: UUID, organisation: UUID, booth: UUID) -> BookingHeld:
    names = {"organisation_name": "", "zone": "", "until": EVENING, "offered": True, "by_organizer": True}
    return BookingHeld(**facts(booking, 1, booth) | {"organisation_id": organisation} | names)


def faults(*events: Event) -> list[str]:
    told = []
    for event in events:
        message = Msg(Client(), event.subject, data=msgspec.json.encode(event), headers={"ce-id": str(uuid7())})
        told.append(message)
    return History().read(told, FAIR).faults


def test_honest_histories() -> None:
    assert faults(confirmed(ONE), ended(ONE), confirmed(OTHER)) == []
    swapped = moved(ONE, 2, OTHER_BOOTH, BOOTH), moved(OTHER, 2, BOOTH, OTHER_BOOTH)
    assert faults(confirmed(ONE), confirmed(OTHER, booth=OTHER_BOOTH), *swapped) == []


def test_two_holders_are_found() -> None:
    assert faults(confirmed(ONE), confirmed(OTHER))
    assert faults(confirmed(ONE), confirmed(OTHER, booth=OTHER_BOOTH), moved(ONE, 2, OTHER_BOOTH, BOOTH))


def test_two_ends_two_offers_and_a_life_after_death_are_found() -> None:
    assert faults(confirmed(ONE), ended(ONE), ended(ONE, 3))
    assert faults(confirmed(ONE), ended(ONE), confirmed(ONE, 3))
    assert faults(confirmed(ONE, 2), confirmed(ONE, 1))
    assert faults(offered(ONE, FAIR, BOOTH), offered(OTHER, FAIR, OTHER_BOOTH))
