"""Counting co-ops on a day."""

from datetime import date, timedelta

import sqlalchemy as sa
from msgspec.structs import replace

from shared.contracts.registry import DecideVerification
from shared.contracts.statistics import CountCoops, FindCountedCoops
from shared.home import HOME
from tests.support.registry import a_loaded_organisation, load
from tests.support.surroundings import Surroundings, account

OFFICER = account("officer")
DAY = date(2026, 1, 1)


async def test_a_day_knows_the_state_of_that_day(registry: Surroundings) -> None:
    coop = replace(a_loaded_organisation(status="registered"), sector="VSMT", province="33", kind="coop")
    await load(registry, coop)
    await registry.ask(DecideVerification(organisation_id=coop.id, verified=True), OFFICER)
    long_ago = "UPDATE status_change SET changed_at = changed_at - interval '40 days' WHERE organisation_id = :id"
    async with registry._database.begin() as connection:
        await connection.execute(sa.text(f"{long_ago} AND version = 1"), {"id": coop.id})
    [moment] = await registry.rows(
        "SELECT max(changed_at) AS at FROM status_change WHERE organisation_id = :id", id=coop.id
    )
    today = moment.at.astimezone(HOME).date()

    async def state_on(days_ago: int) -> list[str]:
        query = FindCountedCoops(day=today - timedelta(days=days_ago), sector="VSMT", province="33")
        found = await registry.ask(query, OFFICER)
        counts = await registry.ask(CountCoops(day=query.day), OFFICER)
        cells = [cell for cell in counts.cells if (cell.sector, cell.province) == ("VSMT", "33")]
        assert sum(cell.count for cell in cells) == found.total
        assert sum(cell.count for cell in counts.cells) == counts.total
        return [one.status for one in found.items if one.id == coop.id]

    assert await state_on(0) == ["verified"]
    assert await state_on(10) == ["registered"]
    assert await state_on(50) == []


async def test_who_may_not_count(registry: Surroundings) -> None:
    today = CountCoops(day=DAY)
    assert (await registry.refusal(today, account("coop"))).code == "forbidden"
    assert (await registry.refusal(FindCountedCoops(day=DAY), account("buyer"))).code == "forbidden"
