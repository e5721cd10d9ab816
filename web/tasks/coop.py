"""What waits for a co-op in its own catalogue."""

from shared.contracts.listings import FindOwnListings
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def drafts(person: Person) -> list[Task]:
    own = await person.ask(FindOwnListings(organisation_id=person.organisation_id, page_size=SHOWN))
    _ = person.text
    if own.total == 0:
        return [
            Task(
                tone="plain",
                due=_("No product yet"),
                title=_("Show buyers what you make"),
                text=_("A name and a photo are enough to begin; price and capacity can follow."),
                link="listings/new",
                action=_("Write down a product"),
            )
        ]
    return [
        Task(
            tone="plain",
            due=_("Draft: buyers do not see it yet"),
            title=card.names.get("vi", card.sku),
            text="",
            link=f"listings/{card.id}",
            action=_("Check and publish"),
        )
        for card in own.items
        if card.status == "draft"
    ]
