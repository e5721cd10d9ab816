"""Samples on their way, on the page of their match."""

from http import HTTPStatus
from uuid import UUID

from litestar import Response, post
from litestar.response import Redirect

from shared.contracts.message import Command
from shared.contracts.samples import AskForSample, JudgeSample, ReceiveSample, SendSample
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.matches import show_match
from web.visitor import Person


@post("/{lang:str}/matches/{match_request_id:uuid}/samples/{sample_id:uuid}", status_code=HTTPStatus.SEE_OTHER)
async def step(person: Person, match_request_id: UUID, sample_id: UUID) -> Response[bytes] | Redirect:
    """The next step of a sample, as the form names it."""
    form = await read_form(person)
    person.must_be_signed_in()
    command = _command(form, match_request_id, sample_id)
    if command is None:
        return await show_match(person, match_request_id, form)
    try:
        await person.ask(command)
    except Invalid as refusal:
        form.refused(refusal)
        return await show_match(person, match_request_id, form)
    except Rejected as refusal:
        return await show_match(person, match_request_id, form, refusal)
    return person.go("matches", match_request_id)


def _command(form: Form, match_request_id: UUID, sample_id: UUID) -> Command[ActPut] | None:
    """None with the faults in the form."""
    match form["step"]:
        case "ask":
            what = form.text("what", longest=1000)
            return AskForSample(sample_id=sample_id, match_request_id=match_request_id, what=what) if form.ok else None
        case "send":
            carrier, waybill = form.line("carrier", required=True), form.line("waybill", required=True)
            return SendSample(sample_id=sample_id, carrier=carrier, waybill=waybill) if form.ok else None
        case "receive":
            return ReceiveSample(sample_id=sample_id)
        case "approve" | "reject" as judgement:
            rejected = judgement == "reject"
            verdict = form.text("verdict", required=rejected, longest=1000)
            judge = JudgeSample(sample_id=sample_id, approved=not rejected, verdict=verdict)
            return judge if form.ok else None
        case _:
            form.fault("step", "unknown")
            return None


HANDLERS = (step,)
