"""Quotes of the other side that wait for an answer, the one that ends first first."""

from shared.contracts.quotes import FindOpenQuotes
from web.formats import money
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def quotes_to_answer(person: Person) -> list[Task]:
    found = await person.ask(FindOpenQuotes(organisation_id=person.organisation_id))
    _ = person.text
    return [
        Task(
            tone="hold",
            due=_("Valid until %(moment)s") % {"moment": person.moment(quote.valid_until)},
            title=_("%(other)s quotes %(total)s")
            % {"other": quote.other.name, "total": money(quote.total, quote.currency, person.language)},
            text=_("Accept it, or answer with another quote. After that it no longer counts."),
            link=f"matches/{quote.match_request_id}",
            action=_("Look at the quote"),
        )
        for quote in found.items[:SHOWN]
    ]
