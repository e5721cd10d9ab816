"""The yearly report: its tables, its check of the sums, and its files."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
from msgspec.structs import replace
from openpyxl import load_workbook

from shared.contracts.deliveries import CauseCount, EventTrade, MonthTrade, PairTrade, TradeFigures, TradeReport
from shared.contracts.fairs.taking_part import FairTurnout, Turnouts
from shared.contracts.statistics import CoopCount, CoopCounts
from shared.contracts.traded import TradedPage
from shared.contracts.values import Named
from shared.ids import uuid7
from web.documents.printing import Job, printed
from web.documents.qr import qr_code
from web.yearly.cells import Table
from web.yearly.drawing import drawings
from web.yearly.facts import YearOfFacts, checks
from web.yearly.files import as_csv, as_page
from web.yearly.tables import Writer
from web.yearly.workbook import as_workbook

DAY = date(2026, 12, 31)
FAIR = Named(id=uuid7(), name="=Phiên kết nối")


def figures(agreements: int, promised: int) -> TradeFigures:
    return TradeFigures(
        unit="KGM",
        currency="USD",
        agreements=agreements,
        signed=1,
        promised=Decimal(promised),
        promised_value=Decimal(promised) * 3,
        delivered=Decimal(0),
        accepted=Decimal(0),
        executed=Decimal(promised) / 2,
        executed_value=Decimal(promised) * 3 / 2,
        paid=Decimal(0),
    )


def a_year() -> YearOfFacts:
    """50 attended, 30 exhibited; two agreements of one pair, at a fair and elsewhere."""
    trade = TradeReport(
        since=date(2026, 1, 1),
        until=DAY,
        total=[figures(2, 500)],
        events=[
            EventTrade(fair_id=FAIR.id, fair_name=FAIR.name, figures=[figures(1, 300)]),
            EventTrade(fair_id=None, fair_name="", figures=[figures(1, 200)]),
        ],
        causes=[CauseCount(cause="transport", side="coop", months=3, agreements=2)],
        pairs=1,
        repeated=1,
        repeats=[
            PairTrade(
                buyer=Named(id=uuid7(), name="大阪食品株式会社"),
                coop=Named(id=uuid7(), name="HTX Tân Chi"),
                agreements=2,
            )
        ],
        months=[
            MonthTrade(month="2026-11", figures=[figures(2, 450)]),
            MonthTrade(month="2026-12", figures=[figures(1, 50)]),
        ],
    )
    turnout = FairTurnout(
        fair=FAIR,
        kind="connection_session",
        status="finished",
        starts_at=datetime(2026, 11, 18, 23, 30, tzinfo=UTC),
        zone="Asia/Ho_Chi_Minh",
        attended=50,
        exhibited=30,
        absent=1,
        people=120,
        badges=140,
    )
    cells = [
        CoopCount(sector="NN", province="24", legal_form="HTX", status="verified", count=468),
        CoopCount(sector="NN", province="24", legal_form="HTX", status="stopped", count=84),
        CoopCount(sector=None, province="24", legal_form="THT", status="verified", count=3),
    ]
    return YearOfFacts(
        year=2026,
        trade=trade,
        listed=TradedPage(items=[], total=2, unnamed=0, figures=[figures(2, 500)]),
        coops=CoopCounts(day=DAY, total=555, cells=cells),
        turnouts=Turnouts(items=[turnout], coops=50),
        stars={"3": 47, "4": 12},
    )


def tables(facts: YearOfFacts) -> dict[str, Table]:
    return {table.name: table for table in Writer(facts, "en", str).tables()}


def test_a_class_shows_its_plan_beside_what_came() -> None:
    facts = a_year()
    [fair] = facts.turnouts.items
    lesson = replace(
        fair, kind="training_class", people=24, attendances=70, planned_people=25, planned_attendances=None
    )

    table = tables(replace(facts, turnouts=Turnouts(items=[fair, lesson], coops=50)))["classes"]

    assert [[cell.value for cell in row][2:] for row in table.rows] == [[25, 24, "", 70]]
    assert table.rows[0][0].link.endswith("/course")


def test_the_check_sees_sums_that_do_not_agree() -> None:
    facts = a_year()
    assert [check.agrees for check in checks(facts)] == [True] * 5
    month_lost = replace(facts, trade=replace(facts.trade, months=facts.trade.months[:1]))
    agreement_lost = replace(facts, listed=replace(facts.listed, total=1))
    too_many_signed = replace(facts, trade=replace(facts.trade, total=[replace(figures(2, 500), signed=3)]))
    coop_lost = replace(facts, coops=replace(facts.coops, total=554))
    stranger = replace(facts, turnouts=replace(facts.turnouts, coops=51))
    for place, tampered in enumerate((month_lost, agreement_lost, too_many_signed, coop_lost, stranger)):
        assert [check.agrees for check in checks(tampered)].index(False) == place


def test_every_count_leads_to_its_list() -> None:
    found = tables(a_year())
    links = {cell.link for table in found.values() for row in table.rows for cell in row if cell.link}
    assert f"report/agreements?year=2026&fair={FAIR.id}&unit=KGM&currency=USD" in links
    assert "report/agreements?year=2026&elsewhere=1&unit=KGM&currency=USD&signed=1" in links
    assert "report/agreements?year=2026&month=2026-12&unit=KGM&currency=USD" in links
    assert "report/coops?year=2026&sector=NN&status=stopped" in links
    assert "report/coops?year=2026&sector=none" in links
    assert "listings?stars=4" in links
    assert [(cell.value, cell.link) for cell in found["causes"].rows[0][2:]] == [
        (3, ""),
        (2, "report/agreements?year=2026&cause=transport&side=coop"),
    ]
    [fair] = found["fairs"].rows
    assert fair[1].value == "2026-11-19"
    assert [(cell.value, cell.link) for cell in fair[2:4]] == [
        (50, f"report/fairs/{FAIR.id}"),
        (30, f"report/fairs/{FAIR.id}"),
    ]


def test_the_files_say_what_the_page_says() -> None:
    own = list(tables(a_year()).values())
    book = load_workbook(io.BytesIO(as_workbook(own)))
    assert book.sheetnames == [table.name for table in own]
    sheet = book["sector"]
    assert [cell.value for cell in sheet[3]] == ["Agriculture", 468, 84, 552]
    assert book["events"]["A3"].value == "'=Phiên kết nối"
    lines = list(csv.reader(io.StringIO(as_csv(own).decode("utf-8-sig"))))
    assert ["Agriculture", "468", "84", "552"] in lines
    assert ["In all", "471", "84", "555"] in lines
    assert not any(value.startswith("=") for line in lines for value in line)


async def test_it_prints() -> None:
    facts = a_year()
    drawn = drawings(facts.trade, "vi", str)
    page = as_page("Báo cáo", tables(facts).values(), drawn, ["✓"], "https://x.vn/report")
    job = Job(template="report.typ", page=msgspec.json.encode(page).decode(), qr=qr_code("https://x.vn/report"))
    assert (await printed(job)).startswith(b"%PDF-")
    assert "2026: 1.350,00" in drawn[0].svg
