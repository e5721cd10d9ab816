"""The Alliance's yearly report, the lists behind its figures, and its files."""

from datetime import date
from typing import Annotated, get_args
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import Parameter

from shared.contracts.deliveries import MonthOutcome
from shared.contracts.fairs.taking_part import FindCoopsAtFair
from shared.contracts.registry import Sector
from shared.contracts.statistics import FindCountedCoops
from shared.contracts.traded import FindTraded
from shared.contracts.values import Side
from shared.errors import Invalid, Rejected
from shared.i18n import N_
from shared.provinces import PROVINCES
from web.addresses import Page
from web.documents.printing import Job, printed
from web.documents.qr import qr_code
from web.forms.choices import UNITS
from web.forms.deliveries import CAUSES
from web.forms.fields import Form
from web.visitor import Person
from web.yearly.coops import STATUSES
from web.yearly.drawing import drawings
from web.yearly.facts import checks, facts_of
from web.yearly.files import as_csv, as_page
from web.yearly.tables import Writer

FIRST_YEAR = 2020
OUTCOMES: tuple[MonthOutcome, ...] = get_args(MonthOutcome)
SIDES: tuple[Side, ...] = get_args(Side)
SECTORS: tuple[Sector, ...] = get_args(Sector)
Year = Annotated[int | None, Parameter(ge=FIRST_YEAR, le=2100)]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/{lang:str}/report")
async def report(person: Person, year: Year = None) -> Response[bytes]:
    """By default of this year."""
    person.must_be_signed_in()
    today = person.today
    facts = await facts_of(person, _year(year, today), today)
    return await person.page(
        "report/show.html",
        facts=facts,
        tables=Writer(facts, person.spoken, person.text).tables(),
        drawn=drawings(facts.trade, person.spoken, person.text),
        checks=checks(facts),
        years=range(today.year, FIRST_YEAR - 1, -1),
    )


@get("/{lang:str}/report.csv")
async def table(person: Person, year: Year = None) -> Response[bytes]:
    writer = await _writer(person, year)
    return report_file(as_csv(writer.tables()), "text/csv; charset=utf-8", f"report-{writer.facts.year}.csv")


@get("/{lang:str}/report.xlsx")
async def workbook(person: Person, year: Year = None) -> Response[bytes]:
    from web.yearly.workbook import as_workbook  # noqa: PLC0415 – openpyxl: 12 MB, for the few who ask

    writer = await _writer(person, year)
    return report_file(as_workbook(writer.tables()), WORKBOOK, f"report-{writer.facts.year}.xlsx")


@get("/{lang:str}/report.pdf")
async def paper(person: Person, year: Year = None) -> Response[bytes]:
    """To be signed and sent up."""
    writer = await _writer(person, year)
    facts = writer.facts
    link = f"{person.site.settings.base_url}/{person.language}/report?year={facts.year}"
    title = person.text(N_("Report of the year %(year)s")) % {"year": facts.year}
    checked = [f"{'✓' if one.agrees else '✗'} {person.text(one.says)}" for one in checks(facts)]
    drawn = drawings(facts.trade, person.spoken, person.text)
    data = msgspec.json.encode(as_page(title, writer.tables(), drawn, checked, link)).decode()
    pdf = await printed(Job(template="report.typ", page=data, qr=qr_code(link)))
    return report_file(pdf, "application/pdf", f"report-{facts.year}.pdf")


async def _writer(person: Person, year: int | None) -> Writer:
    person.must_be_signed_in()
    today = person.today
    return Writer(await facts_of(person, _year(year, today), today), person.spoken, person.text)


def _year(asked: int | None, today: date) -> int:
    """A year that has not begun has no report."""
    if asked is not None and asked > today.year:
        raise Rejected("page_unknown")
    return asked or today.year


def _span(year: int | None, today: date) -> tuple[date, date]:
    chosen = _year(year, today)
    return date(chosen, 1, 1), min(today, date(chosen, 12, 31))


def report_file(content: bytes, media_type: str, name: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, media_type=media_type, headers=headers)


@get("/{lang:str}/report/agreements")
async def agreements(person: Person, year: Year = None, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    since, until = _span(year, person.today)
    asked = _asked(person)
    query = FindTraded(
        since=since,
        until=until,
        fair_id=_uuid(asked, "fair"),
        elsewhere=asked.ticked("elsewhere"),
        month=asked.line("month") or None,
        cause=asked.choice("cause", CAUSES),
        side=asked.choice("side", SIDES),
        coop_id=_uuid(asked, "coop"),
        buyer_id=_uuid(asked, "buyer"),
        signed=asked.ticked("signed"),
        begun=asked.ticked("begun"),
        outcome=asked.choice("outcome", OUTCOMES),
        unit=asked.choice("unit", UNITS),
        currency=asked.line("currency") or None,
        page=page,
    )
    _must_be_sound(asked)
    return await person.page("report/agreements.html", found=await person.ask(query), query=query)


@get("/{lang:str}/report/coops")
async def coops(person: Person, year: Year = None, page: Page = 1) -> Response[bytes]:
    person.must_be_signed_in()
    _, day = _span(year, person.today)
    asked = _asked(person)
    without_sector, without_province = (asked[name] == "none" for name in ("sector", "province"))
    query = FindCountedCoops(
        day=day,
        sector=None if without_sector else asked.choice("sector", SECTORS),
        without_sector=without_sector,
        province=None if without_province else asked.choice("province", PROVINCES),
        without_province=without_province,
        status=asked.choice("status", STATUSES),
        page=page,
    )
    _must_be_sound(asked)
    return await person.page("report/coops.html", found=await person.ask(query), query=query)


def _asked(person: Person) -> Form:
    return Form(person.language).fill(**dict(person.request.query_params))


def _uuid(asked: Form, name: str) -> UUID | None:
    return asked.uuid(name) if asked[name] else None


def _must_be_sound(asked: Form) -> None:
    """A filter that is not understood is not left out: the list would be another than the figure's."""
    if not asked.ok:
        raise Invalid(asked.faults)


@get("/{lang:str}/report/fairs/{fair_id:uuid}")
async def fair_coops(person: Person, fair_id: UUID) -> Response[bytes]:
    person.must_be_signed_in()
    return await person.page("report/fair.html", found=await person.ask(FindCoopsAtFair(fair_id=fair_id)))


HANDLERS = (report, table, workbook, paper, agreements, coops, fair_coops)
