"""What a reader tells its inbox, and which letters it wants."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from services.notifications.nudges import CHANNEL as INBOX_CHANNEL
from services.notifications.writing import LETTER, PREFERENCE, READER
from shared.contracts.message import Done
from shared.contracts.notifications import MarkRead, StatePreferences, StopLetters
from shared.errors import Rejected
from shared.messaging import Transaction


async def mark_read(command: MarkRead, tx: Transaction) -> Done:
    """Never more than there is, never less than before: a late repeat from another page changes nothing. The account's
    other pages count anew.
    """
    reader = tx.actor.must_be_account()
    seen = sa.func.greatest(READER.c.read_up_to, sa.func.least(command.up_to, READER.c.newest))
    reading = sa.update(READER).where(READER.c.account_id == reader).values(read_up_to=seen).returning(READER.c.newest)
    newest = await tx.scalar(reading)
    if newest is not None:
        await tx.execute(sa.select(sa.func.pg_notify(INBOX_CHANNEL, f"{reader} {newest}")))
    return Done()


async def state_preferences(command: StatePreferences, tx: Transaction) -> Done:
    """From the next piece of news on."""
    own = {"account_id": tx.actor.must_be_account(), "letters": command.letters}
    stated = insert(PREFERENCE).values(own)
    wish = stated.on_conflict_do_update(index_elements=["account_id"], set_={"letters": stated.excluded.letters})
    await tx.session.exec(wish)
    return Done()


async def stop_letters(command: StopLetters, tx: Transaction) -> Done:
    """What was written and not sent yet goes too."""
    stopping = sa.update(PREFERENCE).where(PREFERENCE.c.token == command.token).values(letters="none")
    account_id = (await tx.execute(stopping.returning(PREFERENCE.c.account_id))).scalar_one_or_none()
    if account_id is None:
        raise Rejected("stopping_unknown")
    waiting = sa.and_(LETTER.c.account_id == account_id, LETTER.c.status == "waiting")
    await tx.execute(sa.delete(LETTER).where(waiting))
    return Done()
