"""News of organisations, for officers and for themselves."""

from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.registry import Kind


class OrganisationNews(Piece, frozen=True, kw_only=True):
    organisation_id: UUID
    name: str

    @property
    def link(self) -> str:
        return f"organisations/{self.organisation_id}"


class OrganisationRegistered(OrganisationNews, frozen=True, kw_only=True):
    """For officers."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(name)s has registered") % {"name": self.name},
            _("Please look at what they say of themselves and decide."),
        )


class OrganisationVerified(OrganisationNews, frozen=True, kw_only=True):
    organisation_kind: Kind

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        title = _("The Alliance has verified %(name)s") % {"name": self.name}
        if self.organisation_kind == "coop":
            return Words(title, _("From now on you can publish products and apply for booths."))
        return Words(title, _("From now on you can post demands and ask co-ops for a match."))


class OrganisationRefused(OrganisationNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("The Alliance has not verified %(name)s") % {"name": self.name},
            _("Please read the reason and what you can do now."),
        )
