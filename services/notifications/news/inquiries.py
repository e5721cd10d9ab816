"""News of requests by people without an account. Nothing that they typed: a letter tells it on."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.values import Country, Language


class InquiryWaits(Piece, frozen=True, kw_only=True):
    """For the Alliance. Many may come in an hour: one unread entry, one letter a day."""

    mail_interval: ClassVar[timedelta] = timedelta(days=1)

    @property
    def link(self) -> str:
        return "inquiries"

    @property
    def topic(self) -> str:
        return "inquiries"

    def words(self, speech: Speech) -> Words:
        title = speech.ngettext(
            "%(count)s request without an account waits", "%(count)s requests without an account wait", self.times
        )
        return Words(
            title % {"count": speech.number(self.times)},
            speech.gettext("The e-mail is proved. Let it through to the co-op, or refuse it."),
        )


class InquiryCame(Piece, frozen=True, kw_only=True):
    """For the co-op."""

    inquiry_id: UUID
    listing_names: dict[Language, str]
    country: Country

    @property
    def link(self) -> str:
        return f"inquiries/{self.inquiry_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"listing": speech.name(self.listing_names), "country": speech.country(self.country)}
        return Words(
            _("Somebody in %(country)s asks for “%(listing)s”") % facts,
            _("They have no account yet; the Alliance has read it. Write to them, or invite them to register."),
        )
