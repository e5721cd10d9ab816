"""The index in memory is never behind what was committed, whichever process did it."""

import pytest

from services.listings.index.entries import AT_ONCE
from services.listings.index.following import A_MASS, FEW_SEGMENTS, Follower, built
from services.listings.index.wanted import Wanted
from services.listings.questions import Sought, Term
from shared.contracts.importing import ImportListings
from tests.support.eventually import eventually_async
from tests.support.listings import a_line, a_product, a_put, found, known, published, speaker, withdraw
from tests.support.surroundings import Surroundings


async def total(follower: Follower, word: str) -> int | None:
    snapshot = await follower.caught_up()
    return None if snapshot is None else (await snapshot.find(Wanted(Sought(Term(word), {}), {}, None, None, 1))).total


async def size(follower: Follower) -> int:
    snapshot = await follower.caught_up()
    assert snapshot is not None
    return (await snapshot.find(Wanted(None, {}, None, None, 1))).total


async def test_another_process_sees_each_change_at_once(listings: Surroundings) -> None:
    other, mark, coop = await built(listings.running.engine), a_product(), await known(listings)
    put = a_put(coop, names={"vi": mark})
    for expected in (1, 2, 3):
        await published(listings, a_put(coop, names={"vi": mark}) if expected > 1 else put)
        assert await total(other, mark) == expected
    await withdraw(listings, put)
    assert await total(other, mark) == 2


async def test_after_a_mass_of_changes_the_database_answers_until_they_are_taken(
    listings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.listings.index.following.MOST", 5)
    other, mark, coop = await built(listings.running.engine), a_product(), await known(listings)
    lines = [a_line(number, names={"vi": mark}) for number in range(40)]
    await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
    assert len(await found(listings, mark)) == 40
    assert await total(other, mark) is None
    await other.catch_up()
    assert await total(other, mark) == 40

    async def is_found() -> bool:
        return len(await found(listings, mark)) == 40

    await eventually_async(is_found)


async def test_a_mass_of_changes_makes_one_segment(listings: Surroundings) -> None:
    other, coop = await built(listings.running.engine), await known(listings)

    async def segments_after(changes: int) -> int:
        lines = [a_line(number, names={"vi": a_product()}) for number in range(changes)]
        await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
        snapshot = await other.caught_up()
        assert snapshot is not None
        return snapshot.segments

    before = await segments_after(1)
    assert await segments_after(2 * AT_ONCE + 1) == before + 1


async def test_an_index_that_was_mostly_written_anew_in_many_segments_is_worn_when_that_is_over(
    listings: Surroundings,
) -> None:
    other, coop = await built(listings.running.engine), await known(listings)
    for _ in range(FEW_SEGMENTS + 1):
        many = A_MASS + await size(other) // FEW_SEGMENTS
        lines = [a_line(number, names={"vi": a_product()}) for number in range(many)]
        await listings.ask(ImportListings(organisation_id=coop.id, items=lines), speaker(coop))
        await other.catch_up()
        assert not other.is_worn
    await other.catch_up()
    assert other.is_worn
    fresh = await built(listings.running.engine)
    assert (fresh.is_worn, await size(fresh)) == (False, await size(other))
