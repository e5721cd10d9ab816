"""What waits for somebody: found where it lives, the most urgent first."""

from collections.abc import Awaitable, Callable

from web.tasks.agreements import agreements_to_keep
from web.tasks.booths import booths_at_fairs
from web.tasks.buyer import demands
from web.tasks.coop import drafts
from web.tasks.fairs import fairs_held
from web.tasks.inquiries import inquiries_to_answer, inquiries_to_decide
from web.tasks.membership import verification
from web.tasks.papers import papers_to_renew
from web.tasks.pools import pools_to_answer
from web.tasks.quotes import quotes_to_answer
from web.tasks.requests import requests_to_answer
from web.tasks.staff import applications, registrations
from web.tasks.task import Task
from web.visitor import Person

Finder = Callable[[Person], Awaitable[list[Task]]]
FINDERS: dict[str, tuple[Finder, ...]] = {
    "coop": (
        booths_at_fairs,
        requests_to_answer,
        inquiries_to_answer,
        quotes_to_answer,
        pools_to_answer,
        agreements_to_keep,
        papers_to_renew,
        verification,
        drafts,
    ),
    "buyer": (requests_to_answer, quotes_to_answer, pools_to_answer, agreements_to_keep, verification, demands),
    "officer": (registrations, inquiries_to_decide),
    "organizer": (fairs_held, applications, inquiries_to_decide),
}


async def tasks_for(person: Person) -> list[Task]:
    """By the roles of the account."""
    roles = person.identity.roles if person.identity else ()
    finders = dict.fromkeys(finder for role, finders in FINDERS.items() if role in roles for finder in finders)
    found: list[Task] = []
    for finder in finders:
        found += await finder(person)
    return found
