"""Operations: letters that were written, messages that could not be handled, searches that found nothing."""

import asyncio
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.notifications import FindLetters
from shared.contracts.operations import DropDeadLetter, FindDeadLetters, ReplayDeadLetter
from shared.contracts.searching import FindEmptySearches
from shared.errors import Rejected
from web.addresses import Page
from web.forms.reading import read_form
from web.visitor import Person

SERVICES = ("registry", "listings", "matching", "fairs", "notifications")


@get("/{lang:str}/operations")
async def index(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    found = await asyncio.gather(*(person.ask(FindDeadLetters(service=service)) for service in SERVICES))
    letters = await person.ask(FindLetters(page_size=5))
    return await person.page(
        "operations/index.html", dead_letters=dict(zip(SERVICES, found, strict=True)), letters=letters
    )


@get("/{lang:str}/operations/letters")
async def letters(person: Person, page: Page = 1, q: str = "") -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask(FindLetters(q=q[:200], page=page))
    return await person.page("operations/letters.html", found=found, number=page, q=q)


@get("/{lang:str}/operations/searches")
async def searches(person: Person) -> Response[bytes]:
    """What nothing was found for: work for the lexicon's keepers."""
    person.must_be_signed_in()
    found = await person.ask(FindEmptySearches())
    return await person.page("operations/searches.html", found=found)


@post("/{lang:str}/operations/dead-letters/{service:str}/{message_id:uuid}", status_code=303)
async def dispose(person: Person, service: str, message_id: UUID) -> Redirect:
    """Replay a message that could not be handled, or drop it."""
    form = await read_form(person)
    person.must_be_signed_in()
    if service not in SERVICES:
        raise Rejected("page_unknown")
    kind = DropDeadLetter if form["drop"] else ReplayDeadLetter
    await person.ask(kind(service=service, message_id=message_id))
    return person.go("operations")


HANDLERS = (index, letters, searches, dispose)
