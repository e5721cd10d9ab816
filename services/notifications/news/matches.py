"""News between a buyer and a co-op."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.values import Language


class ProductsSuggested(Piece, frozen=True, kw_only=True):
    """For the buyer. New products may fit every minute: one unread entry, one letter a day."""

    mail_interval: ClassVar[timedelta] = timedelta(days=1)

    demand_id: UUID
    what: str

    @property
    def link(self) -> str:
        return f"demands/{self.demand_id}"

    @property
    def topic(self) -> str:
        return f"demand {self.demand_id}"

    def words(self, speech: Speech) -> Words:
        title = speech.ngettext(
            "%(count)s new product fits “%(what)s”", "%(count)s new products fit “%(what)s”", self.times
        )
        return Words(
            title % {"count": speech.number(self.times), "what": self.what},
            speech.gettext("See why, and ask the co-op for a match."),
        )


class FactMissed(Piece, frozen=True, kw_only=True):
    """For the co-op. Of one listing: one unread entry, one letter a day, whatever is asked."""

    mail_interval: ClassVar[timedelta] = timedelta(days=1)

    listing_id: UUID
    buyer: str
    what: str
    listing_names: dict[Language, str]

    @property
    def link(self) -> str:
        return "my/near-matches"

    @property
    def topic(self) -> str:
        return f"facts of {self.listing_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"buyer": self.buyer, "listing": speech.name(self.listing_names), "what": self.what}
        return Words(
            _("%(buyer)s asks what “%(listing)s” does not say") % facts,
            _("They look for “%(what)s”. State it in the listing, and they see it at once.") % facts,
        )


class MatchNews(Piece, frozen=True, kw_only=True):
    match_request_id: UUID

    @property
    def link(self) -> str:
        return f"matches/{self.match_request_id}"


class MatchAsked(MatchNews, frozen=True, kw_only=True):
    """For the co-op."""

    buyer: str
    what: str
    listing_names: dict[Language, str]

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"buyer": self.buyer, "listing": speech.name(self.listing_names), "what": self.what}
        return Words(
            _("%(buyer)s asks for “%(listing)s”") % facts,
            _("What they need: “%(what)s”. Please accept or decline.") % facts,
        )


class MatchAgreed(MatchNews, frozen=True, kw_only=True):
    """For the buyer."""

    coop: str
    listing_names: dict[Language, str]

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(coop)s accepts: “%(listing)s”") % {"coop": self.coop, "listing": speech.name(self.listing_names)},
            _("Open the match to go on from here."),
        )


class MatchRefused(MatchNews, frozen=True, kw_only=True):
    """For the buyer."""

    coop: str
    listing_names: dict[Language, str]
    reason: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        text = _("Their reason: %(reason)s") % {"reason": self.reason} if self.reason else _("They gave no reason.")
        return Words(
            _("%(coop)s declines: “%(listing)s”") % {"coop": self.coop, "listing": speech.name(self.listing_names)},
            text,
        )


class ContactsOpened(MatchNews, frozen=True, kw_only=True):
    """For both sides; `other` is the other one, empty where its name was not known."""

    other: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        title = (
            _("Here is how to reach %(other)s") % {"other": self.other}
            if self.other
            else _("Here is how to reach each other")
        )
        return Words(title, _("You can call or write to each other now."))


class ProductOffered(MatchNews, frozen=True, kw_only=True):
    """For the buyer."""

    coop: str
    what: str
    listing_names: dict[Language, str]

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"coop": self.coop, "listing": speech.name(self.listing_names), "what": self.what}
        return Words(
            _("%(coop)s offers “%(listing)s”") % facts,
            _("For what you need: “%(what)s”. Please accept or decline.") % facts,
        )


class AnswerDue(MatchNews, frozen=True, kw_only=True):
    """For who was asked."""

    other: str
    listing_names: dict[Language, str]
    answer_by: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "other": self.other,
            "listing": speech.name(self.listing_names),
            "moment": speech.moment(self.answer_by),
        }
        return Words(
            _("%(other)s still waits for your answer") % facts,
            _("About “%(listing)s”. The request lapses on %(moment)s.") % facts,
        )


class MatchSilent(MatchNews, frozen=True, kw_only=True):
    """For both sides: `asked` is the one that did not answer."""

    asked: str
    listing_names: dict[Language, str]

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"asked": self.asked, "listing": speech.name(self.listing_names)}
        return Words(
            _("The request for “%(listing)s” has lapsed") % facts,
            _("%(asked)s did not answer in time. It can be asked again.") % facts,
        )
