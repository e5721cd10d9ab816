"""What the organizers of a fair write to a group, in their own words."""

from uuid import UUID

from services.notifications.news.fairs import FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


def topic_of(announcement_id: UUID) -> str:
    return f"announcement {announcement_id}"


class Announced(FairNews, frozen=True, kw_only=True):
    """Its topic is its own, by which it is found who has read it."""

    announcement_id: UUID
    title: str
    body: str

    @property
    def topic(self) -> str:
        return topic_of(self.announcement_id)

    def words(self, speech: Speech) -> Words:
        title = speech.gettext("%(fair)s: %(title)s") % {"fair": self.fair, "title": self.title}
        return Words(title, self.body)
