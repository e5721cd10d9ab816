"""A co-op's listings as a file: taken home, filled in, looked at, taken over."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post

from shared.contracts.importing import ExportedListing, ExportListings, ImportListings
from shared.errors import Rejected
from shared.i18n import N_
from web.languages import SPOKEN
from web.sheets.apart import sheets_apart
from web.sheets.column import Column, Found, Meanings, words_in
from web.sheets.columns import COLUMNS, filled
from web.sheets.csv_files import rows_of_csv
from web.sheets.lines import ListingLine, Own, batches, lines_of_json, lines_of_sheets, own_name
from web.sheets.rows import BEGINNING, Row
from web.sheets.sending import Sheet, download, note
from web.sheets.taking import Taking
from web.visitor import Person

AT_ONCE, LARGEST_MESSAGE = 200, 700_000
SHEET = Sheet(
    title=N_("Products from a spreadsheet"),
    thing=N_("Product"),
    address="my/listings/import",
    own=N_("My products"),
    own_address="my/listings",
    columns={
        **{column.field: column for column in COLUMNS},
        "capacity_every": Column("capacity_every", N_("What you can supply each month")),
    },
)

_one_at_a_time = asyncio.Semaphore(1)
"""A workbook in memory is many times its file."""


@get("/{lang:str}/my/listings.xlsx")
async def export(person: Person) -> Response[bytes]:
    """Also the template: with no listing it is headings and words to choose from."""
    person.must_be_signed_in()
    own = await _own(person)
    from web.sheets.writing import workbook  # noqa: PLC0415 – openpyxl: 12 MB, for the few who ask

    async with _one_at_a_time:
        forms = [filled(one, person.language) for one in own]
        words = words_in(person.language, person.text)
        content = await asyncio.to_thread(workbook, N_("Products"), COLUMNS, forms, person.text, words)
    return download(content, "listings.xlsx")


async def _lines(content: bytes, person: Person) -> Found[ListingLine]:
    if content.lstrip().startswith(b"{"):
        return Found(await asyncio.to_thread(lines_of_json, content))
    own = Own(person.organisation_id, await _own(person))
    meanings = Meanings({code: person.site.pages.texts(code) for code in SPOKEN}, COLUMNS)
    sheets = await _sheets(content)
    return await asyncio.to_thread(lines_of_sheets, sheets, own, meanings, person.language)


async def _sheets(content: bytes) -> list[list[Row]]:
    if not content.startswith(BEGINNING):
        rows = await asyncio.to_thread(rows_of_csv, content)
        if all(len(cells) == 1 for _, cells in rows):
            raise Rejected("sheet_unreadable")
        return [rows]
    async with _one_at_a_time:
        return [*(await sheets_apart(content)).values()]


async def _own(person: Person) -> list[ExportedListing]:
    found: list[ExportedListing] = []
    after: UUID | None = None
    while True:
        page = await person.ask(ExportListings(organisation_id=person.organisation_id, after=after))
        found += page.items
        if page.after is None:
            return found
        after = page.after


async def _ask(lines: Sequence[ListingLine], person: Person, *, rehearsal: bool) -> None:
    """Puts the owner's verdict on each line into it."""
    by_number = {line.number: line for line in lines}
    for batch in batches(lines, most=AT_ONCE, largest=LARGEST_MESSAGE):
        outcome = await person.ask(
            ImportListings(organisation_id=person.organisation_id, items=batch, rehearsal=rehearsal)
        )
        note(outcome, by_number, own_name)


TAKING = Taking(SHEET, "listings/import.html", _lines, _ask)


@get("/{lang:str}/my/listings/import")
async def form(person: Person) -> Response[bytes]:
    return await TAKING.page(person)


@post("/{lang:str}/my/listings/import", status_code=HTTPStatus.OK)
async def preview(person: Person) -> Response[bytes]:
    return await TAKING.look_at(person)


@post("/{lang:str}/my/listings/import/{import_id:uuid}", status_code=HTTPStatus.OK)
async def confirm(person: Person, import_id: UUID) -> Response[bytes]:
    return await TAKING.take_over(person, import_id)


HANDLERS = (export, form, preview, confirm)
