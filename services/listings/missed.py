"""What was searched for in vain, for the lexicon's keepers. Counted in memory and written down now and then, so that a
search stays a reading; what a process that is killed has not written is lost.
"""

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from weakref import WeakKeyDictionary

import msgspec
import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.listings.access import OVERSEERS
from services.listings.language.subject import subject
from services.listings.language.vocabulary import vocabulary
from services.listings.models import EmptySearch, table_of
from shared.contracts import searching as contract
from shared.contracts.catalogue import FindListings
from shared.contracts.searching import EmptySearches, FindEmptySearches
from shared.contracts.values import Language
from shared.messaging import Ports, Reading
from shared.messaging.faults import DATABASE_AWAY
from shared.text import clean, fold

log = structlog.get_logger()

TABLE = table_of(EmptySearch)
EVERY = 5.0
"""Seconds."""
MOST = 1000
"""Different searches that are kept in memory; hostile ones beyond that are not of interest."""
LONGEST = 100
KEPT = timedelta(days=400)
SHOWN = 200

Missed = Counter[tuple[date, str, str]]
_missed: WeakKeyDictionary[AsyncEngine, Missed] = WeakKeyDictionary()


def missed_in(engine: AsyncEngine) -> Missed:
    return _missed.setdefault(engine, Counter())


def note(query: FindListings, today: date, missed: Missed) -> None:
    key = (today, query.lang or "", clean(fold(query.q))[:LONGEST])
    if len(missed) < MOST or key in missed:
        missed[key] += 1


async def write_down_missed(ports: Ports) -> None:
    while True:
        await asyncio.sleep(EVERY)
        try:
            await write_down(ports.engine)
        except DATABASE_AWAY as error:
            log.warning("empty searches wait", reason=str(error)[:200])


async def write_down(engine: AsyncEngine) -> None:
    missed = missed_in(engine)
    taken = dict(sorted(missed.items()))
    if not taken:
        return
    rows = [
        {"day": day, "language": language, "query": query, "searches": count}
        for (day, language, query), count in taken.items()
    ]
    async with engine.begin() as connection:
        await connection.execute(_ADD, rows)
        await connection.execute(sa.delete(TABLE).where(TABLE.c.day < datetime.now(UTC).date() - KEPT))
    missed.subtract(taken)
    for key in taken:
        if not missed[key]:
            del missed[key]


async def find_empty_searches(query: FindEmptySearches, reading: Reading) -> EmptySearches:
    reading.actor.must_be(*OVERSEERS)
    searches = sa.func.sum(TABLE.c.searches).label("searches")
    found = (
        sa.select(TABLE.c.query, TABLE.c.language, searches, sa.func.max(TABLE.c.day).label("last_day"))
        .where(TABLE.c.day > reading.today - timedelta(days=query.days))
        .group_by(TABLE.c.query, TABLE.c.language)
        .order_by(searches.desc(), TABLE.c.query)
        .limit(SHOWN)
    )
    rows = await reading.execute(found)
    return EmptySearches(
        items=[contract.EmptySearch(**row, concept=_concept(row["query"], row["language"])) for row in rows.mappings()]
    )


def _concept(words: str, language: str) -> str | None:
    """Each of the words is known, and these are the thing's name."""
    known = vocabulary()
    about = subject(words, msgspec.convert(language or None, Language | None), known, asking=True)
    return known.shown[about.head_concepts[0]] if about.head_concepts and not about.unknown else None


_add = insert(TABLE).values({column.name: sa.bindparam(column.name) for column in TABLE.c})
_ADD = _add.on_conflict_do_update(
    index_elements=[column.name for column in TABLE.primary_key],
    set_={"searches": TABLE.c.searches + _add.excluded.searches},
)
