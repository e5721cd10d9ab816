"""Letters that are due, and how their sending went."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.notifications.letters.composing import Letter
from services.notifications.letters.outcome import Outcome
from services.notifications.news import Piece, news_in, read_news
from services.notifications.writing import LETTER, PREFERENCE

log = structlog.get_logger()

BATCH = 50
LONGEST_PAUSE = 3600
"""Seconds between two attempts, after 2, 4, 8 … before."""
GIVEN_UP_AFTER = timedelta(days=3)


class Due(NamedTuple):
    id: UUID
    account_id: UUID
    news: Piece
    written_at: datetime


class Tried(NamedTuple):
    """`letter` is None when there was nothing to send, for want of an address."""

    due: Due
    outcome: Outcome
    letter: Letter | None = None


async def take_due(engine: AsyncEngine) -> list[Due]:
    """The oldest. Counting the attempt first keeps later news out of a letter that is on its way."""
    now = sa.literal(datetime.now(UTC), LETTER.c.due_at.type)
    due = (
        sa.select(LETTER.c.id)
        .where(LETTER.c.status == "waiting", LETTER.c.due_at <= now)
        .order_by(LETTER.c.due_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    pause = sa.func.least(sa.func.power(2, LETTER.c.attempts + 1), LONGEST_PAUSE)
    taken = (
        sa.update(LETTER)
        .where(LETTER.c.id.in_(due))
        .values(attempts=LETTER.c.attempts + 1, due_at=now + pause * timedelta(seconds=1))
        .returning(LETTER.c.id, LETTER.c.account_id, news_in(LETTER), LETTER.c.written_at)
    )
    async with engine.begin() as connection:
        rows = (await connection.execute(taken)).all()
    return [Due(row.id, row.account_id, read_news(row.news), row.written_at) for row in rows]


async def stopping_tokens(accounts: Sequence[UUID], engine: AsyncEngine) -> dict[UUID, UUID]:
    """Each account's right to stop its letters, made with its first letter."""
    ids = sa.func.unnest(sa.bindparam("account_ids", type_=ARRAY(sa.Uuid)))
    new = insert(PREFERENCE).from_select(["account_id", "letters"], sa.select(ids, sa.literal("each", sa.Text)))
    known = new.on_conflict_do_update(index_elements=["account_id"], set_={"letters": PREFERENCE.c.letters})
    made = known.returning(PREFERENCE.c.account_id, PREFERENCE.c.token)
    async with engine.begin() as connection:
        rows = await connection.execute(made, {"account_ids": sorted(set(accounts))})
        return {row.account_id: row.token for row in rows}


async def record(tried: Sequence[Tried], engine: AsyncEngine) -> None:
    if tried:
        async with engine.begin() as connection:
            await connection.execute(_RECORD, [_state(one) for one in tried])


def _state(tried: Tried) -> dict[str, Any]:
    due, outcome, letter = tried
    given_up = outcome.status == "waiting" and due.written_at < datetime.now(UTC) - GIVEN_UP_AFTER
    status = "failed" if given_up else outcome.status
    if status != "sent":
        log.warning("letter not sent", letter=str(due.id), status=status, reason=outcome.reason)
    return {
        "letter_id": due.id,
        "now_status": status,
        "now_reason": outcome.reason,
        "now_address": "" if letter is None else letter.recipient,
        "now_subject": "" if letter is None else letter.subject,
        "now_text": "" if letter is None else letter.text,
    }


_RECORD = (
    sa.update(LETTER)
    .where(LETTER.c.id == sa.bindparam("letter_id"))
    .values(
        {
            name: sa.bindparam(f"now_{name}", type_=sa.Text)
            for name in ("status", "reason", "address", "subject", "text")
        }
    )
)
