"""Groups that wait for a word: of a co-op that is to supply with others, or of the buyer when all agree."""

from decimal import Decimal
from uuid import UUID

from shared.contracts.pools import FindPoolsToAnswer, Pool
from web.languages import language_for
from web.measures import measured
from web.tasks.task import Task
from web.visitor import Person


async def pools_to_answer(person: Person) -> list[Task]:
    own = person.organisation_id
    found = await person.ask(FindPoolsToAnswer(organisation_id=own))
    return [_to_confirm(pool, person) if pool.buyer.id == own else _to_join(pool, own, person) for pool in found.items]


def _to_confirm(pool: Pool, person: Person) -> Task:
    _ = person.text
    return Task(
        tone="urgent",
        due=_("Answers until %(moment)s") % {"moment": person.moment(pool.answer_by)},
        title=pool.what,
        text=_("Every partner agrees. You have the last word."),
        link=f"pools/{pool.id}",
        action=_("Read and answer"),
    )


def _to_join(pool: Pool, own: UUID, person: Person) -> Task:
    _ = person.text
    shares = [share for share in pool.shares if share.coop.id == own]
    names = shares[0].listing_names
    spoken = language_for(person.language, names)
    amount = sum((lot.amount for share in shares for lot in share.lots), Decimal(0))
    quantity = measured(amount, pool.unit, person.spoken, person.counted)
    return Task(
        tone="urgent",
        due=_("Answers until %(moment)s") % {"moment": person.moment(pool.answer_by)},
        title=f"{names[spoken] if spoken else ''} · {pool.buyer.name}",
        text=_("Supply together with other co-ops: your share is %(quantity)s.") % {"quantity": quantity},
        link=f"pools/{pool.id}",
        action=_("Read and answer"),
    )
