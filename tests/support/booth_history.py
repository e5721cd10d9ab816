"""A checker of what happened to booths that knows nothing of how it is brought about: it reads the events of one fair
in the order of their stream, and nothing else.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from nats.aio.msg import Msg

from shared.contracts.fairs.bookings import (
    BookingConfirmed,
    BookingEnded,
    BookingHeld,
    BookingMoved,
    BookingTransferred,
)

Heard = BookingHeld | BookingConfirmed | BookingMoved | BookingTransferred | BookingEnded
KINDS: dict[str, type[Heard]] = {
    kind.subject: kind for kind in (BookingHeld, BookingConfirmed, BookingMoved, BookingTransferred, BookingEnded)
}


class History:
    """What is published again under the same id, as after a crash, is read once: so do stream and inboxes.

    `live`: booking → booth, `offered`: organisation → its open offer. `faults` says all that cannot be.
    """

    def __init__(self) -> None:
        self.live: dict[UUID, UUID] = {}
        self.versions: dict[UUID, int] = {}
        self.offered: dict[UUID, UUID] = {}
        self.ended: set[UUID] = set()
        self.faults: list[str] = []

    def read(self, told: Sequence[Msg], fair: UUID) -> "History":
        once: dict[str, Msg] = {}
        for message in told:
            if message.subject in KINDS:
                once.setdefault((message.headers or {})["ce-id"], message)
        events = [msgspec.json.decode(one.data, type=KINDS[one.subject]) for one in once.values()]
        mine = [event for event in events if event.fair_id == fair]
        for place, event in enumerate(mine):
            self._take(event, mine[place + 1] if place + 1 < len(mine) else None)
        return self

    def _take(self, event: Heard, following: Heard | None) -> None:
        version = self.versions.get(event.id, 0)
        if event.version <= version:
            self.faults.append(f"{event.id}: version {event.version} after {version}")
        self.versions[event.id] = event.version
        if event.id in self.ended:
            self.faults.append(f"{event.id}: {event.subject} after its end")
        match event:
            case BookingEnded():
                self._end(event)
            case BookingMoved():
                self._occupy(event.id, event.booth_id, following)
            case BookingHeld(offered=True):
                if event.organisation_id in self.offered:
                    self.faults.append(f"{event.organisation_id}: two offers open at once")
                self.offered[event.organisation_id] = event.id
                self._occupy(event.id, event.booth_id, None)
            case BookingHeld():
                self._occupy(event.id, event.booth_id, None)
            case BookingConfirmed():
                self._close_offer(event.id)
                self._occupy(event.id, event.booth_id, None)
            case _:
                pass

    def _occupy(self, booking: UUID, booth: UUID, following: Heard | None) -> None:
        """Unless its holder moves out in the very next event, as when two exchange their booths."""
        others = [one for one, place in self.live.items() if place == booth and one != booking]
        leaving = following.id if isinstance(following, BookingMoved) and following.former_booth_id == booth else None
        if any(other != leaving for other in others):
            self.faults.append(f"booth {booth}: {booking} while {others} has it")
        self.live[booking] = booth

    def _end(self, event: BookingEnded) -> None:
        self.ended.add(event.id)
        self._close_offer(event.id)
        if self.live.pop(event.id, None) != event.booth_id:
            self.faults.append(f"{event.id}: ended in a booth that it did not have")

    def _close_offer(self, booking: UUID) -> None:
        self.offered = {organisation: one for organisation, one in self.offered.items() if one != booking}
