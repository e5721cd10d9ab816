"""The statement that writes news: into inboxes, into letters, into digests. Everything in one round trip.

Who is told what comes as a table expression `told` with the columns `id` (an account, once), `times` and `facts`.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, array, distinct_on, insert

from services.notifications.models import Account, Entry, Letter, Preference, Reader
from shared.contracts.notifications import LetterWish
from shared.moments import CLOCKS

ACCOUNT = Account.metadata.tables["account"]
READER = Reader.metadata.tables["reader"]
ENTRY = Entry.metadata.tables["entry"]
LETTER = Letter.metadata.tables["letter"]
PREFERENCE = Preference.metadata.tables["preference"]

DIGEST = "digest"
MORNING = timedelta(hours=7)
_ZONE = sa.func.coalesce(
    sa.func.nullif(ACCOUNT.c.zone, ""),
    sa.case({language: clock.key for language, clock in CLOCKS.items()}, value=ACCOUNT.c.locale),
)
"""Of the clock that an account has chosen, else of that of its language."""
_NEWS = sa.literal(["news"], ARRAY(sa.Text))

# named unlike any column: an UPDATE takes values of a column's name for its own
_topic = sa.bindparam("news_topic", type_=sa.Text)
_now = sa.bindparam("news_now", type_=ENTRY.c.at.type)
_interval = sa.bindparam("news_interval", type_=sa.Interval)


def to_accounts(accounts: sa.Select[UUID]) -> sa.CTE:
    """All of them the same."""
    ids = accounts.subquery()
    times, facts = sa.bindparam("news_times", type_=sa.Integer), sa.bindparam("news_facts", type_=JSONB)
    return sa.select(ids.c.id, times.label("times"), facts.label("facts")).cte("told")


def written(told: sa.CTE) -> sa.Select[UUID]:
    """Returns who was told."""
    return sa.select(told.c.id).add_cte(*_parts(told))


def _to_organisations() -> sa.Select[UUID]:
    """Returns those for which somebody speaks. Of arrays the planner knows how short they are."""
    news = (
        sa.func.unnest(
            sa.bindparam("news_organisation_ids", type_=ARRAY(sa.Uuid)),
            sa.bindparam("news_each_times", type_=ARRAY(sa.Integer)),
            sa.bindparam("news_each_facts", type_=ARRAY(JSONB)),
        )
        .table_valued(
            sa.column("organisation_id", sa.Uuid),
            sa.column("times", sa.Integer),
            sa.column("facts", JSONB),
            with_ordinality="place",
        )
        .render_derived(name="news")
    )
    speaks = ACCOUNT.c.organisation_ids.contains(array([news.c.organisation_id]))
    heard = sa.select(ACCOUNT.c.id, *news.c).join(news, sa.and_(ACCOUNT.c.active, speaks)).cte("heard")
    times = sa.cast(sa.func.sum(heard.c.times).over(partition_by=heard.c.id), sa.Integer)
    told = (
        sa.select(heard.c.id, times.label("times"), heard.c.facts)
        .ext(distinct_on(heard.c.id))
        .order_by(heard.c.id, heard.c.place.desc())
        .cte("told")
    )
    return sa.select(heard.c.organisation_id).distinct().add_cte(*_parts(told))


def _parts(told: sa.CTE) -> tuple[sa.CTE, sa.CTE, sa.CTE]:
    return (
        _new_entries(told).cte("entries"),
        _new_letters(_wishing("each", told)).cte("letters"),
        _new_digests(_wishing("daily", told)).cte("digests"),
    )


def _wishing(wish: LetterWish, told: sa.CTE) -> sa.CTE:
    """Who said nothing wants each letter."""
    wished = sa.func.coalesce(PREFERENCE.c.letters, "each")
    joined = sa.select(*told.c).outerjoin(PREFERENCE, PREFERENCE.c.account_id == told.c.id)
    return joined.where(wished == wish).cte(f"wishing_{wish}")


def _new_entries(told: sa.CTE) -> sa.Insert:
    """The next number of each inbox; an unread entry of the same topic goes, and its times count on."""
    read_up_to = sa.select(READER.c.read_up_to).where(READER.c.account_id == ENTRY.c.account_id).scalar_subquery()
    replaced = (
        sa.delete(ENTRY)
        .where(ENTRY.c.account_id.in_(sa.select(told.c.id)), ENTRY.c.topic == _topic, ENTRY.c.sequence > read_up_to)
        .returning(ENTRY.c.account_id, ENTRY.c.times)
        .cte("replaced")
    )
    numbered = insert(READER).from_select(
        ["account_id", "newest", "read_up_to"],
        sa.select(told.c.id, sa.literal(1, sa.BigInteger), sa.literal(0, sa.BigInteger)),
    )
    numbers = (
        numbered.on_conflict_do_update(index_elements=["account_id"], set_={"newest": READER.c.newest + 1})
        .returning(READER.c.account_id, READER.c.newest)
        .cte("numbers")
    )
    before = sa.select(sa.func.sum(replaced.c.times)).where(replaced.c.account_id == numbers.c.account_id)
    times = sa.func.coalesce(before.scalar_subquery(), 0) + told.c.times
    rows = sa.select(numbers.c.account_id, numbers.c.newest, _topic, times, told.c.facts, _now)
    return (
        insert(ENTRY)
        .from_select(
            ["account_id", "sequence", "topic", "times", "facts", "at"],
            rows.join(told, told.c.id == numbers.c.account_id),
        )
        .returning(ENTRY.c.account_id)
    )


def _new_letters(told: sa.CTE) -> sa.Insert:
    """A letter of this topic that nobody tried to send yet takes the news in; else a new one, not too soon."""
    joined = (
        sa.update(LETTER)
        .where(LETTER.c.account_id == told.c.id, LETTER.c.topic == _topic)
        .where(LETTER.c.status == "waiting", LETTER.c.attempts == 0)
        .values(facts=told.c.facts, times=LETTER.c.times + told.c.times)
        .returning(LETTER.c.account_id)
        .cte("joined")
    )
    last_due = (
        sa.select(sa.func.max(LETTER.c.due_at))
        .where(LETTER.c.account_id == told.c.id, LETTER.c.topic == _topic)
        .correlate(told)
        .scalar_subquery()
    )
    due = sa.func.greatest(_now, last_due + _interval)
    return _written(told, joined, topic=_topic, times=told.c.times, facts=told.c.facts, due=due)


def _new_digests(told: sa.CTE) -> sa.Insert:
    """The digest of the next morning of who reads it takes the news in; the first piece of a day begins one."""
    digest, one = sa.literal(DIGEST, sa.Text), sa.func.jsonb_build_array(told.c.facts)
    gathered = sa.func.jsonb_set(LETTER.c.facts, _NEWS, LETTER.c.facts["news"].op("||")(one))
    joined = (
        sa.update(LETTER)
        .where(LETTER.c.account_id == told.c.id, LETTER.c.topic == DIGEST)
        .where(LETTER.c.status == "waiting", LETTER.c.attempts == 0)
        .values(facts=gathered, times=LETTER.c.times + 1)
        .returning(LETTER.c.account_id)
        .cte("gathered")
    )
    begun = sa.func.jsonb_build_object("kind", DIGEST, "news", one)
    zone = sa.select(_ZONE).where(ACCOUNT.c.id == told.c.id).scalar_subquery()
    due = next_morning(_now, zone)
    return _written(told, joined, topic=digest, times=sa.literal(1, sa.Integer), facts=begun, due=due)


def next_morning(now: sa.ColumnElement[datetime], zone: sa.ColumnElement[str]) -> sa.ColumnElement[datetime]:
    """Seven o'clock there."""
    today = sa.func.date_trunc("day", sa.func.timezone(zone, now) - MORNING)
    return sa.func.timezone(zone, today + timedelta(days=1) + MORNING)


def _written(
    told: sa.CTE,
    joined: sa.CTE,
    *,
    topic: sa.ColumnElement[str],
    times: sa.ColumnElement[int],
    facts: sa.ColumnElement[Any],
    due: sa.ColumnElement[Any],
) -> sa.Insert:
    """A new letter for each who is told and had none that took the news in."""
    empty = [sa.literal("", sa.Text)] * 4
    return (
        insert(LETTER)
        .from_select(
            [
                *("id", "account_id", "topic", "times", "facts", "written_at", "due_at", "attempts", "status"),
                *("reason", "address", "subject", "text"),
            ],
            sa.select(
                *(sa.func.uuidv7(), told.c.id, topic, times, facts, _now, due),
                sa.literal(0, sa.Integer),
                sa.literal("waiting", sa.Text),
                *empty,
            ).where(told.c.id.not_in(sa.select(joined.c.account_id))),
        )
        .returning(LETTER.c.account_id)
    )


TO_ORGANISATIONS = _to_organisations()
