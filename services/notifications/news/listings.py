"""News of a co-op's own products."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.values import Language


class ListingInCatalogue(Piece, frozen=True, kw_only=True):
    """A co-op may import hundreds at once: they come as one entry and one or two letters."""

    mail_interval: ClassVar[timedelta] = timedelta(minutes=1)

    listing_id: UUID
    organisation_id: UUID
    names: dict[Language, str]

    @property
    def link(self) -> str:
        return f"listings/{self.listing_id}"

    @property
    def topic(self) -> str:
        return f"listings of {self.organisation_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        name = speech.name(self.names)
        text = _("Buyers can find it now.")
        if self.times == 1:
            return Words(_("“%(name)s” is in the catalogue") % {"name": name}, text)
        more = speech.ngettext(
            "“%(name)s” and %(count)s other product are in the catalogue",
            "“%(name)s” and %(count)s other products are in the catalogue",
            self.times - 1,
        )
        return Words(more % {"name": name, "count": speech.number(self.times - 1)}, text)
