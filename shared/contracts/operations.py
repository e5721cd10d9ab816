"""What an operator asks of any service: tell everything again, and what to do with dead letters."""

from datetime import datetime
from uuid import UUID

import msgspec

from shared.contracts.message import Command, Done, Query, Reply


class Republished(msgspec.Struct, frozen=True, kw_only=True):
    """`next_entity` and `after` go into the next request; without `next_entity` all is told."""

    count: int
    next_entity: str | None
    after: UUID | None


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    message_id: UUID
    subject: str
    reason: str
    died_at: datetime
    body: str


class DeadLetters(msgspec.Struct, frozen=True, kw_only=True):
    items: list[DeadLetter]
    total: int


class OperatorCommand(Command[Reply], frozen=True, kw_only=True):
    """Every service answers it on its own subject: the star stands for the service's name."""

    service: str

    def sent_to(self) -> str:
        return self.subject.replace("*", self.service)


class Republish(OperatorCommand[Republished], frozen=True, kw_only=True):
    subject = "*.v1.cmd.republish"
    entity: str | None = None
    after: UUID | None = None


class ReplayDeadLetter(OperatorCommand[Done], frozen=True, kw_only=True):
    subject = "*.v1.cmd.replay_dead_letter"
    message_id: UUID


class DropDeadLetter(OperatorCommand[Done], frozen=True, kw_only=True):
    subject = "*.v1.cmd.drop_dead_letter"
    message_id: UUID


class FindDeadLetters(Query[DeadLetters], frozen=True, kw_only=True):
    subject = "*.v1.qry.dead_letters"
    service: str

    def sent_to(self) -> str:
        return self.subject.replace("*", self.service)
