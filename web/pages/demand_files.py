"""A buyer's demands as a file: taken home, filled in, looked at, taken over."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from itertools import count
from uuid import UUID

from litestar import Response, get, post

from shared.contracts.demand_sheets import ImportDemands
from shared.contracts.matching import Demand, FindDemands
from shared.errors import Rejected
from shared.i18n import N_
from shared.ids import uuid7
from web.forms.reading import read_form
from web.languages import SPOKEN
from web.sheets.apart import rows_apart
from web.sheets.column import Meanings, words_in
from web.sheets.csv_files import rows_of_csv
from web.sheets.demands import BY_FIELD, COLUMNS, DemandLine, Own, demands_of_sheet, filled, own_name
from web.sheets.reading import BEGINNING, MOST_LINES
from web.sheets.sending import LARGEST_FILE, Sheet, download, keep, kept, note, told
from web.sheets.writing import workbook
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
    async with _one_at_a_time:
        content = await asyncio.to_thread(workbook, N_("Demands"), COLUMNS, forms, person.text, words)
    return download(content, "demands.xlsx")


@get("/{lang:str}/demands/import")
async def form(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    return await _page(person)


@post("/{lang:str}/demands/import", status_code=HTTPStatus.OK)
async def preview(person: Person) -> Response[bytes]:
    """What would become of each line. The file waits in `uploads` for the word."""
    person.must_be_signed_in()
    sent = await read_form(person, largest=LARGEST_FILE)
    file, import_id = sent.files.get("file"), uuid7()
    if file is None or not file.filename:
        return await _page(person, Rejected("upload_unknown"))
    try:
        lines = await _lines(await file.read(), person)
        await _ask(lines, person, rehearsal=True)
        await keep(file, import_id, person)
    except Rejected as refusal:
        return await _page(person, refusal)
    return await told(person, SHEET, lines, import_id)


@post("/{lang:str}/demands/import/{import_id:uuid}", status_code=HTTPStatus.OK)
async def confirm(person: Person, import_id: UUID) -> Response[bytes]:
    """Sent once more it changes nothing."""
    person.must_be_signed_in()
    await read_form(person)
    try:
        lines = await _lines(await kept(import_id, person), person)
        await _ask(lines, person, rehearsal=False)
    except Rejected as refusal:
        return await _page(person, refusal)
    return await told(person, SHEET, lines)


async def _lines(content: bytes, person: Person) -> list[DemandLine]:
    own = Own(person.organisation_id, await _own(person))
    is_workbook = content.startswith(BEGINNING)
    async with _one_at_a_time:
        sent = await rows_apart(content) if is_workbook else await asyncio.to_thread(rows_of_csv, content)
    meanings = Meanings({code: person.site.pages.texts(code) for code in SPOKEN}, COLUMNS)
    return await asyncio.to_thread(demands_of_sheet, sent, own, meanings, person.language)


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


async def _page(person: Person, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page("demands/import.html", refusal=refusal, most=MOST_LINES, megabytes=LARGEST_FILE // 2**20)


HANDLERS = (export, form, preview, confirm)
