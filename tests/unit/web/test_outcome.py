"""The report of a fair: what an agreement cost, and whether it says what the report of the year says."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from shared.contracts.deliveries import EventTrade, TradeFigures, TradeReport
from shared.contracts.fairs.fair import BoothCounts
from shared.contracts.fairs.fees import Fee, FeeBody, FeeList, FeeTotals, PriceLine
from shared.contracts.fairs.outcome import Budget, BudgetBody, BudgetLine, FairOutcome, FeeSums, KindCount
from shared.contracts.fairs.taking_part import FairTurnout, Turnouts
from shared.contracts.traded import TradedPage
from shared.contracts.values import Named
from web.outcome.facts import OutcomeFacts, checks
from web.outcome.fee_tables import FeeWriter
from web.outcome.tables import Writer
from web.yearly.files import as_csv

FAIR = Named(id=UUID(int=1), name="Hội chợ OCOP")
NOTHING = Decimal(0)
FIGURES = TradeFigures(
    unit="KGM",
    currency="VND",
    agreements=4,
    signed=3,
    promised=Decimal(1200),
    promised_value=Decimal(90_000_000),
    delivered=NOTHING,
    accepted=NOTHING,
    executed=NOTHING,
    executed_value=NOTHING,
    paid=NOTHING,
)
TURNOUT = FairTurnout(
    fair=FAIR,
    kind="trade_fair",
    status="finished",
    starts_at=datetime(2026, 3, 1, 1, tzinfo=UTC),
    zone="Asia/Ho_Chi_Minh",
    attended=50,
    exhibited=30,
    absent=2,
    people=210,
    badges=260,
)
RENT = BudgetLine(name="Thuê nhà", planned=Decimal(90), spent=Decimal(80))
FACTS = OutcomeFacts(
    outcome=FairOutcome(
        turnout=TURNOUT,
        kinds=[KindCount(kind="buyer", badges=60, came=10), KindCount(kind="visitor", badges=200, came=200)],
        booths=BoothCounts(free=1, held=0, confirmed=32, blocked=0),
        no_shows=2,
        leads=7,
        opinions=[],
        budget=Budget(version=1, body=BudgetBody(lines=[RENT, BudgetLine(name="In", planned=Decimal(21))])),
    ),
    traded=TradedPage(items=[], total=4, unnamed=0, figures=[FIGURES]),
    trade=TradeReport(
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        total=[FIGURES],
        events=[EventTrade(fair_id=FAIR.id, fair_name=FAIR.name, figures=[FIGURES])],
        causes=[],
        pairs=4,
        repeated=0,
        repeats=[],
    ),
    turnouts=Turnouts(items=[TURNOUT], coops=50),
)


def test_what_was_spent_is_divided_by_the_agreements() -> None:
    """What was planned stands in where no bill is known."""
    assert FACTS.cost_per_agreement == Decimal("25.25")
    assert replace(FACTS, traded=replace(FACTS.traded, total=0)).cost_per_agreement is None
    assert "25.25" in as_csv(Writer(FACTS, "en", str).tables()).decode()


def test_it_says_where_the_report_of_the_year_counts_otherwise() -> None:
    assert [check.agrees for check in checks(FACTS)] == [True, True, True]
    fewer = replace(FACTS, turnouts=Turnouts(items=[replace(TURNOUT, exhibited=29)], coops=50))
    assert [check.agrees for check in checks(fewer)] == [False, True, True]
    lost = replace(FACTS, outcome=replace(FACTS.outcome, kinds=FACTS.outcome.kinds[:1]))
    assert [check.agrees for check in checks(lost)] == [True, False, True]
    elsewhere = replace(FACTS, trade=replace(FACTS.trade, events=[]))
    assert [check.agrees for check in checks(elsewhere)] == [True, True, False]


def test_the_sums_of_the_fees_stand_in_the_report() -> None:
    fees = FeeSums(
        currency="VND",
        totals=FeeTotals(charged=Decimal(10), due=Decimal(1), waived=Decimal(2), invoiced=Decimal(3), paid=Decimal(4)),
        programmes=[],
    )
    stated = replace(FACTS, outcome=replace(FACTS.outcome, fees=fees))

    [table] = [one for one in Writer(stated, "en", str).tables() if one.name == "fees"]

    assert [row[1].value for row in table.rows] == [1, 3, 4, 2, 10]
    assert "fees" not in [one.name for one in Writer(FACTS, "en", str).tables()]


def test_a_line_of_the_ledger_adds_up() -> None:
    """What is to be paid is the full price without what was taken off and what a programme pays."""
    lines = [
        PriceLine(kind="base", amount=Decimal(4_000)),
        PriceLine(kind="corner", amount=Decimal(400)),
        PriceLine(kind="ocop", amount=Decimal(-1_100)),
        PriceLine(kind="programme", amount=Decimal(-1_650), programme=Named(id=UUID(int=3), name="Khuyến công")),
    ]
    fee = Fee(
        booking_id=UUID(int=1),
        organisation=Named(id=UUID(int=2), name="HTX Đại Hóa"),
        booth_code="A01",
        version=1,
        body=FeeBody(status="paid", number="HD-7", reference="CK 0412", on=date(2026, 11, 2)),
        currency="VND",
        lines=lines,
        total=Decimal(1_650),
    )
    totals = FeeTotals(
        charged=Decimal(1_650), due=Decimal(0), waived=Decimal(0), invoiced=Decimal(0), paid=Decimal(1_650)
    )
    fees = FeeList(currency="VND", items=[fee], totals=totals, programmes=[], prices_version=1)

    line, whole = FeeWriter("VND", "en", str).ledger(fees).rows

    told = ["HTX Đại Hóa", "A01", 4_400, 1_100, 1_650, 1_650, "paid", "HD-7", "CK 0412", "2026-11-02", ""]
    assert [cell.value for cell in line] == told
    assert whole[5].value == 1_650
