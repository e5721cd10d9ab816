"""Who reads what is not published: its own co-op, and the Alliance's people."""

from uuid import UUID

from shared.actor import Actor, Role
from shared.errors import Rejected

OVERSEERS: tuple[Role, ...] = ("officer", "auditor", "admin")


def oversees(actor: Actor) -> bool:
    return actor.is_one_of(*OVERSEERS)


def reads_all_of(organisation_id: UUID, actor: Actor) -> bool:
    return actor.speaks_for(organisation_id) or oversees(actor)


def must_read_all_of(organisation_id: UUID, actor: Actor) -> None:
    if not reads_all_of(organisation_id, actor):
        raise Rejected("forbidden")
