"""A co-op's own file: each line for itself, published at once, over whatever there is."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from shared.contracts.importing import ImportedListing, ImportListings, ImportOutcome
from shared.contracts.listings import ListingPublished, ListingRevised, ListingWithdrawn
from shared.contracts.registry import GetOrganisation, Organisation
from shared.contracts.values import Quantity
from shared.ids import uuid7
from tests.support.events import organisation_changed
from tests.support.listings import (
    a_line,
    a_product,
    a_put,
    found,
    known,
    published,
    seen,
    speaker,
    told_of,
    withdraw,
)
from tests.support.surroundings import OPERATOR, Surroundings

NEGATIVE = Quantity(amount=Decimal(-1), unit="KGM")


async def imported(around: Surroundings, coop: Organisation, *lines: ImportedListing) -> ImportOutcome:
    return await around.ask(ImportListings(organisation_id=coop.id, items=list(lines)), speaker(coop))


def counts(outcome: ImportOutcome) -> tuple[int, int, int]:
    return outcome.created, outcome.updated, outcome.unchanged


async def test_created_unchanged_and_updated(listings: Surroundings) -> None:
    coop, product = await known(listings), a_product()
    lines = [a_line(number, names={"vi": product}) for number in range(1, 4)]
    assert counts(await imported(listings, coop, *lines)) == (3, 0, 0)
    assert set(await found(listings, product)) == {line.id for line in lines}
    assert counts(await imported(listings, coop, *lines)) == (0, 0, 3)
    changed = a_line(2, id=lines[1].id, names={"vi": product}, sku="other")
    assert counts(await imported(listings, coop, lines[0], changed, a_line(4))) == (1, 1, 1)
    assert len(await told_of(listings, ListingPublished, lines[1].id)) == 1
    [revised] = listings.told(ListingRevised, lines[1].id)
    assert (revised.version, revised.listing.sku) == (2, "other")
    assert listings.told(ListingRevised, lines[0].id) == []


async def test_a_line_that_cannot_be_is_refused_alone_with_its_number(listings: Surroundings) -> None:
    coop = await known(listings)
    lines = [a_line(3), a_line(7, names={"en": "x"}, moq=NEGATIVE), a_line(9, sku="\u200b"), a_line(11)]
    outcome = await imported(listings, coop, *lines)
    assert counts(outcome) == (2, 0, 0)
    assert [(line.line, line.reason) for line in outcome.rejected] == [
        (7, "names.vi: required, moq.amount: not_an_amount"),
        (9, "sku: required"),
    ]


async def test_over_drafts_and_withdrawn_ones_it_publishes(listings: Surroundings) -> None:
    coop = await known(listings)
    draft, gone = a_put(coop), a_put(coop)
    await listings.ask(draft, speaker(coop))
    await published(listings, gone)
    await withdraw(listings, gone)
    lines = [a_line(n, id=put.listing_id, sku=put.body.sku) for n, put in enumerate((draft, gone), 1)]
    assert counts(await imported(listings, coop, *lines)) == (0, 2, 0)
    for put, version in ((draft, 2), (gone, 4)):
        listing = await seen(listings, put.listing_id)
        assert (listing.status, listing.version) == ("published", version)
        assert [event.version for event in await told_of(listings, ListingPublished, put.listing_id)][-1] == version
        assert listings.told(ListingRevised, put.listing_id) == []


async def test_an_id_in_two_lines_of_one_file(listings: Surroundings) -> None:
    """The first counts; each other one is told with its line."""
    coop = await known(listings)
    key = uuid7()
    lines = [
        a_line(1, id=key, sku="a"),
        a_line(2, sku="\u200b"),
        a_line(3, id=key, sku="a"),
        a_line(4, id=key, sku="b"),
    ]
    outcome = await imported(listings, coop, *lines)
    assert (outcome.created, outcome.updated, outcome.unchanged) == (1, 0, 0)
    assert [(refusal.line, refusal.reason) for refusal in outcome.rejected][1:] == [
        (3, "id: duplicate"),
        (4, "id: duplicate"),
    ]
    assert (await seen(listings, key)).body.sku == "a"
    assert [event.listing.sku for event in await told_of(listings, ListingPublished, key)] == ["a"]


async def test_a_rehearsal_says_what_would_become_of_each_line_and_changes_nothing(listings: Surroundings) -> None:
    coop = await known(listings)
    lines = [a_line(1), a_line(2), a_line(3)]
    await imported(listings, coop, *lines[:2])
    now = [lines[0], a_line(2, id=lines[1].id, sku="other"), lines[2], a_line(4, moq=NEGATIVE)]
    rehearsal = ImportListings(organisation_id=coop.id, items=now, rehearsal=True)
    for _ in range(2):
        outcome = await listings.ask(rehearsal, speaker(coop))
        assert [(line.line, line.outcome) for line in outcome.lines] == [
            (1, "unchanged"),
            (2, "updated"),
            (3, "created"),
        ]
        assert [(line.line, line.faults) for line in outcome.rejected] == [(4, {"moq.amount": "not_an_amount"})]
    assert (await seen(listings, lines[1].id)).body.sku == "L-2"
    assert await told_of(listings, ListingPublished, lines[2].id) == []
    assert counts(await imported(listings, coop, *now)) == (1, 1, 1)


async def test_what_is_not_to_be_shown_is_a_draft_or_leaves_the_catalogue(listings: Surroundings) -> None:
    coop = await known(listings)
    line = a_line(1)
    await imported(listings, coop, line)
    hidden = [replace(line, shown=False), a_line(2, shown=False)]
    assert counts(await imported(listings, coop, *hidden)) == (1, 1, 0)
    states = [(await seen(listings, one.id, speaker(coop))).status for one in hidden]
    assert states == ["withdrawn", "draft"]
    assert len(await told_of(listings, ListingWithdrawn, line.id)) == 1
    assert counts(await imported(listings, coop, *hidden)) == (0, 0, 2)


async def test_a_line_made_from_an_older_version_is_refused_alone(listings: Surroundings) -> None:
    coop = await known(listings)
    line = a_line(1)
    await imported(listings, coop, line)
    late, fresh = (replace(line, sku="x", expected_version=version) for version in (7, 1))
    [refused] = (await imported(listings, coop, late)).rejected
    assert refused.reason == "version_stale"
    assert counts(await imported(listings, coop, fresh)) == (0, 1, 0)


async def test_nothing_to_import(listings: Surroundings) -> None:
    assert counts(await imported(listings, await known(listings))) == (0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "buyer"}, "forbidden"),
        ({"status": "registered"}, "not_verified"),
        ({"status": "stopped"}, "not_verified"),
    ],
)
async def test_who_may_not_publish_may_not_import(listings: Surroundings, changes: dict[str, Any], code: str) -> None:
    coop = await known(listings, **changes)
    command = ImportListings(organisation_id=coop.id, items=[a_line()])
    assert (await listings.refusal(command, speaker(coop))).code == code


async def test_the_operator_imports_for_an_organisation_not_heard_of(listings: Surroundings) -> None:
    facts = organisation_changed(uuid7(), "verified", 2).organisation
    command = ImportListings(organisation_id=facts.id, items=[a_line()])
    async with listings.answering(GetOrganisation, lambda _: facts):
        assert (await listings.ask(command, OPERATOR)).created == 1


async def test_two_imports_of_the_same_new_lines_in_opposite_order(listings: Surroundings) -> None:
    coop = await known(listings)
    for _ in range(10):
        lines = [a_line(number) for number in range(40)]
        both = await asyncio.gather(imported(listings, coop, *lines), imported(listings, coop, *reversed(lines)))
        assert sorted(counts(outcome) for outcome in both) == [(0, 0, 40), (40, 0, 0)]
    await listings.settled()
    assert len(listings.told(ListingPublished, lines[0].id)) == 1


async def test_a_category_that_is_not_stated_is_inferred_when_somebody_can_say(listings: Surroundings) -> None:
    coop = await known(listings)
    lines = [
        a_line(1, names={"vi": "Trà sen Tây Hồ"}),
        a_line(2, names={"vi": "Trà sen Tây Hồ"}, category="medicinal"),
        a_line(3, names={"vi": "Xyz"}),
    ]
    assert counts(await imported(listings, coop, *lines)) == (3, 0, 0)
    categories = [(await seen(listings, line.id)).body.category for line in lines]
    assert categories == ["drink", "medicinal", None]
    assert counts(await imported(listings, coop, *lines)) == (0, 0, 3)


async def test_what_a_coop_states_itself_is_not_inferred(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop, names={"vi": "Trà sen Tây Hồ"})
    await published(listings, put)
    assert (await seen(listings, put.listing_id)).body.category is None
