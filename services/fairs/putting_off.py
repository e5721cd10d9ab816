"""What goes with a fair that is put off or brought forward."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from sqlmodel import col, select

from services.fairs.models import Fair, Prices, Session
from services.fairs.telling_sessions import tell_session
from shared.contracts.fairs.agenda import SessionBody
from shared.contracts.fairs.fair import FairBody
from shared.contracts.fairs.fees import PriceBody
from shared.fair_days import is_put_off, with_the_fair
from shared.messaging import Transaction


class GoneAlong(Struct, frozen=True, kw_only=True):
    """`early_price_until`: the first end of an early price among those that moved."""

    sessions: bool = False
    early_price_until: datetime | None = None


STAYED = GoneAlong()


async def move_along(former: FairBody, fair: Fair, tx: Transaction, *, early_prices_stay: bool) -> GoneAlong:
    if not is_put_off(former, fair.stated):
        return STAYED
    until = None if early_prices_stay else await _move_early_prices(former, fair, tx)
    return GoneAlong(sessions=await _move_sessions(former, fair, tx), early_price_until=until)


async def _move_sessions(former: FairBody, fair: Fair, tx: Transaction) -> bool:
    """Those that are not over, with the places taken in them. Who holds one is told of the fair, not of each session.

    None is lost: one that lies outside a fair that became shorter too stays in the programme and is shown as such.
    """
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


def on_its_day(body: SessionBody, former: FairBody, fair: FairBody) -> SessionBody:
    return replace(
        body,
        starts_at=with_the_fair(body.starts_at, former, fair),
        ends_at=with_the_fair(body.ends_at, former, fair),
    )


async def _move_early_prices(former: FairBody, fair: Fair, tx: Transaction) -> datetime | None:
    """Those that still hold; nobody who paid the full price is given the lower one, or the other way round. Where the
    new end has passed already, booking early ends at once.
    """
    prices = await tx.session.get(Prices, fair.id, with_for_update=True)
    if prices is None:
        return None
    ahead = [rule.until for rule in prices.body.rules if rule.until and rule.until > tx.now]
    if not ahead:
        return None
    ends = {until: max(with_the_fair(until, former, fair.stated), tx.now) for until in ahead}
    prices.body = with_early_ends(prices.body, lambda until: ends.get(until, until))
    prices.version += 1
    return min(ends.values())


def with_early_ends(body: PriceBody, move: Callable[[datetime], datetime]) -> PriceBody:
    """Each end of an early price where `move` puts it."""
    return replace(body, rules=[replace(rule, until=move(rule.until)) if rule.until else rule for rule in body.rules])
