"""News of a co-op's certificates."""

from datetime import date
from uuid import UUID

from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech
from shared.contracts.papers import PaperScheme, Verdict
from shared.contracts.values import Language
from shared.i18n import N_
from shared.schemes import PROPER_NAMES

_CALLED = {**PROPER_NAMES, "OCOP": "OCOP", "ORGANIC": N_("Organic"), "JAS": N_("JAS organic")}


class OfPaper(Piece, frozen=True, kw_only=True):
    listing_id: UUID
    names: dict[Language, str]
    scheme: PaperScheme
    number: str

    @property
    def link(self) -> str:
        return f"listings/{self.listing_id}/papers"

    def _facts(self, speech: Speech) -> dict[str, str]:
        called = speech.gettext(_CALLED[self.scheme])
        return {"paper": " ".join(filter(None, [called, self.number])), "name": speech.name(self.names)}


class CertificateEnds(OfPaper, frozen=True, kw_only=True):
    """`days_left` below zero: it has ended."""

    expires: date
    days_left: int

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = self._facts(speech) | {"day": speech.day(self.expires)}
        if self.days_left < 0:
            text = _("It ended on %(day)s. Buyers see it as no longer valid until you enter the new one.")
            return Words(_("%(paper)s of “%(name)s” has ended") % facts, text % facts)
        title = speech.ngettext(
            "%(paper)s of “%(name)s” ends in %(count)s day",
            "%(paper)s of “%(name)s” ends in %(count)s days",
            self.days_left,
        )
        text = _("It counts up to %(day)s. Apply for the next one now and enter it when you have it.")
        return Words(title % {**facts, "count": speech.number(self.days_left)}, text % facts)


class CertificateChecked(OfPaper, frozen=True, kw_only=True):
    verdict: Verdict
    note: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = self._facts(speech)
        if self.verdict == "confirmed":
            return Words(_("The Alliance has confirmed %(paper)s of “%(name)s”") % facts, self.note)
        text = self.note or _("Please compare what you wrote with the paper, and send a readable scan.")
        return Words(_("The Alliance has doubts about %(paper)s of “%(name)s”") % facts, text)
