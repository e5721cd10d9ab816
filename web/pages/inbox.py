"""The inbox: what happened that one should know."""

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.notifications import GetInbox, MarkRead
from web.addresses import SequenceOrNone
from web.forms.reading import read_form
from web.visitor import Person


@get("/{lang:str}/inbox")
async def inbox(person: Person, before: SequenceOrNone = None) -> Response[bytes]:
    person.must_be_signed_in()
    entries = await person.ask(GetInbox(lang=person.language, before=before))
    return await person.page("inbox/index.html", inbox=entries)


@post("/{lang:str}/inbox/read", status_code=303)
async def mark_read(person: Person) -> Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    await person.ask(MarkRead(up_to=form.integer("up_to") or 0))
    return person.go("inbox")


HANDLERS = (inbox, mark_read)
