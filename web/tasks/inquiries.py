"""Requests without an account: the Alliance decides on each, the co-op answers."""

from datetime import timedelta

from shared.contracts.inquiries import FindInquiries, Inquiry
from web.formats import territory
from web.tasks.task import SHOWN, Task
from web.visitor import Person

FRESH = timedelta(days=14)
"""A co-op may answer by its own mail, of which nobody knows here."""


async def inquiries_to_decide(person: Person) -> list[Task]:
    found = await person.ask(FindInquiries(status="waiting", page_size=SHOWN))
    _ = person.text
    return [_task(one, person, _("Request without an account"), _("Read and decide")) for one in found.items]


async def inquiries_to_answer(person: Person) -> list[Task]:
    query = FindInquiries(organisation_id=person.organisation_id, status="passed", page_size=SHOWN)
    found = await person.ask(query)
    _ = person.text
    return [
        _task(one, person, _("Waits for your answer"), _("Read and answer"))
        for one in found.items
        if one.decided_at is not None and one.decided_at > person.now - FRESH
    ]


def _task(inquiry: Inquiry, person: Person, due: str, action: str) -> Task:
    _ = person.text
    facts = {"country": territory(inquiry.body.country, person.spoken), "what": inquiry.body.what}
    return Task(
        tone="urgent",
        due=due,
        title=_("Somebody in %(country)s asks for %(what)s") % facts,
        text=inquiry.body.message,
        link=f"inquiries/{inquiry.id}",
        action=action,
    )
