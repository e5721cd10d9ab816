"""A file that somebody sends: it waits in `uploads` for the word, and each line is told what becomes of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID

from litestar import Response
from litestar.datastructures import UploadFile
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError

from shared.contracts.importing import ImportOutcome
from shared.errors import Rejected, Unavailable
from web.field_faults import field_sentence
from web.refusals import sentence
from web.sheets.column import Column, Found, L, Line, Text
from web.spreadsheets import XLSX
from web.uploads import store_upload
from web.visitor import Person

LARGEST_FILE = 8 * 2**20
"""Bytes."""
SHOWN_LINES = 100
"""A page stays below 60 kB."""


class Sheet(NamedTuple):
    """What the pages say of it; the addresses follow the language."""

    title: str
    thing: str
    address: str
    own: str
    own_address: str
    columns: Mapping[str, Column]


def download(content: bytes, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, media_type=XLSX, headers=headers)


async def keep(file: UploadFile, import_id: UUID, person: Person) -> None:
    await file.seek(0)
    await store_upload(person.site, _name(import_id, person), file)


async def kept(import_id: UUID, person: Person) -> bytes:
    try:
        return (await person.site.uploads.get(_name(import_id, person))).data or b""
    except NotFoundError as error:
        raise Rejected("upload_unknown") from error
    except (NatsError, TimeoutError) as error:
        raise Unavailable("bus") from error


def _name(import_id: UUID, person: Person) -> str:
    """Nobody finds another's file."""
    return f"import-{person.must_be_signed_in().account_id}-{import_id}"


def note(outcome: ImportOutcome, lines: Mapping[int, Line], own_name: Callable[[str], str]) -> None:
    """The owner's verdict on each line. `own_name`: what the owner calls a field → what the sheet calls it."""
    for taken in outcome.lines:
        lines[taken.line].outcome = taken.outcome
    for refused in outcome.rejected:
        line = lines[refused.line]
        faults = {own_name(name): code for name, code in refused.faults.items()} if line.places else refused.faults
        line.faults |= faults or {"": refused.reason}


async def told(person: Person, sheet: Sheet, found: Found[L], import_id: UUID | None = None) -> Response[bytes]:
    """`import_id`: it may still be taken over."""
    counts = Counter("refused" if line.faults else line.outcome for line in found.lines)
    telling = [line for line in found.lines if line.faults or line.outcome != "unchanged"]
    telling.sort(key=lambda line: (not line.faults, line.number))
    return await person.page(
        "sheets/imported.html",
        sheet=sheet,
        found=found,
        counts=counts,
        lines=[(line, _faults(line, sheet, person.text)) for line in telling[:SHOWN_LINES]],
        more=max(0, len(telling) - SHOWN_LINES),
        import_id=import_id,
    )


def _faults(line: Line, sheet: Sheet, text: Text) -> list[tuple[str, str, str]]:
    """Of each: the cell, its heading, what to do."""
    return [
        (
            line.places.get(name, ""),
            sheet.columns[name].title(text) if name in sheet.columns else name,
            _say(text, code),
        )
        for name, code in line.faults.items()
    ]


def _say(text: Text, code: str) -> str:
    if code in {"forbidden", "version_stale", "internal"}:
        return sentence(Rejected(code), text)
    return field_sentence(code, text)
