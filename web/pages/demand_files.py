"""A buyer's demands as a file: taken home, filled in, looked at, taken over."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from itertools import count
from uuid import UUID

from litestar import Response, get, post

from shared.contracts.demand_sheets import ImportDemands
from shared.contracts.matching import Demand, FindDemands
from shared.i18n import N_
from web.languages import SPOKEN
from web.sheets.apart import rows_apart
from web.sheets.column import Found, Meanings, words_in
from web.sheets.csv_files import rows_of_csv
from web.sheets.demands import BY_FIELD, COLUMNS, DemandLine, Own, demands_of_sheet, filled, own_name
from web.sheets.rows import BEGINNING, MOST_LINES
from web.sheets.sending import Sheet, download, note
from web.sheets.taking import Taking
from web.visitor import Person

AT_ONCE = 20
"""Each is held against all that is published, in one transaction."""
PAGE_SIZE = 100
SHEET = Sheet(
    title=N_("Demands from a spreadsheet"),
    thing=N_("Demand"),
    address="demands/import",
    own=N_("My demands"),
    own_address="demands",
    columns=BY_FIELD,
)
_one_at_a_time = asyncio.Semaphore(1)
"""A workbook in memory is many times its file."""


@get("/{lang:str}/demands.xlsx")
async def export(person: Person) -> Response[bytes]:
    """Also the template: with no demand it is headings and words to choose from."""
    person.must_be_signed_in()
    forms = [filled(one, person.language) for one in await _own(person)]
    words = words_in(person.language, person.text)
    from web.sheets.writing import workbook  # noqa: PLC0415 – openpyxl: 12 MB, for the few who ask

    async with _one_at_a_time:
        content = await asyncio.to_thread(workbook, N_("Demands"), COLUMNS, forms, person.text, words)
    return download(content, "demands.xlsx")


async def _lines(content: bytes, person: Person) -> Found[DemandLine]:
    own = Own(person.organisation_id, await _own(person))
    is_workbook = content.startswith(BEGINNING)
    async with _one_at_a_time:
        sent = await rows_apart(content) if is_workbook else await asyncio.to_thread(rows_of_csv, content)
    meanings = Meanings({code: person.site.pages.texts(code) for code in SPOKEN}, COLUMNS)
    return Found(await asyncio.to_thread(demands_of_sheet, sent, own, meanings, person.language))


async def _own(person: Person) -> list[Demand]:
    """The newest, as many as a file may have."""
    found: list[Demand] = []
    for page in count(1):
        asked = FindDemands(organisation_id=person.organisation_id, page=page, page_size=PAGE_SIZE)
        answer = await person.ask(asked)
        found += answer.items
        if not answer.items or len(found) >= min(answer.total, MOST_LINES):
            break
    return found


async def _ask(lines: Sequence[DemandLine], person: Person, *, rehearsal: bool) -> None:
    """Puts the owner's verdict on each line into it."""
    by_number = {line.number: line for line in lines}
    items = [line.demand for line in lines if line.demand is not None]
    for start in range(0, len(items), AT_ONCE):
        batch = items[start : start + AT_ONCE]
        asked = ImportDemands(organisation_id=person.organisation_id, items=batch, rehearsal=rehearsal)
        note(await person.ask(asked), by_number, own_name)


TAKING = Taking(SHEET, "demands/import.html", _lines, _ask)


@get("/{lang:str}/demands/import")
async def form(person: Person) -> Response[bytes]:
    return await TAKING.page(person)


@post("/{lang:str}/demands/import", status_code=HTTPStatus.OK)
async def preview(person: Person) -> Response[bytes]:
    return await TAKING.look_at(person)


@post("/{lang:str}/demands/import/{import_id:uuid}", status_code=HTTPStatus.OK)
async def confirm(person: Person, import_id: UUID) -> Response[bytes]:
    return await TAKING.take_over(person, import_id)


HANDLERS = (export, form, preview, confirm)
