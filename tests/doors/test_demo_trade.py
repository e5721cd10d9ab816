"""What the demo's people have begun with each other waits on their desks and counts in the Alliance's year."""

import asyncio
import re
import subprocess
import sys
from html import unescape

import pytest

from deploy.demo.deals import SIGNERS
from deploy.demo.fairs import BOOKED, fair_id
from deploy.demo.gate import VISITORS
from shared.contracts.deliveries import GetTradeReport
from shared.contracts.fairs.outcome import GetOutcome
from shared.home import today
from tests.support.market import Market

LINKED_NUMBER = re.compile(r'<a href="(/en/report/(?:agreements|coops)\?[^"]*)"><bdi>([0-9,]+)</bdi></a>')
WAITING = {
    "coop1": ("Read and answer", "Look at the quote", "Tell how it went"),
    "coop2": ("Tell how it went", "To the agreement"),
    "buyer-jp": ("Look at the quote", "To the agreement"),
    "buyer-kr": ("Read and answer", "Tell how it went"),
}
"""The buttons on a desk."""


@pytest.mark.parametrize("name", WAITING)
async def test_something_waits(market: Market, name: str) -> None:
    page = (await (await market.reader(name)).get("/en/desk")).text
    assert [button for button in WAITING[name] if f">{button}</a>" not in page] == []


async def test_a_delivery_that_failed_says_why(market: Market) -> None:
    report = await market.console.ask(GetTradeReport(since=today(), until=today()))
    assert {("quality", "buyer", 1), ("transport", "coop", 1)} <= {
        (count.cause, count.side, count.months) for count in report.causes
    }
    [at_the_fair] = [event for event in report.events if event.fair_name.startswith("Phiên chợ hàng Việt Kinh Bắc")]
    assert sum(figures.signed for figures in at_the_fair.figures) == SIGNERS
    assert all(figures.executed < figures.promised for figures in at_the_fair.figures)


async def test_every_number_of_the_report_leads_to_a_list_of_as_many(market: Market) -> None:
    officer = await market.reader("officer")
    links = LINKED_NUMBER.findall((await officer.get("/en/report")).text)
    assert {address.partition("?")[0] for address, _ in links} == {"/en/report/agreements", "/en/report/coops"}
    for address, number in links:
        behind = (await officer.get(unescape(address))).text
        assert f'<span class="soft num">{number}</span></h1>' in behind, address


async def test_somebody_came_to_the_past_fair(market: Market) -> None:
    outcome = await market.console.ask(GetOutcome(fair_id=fair_id("past")))
    turnout = outcome.turnout
    assert turnout.exhibited + turnout.absent == BOOKED["past"]
    assert turnout.exhibited > turnout.absent > 0
    assert turnout.attendances > turnout.people > 2 * VISITORS
    assert outcome.fees is not None
    assert outcome.fees.totals.paid > outcome.fees.totals.invoiced > outcome.fees.totals.due > 0


@pytest.mark.long
async def test_a_load_that_is_repeated_changes_nothing(market: Market) -> None:
    before = await market.console.ask(GetTradeReport(since=today(), until=today()))
    again = (sys.executable, "-m", "deploy.demo", "province")
    ended = await asyncio.to_thread(subprocess.run, again, cwd=market.path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert await market.console.ask(GetTradeReport(since=today(), until=today())) == before
