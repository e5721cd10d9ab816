"""What a new fair takes over of a former one's programme: its sessions, its partners, the plan of a class."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import asdict
from sqlmodel import col, select

from services.fairs.handlers.partners import tell_partner
from services.fairs.models import Course, Fair, Partner, Session
from services.fairs.putting_off import on_its_day
from services.fairs.telling_sessions import tell_session
from shared.contracts.fairs.courses import CourseStated
from shared.ids import uuid7
from shared.messaging import Transaction

Item = TypeVar("Item", Session, Partner)


async def copy_sessions(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """Each on its day of the fair at its hour, also where the shorter fair has no such day: the programme shows it."""
    found = await _standing(Session, former, fair, tx)
    for one in found:
        body = on_its_day(one.stated, former.stated, fair.stated)
        session = Session(id=uuid7(), fair_id=fair.id, version=1, **asdict(body))
        tx.add(session)
        await tell_session(session, tx)
    return bool(found)


async def copy_partners(former: Fair, fair: Fair, tx: Transaction) -> bool:
    """In their order; with their logos, which belong to no fair."""
    found = await _standing(Partner, former, fair, tx)
    for one in found:
        partner = Partner(id=uuid7(), fair_id=fair.id, version=1, named_at=one.named_at, **asdict(one.stated))
        tx.add(partner)
        tell_partner(partner, tx)
    return bool(found)


async def _standing(kind: type[Item], former: Fair, fair: Fair, tx: Transaction) -> Sequence[Item]:
    """Of the former fair; nothing when the new one has, or had, any of its own."""
    own = await tx.session.exec(select(kind.id).where(col(kind.fair_id) == fair.id).limit(1))
    if own.first() is not None:
        return []
    found = select(kind).where(col(kind.fair_id) == former.id, col(kind.removed).is_(False))
    return (await tx.session.exec(found)).all()


async def copy_course(former: Fair, fair: Fair, tx: Transaction) -> bool:
    course = await tx.session.get(Course, former.id)
    if course is None or await tx.session.get(Course, fair.id) is not None:
        return False
    tx.add(Course(fair_id=fair.id, version=1, body=msgspec.to_builtins(course.stated)))
    tx.emit(CourseStated(id=fair.id, version=1, at=tx.now))
    return True
