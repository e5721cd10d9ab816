"""Letters to somebody without an account: nothing in them that somebody typed, so that they carry no one's message."""

from collections.abc import Mapping
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.inquiries import RefusalReason
from shared.contracts.values import Language
from shared.i18n import N_

REASONS: Mapping[RefusalReason, str] = {
    "not_a_request": N_("It is no request for goods."),
    "unclear": N_("It does not say clearly enough what is wanted. Please write it again, with product and quantity."),
    "not_offered": N_("The co-op does not offer that."),
    "already_asked": N_("You have asked the same before; that request goes on."),
}


class ToVisitor(Piece, frozen=True, kw_only=True):
    inquiry_id: UUID


class InquiryToConfirm(ToVisitor, frozen=True, kw_only=True):
    """Its link is made when it is sent."""

    @property
    def link(self) -> str:
        return "inquiries/confirm"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Please confirm your request"),
            _(
                "Somebody wrote a request to a Vietnamese co-op with this e-mail address. If it was you, open the link"
                " and press the button within 24 hours. If not, do nothing: it is deleted by itself in three days, and"
                " nobody reads it."
            ),
        )


class InquiryDeclined(ToVisitor, frozen=True, kw_only=True):
    reason: RefusalReason

    @property
    def link(self) -> str:
        return "listings"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Your request was not passed on"),
            _("The Cooperative Alliance read it and did not pass it on to the co-op.") + " " + _(REASONS[self.reason]),
        )


class CoopInvites(ToVisitor, frozen=True, kw_only=True):
    coop: str
    listing_names: dict[Language, str]

    @property
    def link(self) -> str:
        return "register?kind=buyer"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"coop": self.coop, "listing": speech.name(self.listing_names)}
        return Words(
            _("%(coop)s would like to go on with you") % facts,
            _(
                "You asked for “%(listing)s”. Register as a buyer with this e-mail address, then you can agree on"
                " quantity, price and samples with the co-op here."
            )
            % facts,
        )
