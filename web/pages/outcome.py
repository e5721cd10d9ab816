"""A fair's own report with its files, and its budget."""

from http import HTTPStatus
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.fairs.fair import GetFair
from shared.contracts.fairs.outcome import GetOutcome, PutBudget
from shared.errors import Invalid, Rejected
from shared.i18n import N_
from web.documents.printing import Job, printed
from web.documents.qr import qr_code
from web.forms.budget import budget_body, fill_budget, service_names, shown_lines
from web.forms.choices import CURRENCIES
from web.forms.fields import Form
from web.forms.reading import read_form
from web.outcome.facts import checks, facts_of
from web.outcome.tables import Writer
from web.pages.organizing import must_organize
from web.pages.report import report_file
from web.visitor import Person
from web.yearly.files import as_csv, as_page


@get("/{lang:str}/fairs/{fair_id:uuid}/report")
async def show(person: Person, fair_id: UUID) -> Response[bytes]:
    writer = await _writer(person, fair_id)
    fair = await person.ask(GetFair(fair_id=fair_id))
    return await person.page(
        "outcome/show.html",
        fair=fair,
        facts=writer.facts,
        tables=writer.tables(),
        checks=checks(writer.facts),
        is_reported=writer.facts.year <= person.today.year,
    )


@get("/{lang:str}/fairs/{fair_id:uuid}/report.csv")
async def table(person: Person, fair_id: UUID) -> Response[bytes]:
    writer = await _writer(person, fair_id)
    return report_file(as_csv(writer.tables()), "text/csv; charset=utf-8", f"fair-{writer.facts.first_day}.csv")


@get("/{lang:str}/fairs/{fair_id:uuid}/report.pdf")
async def paper(person: Person, fair_id: UUID) -> Response[bytes]:
    """To be signed and sent up."""
    writer = await _writer(person, fair_id)
    facts = writer.facts
    link = f"{person.site.settings.base_url}/{person.language}/fairs/{fair_id}/report"
    title = person.text(N_("Report of the fair: %(name)s")) % {"name": facts.outcome.turnout.fair.name}
    checked = [f"{'✓' if one.agrees else '✗'} {person.text(one.says)}" for one in checks(facts)]
    data = msgspec.json.encode(as_page(title, writer.tables(), (), checked, link)).decode()
    pdf = await printed(Job(template="report.typ", page=data, qr=qr_code(link)))
    return report_file(pdf, "application/pdf", f"fair-{facts.first_day}.pdf")


async def _writer(person: Person, fair_id: UUID) -> Writer:
    person.must_be_signed_in()
    facts = await facts_of(person, fair_id, person.today)
    return Writer(facts, person.spoken, person.text)


@get("/{lang:str}/fairs/{fair_id:uuid}/budget")
async def budget(person: Person, fair_id: UUID) -> Response[bytes]:
    must_organize(person)
    stated = (await person.ask(GetOutcome(fair_id=fair_id))).budget
    form = Form(person.language).fill(version=stated.version or None)
    return await _budget(person, fair_id, fill_budget(form, stated.body))


async def _budget(person: Person, fair_id: UUID, form: Form, refusal: Rejected | None = None) -> Response[bytes]:
    return await person.page(
        "outcome/budget.html",
        refusal=refusal,
        fair=await person.ask(GetFair(fair_id=fair_id)),
        form=form,
        lines=shown_lines(form),
        currencies=CURRENCIES,
    )


@post("/{lang:str}/fairs/{fair_id:uuid}/budget", status_code=HTTPStatus.SEE_OTHER)
async def state_budget(person: Person, fair_id: UUID) -> Response[bytes] | Redirect:
    form = await read_form(person)
    must_organize(person)
    body, version = budget_body(form), form.integer("version")
    if body is None:
        return await _budget(person, fair_id, form)
    try:
        await person.ask(PutBudget(fair_id=fair_id, expected_version=version, body=body))
    except Invalid as refusal:
        form.refused(refusal, service_names(form))
        return await _budget(person, fair_id, form)
    except Rejected as refusal:
        return await _budget(person, fair_id, form, refusal)
    return person.go("fairs", fair_id, "report#money")


HANDLERS = (show, table, paper, budget, state_budget)
