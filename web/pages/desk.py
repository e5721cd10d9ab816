"""The desk: what waits for somebody today, each with the one thing to do."""

from litestar import Response, get

from shared.contracts.notifications import GetInbox
from web.tasks import tasks_for
from web.visitor import Person


@get("/{lang:str}/desk")
async def desk(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    tasks = await tasks_for(person)
    news = await person.ask(GetInbox(lang=person.language, limit=5))
    return await person.page("desk/show.html", tasks=tasks, news=news, today=person.today)


HANDLERS = (desk,)
