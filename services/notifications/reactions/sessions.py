"""What a session's new time, new place or removal means for who has a place in it."""

from services.notifications.audiences import addressed
from services.notifications.news.sessions import SessionMoved, SessionRemoved
from services.notifications.telling import is_news, tell
from shared.contracts.fairs.agenda import SeatsMoved
from shared.messaging import Transaction


async def seats_moved(event: SeatsMoved, tx: Transaction) -> None:
    if await is_news("session", event, tx):
        await tell(addressed([], event.account_ids), _news(event), tx)


def _news(event: SeatsMoved) -> SessionMoved | SessionRemoved:
    if event.removed:
        return SessionRemoved(
            fair_id=event.fair_id,
            fair=event.fair_name,
            session_id=event.id,
            session=event.title,
            starts_at=event.starts_at,
            zone=event.zone,
        )
    return SessionMoved(
        fair_id=event.fair_id,
        fair=event.fair_name,
        session_id=event.id,
        session=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        place=event.place,
    )
