"""News of what two sides say to each other and agree on."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from services.notifications.news.matches import MatchNews
from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.samples import SampleStatus
from shared.contracts.values import Currency, Language, Month, Unit


class MessageCame(MatchNews, frozen=True, kw_only=True):
    """Somebody who writes five lines in a row sends one letter."""

    mail_interval: ClassVar[timedelta] = timedelta(minutes=5)

    other: str
    listing_names: dict[Language, str]

    @property
    def topic(self) -> str:
        return f"messages in {self.match_request_id}"

    def words(self, speech: Speech) -> Words:
        facts = {"other": self.other, "listing": speech.name(self.listing_names), "count": speech.number(self.times)}
        title = speech.ngettext(
            "%(other)s has written to you", "%(other)s has written to you %(count)s times", self.times
        )
        return Words(title % facts, speech.gettext("About “%(listing)s”.") % facts)


class QuoteCame(MatchNews, frozen=True, kw_only=True):
    other: str
    listing_names: dict[Language, str]
    number: int
    total: Decimal
    currency: Currency
    valid_until: datetime

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "other": self.other,
            "listing": speech.name(self.listing_names),
            "total": speech.money(self.total, self.currency),
            "moment": speech.moment(self.valid_until),
        }
        title = _("%(other)s quotes %(total)s") if self.number == 1 else _("%(other)s answers with a quote: %(total)s")
        return Words(
            title % facts,
            _("“%(listing)s”, valid until %(moment)s. Accept it, or answer with another.") % facts,
        )


class SampleMoved(MatchNews, frozen=True, kw_only=True):
    """For the side whose step is next, or that learns the verdict."""

    other: str
    listing_names: dict[Language, str]
    status: SampleStatus
    waybill: str
    verdict: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"other": self.other, "listing": speech.name(self.listing_names), "waybill": self.waybill}
        titles: dict[SampleStatus, str] = {
            "asked": _("%(other)s asks for a sample"),
            "sent": _("%(other)s has sent a sample, waybill %(waybill)s"),
            "received": _("%(other)s has received the sample"),
            "approved": _("%(other)s approves the sample"),
            "rejected": _("%(other)s rejects the sample"),
        }
        return Words(titles[self.status] % facts, self.verdict or _("About “%(listing)s”.") % facts)


class DealNews(Piece, frozen=True, kw_only=True):
    """For both sides; `other` is the other one."""

    agreement_id: UUID
    other: str
    listing_names: dict[Language, str]

    @property
    def link(self) -> str:
        return f"agreements/{self.agreement_id}"


class DealMade(DealNews, frozen=True, kw_only=True):
    total: Decimal
    currency: Currency

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "other": self.other,
            "listing": speech.name(self.listing_names),
            "total": speech.money(self.total, self.currency),
        }
        return Words(
            _("Agreed with %(other)s: “%(listing)s”") % facts,
            _("%(total)s in all. The capacity is reserved. Print the agreement, sign it and attach it.") % facts,
        )


class DealFailed(DealNews, frozen=True, kw_only=True):
    match_request_id: UUID

    @property
    def link(self) -> str:
        return f"matches/{self.match_request_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"other": self.other, "listing": speech.name(self.listing_names)}
        return Words(
            _("Not agreed with %(other)s: “%(listing)s”") % facts,
            _("The capacity was no longer there. Nothing is promised; a smaller quote can be made."),
        )


class DealSigned(DealNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"other": self.other, "listing": speech.name(self.listing_names)}
        return Words(
            _("Signed: “%(listing)s” with %(other)s") % facts,
            _("Both sides have confirmed the paper."),
        )


class DeliveryTold(DealNews, frozen=True, kw_only=True):
    """For the other side."""

    month: Month
    delivered: Decimal
    promised: Decimal
    unit: Unit

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "other": self.other,
            "listing": speech.name(self.listing_names),
            "month": speech.month(self.month),
            "delivered": speech.amount(self.delivered),
            "promised": speech.amount(self.promised),
        }
        return Words(
            _("%(other)s tells of %(month)s: %(delivered)s of %(promised)s") % facts,
            _("“%(listing)s”. Please tell how it went on your side.") % facts,
        )


class DeliveryAsked(DealNews, frozen=True, kw_only=True):
    """For a side that has not told."""

    month: Month

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "other": self.other,
            "listing": speech.name(self.listing_names),
            "month": speech.month(self.month),
        }
        return Words(
            _("How did %(month)s go? “%(listing)s”") % facts,
            _("Please say what was delivered, accepted and paid under the agreement with %(other)s.") % facts,
        )
