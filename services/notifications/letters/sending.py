"""Sends what is due. At least once, always under the same Message-ID: a letter is marked after it was handed over."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.notifications.letters.composing import Sender, compose
from services.notifications.letters.folder import Folder
from services.notifications.letters.outcome import Carry, Outcome, Post
from services.notifications.letters.smtp import Smtp
from services.notifications.news import news_in, read_news
from services.notifications.telling import LETTER
from services.notifications.wakeups import wakeups
from shared.contracts.registry import GetRecipients, Recipient
from shared.errors import Rejected, Unavailable
from shared.messaging import Ports
from shared.settings import Settings

log = structlog.get_logger()

CHANNEL = "letter_written"
BATCH = 50
LONGEST_PAUSE = 3600
"""Seconds between two attempts, after 2, 4, 8 … before."""
GIVEN_UP_AFTER = timedelta(days=3)


def post_of(settings: Settings) -> Post:
    return Smtp(settings.smtp_url) if settings.smtp_url else Folder(settings.mail_dir)


async def send_letters(ports: Ports) -> None:
    post = post_of(ports.settings)
    async for _ in wakeups(ports.engine, CHANNEL):
        try:
            while await _send_batch(ports, post) == BATCH:
                pass
        except (SQLAlchemyError, OSError) as error:
            log.warning("letters wait", reason=str(error)[:200])


async def _send_batch(ports: Ports, post: Post) -> int:
    """Addresses are asked for now, so that none is kept before it is needed."""
    rows = await _take(ports)
    if not rows:
        return 0
    try:
        recipients = await ports.ask(GetRecipients(account_ids=list({row.account_id for row in rows})))
    except (Unavailable, Rejected) as error:
        for row in rows:
            await _mark(row, Outcome("waiting", f"registry: {error}"), None, ports)
        return len(rows)
    known = {recipient.account_id: recipient for recipient in recipients.items}
    async with post.opened() as carry:
        for row in rows:
            await _send(row, known.get(row.account_id), carry, ports)
    return len(rows)


async def _send(row: sa.Row[Any], recipient: Recipient | None, carry: Carry, ports: Ports) -> None:
    if recipient is None:
        await _mark(row, Outcome("failed", "no address"), None, ports)
        return
    sender = Sender(ports.settings.mail_from, ports.settings.base_url)
    try:
        letter = compose(row.id, read_news(row.news), recipient, sender, datetime.now(UTC))
    except ValueError as error:
        await _mark(row, Outcome("failed", str(error)), None, ports)
    else:
        await _mark(row, await carry(letter), letter, ports)


async def _take(ports: Ports) -> Sequence[sa.Row[Any]]:
    """The oldest that are due. Counting the attempt first keeps later news out of a letter that is on its way."""
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
        .returning(
            LETTER.c.id,
            LETTER.c.account_id,
            news_in(LETTER),
            LETTER.c.written_at,
        )
    )
    async with ports.engine.begin() as connection:
        return (await connection.execute(taken)).all()


async def _mark(row: sa.Row[Any], outcome: Outcome, letter: EmailMessage | None, ports: Ports) -> None:
    status = outcome.status
    if status == "waiting" and row.written_at < datetime.now(UTC) - GIVEN_UP_AFTER:
        status = "failed"
    if status != "sent":
        log.warning("letter not sent", letter=str(row.id), status=status, reason=outcome.reason)
    values = {"status": status, "reason": outcome.reason}
    if letter is not None:
        values |= {"address": _address(letter), "subject": letter["Subject"], "text": letter.get_content()}
    async with ports.engine.begin() as connection:
        await connection.execute(sa.update(LETTER).where(LETTER.c.id == row.id).values(values))


def _address(letter: EmailMessage) -> str:
    return str(letter["To"].addresses[0].addr_spec)
