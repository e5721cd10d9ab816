"""News of sessions, for who has a place in them."""

from datetime import datetime
from uuid import UUID

from services.notifications.news.fairs import FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


class SessionNews(FairNews, frozen=True, kw_only=True):
    """The calendar file has the session as it is when it is opened, or cancels it."""

    session_id: UUID
    session: str
    starts_at: datetime
    zone: str

    @property
    def topic(self) -> str:
        return f"session {self.session_id}"

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/agenda"

    @property
    def calendar(self) -> str:
        return f"fairs/{self.fair_id}/sessions/{self.session_id}/calendar.ics"


class SessionMoved(SessionNews, frozen=True, kw_only=True):
    ends_at: datetime
    place: str = ""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "session": self.session,
            "fair": self.fair,
            "venue": self.place,
            "date": speech.date(self.starts_at, self.zone),
            "time": speech.time(self.starts_at, self.zone),
        }
        when = _("Now on %(date)s at %(time)s (%(fair)s). Your place stays yours; give it back if you cannot come.")
        where = _("Place: %(venue)s.") if self.place else ""
        return Words(_("“%(session)s” has a new time or place") % facts, f"{when} {where}".strip() % facts)


class SessionRemoved(SessionNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "session": self.session,
            "fair": self.fair,
            "date": speech.date(self.starts_at, self.zone),
        }
        return Words(
            _("“%(session)s” will not take place") % facts,
            _("It was to be on %(date)s at %(fair)s. Your place in it is gone; the programme has what else there is.")
            % facts,
        )
