"""The gate of a fair on a phone: a page that opens and works without network, and what it fetches and sends."""

import asyncio
from http import HTTPStatus
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.enums import MediaType

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import Fair, GetFair
from shared.contracts.fairs.gate import GetGateList, MergeScans
from shared.errors import Rejected
from web.forms.reading import read_form
from web.plans import agenda_as_told, fair_as_told
from web.visitor import Person

BATCH = msgspec.json.Decoder(MergeScans)


@get("/{lang:str}/fairs/{fair_id:uuid}/gate")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    if not person.is_one_of("organizer"):
        raise Rejected("forbidden")
    fair, agenda = await asyncio.gather(fair_as_told(person, fair_id), agenda_as_told(person, fair_id))
    return await person.page("gate/show.html", fair=fair, sessions=agenda.sessions, walk_ins=_walk_ins(fair))


def _walk_ins(fair: Fair) -> tuple[AttendeeKind, ...]:
    """As what somebody without a badge usually comes, first."""
    return ("trainee", "guest") if fair.body.kind == "training_class" else ("visitor", "guest")


@get("/{lang:str}/fairs/{fair_id:uuid}/gate/worker.js")
async def worker(person: Person, fair_id: UUID) -> Response[bytes]:
    """Its scope is that one page."""
    assets = person.site.pages.assets
    script = assets.files[assets.url("gate-worker.js").rpartition("/")[2]]
    scope = f"/{person.language}/fairs/{fair_id}/gate"
    headers = {"Service-Worker-Allowed": scope, "Cache-Control": "no-cache"}
    return Response(script.content, media_type=script.media_type, headers=headers)


@get("/{lang:str}/fairs/{fair_id:uuid}/gate/manifest.webmanifest")
async def manifest(person: Person, fair_id: UUID) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    address = f"/{person.language}/fairs/{fair_id}/gate"
    said = {
        "id": address,
        "start_url": address,
        "scope": address,
        "name": f"{person.text('Check-in')} · {fair.body.name}",
        "short_name": person.text("Check-in"),
        "lang": person.spoken,
        "display": "standalone",
        "icons": [{"src": person.site.pages.assets.url("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return Response(msgspec.json.encode(said), media_type="application/manifest+json")


@get("/{lang:str}/fairs/{fair_id:uuid}/gate/list", media_type=MediaType.JSON)
async def expected(person: Person, fair_id: UUID, after: UUID | None = None) -> Response[bytes]:
    person.must_be_signed_in()
    found = await person.ask_raw(GetGateList(fair_id=fair_id, after=after))
    return Response(found, media_type=MediaType.JSON, headers={"Cache-Control": "no-store"})


@post("/{lang:str}/fairs/{fair_id:uuid}/gate/scans", status_code=HTTPStatus.OK, media_type=MediaType.JSON)
async def merge(person: Person, fair_id: UUID) -> Response[bytes]:
    """What the phone has kept, as often as it likes."""
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        batch = BATCH.decode(form["batch"])
    except msgspec.MsgspecError as error:
        raise Rejected("malformed", reason=str(error)) from error
    if batch.fair_id != fair_id:
        raise Rejected("malformed", reason=str(fair_id))
    return Response(await person.ask_raw(batch), media_type=MediaType.JSON, headers={"Cache-Control": "no-store"})


HANDLERS = (show, worker, manifest, expected, merge)
