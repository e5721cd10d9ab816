"""An account's inbox in its reader's language, and the letters that were written."""

from typing import Any

import sqlalchemy as sa

from services.notifications.fair_names import Names, names_of_fairs, told_with
from services.notifications.models import Account
from services.notifications.news import kind_of, news_in, read_news
from services.notifications.speech import Speech, speech_to
from services.notifications.writing import ENTRY, LETTER, PREFERENCE, READER
from shared.contracts import notifications as contract
from shared.contracts.notifications import FindLetters, GetInbox, GetPreferences, Inbox, LetterPage, Preferences
from shared.messaging import Reading

ACCOUNT = Account.metadata.tables["account"]


_unread = sa.select(sa.func.count()).where(
    ENTRY.c.account_id == READER.c.account_id, ENTRY.c.sequence > READER.c.read_up_to
)
_COUNTS = sa.select(READER.c.newest, READER.c.read_up_to, _unread.scalar_subquery().label("unread")).where(
    READER.c.account_id == sa.bindparam("reader", type_=sa.Uuid)
)
"""Made once: every page asks it, and putting it together takes longer than the answer."""


async def get_inbox(query: GetInbox, reading: Reading) -> Inbox:
    """The numbers first: what they promise is in the entries that are read after them."""
    reader = reading.actor.must_be_account()
    row = (await reading.execute(_COUNTS, {"reader": reader})).first()
    if row is None:
        return Inbox(items=[], unread=0, newest=0)
    items = []
    if query.limit:
        speech = speech_to(query.lang, reading.actor.zone)
        page = (await reading.execute(_page(query).where(ENTRY.c.account_id == reader))).all()
        names = await names_of_fairs(await reading.session.connection())
        items = [_entry(entry, row.read_up_to, names, speech) for entry in page]
    return Inbox(items=items, unread=row.unread, newest=row.newest)


def _page(query: GetInbox) -> sa.Select[Any]:
    page = sa.select(ENTRY.c.sequence, ENTRY.c.at, news_in(ENTRY)).limit(query.limit)
    if query.before is not None:
        page = page.where(ENTRY.c.sequence < query.before)
    if query.after is None:
        return page.order_by(ENTRY.c.sequence.desc())
    return page.where(ENTRY.c.sequence > query.after).order_by(ENTRY.c.sequence)


def _entry(row: sa.Row[Any], read_up_to: int, names: Names, speech: Speech) -> contract.Entry:
    news = told_with(read_news(row.news), names, speech.language)
    words = news.words(speech)
    return contract.Entry(
        sequence=row.sequence,
        kind=kind_of(news),
        title=words.title,
        text=words.text,
        link=news.link,
        at=row.at,
        read=row.sequence <= read_up_to,
    )


async def get_preferences(_: GetPreferences, reading: Reading) -> Preferences:
    own = sa.select(PREFERENCE.c.letters).where(PREFERENCE.c.account_id == reading.actor.must_be_account())
    return Preferences(letters=(await reading.scalar(own)) or "each")


async def find_letters(query: FindLetters, reading: Reading) -> LetterPage:
    """Newest first. Letters that nobody tried to send yet have no words to be found by."""
    reading.actor.must_be("admin", "auditor")
    found = sa.select(LETTER)
    if query.q:
        words = (LETTER.c.address, LETTER.c.subject, LETTER.c.text)
        found = found.where(sa.or_(*(word.icontains(query.q, autoescape=True) for word in words)))
    total = await reading.count(found.subquery())
    page = (
        found.add_columns(news_in(LETTER), ACCOUNT.c.locale, ACCOUNT.c.zone)
        .outerjoin(ACCOUNT, ACCOUNT.c.id == LETTER.c.account_id)
        .order_by(LETTER.c.written_at.desc(), LETTER.c.id.desc())
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    return LetterPage(items=[_letter(row) for row in await reading.execute(page)], total=total)


def _letter(row: sa.Row[Any]) -> contract.Letter:
    """As it was sent, or as it would be said now."""
    words = read_news(row.news).words(speech_to(row.locale or "vi", row.zone or ""))
    return contract.Letter(
        id=row.id,
        to=row.address,
        subject=row.subject or words.title,
        text=row.text or words.text,
        status=row.status,
        reason=row.reason,
        written_at=row.written_at,
    )
