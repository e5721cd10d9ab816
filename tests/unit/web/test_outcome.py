"""The report of a fair: what an agreement cost, and whether it says what the report of the year says."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from shared.contracts.deliveries import EventTrade, TradeFigures, TradeReport
from shared.contracts.fairs.fair import BoothCounts
from shared.contracts.fairs.outcome import Budget, BudgetBody, BudgetLine, FairOutcome, KindCount
from shared.contracts.fairs.taking_part import FairTurnout, Turnouts
from shared.contracts.traded import TradedPage
from shared.contracts.values import Named
from web.outcome.facts import OutcomeFacts, checks
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
