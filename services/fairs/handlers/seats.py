"""Places in sessions, taken and left. The session is locked, so the last one is given once."""

from services.fairs.models import ARRANGING, Fair, Registration, Seat, Session
from services.fairs.owning import owns
from services.fairs.rights import holds
from services.fairs.seats import elsewhere, taken
from services.fairs.telling_sessions import tell_session
from shared.contracts.fairs.agenda import LeaveSeat, TakeSeat
from shared.contracts.message import Done
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.messaging import Transaction


async def take_seat(command: TakeSeat, tx: Transaction) -> ActPut:
    registration, session = await _both(command, tx)
    fair = await tx.found(Fair, session.fair_id, or_reject="fair_unknown")
    fair.must_be(*ARRANGING)
    if await tx.session.get(Seat, (session.id, registration.id)) is not None:
        return ActPut(id=session.id, outcome="repeated")
    if session.removed or session.places is None:
        raise Rejected("session_open", title=session.title)
    if await taken(session.id, tx) >= session.places:
        raise Rejected("session_full", title=session.title)
    other = await elsewhere(registration.id, session, tx)
    if other is not None:
        raise Rejected("sessions_overlap", title=other)
    tx.add(Seat(session_id=session.id, registration_id=registration.id, taken_at=tx.now))
    await tell_session(session, tx)
    return ActPut(id=session.id, outcome="created")


async def leave_seat(command: LeaveSeat, tx: Transaction) -> Done:
    registration, session = await _both(command, tx)
    seat = await tx.session.get(Seat, (session.id, registration.id))
    if seat is not None:
        await tx.session.delete(seat)
        await tell_session(session, tx)
    return Done()


async def _both(command: TakeSeat | LeaveSeat, tx: Transaction) -> tuple[Registration, Session]:
    """The badge before the session: of two places that one person takes at once, the second sees the first."""
    registration = await tx.session.get(Registration, command.registration_id, with_for_update=True)
    if registration is None or not (await owns(registration, tx) or await holds("people", registration.fair_id, tx)):
        raise Rejected("badge_unknown", id=command.registration_id)
    session = await tx.locked(Session, command.session_id, or_reject="session_unknown")
    if session.fair_id != registration.fair_id:
        raise Rejected("session_unknown", id=session.id)
    return registration, session
