"""A morning's letter: all news of a day at once."""

from services.notifications.news.each import Each
from services.notifications.news.piece import Piece, Words
from services.notifications.speech import Speech

SHOWN = 40


class Digest(Piece, frozen=True, kw_only=True):
    """`news`: the oldest first. `times` counts them."""

    news: list[Each]

    @property
    def link(self) -> str:
        return "inbox"

    def words(self, speech: Speech) -> Words:
        title = speech.ngettext("%(count)s piece of news for you", "%(count)s pieces of news for you", self.times)
        lines = [f"• {one.words(speech).title}" for one in self.news[:SHOWN]]
        if len(self.news) > SHOWN:
            more = speech.ngettext("and %(count)s more", "and %(count)s more", len(self.news) - SHOWN)
            lines.append(more % {"count": speech.number(len(self.news) - SHOWN)})
        return Words(title % {"count": speech.number(self.times)}, "\n".join(lines))
