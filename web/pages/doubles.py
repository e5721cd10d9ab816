"""People who seem to be registered twice: organizers join their badges, or say that they are two."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.doubles import FindDoubles, JoinBadges, TellApart
from shared.contracts.fairs.fair import GetFair
from shared.errors import Rejected
from web.addresses import Page
from web.forms.reading import read_form
from web.visitor import Person

PAGE = 20


@get("/{lang:str}/fairs/{fair_id:uuid}/doubles")
async def index(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _index(person, fair_id, page=page)


async def _index(person: Person, fair_id: UUID, *, page: int = 1, refusal: Rejected | None = None) -> Response[bytes]:
    person.must_be_signed_in()
    return await person.page(
        "fairs/doubles.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        found=await person.ask(FindDoubles(fair_id=fair_id, page=page, page_size=PAGE)),
        number=page,
        size=PAGE,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/doubles", status_code=HTTPStatus.SEE_OTHER)
async def decide(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    """`kept_id`: the badge that stays. Without it they are two people."""
    form = await read_form(person)
    person.must_be_signed_in()
    one, other = form.uuid("one_id"), form.uuid("other_id")
    if one is None or other is None:
        raise Rejected("malformed", reason=person.text("the form"))
    joined = {str(one): other, str(other): one}.get(form["kept_id"])
    try:
        if joined is None:
            await person.ask(TellApart(registration_id=one, other_id=other))
        else:
            await person.ask(JoinBadges(kept_id=one if joined == other else other, joined_id=joined))
    except Rejected as refusal:
        return await _index(person, fair_id, refusal=refusal)
    return person.go("fairs", fair_id, "doubles")


HANDLERS = (index, decide)
