"""The cooperatives on the last day that is counted, by sector or by province and by the state that each was in."""

from collections.abc import Callable
from typing import Literal, get_args

from shared.contracts.registry import OrganisationStatus
from shared.contracts.values import Language
from shared.provinces import PROVINCES
from web.formats import day, number
from web.vocabulary import WORDS
from web.yearly.cells import Cell, Table
from web.yearly.facts import YearOfFacts

STATUSES: tuple[OrganisationStatus, ...] = get_args(OrganisationStatus)


def coops(
    facts: YearOfFacts, by: Literal["sector", "province"], language: Language, gettext: Callable[[str], str]
) -> Table:
    sectors, states = WORDS["sector"], WORDS["organisation_status"]
    counts: dict[str, dict[str, int]] = {}
    for cell in facts.coops.cells:
        own = counts.setdefault(getattr(cell, by) or "", {})
        own[cell.status] = own.get(cell.status, 0) + cell.count
    kinds = [status for status in STATUSES if any(status in own for own in counts.values())]

    def counted(count: int, chosen: str = "") -> Cell:
        return Cell(count, number(count, language), f"report/coops?year={facts.year}{chosen}" if count else "")

    def place(key: str) -> str:
        if not key:
            return gettext("not stated")
        return gettext(sectors[key]) if by == "sector" else PROVINCES[key]

    rows = []
    for key, own in sorted(counts.items(), key=lambda item: -sum(item[1].values())):
        name, chosen = place(key), f"&{by}={key or 'none'}"
        by_state = (counted(own.get(status, 0), f"{chosen}&status={status}") for status in kinds)
        rows.append([Cell(name, name), *by_state, counted(sum(own.values()), chosen)])
    sums = (counted(sum(own.get(one, 0) for own in counts.values()), f"&status={one}") for one in kinds)
    whole = gettext("In all")
    title, first = {
        "sector": (gettext("Cooperatives by sector"), gettext("Sector")),
        "province": (gettext("Cooperatives by province"), gettext("Province")),
    }[by]
    return Table(
        name=by,
        title=title,
        note=gettext("On %(day)s, by the state that each was in at its end.") % {"day": day(facts.day, language)},
        head=[first, *(gettext(states[status]) for status in kinds), whole],
        rows=[*rows, [Cell(whole, whole), *sums, counted(facts.coops.total)]],
        totals=1,
    )
