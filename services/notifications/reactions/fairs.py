"""What a fair's opening, changes and cancellation mean for those whom it concerns."""

from collections.abc import Sequence

from services.notifications.audiences import holders_at, traders
from services.notifications.models import Fair
from services.notifications.news.fairs import FairCalls, FairCancelled, FairMoved
from services.notifications.telling import tell
from shared.contracts.fairs.fair import FairChanged, FairOpened
from shared.messaging import Transaction

AHEAD = frozenset({"open", "closed", "running"})


async def fair_opened(event: FairOpened, tx: Transaction) -> None:
    """That an open fair is open is no news, nor that one opened which has begun already."""
    known = await tx.session.get(Fair, event.id, with_for_update=True)
    if known is not None and known.version >= event.version:
        return
    was_open = known is not None and known.status == "open"
    await tx.session.merge(
        Fair(
            id=event.id,
            version=event.version,
            status="open",
            starts_at=event.starts_at,
            ends_at=None if known is None else known.ends_at,
            zone=event.zone,
            venue=event.venue,
            names=event.names,
        )
    )
    if not was_open and event.starts_at > tx.now:
        news = FairCalls(
            fair_id=event.id, fair=event.name, starts_at=event.starts_at, zone=event.zone, booking=event.booking
        )
        await tell(traders(), news, tx)


async def fair_changed(event: FairChanged, tx: Transaction) -> None:
    known = await tx.session.get(Fair, event.id, with_for_update=True)
    if known is not None and known.version >= event.version:
        return
    was_cancelled = known is not None and known.status == "cancelled"
    has_moved = known is not None and known.has_moved_to(event)
    await tx.session.merge(
        Fair(
            id=event.id,
            version=event.version,
            status=event.status,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            zone=event.zone,
            venue=event.venue,
            names=event.names,
        )
    )
    if event.status == "cancelled":
        if not was_cancelled:
            news = FairCancelled(fair_id=event.id, fair=event.name, starts_at=event.starts_at, zone=event.zone)
            tx.defer(tell_holders, news)
    elif has_moved and event.status in AHEAD:
        moved = FairMoved(
            fair_id=event.id,
            fair=event.name,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            zone=event.zone,
            venue=event.venue,
            sessions_moved=event.sessions_moved,
            closes_at=event.closes_at if event.status == "open" else None,
            early_price_until=event.early_price_until,
        )
        tx.defer(tell_holders, moved)


async def tell_holders(news: Sequence[FairCancelled | FairMoved], tx: Transaction) -> None:
    """After the bookings that came with it are known."""
    for piece in news:
        await tell(holders_at(piece.fair_id), piece, tx)
