"""One piece of news into the inboxes of an audience and into a letter to each, in the transaction of what happened."""

import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.notifications.audiences import Audience
from services.notifications.models import Entry, Letter, Occurrence, Preference, Reader, Unclaimed
from services.notifications.news import Piece
from shared.contracts.message import Event
from shared.contracts.notifications import LetterWish
from shared.home import HOME
from shared.ids import uuid7
from shared.messaging import Transaction

READER = Reader.metadata.tables["reader"]
ENTRY = Entry.metadata.tables["entry"]
LETTER = Letter.metadata.tables["letter"]
PREFERENCE = Preference.metadata.tables["preference"]
UNCLAIMED = Unclaimed.metadata.tables["unclaimed"]
OCCURRENCE = Occurrence.metadata.tables["occurrence"]

DIGEST = "digest"
_NEWS = sa.literal(["news"], ARRAY(sa.Text))
_TURN = sa.select(sa.func.pg_advisory_xact_lock(zlib.crc32(b"inboxes")))
_FIRST_TIME = insert(OCCURRENCE).on_conflict_do_nothing()
_FIRST_TIMES = (
    insert(OCCURRENCE)
    .from_select(
        ["what", "id", "version"],
        sa.select(
            sa.bindparam("what", type_=sa.Text),
            sa.func.unnest(sa.bindparam("ids", type_=ARRAY(sa.Uuid))),
            sa.func.unnest(sa.bindparam("versions", type_=ARRAY(sa.Integer))),
        ),
    )
    .on_conflict_do_nothing()
    .returning(OCCURRENCE.c.id, OCCURRENCE.c.version)
)
EventOf = TypeVar("EventOf", bound=Event)


async def take_turn(tx: Transaction) -> None:
    """One transaction at a time writes inboxes: two that number several inboxes in different order would deadlock,
    and one that finds no account for an audience would miss the account that another is adding.
    """
    if "has_turn" not in tx.session.info:
        await (await tx.session.connection()).execute(_TURN)
        tx.session.info["has_turn"] = True


async def is_news(what: str, event: Event, tx: Transaction) -> bool:
    """Each version of a thing happens once, however often and in whichever order it is told."""
    happened = {"what": what, "id": event.id, "version": event.version}
    return (await (await tx.session.connection()).execute(_FIRST_TIME, happened)).rowcount == 1


async def are_news(what: str, events: Sequence[EventOf], tx: Transaction) -> list[EventOf]:
    """Those of them that happen for the first time, in their order."""
    by_fact = {(event.id, event.version): event for event in reversed(events)}
    ids, versions = zip(*by_fact, strict=True)
    told = {"what": what, "ids": ids, "versions": versions}
    rows = await (await tx.session.connection()).execute(_FIRST_TIMES, told)
    fresh = {(row.id, row.version) for row in rows}
    return [event for fact, event in reversed(by_fact.items()) if fact in fresh]


async def tell(audience: Audience, news: Piece, tx: Transaction) -> None:
    await take_turn(tx)
    values = {
        **audience.values,
        "news_topic": news.topic,
        "news_times": news.times,
        "news_facts": msgspec.to_builtins(news),
        "news_now": tx.now,
        "news_interval": news.mail_interval,
        "news_morning": next_morning(tx.now),
    }
    await tx.session.flush()
    told = await (await tx.session.connection()).execute(_telling(audience.accounts), values)
    if told.first() is None and audience.name is not None:
        tx.add(Unclaimed(id=uuid7(), audience=audience.name, facts=values["news_facts"], times=news.times, at=tx.now))


@cache
def _telling(accounts: sa.Select[tuple[UUID]]) -> sa.Select[tuple[UUID]]:
    """All of it in one statement, which returns who was told."""
    told = accounts.cte("told")
    entries = _new_entries(told).cte("entries")
    letters = _new_letters(_wishing("each", told)).cte("letters")
    digests = _new_digests(_wishing("daily", told)).cte("digests")
    return sa.select(told.c.id).add_cte(entries, letters, digests)


def _wishing(wish: LetterWish, told: sa.CTE) -> sa.CTE:
    """Who said nothing wants each letter."""
    wished = sa.func.coalesce(PREFERENCE.c.letters, "each")
    joined = sa.select(told.c.id).outerjoin(PREFERENCE, PREFERENCE.c.account_id == told.c.id)
    return joined.where(wished == wish).cte(f"wishing_{wish}")


# named unlike any column: an UPDATE takes values of a column's name for its own
_topic = sa.bindparam("news_topic", type_=sa.Text)
_times = sa.bindparam("news_times", type_=sa.Integer)
_facts = sa.bindparam("news_facts", type_=ENTRY.c.facts.type)
_now = sa.bindparam("news_now", type_=ENTRY.c.at.type)
_interval = sa.bindparam("news_interval", type_=sa.Interval)


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
    times = sa.func.coalesce(before.scalar_subquery(), 0) + _times
    return (
        insert(ENTRY)
        .from_select(
            ["account_id", "sequence", "topic", "times", "facts", "at"],
            sa.select(numbers.c.account_id, numbers.c.newest, _topic, times, _facts, _now),
        )
        .returning(ENTRY.c.account_id)
    )


def _new_letters(told: sa.CTE) -> sa.Insert:
    """A letter of this topic that nobody tried to send yet takes the news in; else a new one, not too soon."""
    joined = (
        sa.update(LETTER)
        .where(LETTER.c.account_id.in_(sa.select(told.c.id)), LETTER.c.topic == _topic)
        .where(LETTER.c.status == "waiting", LETTER.c.attempts == 0)
        .values(facts=_facts, times=LETTER.c.times + _times)
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
    return _written(told, joined, topic=_topic, times=_times, facts=_facts, due=due)


def _new_digests(told: sa.CTE) -> sa.Insert:
    """The digest of the next morning takes the news in; the first piece of a day begins one."""
    digest, one = sa.literal(DIGEST, sa.Text), sa.func.jsonb_build_array(_facts)
    gathered = sa.func.jsonb_set(
        LETTER.c.facts, _NEWS, LETTER.c.facts["news"].op("||")(sa.func.jsonb_build_array(_facts))
    )
    joined = (
        sa.update(LETTER)
        .where(LETTER.c.account_id.in_(sa.select(told.c.id)), LETTER.c.topic == DIGEST)
        .where(LETTER.c.status == "waiting", LETTER.c.attempts == 0)
        .values(facts=gathered, times=LETTER.c.times + 1)
        .returning(LETTER.c.account_id)
        .cte("gathered")
    )
    begun = sa.func.jsonb_build_object("kind", DIGEST, "news", one)
    due = sa.bindparam("news_morning", type_=LETTER.c.due_at.type)
    return _written(told, joined, topic=digest, times=sa.literal(1, sa.Integer), facts=begun, due=due)


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


def next_morning(now: datetime) -> datetime:
    """Seven o'clock in Vietnam."""
    here = now.astimezone(HOME)
    morning = here.replace(hour=7, minute=0, second=0, microsecond=0)
    return morning if here < morning else morning + timedelta(days=1)
