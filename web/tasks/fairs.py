"""Fairs that are at hand: on the morning of one, its page for the day is a press away."""

from datetime import timedelta

from shared.contracts.fairs.fair import FindFairs
from web.formats import ago
from web.tasks.task import Task
from web.visitor import Person

AT_HAND = timedelta(days=2)
HELD = frozenset({"open", "closed", "running"})


async def fairs_at_hand(person: Person) -> list[Task]:
    found, now, _ = await person.ask(FindFairs()), person.now, person.text
    near = [
        fair
        for fair in found.items
        if fair.body.status in HELD and fair.body.starts_at - AT_HAND < now < fair.body.ends_at
    ]
    return [
        Task(
            tone="hold",
            due=_("is on now")
            if fair.body.starts_at <= now
            else _("begins %(when)s") % {"when": ago(fair.body.starts_at, now, person.spoken)},
            title=fair.body.name,
            text=_("Who came, which gates are busy, which booths are empty."),
            link=f"fairs/{fair.id}/day",
            action=_("Open the day's page"),
        )
        for fair in sorted(near, key=lambda fair: fair.body.starts_at)
    ]
