"""Certificates that end: what a co-op loses on which day."""

from datetime import date, timedelta

from shared.contracts.papers import EndingPaper, FindEndingPapers
from web.formats import day
from web.languages import language_for
from web.tasks.task import SHOWN, Task
from web.visitor import Person
from web.vocabulary import WORDS

AHEAD = timedelta(days=90)
URGENT = timedelta(days=30)


async def papers_to_renew(person: Person) -> list[Task]:
    today = person.today
    query = FindEndingPapers(organisation_id=person.organisation_id, by=today + AHEAD, page_size=SHOWN)
    return [_renewal(paper, today, person) for paper in (await person.ask(query)).items]


def _renewal(paper: EndingPaper, today: date, person: Person) -> Task:
    _ = person.text
    ended = paper.expires < today
    scheme = "OCOP" if paper.scheme == "OCOP" else person.text(WORDS["scheme"][paper.scheme])
    name = paper.names[language_for(person.spoken, paper.names) or "vi"]
    until = {"day": day(paper.expires, language=person.spoken)}
    return Task(
        tone="missing" if ended else "urgent" if paper.expires - today <= URGENT else "hold",
        due=(_("Ended on %(day)s") if ended else _("Ends on %(day)s")) % until,
        title=f"{scheme} {paper.number} · {name}",
        text=_("Buyers see it as no longer valid, and it counts for no market.")
        if ended
        else _("After that day buyers see it as no longer valid, and it counts for no market."),
        link=f"listings/{paper.listing_id}/papers",
        action=_("Renew it"),
    )
