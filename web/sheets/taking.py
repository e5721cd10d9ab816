"""From a file that was sent to what is taken over: looked at first, then at the sender's word."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from litestar import Response

from shared.errors import Rejected
from shared.ids import uuid7
from web.forms.reading import read_form
from web.sheets.column import Found, L, Line
from web.sheets.rows import MOST_LINES
from web.sheets.sending import LARGEST_FILE, Sheet, keep, kept, told
from web.visitor import Person

L_contra = TypeVar("L_contra", bound=Line, contravariant=True)


class Ask(Protocol[L_contra]):
    """Puts the owner's verdict on each line into it; a rehearsal changes nothing else."""

    async def __call__(self, lines: Sequence[L_contra], person: Person, *, rehearsal: bool) -> None: ...


@dataclass(frozen=True)
class Taking(Generic[L]):
    sheet: Sheet
    template: str
    read: Callable[[bytes, Person], Awaitable[Found[L]]]
    ask: Ask[L]

    async def page(self, person: Person, refusal: Rejected | None = None) -> Response[bytes]:
        person.must_be_signed_in()
        megabytes = LARGEST_FILE // 2**20
        return await person.page(self.template, refusal=refusal, most=MOST_LINES, megabytes=megabytes)

    async def look_at(self, person: Person) -> Response[bytes]:
        """What would become of each line. The file waits in `uploads` for the word."""
        person.must_be_signed_in()
        sent = await read_form(person, largest=LARGEST_FILE)
        file, import_id = sent.files.get("file"), uuid7()
        if file is None or not file.filename:
            return await self.page(person, Rejected("upload_unknown"))
        try:
            found = await self.read(await file.read(), person)
            await self.ask(found.lines, person, rehearsal=True)
            await keep(file, import_id, person)
        except Rejected as refusal:
            return await self.page(person, refusal)
        return await told(person, self.sheet, found, import_id)

    async def take_over(self, person: Person, import_id: UUID) -> Response[bytes]:
        """Sent once more it changes nothing."""
        person.must_be_signed_in()
        await read_form(person)
        try:
            found = await self.read(await kept(import_id, person), person)
            await self.ask(found.lines, person, rehearsal=False)
        except Rejected as refusal:
            return await self.page(person, refusal)
        return await told(person, self.sheet, found)
