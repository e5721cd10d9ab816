"""Sends what is due. At least once, always under the same Message-ID: a letter is marked after it was handed over."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.notifications.fair_names import Names, names_of_fairs, told_with
from services.notifications.letters.composing import Sender, compose
from services.notifications.letters.due import BATCH, Due, Tried, record, stopping_tokens, take_due
from services.notifications.letters.folder import Folder
from services.notifications.letters.outcome import Carry, Outcome, Post
from services.notifications.letters.smtp import Smtp
from services.notifications.letters.visitors import send_to_visitors
from services.notifications.news.visitors import ToVisitor
from shared.contracts.registry import GetRecipients, Recipient
from shared.errors import Rejected, Unavailable
from shared.messaging import Ports
from shared.messaging.wakeups import wakeups
from shared.settings import Settings

log = structlog.get_logger()

CHANNEL = "letter_written"
GATHERING = 0.3
"""Seconds in which letters gather: sent together they cost half as much, and nobody misses that moment."""


async def send_letters(ports: Ports) -> None:
    post = post_of(ports.settings)
    async for _ in wakeups(ports.engine, CHANNEL):
        await asyncio.sleep(GATHERING)
        try:
            while await _send_batch(ports, post) == BATCH:
                pass
        except (SQLAlchemyError, OSError) as error:
            log.warning("letters wait", reason=str(error)[:200])


def post_of(settings: Settings) -> Post:
    return Smtp(settings.smtp_url) if settings.smtp_url else Folder(settings.mail_dir)


async def _send_batch(ports: Ports, post: Post) -> int:
    """Addresses are asked for now: none is kept before it is needed. What was sent before a stop is recorded."""
    batch = await take_due(ports.engine)
    to_visitors = [due for due in batch if isinstance(due.news, ToVisitor)]
    if to_visitors:
        await record(await send_to_visitors(to_visitors, ports, post), ports.engine)
    await _send_to_accounts([due for due in batch if not isinstance(due.news, ToVisitor)], ports, post)
    return len(batch)


async def _send_to_accounts(batch: list[Due], ports: Ports, post: Post) -> None:
    if not batch:
        return
    tried: list[Tried] = []
    try:
        known = await _addresses(batch, ports)
        tokens = await stopping_tokens([due.account_id for due in batch], ports.engine)
        async with ports.engine.connect() as connection:
            names = await names_of_fairs(connection)
        async with post.opened() as carry:
            for due in batch:
                tried.append(await _send(due, known.get(due.account_id), tokens, names, carry, ports.settings))  # noqa: PERF401 - each counts
    except (Unavailable, Rejected) as error:
        tried = [Tried(due, Outcome("waiting", f"registry: {error}")) for due in batch]
    finally:
        await record(tried, ports.engine)


async def _addresses(batch: list[Due], ports: Ports) -> dict[UUID, Recipient]:
    accounts = list({due.account_id for due in batch})
    recipients = await ports.ask(GetRecipients(account_ids=accounts))
    return {recipient.account_id: recipient for recipient in recipients.items}


async def _send(
    due: Due, recipient: Recipient | None, tokens: Mapping[UUID, UUID], names: Names, carry: Carry, settings: Settings
) -> Tried:
    if recipient is None:
        return Tried(due, Outcome("failed", "no address"))
    sender = Sender(settings.mail_from, settings.base_url)
    try:
        news = told_with(due.news, names, recipient.locale)
        letter = compose(due.id, news, recipient, sender, datetime.now(UTC), tokens[due.account_id])
    except ValueError as error:
        return Tried(due, Outcome("failed", str(error)))
    except Exception as error:  # what is wrong with one letter must not keep back everybody's
        log.exception("letter not composed", letter=str(due.id))
        return Tried(due, Outcome("waiting", type(error).__name__))
    return Tried(due, await carry(letter), letter)
