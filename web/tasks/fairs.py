"""Fairs that are held: on the morning of one, its page for the day is a press away; who asked to come is answered."""

import asyncio
from datetime import timedelta

from shared.contracts.fairs.admissions import EnrolmentPage, FindEnrolments
from shared.contracts.fairs.fair import Fair, FindFairs
from shared.i18n import NN_
from web.formats import ago
from web.tasks.task import Task
from web.visitor import Person

AT_HAND = timedelta(days=2)
HELD = frozenset({"open", "closed", "running"})
COUNTED = 100
WAITING = NN_("%(num)s person waits for a badge", "%(num)s people wait for a badge")


async def fairs_held(person: Person) -> list[Task]:
    """The next first: those at hand, then the approvals that people wait for."""
    found, now = await person.ask(FindFairs()), person.now
    held = sorted((fair for fair in found.items if fair.body.status in HELD), key=lambda fair: fair.body.starts_at)
    queues = await asyncio.gather(*(person.ask(FindEnrolments(fair_id=fair.id, page_size=COUNTED)) for fair in held))
    near = [fair for fair in held if fair.body.starts_at - AT_HAND < now < fair.body.ends_at]
    approvals = [_approvals(fair, queue, person) for fair, queue in zip(held, queues, strict=True)]
    return [_at_hand(fair, person) for fair in near] + [task for task in approvals if task]


def _at_hand(fair: Fair, person: Person) -> Task:
    _, now = person.text, person.now
    return Task(
        tone="hold",
        due=_("is on now")
        if fair.body.starts_at <= now
        else _("begins %(when)s") % {"when": ago(fair.body.starts_at, now, person.spoken)},
        title=fair.body.name,
        text=_("Who came, which gates are busy, which booths are empty."),
        link=f"fairs/{fair.id}/day",
        action=_("Open the day's page"),
    )


def _approvals(fair: Fair, queue: EnrolmentPage, person: Person) -> Task | None:
    asked = sum(one.status == "asked" for one in queue.items)
    if not asked:
        return None
    _ = person.text
    return Task(
        tone="urgent",
        due=_("Registration to approve"),
        title=f"{fair.body.name} · {person.counted(*WAITING, asked) % {'num': asked}}",
        text="",
        link=f"fairs/{fair.id}/admissions",
        action=_("Read and decide"),
    )
