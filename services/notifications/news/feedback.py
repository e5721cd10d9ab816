"""News after a fair."""

from services.notifications.news.fairs import FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


class FeedbackWanted(FairNews, frozen=True, kw_only=True):
    """For everybody who was there, once."""

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/feedback/new"

    @property
    def topic(self) -> str:
        return f"feedback on {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("What was %(fair)s like?") % {"fair": self.fair},
            _("Thank you for coming. A minute is enough: a few marks and, if you like, a sentence."),
        )
