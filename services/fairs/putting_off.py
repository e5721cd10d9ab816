"""What goes with a fair that is put off or brought forward."""

from sqlmodel import col, select

from services.fairs.days import is_put_off, on_its_day
from services.fairs.models import Fair, Session
from services.fairs.telling_sessions import tell_session
from shared.contracts.fairs.fair import FairBody
from shared.messaging import Transaction


async def move_sessions(former: FairBody, fair: Fair, tx: Transaction) -> bool:
    """Those that are not over, with the places taken in them. Who holds one is told of the fair, not of each session.

    None is lost: one that lies outside a fair that became shorter too stays in the programme and is shown as such.
    """
    if not is_put_off(former, fair.stated):
        return False
    standing = (
        select(Session)
        .where(col(Session.fair_id) == fair.id, col(Session.removed).is_(False), col(Session.ends_at) > tx.now)
        .order_by(col(Session.id))
        .with_for_update()
    )
    sessions = (await tx.session.exec(standing)).all()
    for session in sessions:
        session.state(on_its_day(session.stated, former, fair.stated))
        await tell_session(session, tx)
    return bool(sessions)
