"""What waits for a buyer."""

from shared.contracts.matching import FindDemands
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def demands(person: Person) -> list[Task]:
    demands = await person.ask(FindDemands(organisation_id=person.organisation_id, page_size=SHOWN))
    _ = person.text
    if demands.total == 0:
        return [
            Task(
                tone="plain",
                due=_("No demand yet"),
                title=_("Say what you are looking for"),
                text=_("Suggestions with their reasons appear at once, and later when something new fits."),
                link="demands/new",
                action=_("Post a demand"),
            )
        ]
    return [
        Task(
            tone="done",
            due=person.counted("%(num)s suggestion", "%(num)s suggestions", demand.suggestions)
            % {"num": demand.suggestions},
            title=demand.body.what,
            text="",
            link=f"demands/{demand.id}",
            action=_("Look at them"),
        )
        for demand in demands.items
        if demand.suggestions and demand.body.status == "open"
    ]
