"""Messages of the organizers to a group of a fair, and who has read them."""

from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.announcements import (
    Addressees,
    FindAddressees,
    FindAnnouncements,
    FindAudiences,
    Group,
    MakeAnnouncement,
)
from shared.contracts.fairs.fair import GetFair
from shared.contracts.notifications import GetReadership, Readership
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.fields import Form
from web.forms.reading import read_form
from web.visitor import Person

PAGE, SHOWN = 20, 50
ON_ITS_WAY = timedelta(minutes=1)
"""Within which a message may still arrive."""


@get("/{lang:str}/fairs/{fair_id:uuid}/announcements")
async def index(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _index(person, fair_id, Form(person.language).fill(announcement_id=uuid7()), page=page)


async def _index(
    person: Person, fair_id: UUID, form: Form, *, page: int = 1, refusal: Rejected | None = None
) -> Response[bytes]:
    person.must_oversee_fairs()
    audiences = await person.ask(FindAudiences(fair_id=fair_id))
    return await person.page(
        "announcements/index.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        audiences={key_of(one.group): one for one in audiences.items},
        found=await person.ask(FindAnnouncements(fair_id=fair_id, page=page, page_size=PAGE)),
        form=form,
        number=page,
        size=PAGE,
    )


def key_of(group: Group) -> str:
    """As the form's choice says it."""
    return ":".join((group.name, group.kind or "", group.country or "")).rstrip(":")


@post("/{lang:str}/fairs/{fair_id:uuid}/announcements", status_code=HTTPStatus.SEE_OTHER)
async def make(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_oversee_fairs()
    announcement_id = form.uuid("announcement_id")
    groups = {key_of(one.group): one.group for one in (await person.ask(FindAudiences(fair_id=fair_id))).items}
    group = groups.get(form.choice("group", groups, required=True) or "")
    title, text = form.line("title", required=True), form.text("text", required=True)
    if not form.ok or announcement_id is None or group is None:
        return await _index(person, fair_id, form)
    try:
        command = MakeAnnouncement(
            announcement_id=announcement_id, fair_id=fair_id, group=group, title=title, text=text
        )
        await person.ask(command)
    except Invalid as refusal:
        form.refused(refusal)
        return await _index(person, fair_id, form)
    except Rejected as refusal:
        return await _index(person, fair_id, form, refusal=refusal)
    return person.go("fairs", fair_id, "announcements", announcement_id)


@get("/{lang:str}/fairs/{fair_id:uuid}/announcements/{announcement_id:uuid}")
async def show(person: Person, fair_id: UUID, announcement_id: UUID, page: Page = 1) -> Response[bytes]:
    person.must_oversee_fairs()
    found = await person.ask(FindAddressees(announcement_id=announcement_id, page=page, page_size=SHOWN))
    if found.announcement.fair.id != fair_id:
        raise Rejected("announcement_unknown")
    readership = await person.ask(
        GetReadership(
            announcement_id=announcement_id,
            organisation_ids=[one.organisation_id for one in found.items if one.organisation_id],
            account_ids=[one.account_id for one in found.items if one.account_id],
        )
    )
    return await person.page(
        "announcements/show.html",
        fair=await person.ask(GetFair(fair_id=fair_id)),
        announcement=found.announcement,
        addressees=list(zip(found.items, marks(found, readership, person.now), strict=True)),
        readership=readership,
        number=page,
        size=SHOWN,
    )


def marks(found: Addressees, readership: Readership, now: datetime) -> list[str]:
    """Of each addressee: `read` by somebody there, `told`, or `nobody` there has an account; that is certain only when
    it had its time to arrive.
    """
    absent = "nobody" if now - found.announcement.at > ON_ITS_WAY else "underway"
    reached: dict[UUID, bool] = {}
    for one in readership.items:
        for key in (one.account_id, *one.organisation_ids):
            reached[key] = one.read or reached.get(key, False)
    keys = [one.organisation_id or one.account_id for one in found.items]
    return [absent if key not in reached else "read" if reached[key] else "told" for key in keys]


HANDLERS = (index, make, show)
