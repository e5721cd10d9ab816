"""News of fairs, for everybody whom they may bring together."""

from datetime import datetime
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.fairs import BookingPolicy


class FairNews(Piece, frozen=True, kw_only=True):
    fair_id: UUID
    fair: str

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}"


class FairCalls(FairNews, frozen=True, kw_only=True):
    """For co-ops and buyers, when a fair opens its booths and its doors for registration."""

    starts_at: datetime
    zone: str
    booking: BookingPolicy

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "date": speech.date(self.starts_at, self.zone)}
        title = _("%(fair)s is open for registration") % facts
        if self.booking == "direct":
            return Words(title, _("It begins on %(date)s. Co-ops can book a booth, buyers can register.") % facts)
        return Words(title, _("It begins on %(date)s. Co-ops can apply for a booth, buyers can register.") % facts)


class FairCancelled(FairNews, frozen=True, kw_only=True):
    starts_at: datetime
    zone: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "date": speech.date(self.starts_at, self.zone)}
        return Words(
            _("%(fair)s is cancelled") % facts,
            _("It was to begin on %(date)s. Your booth and your badge are no longer valid.") % facts,
        )


class FairMoved(FairNews, frozen=True, kw_only=True):
    starts_at: datetime
    ends_at: datetime
    zone: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "fair": self.fair,
            "first": speech.date(self.starts_at, self.zone),
            "last": speech.date(self.ends_at, self.zone),
            "time": speech.time(self.starts_at, self.zone),
        }
        return Words(
            _("%(fair)s has new dates") % facts,
            _("It now begins on %(first)s at %(time)s and ends on %(last)s. Please check whether you can come.")
            % facts,
        )


class BoothSought(FairNews, frozen=True, kw_only=True):
    """For organizers."""

    coop: str

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/applications"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(coop)s applies for a booth") % {"coop": self.coop},
            _("At %(fair)s. Please accept or decline.") % {"fair": self.fair},
        )


class ApplicationAccepted(FairNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(fair)s accepts your application") % {"fair": self.fair},
            _("See which booth is yours, or choose one."),
        )


class ApplicationDeclined(FairNews, frozen=True, kw_only=True):
    reason: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        text = (
            _("The organizers' reason: %(reason)s") % {"reason": self.reason}
            if self.reason
            else _("The organizers gave no reason.")
        )
        return Words(_("%(fair)s declines your application") % {"fair": self.fair}, text)


class BoothNews(FairNews, frozen=True, kw_only=True):
    booth: str


class BoothYours(BoothNews, frozen=True, kw_only=True):
    """For the co-op."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Booth %(booth)s is yours") % {"booth": self.booth},
            _("At %(fair)s. Nobody else can take it.") % {"fair": self.fair},
        )


class BoothTaken(BoothNews, frozen=True, kw_only=True):
    """For organizers."""

    coop: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(coop)s has booth %(booth)s") % {"coop": self.coop, "booth": self.booth},
            _("At %(fair)s.") % {"fair": self.fair},
        )


class BoothLeft(BoothNews, frozen=True, kw_only=True):
    """For who held it."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Booth %(booth)s is no longer yours") % {"booth": self.booth},
            _("At %(fair)s. The booking has ended and others can take the booth.") % {"fair": self.fair},
        )


class BoothFree(BoothNews, frozen=True, kw_only=True):
    """For the first in the waiting list."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Booth %(booth)s is free for you") % {"booth": self.booth},
            _("At %(fair)s. You are first in the waiting list: please take it soon.") % {"fair": self.fair},
        )


class BadgeNews(FairNews, frozen=True, kw_only=True):
    registration_id: UUID

    @property
    def link(self) -> str:
        return f"badges/{self.registration_id}"


class BadgeReady(BadgeNews, frozen=True, kw_only=True):
    """For who registered, perhaps for a colleague."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("The badge for %(fair)s is ready") % {"fair": self.fair},
            _("Show its code at the entrance, on your phone or on paper."),
        )


class CheckedIn(BadgeNews, frozen=True, kw_only=True):
    at: datetime
    zone: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Welcome to %(fair)s") % {"fair": self.fair},
            _("Checked in at %(time)s. Good business!") % {"time": speech.time(self.at, self.zone)},
        )
