"""Who runs a fair: organizers invited by a link, each with their own rights."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.team import ChangeRights, GetTeam, InviteOrganizer, JoinTeam, RemoveOrganizer
from shared.contracts.message import Reply
from shared.contracts.message import Request as Message
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.forms.fields import Form
from web.forms.reading import read_form
from web.forms.team import RIGHTS, chosen_rights
from web.pages.organizing import must_organize
from web.visitor import Person


@get("/{lang:str}/fairs/{fair_id:uuid}/team")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    return await _page(person, fair_id, Form(person.language).fill(member_id=uuid7()))


async def _page(
    person: Person, fair_id: UUID, form: Form, *, refusal: Rejected | None = None, link: str = ""
) -> Response[bytes]:
    """`link`: the way in for who was just invited; it is shown once."""
    person.must_be_signed_in()
    return await person.page(
        "fairs/team.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        team=await person.ask(GetTeam(fair_id=fair_id)),
        rights=RIGHTS,
        form=form,
        link=link,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/team", status_code=HTTPStatus.OK)
async def invite(person: Person, fair_id: UUID) -> Response[bytes]:
    form = await read_form(person)
    must_organize(person)
    member_id, name, rights = form.uuid("member_id"), form.line("name", required=True), chosen_rights(form)
    if not form.ok or member_id is None:
        return await _page(person, fair_id, form)
    try:
        invited = await person.ask(InviteOrganizer(member_id=member_id, fair_id=fair_id, name=name, rights=rights))
    except Invalid as refusal:
        form.refused(refusal)
        return await _page(person, fair_id, form)
    except Rejected as refusal:
        return await _page(person, fair_id, form, refusal=refusal)
    link = f"{person.site.settings.base_url}/{person.language}/fairs/{fair_id}/team/invitations/{invited.token}"
    return await _page(person, fair_id, Form(person.language).fill(member_id=uuid7()), link=link)


@post("/{lang:str}/fairs/{fair_id:uuid}/team/{member_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def change(person: Person, fair_id: UUID, member_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    rights = chosen_rights(form)
    if not form.ok:
        return await _page(person, fair_id, Form(person.language).fill(member_id=uuid7()), refusal=Rejected("invalid"))
    return await _done(person, fair_id, ChangeRights(member_id=member_id, rights=rights))


@post("/{lang:str}/fairs/{fair_id:uuid}/team/{member_id:uuid}/removal", status_code=HTTPStatus.SEE_OTHER)
async def remove(person: Person, fair_id: UUID, member_id: UUID) -> Response[bytes] | Redirect:
    await read_form(person)
    must_organize(person)
    return await _done(person, fair_id, RemoveOrganizer(member_id=member_id))


async def _done(person: Person, fair_id: UUID, command: Message[Reply]) -> Response[bytes] | Redirect:
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await _page(person, fair_id, Form(person.language).fill(member_id=uuid7()), refusal=refusal)
    return person.go("fairs", fair_id, "team")


@get("/{lang:str}/fairs/{fair_id:uuid}/team/invitations/{token:str}")
async def invitation(person: Person, fair_id: UUID, token: str) -> Response[bytes]:
    """What the link leads to: a question, so that nothing happens by a mere visit."""
    must_organize(person)
    return await _invitation(person, fair_id, token)


async def _invitation(person: Person, fair_id: UUID, token: str, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "fairs/invitation.html",
        refusal=refusal,
        headers={"Referrer-Policy": "no-referrer"},
        fair=await person.ask(GetFair(fair_id=fair_id)),
        token=token,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/team/invitations/{token:str}", status_code=HTTPStatus.SEE_OTHER)
async def join(person: Person, fair_id: UUID, token: str) -> Response[bytes] | Redirect:
    await read_form(person)
    must_organize(person)
    try:
        await person.ask(JoinTeam(fair_id=fair_id, token=token[:100]))
    except Rejected as refusal:
        return await _invitation(person, fair_id, token, refusal)
    return person.go("fairs", fair_id, "team")


HANDLERS = (show, invite, change, remove, invitation, join)
