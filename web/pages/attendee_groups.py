"""Many people at once, from a list: looked at first, registered then. The file waits in `uploads` in between."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post

from shared.contracts.fairs.attendee_groups import MOST_PEOPLE, RegisterGroup
from shared.contracts.fairs.attendees import DAYS_KEPT, AttendeeKind
from shared.contracts.fairs.fair import Fair, GetFair
from shared.errors import Rejected
from shared.ids import uuid7
from web.field_faults import FIELD_FAULTS, field_sentence
from web.forms.fairs import attendee_kinds
from web.forms.fields import Form
from web.forms.reading import read_form
from web.languages import SPOKEN
from web.refusals import sentence
from web.sheets.apart import sheets_apart
from web.sheets.csv_files import rows_of_csv
from web.sheets.people import Line, Numbering, PeopleList, people_in
from web.sheets.people_words import OFFERED, PeopleWords
from web.sheets.rows import BEGINNING, Row
from web.sheets.sending import LARGEST_FILE, SHOWN_LINES, download, keep, kept
from web.standing import standing_at
from web.visitor import Person

COLUMN_OF = {"person_name": "name", "organisation_name": "organisation"}
"""Field of the contract → column."""

_one_at_a_time = asyncio.Semaphore(1)
"""A workbook in memory is many times its file."""


@get("/{lang:str}/fairs/{fair_id:uuid}/groups/list.xlsx")
async def template(person: Person, fair_id: UUID) -> Response[bytes]:
    fair = await _fair(person, fair_id)
    from web.sheets.people_writing import empty_list  # noqa: PLC0415 – openpyxl: 12 MB, for the few who ask

    content = await asyncio.to_thread(empty_list, await _kinds(fair, person), person.text)
    return download(content, "attendees.xlsx")


@get("/{lang:str}/fairs/{fair_id:uuid}/groups")
async def new(person: Person, fair_id: UUID) -> Response[bytes]:
    fair = await _fair(person, fair_id)
    usual = "trainee" if fair.body.kind == "training_class" else "visitor"
    return await _page(person, fair, Form(person.language).fill(kind=usual))


@post("/{lang:str}/fairs/{fair_id:uuid}/groups", status_code=HTTPStatus.OK)
async def preview(person: Person, fair_id: UUID) -> Response[bytes]:
    """What would become of each person of the list."""
    fair = await _fair(person, fair_id)
    form, group_id = await read_form(person, largest=LARGEST_FILE), uuid7()
    file, kind = form.files.get("file"), form.choice("kind", await _kinds(fair, person), required=True)
    if file is None or not file.filename:
        return await _page(person, fair, form, Rejected("upload_unknown"))
    if kind is None:
        return await _page(person, fair, form)
    try:
        people = await _people(await file.read(), fair, kind, person)
        await _register(people, fair, group_id, person, rehearsal=True)
        await keep(file, group_id, person)
    except Rejected as refusal:
        return await _page(person, fair, form, refusal)
    return await _told(person, fair, people, group_id, kind)


@post("/{lang:str}/fairs/{fair_id:uuid}/groups/{group_id:uuid}", status_code=HTTPStatus.OK)
async def confirm(person: Person, fair_id: UUID, group_id: UUID) -> Response[bytes]:
    """Sent once more it changes nothing."""
    fair = await _fair(person, fair_id)
    form = await read_form(person)
    kind = form.choice("kind", await _kinds(fair, person), required=True)
    if kind is None:
        return await _page(person, fair, form)
    try:
        people = await _people(await kept(group_id, person), fair, kind, person)
        await _register(people, fair, group_id, person, rehearsal=False)
    except Rejected as refusal:
        return await _page(person, fair, form, refusal)
    return await _told(person, fair, people)


async def _fair(person: Person, fair_id: UUID) -> Fair:
    """For organizers, and who speaks for an organisation."""
    person.must_be_signed_in()
    if not person.is_one_of("organizer") and person.organisation is None:
        raise Rejected("forbidden")
    return await person.ask(GetFair(fair_id=fair_id))


async def _kinds(fair: Fair, person: Person) -> tuple[AttendeeKind, ...]:
    organizes = person.is_one_of("organizer")
    has_booth = organizes or bool((await standing_at(fair, person)).bookings)
    kinds = attendee_kinds(has_booth=has_booth, is_organizer=organizes)
    return tuple(kind for kind in kinds if kind != "trainee" or fair.body.kind == "training_class")


def _sender(person: Person) -> UUID | None:
    """In whose name; organizers send lists of all kinds of people."""
    return None if person.is_one_of("organizer") else person.organisation_id


async def _people(content: bytes, fair: Fair, kind: AttendeeKind, person: Person) -> PeopleList:
    words = PeopleWords({code: person.site.pages.texts(code) for code in SPOKEN})
    numbering = Numbering(fair.id, str(_sender(person) or "organizers"))
    async with _one_at_a_time:
        sheets = await _sheets(content)
    return await asyncio.to_thread(people_in, sheets, words, kind, numbering)


async def _sheets(content: bytes) -> Mapping[str, Sequence[Row]]:
    if content.startswith(BEGINNING):
        return await sheets_apart(content)
    return {"": await asyncio.to_thread(rows_of_csv, content)}


async def _register(people: PeopleList, fair: Fair, group_id: UUID, person: Person, *, rehearsal: bool) -> None:
    """Puts the verdict of `fairs` on each line into it. Lines with a fault are not sent."""
    lines = {line.number: line for line in people.lines if not line.faults}
    if not lines:
        return
    taken = await person.ask(
        RegisterGroup(
            group_id=group_id,
            fair_id=fair.id,
            organisation_id=_sender(person),
            people=[line.member for line in lines.values()],
            rehearsal=rehearsal,
        )
    )
    for one in taken.lines:
        lines[one.line].outcome, lines[one.line].namesake = one.outcome, one.namesake
    for refused in taken.refused:
        lines[refused.line].faults |= {COLUMN_OF.get(name, name): code for name, code in refused.faults.items()}


async def _told(
    person: Person, fair: Fair, people: PeopleList, group_id: UUID | None = None, kind: AttendeeKind | None = None
) -> Response[bytes]:
    """`group_id`: it may still be registered."""
    lines = sorted(people.lines, key=lambda line: (not line.faults, not line.namesake, line.number))
    return await person.page(
        "fairs/group_told.html",
        fair=fair,
        people=people,
        counts=Counter("refused" if line.faults else line.outcome for line in people.lines),
        lines=[(line, _faults(person, line)) for line in lines[:SHOWN_LINES]],
        more=max(0, len(lines) - SHOWN_LINES),
        group_id=group_id,
        kind=kind,
    )


def _faults(person: Person, line: Line) -> Sequence[tuple[str, str, str]]:
    """Of each: the cell, its heading, what to do."""
    titles = {str(field): heading for field, heading in OFFERED.items()}
    return [
        (line.places.get(name, ""), person.text(titles[name]) if name in titles else "", _say(person, code))
        for name, code in line.faults.items()
    ]


def _say(person: Person, code: str) -> str:
    return field_sentence(code, person.text) if code in FIELD_FAULTS else sentence(Rejected(code), person.text)


async def _page(person: Person, fair: Fair, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "fairs/group.html",
        refusal=refusal,
        form=form,
        fair=fair,
        kinds=await _kinds(fair, person),
        most=MOST_PEOPLE,
        megabytes=LARGEST_FILE // 2**20,
        days_kept=DAYS_KEPT,
    )


HANDLERS = (template, new, preview, confirm)
