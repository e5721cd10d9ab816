"""News of registrations that wait for an answer or a place."""

from datetime import timedelta
from typing import ClassVar

from services.notifications.news.fairs import DatedNews, FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech


class EnrolmentNews(FairNews, frozen=True, kw_only=True):
    @property
    def link(self) -> str:
        return "my/badges"


class EnrolmentAsked(EnrolmentNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Your registration for %(fair)s has arrived") % {"fair": self.fair},
            _("The organizers look at it. You get the badge, or their answer, here and by e-mail."),
        )


class EnrolmentWaits(EnrolmentNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("All places at %(fair)s are taken for now") % {"fair": self.fair},
            _("You are on the waiting list. When it is your turn, your badge comes by itself."),
        )


class EnrolmentRefused(EnrolmentNews, frozen=True, kw_only=True):
    reason: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("No badge for %(fair)s") % {"fair": self.fair},
            _("The organizers write: %(reason)s") % {"reason": self.reason},
        )


class BadgeGivenBack(EnrolmentNews, DatedNews, frozen=True, kw_only=True):
    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("A registration for %(fair)s was withdrawn") % {"fair": self.fair},
            _("Its badge is not valid any more. Somebody who waits gets the place."),
        )


class ApprovalSought(FairNews, frozen=True, kw_only=True):
    """For organizers, who find all who wait on one page."""

    mail_interval: ClassVar[timedelta] = timedelta(hours=1)

    @property
    def link(self) -> str:
        return f"fairs/{self.fair_id}/admissions"

    @property
    def topic(self) -> str:
        return f"approvals at {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        title = speech.ngettext(
            "%(count)s person waits for your approval", "%(count)s people wait for your approval", self.times
        )
        text = speech.gettext("At %(fair)s. Please approve or refuse.")
        return Words(title % {"count": speech.number(self.times)}, text % {"fair": self.fair})
