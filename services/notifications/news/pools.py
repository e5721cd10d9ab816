"""News of groups that fill one demand together."""

from datetime import datetime
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech


class PoolNews(Piece, frozen=True, kw_only=True):
    pool_id: UUID
    buyer: str
    what: str

    @property
    def link(self) -> str:
        return f"pools/{self.pool_id}"


class PoolAsked(PoolNews, frozen=True, kw_only=True):
    """For each partner."""

    answer_by: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"buyer": self.buyer, "what": self.what, "moment": speech.moment(self.answer_by)}
        return Words(
            _("Supply %(buyer)s together with other co-ops?") % facts,
            _("“%(what)s”. Your share is held for you until %(moment)s.") % facts,
        )


class PoolToConfirm(PoolNews, frozen=True, kw_only=True):
    """For the buyer."""

    answer_by: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"what": self.what, "moment": speech.moment(self.answer_by)}
        return Words(
            _("All partners agree on “%(what)s”") % facts,
            _("You have the last word. Their capacity is held for you until %(moment)s.") % facts,
        )


class PoolAnswerDue(PoolNews, frozen=True, kw_only=True):
    """For a partner who has not answered."""

    answer_by: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"buyer": self.buyer, "what": self.what, "moment": speech.moment(self.answer_by)}
        return Words(
            _("The group for %(buyer)s still waits for your answer") % facts,
            _("“%(what)s”. Without it, nothing comes of the group on %(moment)s.") % facts,
        )


class PoolWordDue(PoolNews, frozen=True, kw_only=True):
    """For the buyer who has not said the last word."""

    answer_by: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"what": self.what, "moment": speech.moment(self.answer_by)}
        return Words(
            _("All partners still wait for your word on “%(what)s”") % facts,
            _("Without it, what they hold for you is free again on %(moment)s.") % facts,
        )


class PoolOver(PoolNews, frozen=True, kw_only=True):
    """For the buyer and every partner, when nothing came of it."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"buyer": self.buyer, "what": self.what}
        return Words(
            _("No group for “%(what)s”") % facts,
            _("What was held for %(buyer)s is free again. See why on its page.") % facts,
        )
