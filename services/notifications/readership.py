"""Who has an announcement in the inbox, and who has read it."""

import sqlalchemy as sa

from services.notifications.audiences import ACCOUNT
from services.notifications.news.announcements import topic_of
from services.notifications.writing import ENTRY, READER
from shared.contracts.fairs.team import OVERSEERS
from shared.contracts.notifications import GetReadership, Reached, Readership
from shared.messaging import Reading

_ANNOUNCED = sa.text("entry.facts ->> 'kind' = 'announced'")  # as the index says it
_READ = (ENTRY.c.sequence <= READER.c.read_up_to).label("read")


async def get_readership(query: GetReadership, reading: Reading) -> Readership:
    reading.actor.must_be(*OVERSEERS)
    reached = (
        sa.select(ACCOUNT.c.id.label("account_id"), ACCOUNT.c.organisation_ids, _READ)
        .select_from(ENTRY)
        .join(READER, READER.c.account_id == ENTRY.c.account_id)
        .join(ACCOUNT, ACCOUNT.c.id == ENTRY.c.account_id)
        .where(ENTRY.c.topic == topic_of(query.announcement_id), _ANNOUNCED)
    ).cte("reached")
    counts = sa.select(sa.func.count().label("told"), sa.func.count().filter(reached.c.read).label("read"))
    numbers = (await reading.execute(counts.select_from(reached))).one()
    theirs = reached.c.organisation_ids.overlap(query.organisation_ids) | reached.c.account_id.in_(query.account_ids)
    rows = await reading.execute(sa.select(reached).where(theirs))
    return Readership(told=numbers.told, read=numbers.read, items=[Reached(**row) for row in rows.mappings()])
