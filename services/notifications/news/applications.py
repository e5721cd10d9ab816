"""News of applications for a booth: for organizers, and for who applied."""

from datetime import timedelta
from typing import ClassVar

from services.notifications.news.fairs import FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


class BoothSought(FairNews, frozen=True, kw_only=True):
    """For organizers, who find all applications on one page."""

    mail_interval: ClassVar[timedelta] = timedelta(minutes=1)

    coop: str

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/applications"

    @property
    def topic(self) -> str:
        return f"applications at {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        text = _("At %(fair)s. Please accept or decline.") % {"fair": self.fair}
        if self.times == 1:
            return Words(_("%(coop)s applies for a booth") % {"coop": self.coop}, text)
        title = speech.ngettext(
            "%(coop)s and %(count)s other apply for booths",
            "%(coop)s and %(count)s others apply for booths",
            self.times - 1,
        )
        return Words(title % {"coop": self.coop, "count": speech.number(self.times - 1)}, text)


class CoopWithdrew(FairNews, frozen=True, kw_only=True):
    """For organizers. `booths`: what became free with it."""

    coop: str
    booths: list[str]

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/applications"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        title = _("%(coop)s withdraws its application") % {"coop": self.coop}
        if not self.booths:
            return Words(title, _("At %(fair)s.") % {"fair": self.fair})
        text = speech.ngettext(
            "At %(fair)s. It gives booth %(booths)s back.",
            "At %(fair)s. It gives booths %(booths)s back.",
            len(self.booths),
        )
        return Words(title, text % {"fair": self.fair, "booths": ", ".join(self.booths)})


class ApplicationAccepted(FairNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(fair)s accepts your application") % {"fair": self.fair},
            _("See which booth is yours, or choose one."),
        )


class ApplicationDeclined(FairNews, frozen=True, kw_only=True):
    reason: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        text = (
            _("The organizers' reason: %(reason)s") % {"reason": self.reason}
            if self.reason
            else _("The organizers gave no reason.")
        )
        return Words(_("%(fair)s declines your application") % {"fair": self.fair}, text)


class ApplicationWaits(FairNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(fair)s puts you on the waiting list") % {"fair": self.fair},
            _("You will be told as soon as there is a booth for you."),
        )


class ApplicationReturned(FairNews, frozen=True, kw_only=True):
    reason: str

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/applications/new"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("%(fair)s asks you to change your application") % {"fair": self.fair},
            _("The organizers write: %(reason)s") % {"reason": self.reason},
        )
