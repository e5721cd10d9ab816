"""What waits for the Alliance's officers and organizers."""

from shared.contracts.fairs.applications import FindApplications
from shared.contracts.registry import FindOrganisations
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def registrations(person: Person) -> list[Task]:
    page = await person.ask(FindOrganisations(status="registered", page_size=SHOWN))
    _ = person.text
    return [
        Task(
            tone="urgent",
            due=_("Waits for verification"),
            title=organisation.name,
            text="",
            link=f"organisations/{organisation.id}",
            action=_("Check and decide"),
        )
        for organisation in page.items
    ]


async def applications(person: Person) -> list[Task]:
    page = await person.ask(FindApplications(status="submitted", page_size=SHOWN))
    _ = person.text
    return [
        Task(
            tone="urgent",
            due=_("Application for a booth"),
            title=f"{application.organisation.name} · {application.fair.name}",
            text=application.wish,
            link=f"fairs/{application.fair.id}/applications",
            action=_("Read and decide"),
        )
        for application in page.items
    ]
