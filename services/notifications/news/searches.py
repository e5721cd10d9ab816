"""News of searches that were kept."""

from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.values import Language


class SearchFitted(Piece, frozen=True, kw_only=True):
    """A co-op may publish hundreds at once: they come as one entry and one or two letters."""

    mail_interval: ClassVar[timedelta] = timedelta(minutes=10)

    search_id: UUID
    q: str
    listing_id: UUID
    names: dict[Language, str]

    @property
    def link(self) -> str:
        return f"listings/{self.listing_id}" if self.times == 1 else "saved-searches"

    @property
    def topic(self) -> str:
        return f"search {self.search_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        name = speech.name(self.names)
        text = (
            _("You asked to hear of “%(q)s”.") % {"q": self.q} if self.q else _("You asked to hear of such products.")
        )
        if self.times == 1:
            return Words(_("New in the catalogue: %(name)s") % {"name": name}, text)
        more = speech.ngettext(
            "New in the catalogue: %(name)s and %(count)s other product",
            "New in the catalogue: %(name)s and %(count)s other products",
            self.times - 1,
        )
        return Words(more % {"name": name, "count": speech.number(self.times - 1)}, text)
