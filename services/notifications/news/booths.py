"""News of booths: for who has one, had one or waits for one, and for organizers."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from services.notifications.news.fairs import DatedNews, FairNews
from services.notifications.news.piece import Words
from services.notifications.speech import Speech
from shared.contracts.fairs.bookings import EndReason


class BoothNews(FairNews, frozen=True, kw_only=True):
    booth: str


class OwnBoothNews(BoothNews, DatedNews, frozen=True, kw_only=True):
    """For who has it, or had."""


class BoothYours(OwnBoothNews, frozen=True, kw_only=True):
    """For the co-op, which may book several in a row."""

    mail_interval: ClassVar[timedelta] = timedelta(seconds=10)

    @property
    def topic(self) -> str:
        return f"own booths at {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        title = _("Booth %(booth)s is yours") % {"booth": self.booth}
        if self.times == 1:
            return Words(title, _("At %(fair)s. Nobody else can take it.") % {"fair": self.fair})
        text = speech.ngettext(
            "At %(fair)s, and %(count)s other booth with it. Nobody else can take them.",
            "At %(fair)s, and %(count)s other booths with it. Nobody else can take them.",
            self.times - 1,
        )
        return Words(title, text % {"fair": self.fair, "count": speech.number(self.times - 1)})


class BoothTaken(BoothNews, frozen=True, kw_only=True):
    """For organizers, who find all booths on one plan."""

    mail_interval: ClassVar[timedelta] = timedelta(minutes=1)

    coop: str

    @property
    def topic(self) -> str:
        return f"bookings at {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        title = _("%(coop)s has booth %(booth)s") % {"coop": self.coop, "booth": self.booth}
        if self.times == 1:
            return Words(title, _("At %(fair)s.") % {"fair": self.fair})
        text = speech.ngettext(
            "At %(fair)s; %(count)s other booth was taken before.",
            "At %(fair)s; %(count)s other booths were taken before.",
            self.times - 1,
        )
        return Words(title, text % {"fair": self.fair, "count": speech.number(self.times - 1)})


class BoothLeft(OwnBoothNews, frozen=True, kw_only=True):
    """For who held it. `reason` and `offered` as in `BookingEnded`; entries of before have none."""

    reason: EndReason = "given_back"
    offered: bool = False

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "booth": self.booth}
        if self.reason == "lapsed":
            title = _("The time to confirm booth %(booth)s is over") % facts
            if self.offered:
                text = _(
                    "At %(fair)s. It is no longer kept for you, and you have left the waiting list. "
                    "If you still want a booth, please join it again."
                )
                return Words(title, text % facts)
            return Words(title, _("At %(fair)s. It was kept for you until now and has gone on to others.") % facts)
        if self.reason == "no_show":
            title = _("You were missed at booth %(booth)s") % facts
            return Words(title, _("At %(fair)s. As nobody came, the organizers gave the booth on.") % facts)
        return Words(
            _("Booth %(booth)s is no longer yours") % facts,
            _("At %(fair)s. The booking has ended and others can take the booth.") % facts,
        )


class BoothKept(BoothNews, frozen=True, kw_only=True):
    """For whom organizers keep it. `offered`: it comes from the waiting list. What was told before letters led to the
    answers has no `booking_id`.
    """

    booking_id: UUID | None = None
    until: datetime
    zone: str
    offered: bool

    @property
    def link(self) -> str:
        if self.booking_id is None:
            return f"fairs/{self.fair_id}?booth={self.booth}"
        return f"fairs/{self.fair_id}/bookings/{self.booking_id}/answer"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {
            "fair": self.fair,
            "booth": self.booth,
            "date": speech.date(self.until, self.zone),
            "time": speech.time(self.until, self.zone),
        }
        if self.offered:
            text = _(
                "At %(fair)s, from the waiting list. Please take or refuse it by %(time)s on %(date)s; "
                "then it goes to the next, and you leave the waiting list."
            )
        else:
            text = _("At %(fair)s. Please confirm it by %(time)s on %(date)s.")
        return Words(self._title(speech) % facts, text % facts)

    def _title(self, speech: Speech) -> str:
        _ = speech.gettext
        return _("Booth %(booth)s is offered to you") if self.offered else _("Booth %(booth)s is kept for you")


class BoothAnswerDue(BoothKept, frozen=True, kw_only=True):
    """For whoever has not answered yet, while there is time."""

    def _title(self, speech: Speech) -> str:
        return speech.gettext("Booth %(booth)s still waits for your answer")


class BoothMoved(OwnBoothNews, frozen=True, kw_only=True):
    """For who stands there."""

    former: str

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        facts = {"fair": self.fair, "booth": self.booth, "former": self.former}
        return Words(
            _("Your booth is now %(booth)s") % facts,
            _("At %(fair)s. The organizers moved you from %(former)s.") % facts,
        )


class BoothAwaited(FairNews, frozen=True, kw_only=True):
    """For the co-op: its place in the list is kept."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("You are on the waiting list of %(fair)s") % {"fair": self.fair},
            _("When a booth becomes free and it is your turn, you will learn it here."),
        )


class CoopWaits(FairNews, frozen=True, kw_only=True):
    """For organizers, who may find room for more booths."""

    mail_interval: ClassVar[timedelta] = timedelta(hours=1)

    coop: str

    @property
    def topic(self) -> str:
        return f"waiting list at {self.fair_id}"

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        text = _("At %(fair)s. Perhaps there is room for more booths.") % {"fair": self.fair}
        if self.times == 1:
            return Words(_("%(coop)s waits for a booth") % {"coop": self.coop}, text)
        title = speech.ngettext(
            "%(coop)s and %(count)s other wait for a booth",
            "%(coop)s and %(count)s others wait for a booth",
            self.times - 1,
        )
        return Words(title % {"coop": self.coop, "count": speech.number(self.times - 1)}, text)


class BoothFree(BoothNews, frozen=True, kw_only=True):
    """For the first in the waiting list."""

    def words(self, speech: Speech) -> Words:
        _ = speech.gettext
        return Words(
            _("Booth %(booth)s is free for you") % {"booth": self.booth},
            _("At %(fair)s. You are first in the waiting list: please take it soon.") % {"fair": self.fair},
        )
