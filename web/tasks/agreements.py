"""Agreements that wait for one's own word: how a month went, and that the paper is what was signed."""

from shared.contracts.open_agreements import FindOpenAgreements, OpenAgreement, Promised
from shared.months import month_of
from web.formats import month_name
from web.languages import language_for
from web.measures import measured
from web.tasks.task import SHOWN, Task
from web.visitor import Person


async def agreements_to_keep(person: Person) -> list[Task]:
    """The months first, each of them; then the papers."""
    found = await person.ask(FindOpenAgreements(organisation_id=person.organisation_id))
    months = [_month(agreement, promised, person) for agreement in found.items for promised in agreement.untold]
    papers = [_paper(agreement, person) for agreement in found.items if not agreement.confirmed]
    return months[:SHOWN] + papers[:SHOWN]


def _month(agreement: OpenAgreement, promised: Promised, person: Person) -> Task:
    _ = person.text
    over = promised.month < month_of(person.today)
    quantity = measured(promised.quantity, agreement.unit, person.spoken, person.counted)
    said = _("Tell how much was delivered.") if agreement.side == "coop" else _("Tell how much arrived.")
    return Task(
        tone="urgent" if over else "done",
        due=_("Delivery in %(month)s") % {"month": month_name(promised.month, person.spoken)},
        title=_title(agreement, person),
        text=_("%(quantity)s promised.") % {"quantity": quantity} + f" {said}",
        link=f"agreements/{agreement.id}#month-{promised.month}",
        action=_("Tell how it went"),
    )


def _paper(agreement: OpenAgreement, person: Person) -> Task:
    _ = person.text
    return Task(
        tone="hold",
        due=_("Agreed, not yet confirmed by you"),
        title=_title(agreement, person),
        text=_("Print the agreement, sign it, attach the paper; then confirm it here."),
        link=f"agreements/{agreement.id}",
        action=_("To the agreement"),
    )


def _title(agreement: OpenAgreement, person: Person) -> str:
    spoken = language_for(person.language, agreement.listing_names)
    return f"{agreement.listing_names[spoken] if spoken else ''} · {agreement.other.name}"
