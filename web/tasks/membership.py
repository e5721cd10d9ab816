"""Where the registration of one's organisation stands."""

from shared.contracts.registry import GetDossier
from web.tasks.task import Task
from web.visitor import Person


async def verification(person: Person) -> list[Task]:
    dossier = await person.ask(GetDossier(organisation_id=person.organisation_id))
    status, _ = dossier.organisation.status, person.text
    if status == "verified":
        return []
    if status == "refused":
        return [
            Task(
                tone="missing",
                due=_("The Alliance refused the registration"),
                title=dossier.organisation.name,
                text=dossier.reason,
                link=f"organisations/{dossier.organisation.id}",
                action=_("See why"),
            )
        ]
    return [
        Task(
            tone="hold",
            due=_("The Alliance is checking your registration"),
            title=dossier.organisation.name,
            text=_("Prepare your products meanwhile: drafts can be written now and published once you are verified."),
            link="listings/new",
            action=_("Write down a product"),
        )
    ]
