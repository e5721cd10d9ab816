"""Training classes of the year: what was planned beside what came of it. Persons are not attendances."""

from collections.abc import Callable, Sequence

from shared.contracts.fairs.taking_part import FairTurnout
from shared.contracts.values import Language
from shared.fair_days import day_at_venue
from web.formats import day, number
from web.yearly.cells import Cell, Table


def first_day(turnout: FairTurnout, language: Language) -> Cell:
    """As it is at the venue."""
    first = day_at_venue(turnout.starts_at, turnout.zone)
    return Cell(first.isoformat(), day(first, language))


def classes(turnouts: Sequence[FairTurnout], language: Language, gettext: Callable[[str], str]) -> Table:
    held = [one for one in turnouts if one.kind == "training_class"]

    def count(figure: int | None) -> Cell:
        return Cell("", "–") if figure is None else Cell(figure, number(figure, language))

    rows = [
        [
            Cell(one.fair.name, one.fair.name, f"fairs/{one.fair.id}/course"),
            first_day(one, language),
            *(count(figure) for figure in (one.planned_people, one.people, one.planned_attendances, one.attendances)),
        ]
        for one in held
    ]
    head = [
        gettext("Class"),
        gettext("Day"),
        gettext("Persons planned"),
        gettext("Persons who came"),
        gettext("Attendances planned"),
        gettext("Attendances"),
    ]
    note = gettext("A person is counted once, an attendance once for each day.")
    return Table(name="classes", title=gettext("Training classes"), note=note, head=head, rows=rows)
