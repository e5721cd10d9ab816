"""A co-op's listings as a file: taken home, filled in, looked at, taken over."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError

from shared.contracts.importing import ExportedListing, ExportListings, ImportListings
from shared.errors import Rejected, Unavailable
from shared.ids import uuid7
from web.forms.reading import read_form
from web.languages import SPOKEN
from web.refusals import field_sentence, sentence
from web.sheets.apart import rows_apart
from web.sheets.columns import BY_FIELD, Meanings
from web.sheets.lines import Line, Own, batches, lines_of_json, lines_of_sheet, own_name
from web.sheets.reading import BEGINNING, MOST_LINES
from web.sheets.writing import workbook
from web.spreadsheets import XLSX
from web.uploads import store_upload
from web.visitor import Person
from web.vocabulary import translated

LARGEST_FILE = 8 * 2**20
"""Bytes."""
AT_ONCE, LARGEST_MESSAGE = 200, 700_000
SHOWN_LINES = 100
"""A page stays below 60 kB."""

_one_at_a_time = asyncio.Semaphore(1)
"""A workbook in memory is many times its file."""


@get("/{lang:str}/my/listings.xlsx")
async def export(person: Person) -> Response[bytes]:
    """Also the template: with no listing it is headings and words to choose from."""
    person.must_be_signed_in()
    own = await _own(person)
    async with _one_at_a_time:
        content = await asyncio.to_thread(workbook, own, person.language, person.text, translated(person.text))
    headers = {"Content-Disposition": 'attachment; filename="listings.xlsx"', "Cache-Control": "private, no-store"}
    return Response(content, media_type=XLSX, headers=headers)


@get("/{lang:str}/my/listings/import")
async def form(person: Person) -> Response[bytes]:
    person.must_be_signed_in()
    return await _page(person)


@post("/{lang:str}/my/listings/import", status_code=HTTPStatus.OK)
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
        await file.seek(0)
        await store_upload(person.site, _name(import_id, person), file)
    except Rejected as refusal:
        return await _page(person, refusal)
    return await _told(person, lines, import_id)


@post("/{lang:str}/my/listings/import/{import_id:uuid}", status_code=HTTPStatus.OK)
async def confirm(person: Person, import_id: UUID) -> Response[bytes]:
    """Sent once more it changes nothing."""
    person.must_be_signed_in()
    await read_form(person)
    try:
        lines = await _lines(await _kept(import_id, person), person)
        await _ask(lines, person, rehearsal=False)
    except Rejected as refusal:
        return await _page(person, refusal)
    return await _told(person, lines)


def _name(import_id: UUID, person: Person) -> str:
    """Nobody finds another co-op's file."""
    return f"import-{person.organisation_id}-{import_id}"


async def _kept(import_id: UUID, person: Person) -> bytes:
    try:
        return (await person.site.uploads.get(_name(import_id, person))).data or b""
    except NotFoundError as error:
        raise Rejected("upload_unknown") from error
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error


async def _lines(content: bytes, person: Person) -> list[Line]:
    if not content.startswith(BEGINNING):
        return await asyncio.to_thread(lines_of_json, content)
    own = Own(person.organisation_id, await _own(person))
    async with _one_at_a_time:
        rows = await rows_apart(content)
    meanings = Meanings({code: person.site.pages.texts(code) for code in SPOKEN})
    return await asyncio.to_thread(lines_of_sheet, rows, own, meanings, person.language)


async def _own(person: Person) -> list[ExportedListing]:
    found: list[ExportedListing] = []
    after: UUID | None = None
    while True:
        page = await person.ask(ExportListings(organisation_id=person.organisation_id, after=after))
        found += page.items
        if page.after is None:
            return found
        after = page.after


async def _ask(lines: Sequence[Line], person: Person, *, rehearsal: bool) -> None:
    """Puts the owner's verdict on each line into it."""
    by_number = {line.number: line for line in lines}
    for batch in batches(lines, most=AT_ONCE, largest=LARGEST_MESSAGE):
        told = await person.ask(
            ImportListings(organisation_id=person.organisation_id, items=batch, rehearsal=rehearsal)
        )
        for taken in told.lines:
            by_number[taken.line].outcome = taken.outcome
        for refused in told.rejected:
            line = by_number[refused.line]
            names = {own_name(name): code for name, code in refused.faults.items()} if line.places else refused.faults
            line.faults |= names or {"": refused.reason}


async def _told(person: Person, lines: Sequence[Line], import_id: UUID | None = None) -> Response[bytes]:
    """`import_id`: it may still be taken over."""
    counts = Counter("refused" if line.faults else line.outcome for line in lines)
    telling = [line for line in lines if line.faults or line.outcome != "unchanged"]
    telling.sort(key=lambda line: (not line.faults, line.number))
    return await person.page(
        "listings/imported.html",
        counts=counts,
        lines=[(line, [*_faults(person, line)]) for line in telling[:SHOWN_LINES]],
        more=max(0, len(telling) - SHOWN_LINES),
        import_id=import_id,
    )


def _faults(person: Person, line: Line) -> list[tuple[str, str, str]]:
    """Of each: the cell, its heading, what to do."""
    return [
        (line.places.get(name, ""), BY_FIELD[name].title(person.text) if name in BY_FIELD else name, _say(person, code))
        for name, code in line.faults.items()
    ]


def _say(person: Person, code: str) -> str:
    if code in {"forbidden", "version_stale", "internal"}:
        return sentence(Rejected(code), person.text)
    return field_sentence(code, person.text)


async def _page(person: Person, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "listings/import.html",
        refusal=refusal,
        most=MOST_LINES,
        megabytes=LARGEST_FILE // 2**20,
    )


HANDLERS = (export, form, preview, confirm)
