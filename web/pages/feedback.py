"""What people say of a fair: their short form, and what organizers let others read."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.feedback import FeedbackForm, FindFeedback, GetFeedbackForm, ModerateFeedback
from shared.errors import Rejected
from shared.ids import uuid7
from web.addresses import Page
from web.forms.feedback import LONGEST, MARKS, feedback
from web.forms.fields import Form
from web.forms.reading import read_form
from web.plans import CHANGED_BY
from web.visitor import Person

PAGE = 20


@get("/{lang:str}/fairs/{fair_id:uuid}/feedback")
async def index(person: Person, fair_id: UUID, page: Page = 1) -> Response[bytes]:
    return await _index(person, fair_id, page)


async def _index(person: Person, fair_id: UUID, page: int, refusal: Rejected | None = None) -> Response[bytes]:
    fair = await person.ask(GetFair(fair_id=fair_id))
    return await person.page(
        "feedback/index.html",
        shows=CHANGED_BY,
        refusal=refusal,
        fair=fair,
        found=await person.ask(FindFeedback(fair_id=fair_id, page=page, page_size=PAGE)),
        number=page,
        size=PAGE,
    )


@get("/{lang:str}/fairs/{fair_id:uuid}/feedback/new")
async def new(person: Person, fair_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    asked = await person.ask(GetFeedbackForm(fair_id=fair_id))
    return await _form(person, fair_id, asked, Form(person.language).fill(feedback_id=uuid7()))


async def _form(
    person: Person, fair_id: UUID, asked: FeedbackForm, form: Form, refusal: Rejected | None = None
) -> Response[bytes]:
    return await person.page(
        "feedback/form.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        asked=asked,
        form=form,
        marks=MARKS,
        longest=LONGEST,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/feedback", status_code=HTTPStatus.SEE_OTHER)
async def give(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    asked = await person.ask(GetFeedbackForm(fair_id=fair_id))
    command = feedback(form, fair_id, asked.aspects, person.language)
    if command is None:
        return await _form(person, fair_id, asked, form)
    try:
        await person.ask(command)
    except Rejected as refusal:
        return await _form(person, fair_id, asked, form, refusal)
    return person.go("fairs", fair_id, "feedback/new")


@post("/{lang:str}/fairs/{fair_id:uuid}/feedback/{feedback_id:uuid}/showing", status_code=HTTPStatus.SEE_OTHER)
async def moderate(person: Person, fair_id: UUID, feedback_id: UUID, page: Page = 1) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    try:
        await person.ask(ModerateFeedback(fair_id=fair_id, feedback_id=feedback_id, shown=form.ticked("show")))
    except Rejected as refusal:
        return await _index(person, fair_id, page, refusal)
    return person.go("fairs", fair_id, f"feedback?page={page}")


HANDLERS = (index, new, give, moderate)
