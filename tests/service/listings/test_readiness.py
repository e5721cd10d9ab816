"""Marks follow the listing, the rules and the calendar; a co-op sees its own gaps."""

from datetime import UTC, datetime, timedelta

from services.listings.papers import midnight
from services.listings.readiness.keeping import evaluate
from services.listings.reminding import remind_due
from shared import home
from shared.contracts.readiness import FindGaps, GetReadiness, Mark
from shared.contracts.trade import TradeFacts
from shared.contracts.values import Certificate
from shared.home import HOME
from shared.ids import uuid7
from tests.support.listings import a_put, known, published, revision
from tests.support.surroundings import Surroundings, account

TODAY = home.today()


async def test_marks_follow_what_is_stated_and_its_end(listings: Surroundings) -> None:
    coop = await known(listings)
    owner = account("coop", speaks_for=[coop.id])
    put = a_put(coop, category="food")
    await published(listings, put)

    async def korea() -> Mark:
        [gaps] = (await listings.ask(FindGaps(organisation_id=coop.id), owner)).items
        assert gaps.listing_id == put.listing_id
        return gaps.marks["KR"]

    before = await korea()
    paper = Certificate(scheme="MFDS", number="1", expires=TODAY + timedelta(days=10))
    await listings.ask(revision(put, 2, certificates=[paper]), owner)
    met = await korea()
    assert (met.met, met.missing) == (before.met + 1, before.missing - 1)
    shown = await listings.ask(GetReadiness(listing_id=put.listing_id))
    [facility] = [one for market in shown.markets for one in market.findings if one.code == "facility"]
    assert facility.verdict == "met"
    await remind_due(listings.running.engine, midnight(TODAY + timedelta(days=11)))
    assert await korea() == before


async def test_other_rules_find_every_listing_anew(listings: Surroundings) -> None:
    coop = await known(listings)
    owner = account("coop", speaks_for=[coop.id])
    await published(listings, a_put(coop, category="food"))

    async def korea() -> int:
        [gaps] = (await listings.ask(FindGaps(organisation_id=coop.id), owner)).items
        return sum((gaps.marks["KR"].met, gaps.marks["KR"].missing, gaps.marks["KR"].unknown))

    now = datetime.now(UTC)
    asked = await korea()
    following = await evaluate(listings.running.engine, datetime(2018, 6, 1, tzinfo=UTC))
    assert following == datetime(2019, 1, 1, tzinfo=HOME)
    assert await korea() < asked
    await evaluate(listings.running.engine, now)
    assert await korea() == asked


async def test_what_several_markets_ask_is_one_thing_to_do(listings: Surroundings) -> None:
    coop = await known(listings)
    owner = account("coop", speaks_for=[coop.id])
    put = a_put(coop, category="food", certificates=[Certificate(scheme="MFDS")])
    await listings.ask(put, owner)
    [gaps] = (await listings.ask(FindGaps(organisation_id=coop.id), owner)).items
    lacking = {one.code: one for one in gaps.lacking}
    assert "facility" not in lacking, "met"
    assert (lacking["label"].markets, lacking["label"].kind) == (["JP", "KR", "IL"], "legal")
    assert len(lacking) == len(gaps.lacking)
    told = sum(mark.missing + mark.unknown for mark in gaps.marks.values())
    assert sum(len(one.markets) for one in gaps.lacking) == told


async def test_where_its_code_may_be_found_is_told_until_it_is_stated(listings: Surroundings) -> None:
    coop = await known(listings)
    owner = account("coop", speaks_for=[coop.id])
    put = a_put(coop, names={"vi": "Mật ong hoa nhãn"})
    await listings.ask(put, owner)
    assert (await listings.ask(GetReadiness(listing_id=put.listing_id), owner)).likely_headings == ["0409"]
    await listings.ask(revision(put, 1, trade=TradeFacts(hs6="040900")), owner)
    assert (await listings.ask(GetReadiness(listing_id=put.listing_id), owner)).likely_headings == []


async def test_gaps_are_a_co_ops_own(listings: Surroundings) -> None:
    coop = await known(listings)
    draft = a_put(coop)
    await listings.ask(draft, account("coop", speaks_for=[coop.id]))
    for stranger in (account("coop", speaks_for=[uuid7()]), account("buyer")):
        assert (await listings.refusal(FindGaps(organisation_id=coop.id), stranger)).code == "forbidden"
        assert (await listings.refusal(GetReadiness(listing_id=draft.listing_id), stranger)).code == "listing_unknown"
    assert (await listings.ask(FindGaps(organisation_id=coop.id), account("officer"))).total == 1
