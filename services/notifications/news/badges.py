"""News of badges, for who registered, perhaps for a colleague."""

from datetime import datetime, timedelta
from uuid import UUID

from services.notifications.news.fairs import FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


class BadgeNews(FairNews, frozen=True, kw_only=True):
    registration_id: UUID

    @property
    def link(self) -> str:
        return f"badges/{self.registration_id}"


class BadgeReady(BadgeNews, frozen=True, kw_only=True):
    """For who registered, perhaps for a colleague."""

    @property
    def calendar(self) -> str:
        return f"badges/{self.registration_id}/calendar.ics"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("The badge for %(fair)s is ready") % {"fair": self.fair},
            _("Show its code at the entrance, on your phone or on paper."),
        )


class BadgeJoined(BadgeNews, frozen=True, kw_only=True):
    """For who had the one that is not of its own any more. `registration_id`: of the one that is left."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Two badges for %(fair)s are now one") % {"fair": self.fair},
            _("The same person was registered twice. Whoever printed the other badge is let in by it all the same."),
        )


class CheckedIn(BadgeNews, frozen=True, kw_only=True):
    """Who registered a whole list hears of it once, not of each person at the gate."""

    mail_interval = timedelta(days=1)
    at: datetime
    zone: str

    @property
    def topic(self) -> str:
        return f"checked in {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Welcome to %(fair)s") % {"fair": self.fair},
            _("Checked in at %(time)s. Good business!") % {"time": speech.time(self.at, self.zone)},
        )
