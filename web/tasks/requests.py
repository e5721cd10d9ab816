"""Requests of the other side that wait for an answer, the one whose time is over first first."""

from datetime import UTC, datetime

from shared.contracts.matching import FindMatches, Match
from web.tasks.task import SHOWN, Task
from web.visitor import Person

NEVER = datetime.max.replace(tzinfo=UTC)


async def requests_to_answer(person: Person) -> list[Task]:
    own = person.organisation_id
    matches = await person.ask(FindMatches(organisation_id=own, status="requested", page_size=SHOWN))
    to_answer = [match for match in matches.items if own == _asked(match)]
    return [_task(match, person) for match in sorted(to_answer, key=lambda match: match.answer_by or NEVER)]


def _asked(match: Match) -> object:
    return match.coop.id if match.asked_by == "buyer" else match.buyer.id


def _task(match: Match, person: Person) -> Task:
    _ = person.text
    if match.asked_by == "buyer":
        title = _("%(buyer)s asks for %(what)s") % {"buyer": match.buyer.name, "what": match.demand.body.what}
        otherwise = _("Without an answer the buyer looks elsewhere.")
    else:
        title = _("%(coop)s offers %(what)s") % {"coop": match.coop.name, "what": match.demand.body.what}
        otherwise = _("Without an answer the offer lapses.")
    due = _("Waits for your answer")
    if match.answer_by is not None:
        due = _("Answer until %(moment)s") % {"moment": person.moment(match.answer_by)}
    return Task(
        tone="urgent",
        due=due,
        title=title,
        text=match.message or otherwise,
        link=f"matches/{match.id}",
        action=_("Read and answer"),
    )
