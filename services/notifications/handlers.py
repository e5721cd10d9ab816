"""What a reader tells its inbox."""

import sqlalchemy as sa

from services.notifications.telling import READER
from shared.contracts.message import Done
from shared.contracts.notifications import MarkRead
from shared.messaging import Transaction


async def mark_read(command: MarkRead, tx: Transaction) -> Done:
    """Never more than there is, never less than before: a late repeat from another page changes nothing."""
    own = READER.c.account_id == tx.actor.must_be_account()
    seen = sa.func.greatest(READER.c.read_up_to, sa.func.least(command.up_to, READER.c.newest))
    await tx.session.exec(sa.update(READER).where(own).values(read_up_to=seen))
    return Done()
