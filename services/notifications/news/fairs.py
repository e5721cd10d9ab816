"""News of fairs, for everybody whom they may bring together."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.fairs.fair import BookingPolicy


class FairNews(Piece, frozen=True, kw_only=True):
    fair_id: UUID
    fair: str

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}"


class DatedNews(FairNews, frozen=True, kw_only=True):
    """For who has something there: the calendar file has all of it, with what is cancelled."""

    @property
    def calendar(self) -> str:
        return f"my/fairs/{self.fair_id}/calendar.ics"


class FairCalls(FairNews, frozen=True, kw_only=True):
    """For co-ops and buyers, when a fair opens its booths and its doors for registration."""

    starts_at: datetime
    zone: str
    booking: BookingPolicy

    @property
    def calendar(self) -> str:
        return f"fairs/{self.fair_id}/calendar.ics"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "date": speech.date(self.starts_at, self.zone)}
        title = _("%(fair)s is open for registration") % facts
        if self.booking == "direct":
            return Words(title, _("It begins on %(date)s. Co-ops can book a booth, buyers can register.") % facts)
        return Words(title, _("It begins on %(date)s. Co-ops can apply for a booth, buyers can register.") % facts)


class FairCancelled(DatedNews, frozen=True, kw_only=True):
    starts_at: datetime
    zone: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "date": speech.date(self.starts_at, self.zone)}
        return Words(
            _("%(fair)s is cancelled") % facts,
            _("It was to begin on %(date)s. Booths and badges for it are no longer valid.") % facts,
        )


class FairMoved(DatedNews, frozen=True, kw_only=True):
    starts_at: datetime
    ends_at: datetime
    zone: str
    venue: str = ""
    sessions_moved: bool = False
    closes_at: datetime | None = None
    early_price_until: datetime | None = None

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "venue": self.venue,
            "fair": self.fair,
            "first": speech.date(self.starts_at, self.zone),
            "last": speech.date(self.ends_at, self.zone),
            "time": speech.time(self.starts_at, self.zone),
        }
        title = _("%(fair)s has a new date or place") % facts
        when = _("It now begins on %(first)s at %(time)s and ends on %(last)s. Please check whether you can come.")
        where = _("Place: %(venue)s.") if self.venue else ""
        also = _("The sessions move with it, each at the same hour.") if self.sessions_moved else ""
        told = " ".join(filter(None, (when, where, also))) % facts
        return Words(title, " ".join([told, *self._of_booths(speech)]))

    def _of_booths(self, speech: Speech) -> Iterator[str]:
        _ = speech.gettext
        for text, at in (
            (_("Booths can be booked until %(date)s, %(time)s."), self.closes_at),
            (_("The lower price for booking early holds until %(date)s, %(time)s."), self.early_price_until),
        ):
            if at is not None:
                yield text % {"date": speech.date(at, self.zone), "time": speech.time(at, self.zone)}
