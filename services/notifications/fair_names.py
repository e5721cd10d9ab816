"""A fair as each reader calls it: put into a piece of news when it is read, so it is the name of today."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from services.notifications.models import Fair
from services.notifications.news import Piece
from services.notifications.news.digest import Digest
from services.notifications.news.fairs import FairNews
from services.notifications.speech import SPEECHES
from shared.contracts.fairs.fair import in_languages
from shared.contracts.values import Language

FAIR = Fair.metadata.tables["fair"]
_NAMED = sa.select(FAIR.c.id, FAIR.c.names).where(FAIR.c.names != sa.literal({}, FAIR.c.names.type))
"""Of the few that have names in other languages."""
Names = Mapping[UUID, Mapping[Language, str]]


async def names_of_fairs(connection: AsyncConnection) -> Names:
    return {row.id: row.names for row in await connection.execute(_NAMED)}


def told_with(news: Piece, names: Names, reader: Language) -> Piece:
    if isinstance(news, Digest):
        return replace(news, news=[told_with(one, names, reader) for one in news.news])
    if not isinstance(news, FairNews) or news.fair_id not in names:
        return news
    named = in_languages(news.fair, names[news.fair_id])
    return replace(news, fair=SPEECHES[reader].name(named))
