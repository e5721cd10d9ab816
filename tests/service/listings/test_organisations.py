"""What listings makes of organisations that are renamed, moved, stopped."""

from msgspec.structs import replace

from shared.contracts.catalogue import FindListings
from shared.contracts.registry import Organisation, OrganisationChanged
from tests.support.listings import a_product, a_put, found, known, published, revision, seen, speaker
from tests.support.surroundings import Surroundings


def changed(facts: Organisation, version: int, **changes: object) -> OrganisationChanged:
    return OrganisationChanged(id=facts.id, version=version, organisation=replace(facts, version=version, **changes))


async def test_a_renamed_and_moved_coop_is_found_where_it_is_now(listings: Surroundings) -> None:
    before, after, product = a_product(), a_product(), a_product()
    coop = await known(listings, name=f"HTX {before}", province="24")
    put = a_put(coop, names={"vi": product}, descriptions={"vi": f"về {product}y"})
    await published(listings, put)
    assert await found(listings, before) == [put.listing_id]

    await listings.tell(changed(coop, 2, name=f"HTX {after}", province="82"))
    await listings.settled()

    assert await found(listings, before) == []
    assert await found(listings, f"{after} {product}") == [put.listing_id]
    assert await found(listings, f"{product}y") == [put.listing_id]
    assert await found(listings, product, province=["24"]) == []
    page = await listings.ask(FindListings(q=product, province=["82"], with_facets=True))
    assert [(item.organisation.name, item.province) for item in page.items] == [(f"HTX {after}", "82")]
    assert page.facets is not None
    assert page.facets.province == {"82": 1}
    listing = await seen(listings, put.listing_id)
    assert (listing.organisation.name, listing.province) == (f"HTX {after}", "82")


async def test_a_name_weighs_the_same_after_a_revision_and_after_a_renaming(listings: Surroundings) -> None:
    """Whatever came last, the entry is what a publication from nothing would write, but for places in the text."""
    name = a_product()
    coop = await known(listings, name="HTX Cũ")
    puts = [a_put(coop, names={"vi": "Chả lụa"}, descriptions={"vi": "ngon"}) for _ in range(2)]
    for put in puts:
        await published(listings, put)
    await listings.tell(changed(coop, 2, name=f"HTX {name}"))
    await listings.settled()
    await listings.ask(revision(puts[0], 2, descriptions={"vi": "ngon"}, moq=None), speaker(coop))
    rows = await listings.rows(
        "SELECT array(SELECT (lexeme, weights)::text FROM unnest(terms)) AS weighed FROM catalogue_entry"
        " WHERE organisation_id = :id",
        id=coop.id,
    )
    assert len(rows) == 2
    assert rows[0].weighed == rows[1].weighed
    assert any(f"o:{name}" in weighed for weighed in rows[0].weighed)


async def test_order_and_repeats_do_not_matter(listings: Surroundings) -> None:
    product = a_product()
    coop = await known(listings)
    put = a_put(coop, names={"vi": product})
    await published(listings, put)
    events = [changed(coop, version, name=f"HTX {version}", province=f"{version}4") for version in (5, 3, 5, 4, 2)]
    for event in events:
        await listings.tell(event)
        await listings.settled()
    [card] = (await listings.ask(FindListings(q=product))).items
    assert (card.organisation.name, card.province) == ("HTX 5", "54")
    assert await found(listings, product, province=["54"]) == [put.listing_id]


async def test_a_batch_of_news_about_one_organisation(listings: Surroundings) -> None:
    coop = await known(listings)
    await listings.tell_at_once([changed(coop, version, name=f"HTX {version}") for version in range(2, 30)])
    await listings.settled()
    [row] = await listings.rows("SELECT version, name FROM organisation WHERE id = :id", id=coop.id)
    assert (row.version, row.name) == (29, "HTX 29")
