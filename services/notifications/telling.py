"""One piece of news into the inboxes of an audience and into a letter to each, in the transaction of what happened."""

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from services.notifications.audiences import Audience, name_of_speakers_for
from services.notifications.models import Occurrence, Unclaimed
from services.notifications.news import Piece
from services.notifications.writing import TO_ORGANISATIONS, to_accounts, written
from shared.contracts.message import Event
from shared.ids import uuid7
from shared.messaging import Transaction

OCCURRENCE = Occurrence.metadata.tables["occurrence"]
UNCLAIMED = Unclaimed.metadata.tables["unclaimed"]

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
        await tx.execute(_TURN)
        tx.session.info["has_turn"] = True


async def is_news(what: str, event: Event, tx: Transaction) -> bool:
    """Each version of a thing happens once, however often and in whichever order it is told."""
    happened = {"what": what, "id": event.id, "version": event.version}
    return (await tx.execute(_FIRST_TIME, happened)).rowcount == 1


async def are_news(what: str, events: Sequence[EventOf], tx: Transaction) -> list[EventOf]:
    """Those of them that happen for the first time, in their order."""
    by_fact = {(event.id, event.version): event for event in reversed(events)}
    ids, versions = zip(*by_fact, strict=True)
    told = {"what": what, "ids": ids, "versions": versions}
    rows = await tx.execute(_FIRST_TIMES, told)
    fresh = {(row.id, row.version) for row in rows}
    return [event for fact, event in reversed(by_fact.items()) if fact in fresh]


async def tell(audience: Audience, news: Piece, tx: Transaction) -> None:
    told = {**audience.values, "news_times": news.times, "news_facts": msgspec.to_builtins(news)}
    if not await _write(_to_accounts(audience.accounts), told, news, tx) and audience.name is not None:
        tx.add(_unclaimed(audience.name, news, tx))


async def tell_organisations(news: Mapping[UUID, Piece], tx: Transaction) -> None:
    """Those who speak for each, in one statement; all of one topic. Who speaks for several learns the last of it."""
    pieces = [*news.values()]
    told = {
        "news_organisation_ids": [*news],
        "news_each_times": [one.times for one in pieces],
        "news_each_facts": [msgspec.to_builtins(one) for one in pieces],
    }
    heard = await _write(TO_ORGANISATIONS, told, pieces[0], tx)
    for key in news.keys() - heard:
        tx.add(_unclaimed(name_of_speakers_for(key), news[key], tx))


async def _write(statement: sa.Select[UUID], told: Mapping[str, object], news: Piece, tx: Transaction) -> set[UUID]:
    """What the statement returns: who was told, or for whom."""
    await take_turn(tx)
    values = {
        **told,
        "news_topic": news.topic,
        "news_now": tx.now,
        "news_interval": news.mail_interval,
    }
    await tx.session.flush()
    return set((await tx.execute(statement, values)).scalars())


@cache
def _to_accounts(accounts: sa.Select[UUID]) -> sa.Select[UUID]:
    return written(to_accounts(accounts))


def _unclaimed(audience: str, news: Piece, tx: Transaction) -> Unclaimed:
    return Unclaimed(id=uuid7(), audience=audience, facts=msgspec.to_builtins(news), times=news.times, at=tx.now)
