"""How the months of an agreement went, and what the Alliance learns from all of them."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from http import HTTPStatus
from uuid import UUID

from litestar import Response, get, post
from litestar.response import Redirect

from shared.contracts.deliveries import GetTradeReport, TellDelivery, TradeReport
from shared.errors import Invalid, Rejected
from web.forms.deliveries import delivery_body
from web.forms.fields import Form
from web.forms.reading import read_form
from web.pages.agreements import show_agreement
from web.spreadsheets import harmless
from web.visitor import Person


@post("/{lang:str}/agreements/{agreement_id:uuid}/deliveries/{month:str}", status_code=HTTPStatus.SEE_OTHER)
async def tell(person: Person, agreement_id: UUID, month: str) -> Response[bytes] | Redirect:
    form = await read_form(person)
    person.must_be_signed_in()
    body = delivery_body(form, month)
    if body is None:
        return await show_agreement(person, agreement_id, told=form)
    try:
        await person.ask(
            TellDelivery(
                agreement_id=agreement_id,
                organisation_id=person.organisation_id,
                month=month,
                expected_version=form.integer("version"),
                body=body,
            )
        )
    except Invalid as refusal:
        form.refused(refusal, {name: f"{name}_{month}" for name in ("delivered", "accepted", "paid", "cause")})
        return await show_agreement(person, agreement_id, told=form)
    except Rejected as refusal:
        return await show_agreement(person, agreement_id, refusal=refusal, told=form)
    return person.go("agreements", agreement_id)


@get("/{lang:str}/trade")
async def trade(person: Person, since: str = "", until: str = "") -> Response[bytes]:
    """By default of this year."""
    person.must_be_signed_in()
    form = _period(person, since, until)
    report = await _report(person, form) if form.ok else None
    return await person.page(
        "agreements/trade.html",
        status=HTTPStatus.OK if form.ok else HTTPStatus.UNPROCESSABLE_ENTITY,
        form=form,
        report=report,
    )


@get("/{lang:str}/trade.csv")
async def trade_table(person: Person, since: str = "", until: str = "") -> Response[bytes]:
    """One row for each event, unit and currency, as the page has them."""
    person.must_be_signed_in()
    report = await _report(person, _period(person, since, until))
    return Response(
        _as_csv(report),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="trade-{report.since}-{report.until}.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def _period(person: Person, since: str, until: str) -> Form:
    today = person.today
    form = Form(person.language).fill(since=since or today.replace(month=1, day=1), until=until or today)
    first, last = form.date("since", required=True), form.date("until", required=True)
    if first and last and not timedelta(0) <= last - first < timedelta(days=366 * 11):
        form.fault("until", "out_of_range")
    return form


async def _report(person: Person, form: Form) -> TradeReport:
    if not form.ok:
        raise Invalid(form.faults)
    return await person.ask(
        GetTradeReport(since=date.fromisoformat(form["since"]), until=date.fromisoformat(form["until"]))
    )


def _as_csv(report: TradeReport) -> bytes:
    """With a byte order mark: without one Excel takes Vietnamese for something else."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_rows(report))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _rows(report: TradeReport) -> Iterator[list[str]]:
    names = list(report.total[0].__struct_fields__) if report.total else []
    yield ["fair_id", "fair_name", *names]
    for event in report.events:
        for figures in event.figures:
            values = [str(getattr(figures, name)) for name in names]
            yield [str(event.fair_id or ""), harmless(event.fair_name), *values]


HANDLERS = (tell, trade, trade_table)
