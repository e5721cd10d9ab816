"""What every service answers to its operators."""

from collections.abc import Callable

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.contracts.message import Done
from shared.contracts.operations import (
    DeadLetter,
    DeadLetters,
    DropDeadLetter,
    FindDeadLetters,
    ReplayDeadLetter,
    Republish,
    Republished,
)
from shared.errors import Rejected
from shared.messaging.service import Handler, Service
from shared.messaging.transaction import Reading, Transaction

SHOWN = 200


def operator_requests(service: Service) -> tuple[Handler, ...]:
    letters = service.tables.dead_letters
    republishers = {republisher.__name__: republisher for republisher in service.republishers}

    async def republish(command: Republish, tx: Transaction) -> Republished:
        """Tell one page of one kind of entity again, each with its present version."""
        tx.actor.must_be("admin")
        if not republishers:
            return Republished(count=0, next_entity=None, after=None)
        names = [*republishers]
        name = command.entity or names[0]
        if name not in republishers:
            raise Rejected("entity_unknown")
        last = await republishers[name](command.after, tx)
        following = names[names.index(name) + 1 :]
        next_entity = name if last is not None else (following[0] if following else None)
        return Republished(count=tx.emitted, next_entity=next_entity, after=last)

    async def dead_letters(_: FindDeadLetters, reading: Reading) -> DeadLetters:
        reading.actor.must_be("admin", "auditor")
        rows = await reading.execute(sa.select(letters).order_by(letters.c.died_at.desc()).limit(SHOWN))
        items = [
            DeadLetter(
                message_id=row.message_id,
                subject=row.subject,
                reason=row.reason,
                died_at=row.died_at,
                body=row.body.decode("utf-8", "replace"),
            )
            for row in rows
        ]
        return DeadLetters(items=items, total=await reading.count(letters))

    async def replay(command: ReplayDeadLetter, tx: Transaction) -> Done:
        """React again, in this transaction; what fails again stays where it is, what was handled since only goes."""
        tx.actor.must_be("admin")
        chosen = sa.delete(letters).where(letters.c.message_id == command.message_id).returning(letters)
        row = (await tx.session.exec(chosen)).one_or_none()
        if row is None:
            raise Rejected("dead_letter_unknown", id=command.message_id)
        if row.subject not in service.reactions:
            raise Rejected("nobody_listens", subject=row.subject)
        event_type, reaction = service.reactions[row.subject]
        entering = insert(service.tables.inbox).values(message_id=row.message_id).on_conflict_do_nothing()
        if (await tx.session.exec(entering)).rowcount:
            await reaction(_decoded(row.body, event_type), tx)
        return Done()

    async def drop(command: DropDeadLetter, tx: Transaction) -> Done:
        tx.actor.must_be("admin")
        await tx.session.exec(sa.delete(letters).where(letters.c.message_id == command.message_id))
        return Done()

    return republish, dead_letters, replay, drop


def _decoded(body: bytes, kind: Callable[..., object]) -> object:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError as error:
        raise Rejected("malformed", reason=str(error)) from error
