"""What is printed for a fair: badges, and the signs and sheets of its booths."""

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import get_args
from uuid import UUID

import msgspec
from litestar import Response, get

from shared.contracts.fairs.attendees import AttendeeKind, Badge, FindBadges, GetBadge
from shared.contracts.fairs.booths import Booth, GetBooths
from shared.contracts.fairs.fair import GetFair
from shared.contracts.listings import GetSellerPage, SellerPage
from shared.contracts.values import Language
from shared.errors import Rejected
from web.addresses import Page
from web.documents.badges import badges_page
from web.documents.printing import Job, printed
from web.documents.stands import MOST_PRODUCTS, Paper, Stand, stands_page
from web.visitor import Person
from web.vocabulary import WORDS

BADGES_A_FILE = 96
"""Twelve sheets."""
STANDS_A_FILE = 50
ASKED_AT_ONCE = 8


@get("/{lang:str}/badges/{registration_id:uuid}/badge.pdf")
async def badge(person: Person, registration_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    one = await person.ask(GetBadge(registration_id=registration_id))
    return await _badges(person, [one], f"badge-{registration_id}", sheet=False)


@get("/{lang:str}/fairs/{fair_id:uuid}/badges.pdf")
async def badges(person: Person, fair_id: UUID, q: str = "", page: Page = 1) -> Response[bytes]:
    """For organizers everybody's, for others those that they registered, by name."""
    person.must_be_signed_in()
    found = await person.ask(FindBadges(fair_id=fair_id, q=q[:200], page=page, page_size=BADGES_A_FILE))
    return await _badges(person, found.items, f"badges-{page}", sheet=True)


async def _badges(person: Person, items: Sequence[Badge], name: str, *, sheet: bool) -> Response[bytes]:
    if not items:
        raise Rejected("nothing_to_print")
    page = badges_page(items, _kinds(person), person.language, sheet=sheet)
    return pdf(await printed(Job(template="badges.typ", page=_json(page))), name)


def _kinds(person: Person) -> Mapping[AttendeeKind, str]:
    """In Vietnamese for the gate, and as the reader says it."""
    spoken: tuple[Language, ...] = ("vi", "en" if person.language == "vi" else person.language)
    told = person.site.pages.text
    words = WORDS["attendee_kind"]
    return {kind: " · ".join(told(words[kind], language) for language in spoken) for kind in get_args(AttendeeKind)}


@get("/{lang:str}/fairs/{fair_id:uuid}/signs.pdf")
async def signs(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _papers(person, fair_id, "signs", page)


@get("/{lang:str}/fairs/{fair_id:uuid}/stands.pdf")
async def stands(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _papers(person, fair_id, "stands", page)


async def _papers(person: Person, fair_id: UUID, paper: Paper, page: int) -> Response[bytes]:
    """For organizers of every booth that has a holder, for a co-op of its own."""
    person.must_be_signed_in()
    fair = await person.ask(GetFair(fair_id=fair_id))
    plan = await person.ask(GetBooths(fair_id=fair_id))
    held = [booth for booth in plan.items if booth.status == "confirmed" and _may_print(person, booth)]
    held = held[(page - 1) * STANDS_A_FILE : page * STANDS_A_FILE]
    if not held:
        raise Rejected("nothing_to_print")
    sheets = await _stands(person, held, paper)
    site = f"{person.site.settings.base_url}/{person.language}/coops"
    links = {stand.holder_id: f"{site}/{stand.holder_id}" for stand in sheets}
    content = stands_page(fair.body.name, sheets, links)
    return pdf(await printed(Job(template=f"{paper}.typ", page=_json(content))), f"{paper}-{page}")


def _may_print(person: Person, booth: Booth) -> bool:
    if person.oversees_fairs:
        return True
    return booth.holder is not None and person.speaks_for(booth.holder.id)


async def _stands(person: Person, booths: Sequence[Booth], paper: Paper) -> list[Stand]:
    at_once = asyncio.Semaphore(ASKED_AT_ONCE)

    async def seller(organisation_id: UUID) -> SellerPage | None:
        async with at_once:
            try:
                return await person.ask(GetSellerPage(organisation_id=organisation_id, page_size=MOST_PRODUCTS))
            except Rejected:
                return None  # it is not known as a seller: its sheet shows no products

    holders = {booth.holder.id: booth.holder for booth in booths if booth.holder}
    asked = list(holders) if paper == "stands" else []
    sellers = dict(zip(asked, await asyncio.gather(*map(seller, asked)), strict=True))
    return [
        Stand(
            code=booth.code,
            holder_id=booth.holder.id,
            holder=booth.holder.name,
            seller=sellers.get(booth.holder.id),
        )
        for booth in booths
        if booth.holder
    ]


def _json(page: object) -> str:
    return msgspec.json.encode(page).decode()


def pdf(content: bytes, name: str) -> Response[bytes]:
    return Response(
        content,
        status_code=HTTPStatus.OK,
        media_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


HANDLERS = (badge, badges, signs, stands)
