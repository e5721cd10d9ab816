"""What a new fair takes over from a former one."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from uuid import UUID, uuid5

import msgspec
from sqlmodel import col, select

from services.fairs.copying_agenda import copy_course, copy_partners, copy_sessions
from services.fairs.copying_plan import copy_plan
from services.fairs.models import Admission, Fair, Member, Prices, Programme
from services.fairs.putting_off import with_early_ends
from services.fairs.rights import must_hold, team_of
from shared.contracts.fairs.copying import CopyParts, Part
from shared.contracts.fairs.team import Right
from shared.contracts.values import ActPut
from shared.errors import Rejected
from shared.fair_days import with_the_fair
from shared.ids import uuid7
from shared.messaging import Transaction


async def copy_parts(command: CopyParts, tx: Transaction) -> ActPut:
    """The team last: with it, the right to the rest may go to others."""
    tx.actor.must_be("organizer")
    if command.fair_id == command.former_id:
        raise Rejected("fair_unknown", id=command.former_id)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    await must_hold("owner", fair.id, tx)
    former = await tx.found(Fair, command.former_id, or_reject="fair_unknown")
    for part, right in NEEDED.items():
        if part in command.parts:
            await must_hold(right, former.id, tx)
    copied = [await copy(former, fair, tx) for part, copy in COPIES.items() if part in command.parts]
    return ActPut(id=fair.id, outcome="created" if any(copied) else "repeated")


async def _copy_prices(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """Booking early ends as many days before the new fair as it did before the former."""
    stated = await tx.session.get(Prices, former.id)
    if stated is None or await tx.session.get(Prices, fair.id) is not None:
        return False
    move = partial(with_the_fair, former=former.stated, fair=fair.stated)
    tx.add(Prices(fair_id=fair.id, version=1, body=with_early_ends(stated.body, move)))
    return True


async def _copy_programmes(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """The copy of a programme has an id made of its own and the fair's. Prices are needed beside them."""
    found = (await tx.session.exec(select(Programme).where(col(Programme.fair_id) == former.id))).all()
    new = {uuid5(fair.id, str(one.id)): one.stated for one in found}
    known = (await tx.session.exec(select(Programme.id).where(col(Programme.id).in_(new)))).all()
    missing = {key: body for key, body in new.items() if key not in known}
    if missing and await tx.session.get(Prices, fair.id) is None:
        raise Rejected("prices_unknown")
    for key, body in missing.items():
        tx.add(Programme(id=key, fair_id=fair.id, version=1, **msgspec.structs.asdict(body)))
    return bool(missing)


async def _copy_admissions(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """Places and approval of each kind of attendee."""
    stated = {one.kind: one for one in await _admissions(former.id, tx)}
    missing = stated.keys() - {one.kind for one in await _admissions(fair.id, tx)}
    for kind in missing:
        tx.add(Admission(fair_id=fair.id, kind=kind, places=stated[kind].places, approval=stated[kind].approval))
    return bool(missing)


async def _admissions(fair_id: UUID, tx: Transaction) -> Sequence[Admission]:
    return (await tx.session.exec(select(Admission).where(col(Admission.fair_id) == fair_id))).all()


async def _copy_team(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """Those who had joined, and the one who copies as an owner."""
    joined = [one for one in await team_of(former.id, tx) if one.account_id is not None]
    if not joined or await team_of(fair.id, tx):
        return False
    mine = tx.actor.must_be_account()
    for one in joined:
        rights = ["owner"] if one.account_id == mine else one.rights
        tx.add(_member(fair.id, one.account_id, one.name, rights, tx))
    if mine not in {one.account_id for one in joined}:
        tx.add(_member(fair.id, mine, "", ["owner"], tx))
    return True


def _member(fair_id: UUID, account_id: UUID | None, name: str, rights: list[str], tx: Transaction) -> Member:
    return Member(
        id=uuid7(),
        fair_id=fair_id,
        name=name,
        rights=rights,
        account_id=account_id,
        invited_at=tx.now,
        joined_at=tx.now,
    )


NEEDED: Mapping[Part, Right] = {
    "plan": "plan",
    "prices": "money",
    "programmes": "money",
    "sessions": "plan",
    "partners": "plan",
    "admissions": "people",
    "course": "people",
    "team": "owner",
}
COPIES: Mapping[Part, Callable[[Fair, Fair, Transaction], Awaitable[bool]]] = {
    "plan": copy_plan,
    "prices": _copy_prices,
    "programmes": _copy_programmes,
    "sessions": copy_sessions,
    "partners": copy_partners,
    "admissions": _copy_admissions,
    "course": copy_course,
    "team": _copy_team,
}
