"""A listing is stated, repeated, revised."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from shared.contracts.listings import GetListing, ListingRevised
from shared.contracts.registry import GetOrganisation, Organisation
from shared.contracts.values import Capacity, Certificate, Ocop, Price, Quantity
from shared.errors import Rejected, Unavailable
from shared.ids import uuid7
from tests.support.events import NOON, organisation_changed
from tests.support.listings import a_full_body, a_put, known, published, revision, seen, speaker, told_of
from tests.support.surroundings import Surroundings, account

FUTURE = NOON.date() + timedelta(days=36525)


async def test_a_listing_is_stated_repeated_and_revised(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    first = await listings.ask(put, speaker(coop))
    again = await listings.ask(revision(put, 7), speaker(coop))
    revised = await listings.ask(revision(put, 1, sku="CL-02"), speaker(coop))
    assert [(reply.outcome, reply.version) for reply in (first, again, revised)] == [
        ("created", 1),
        ("unchanged", 1),
        ("revised", 2),
    ]
    listing = await seen(listings, put.listing_id, speaker(coop))
    assert (listing.body.sku, listing.version, listing.status) == ("CL-02", 2, "draft")


async def test_everything_that_is_stated_is_kept(listings: Surroundings) -> None:
    coop = await known(listings, name="HTX Đồng Tháp Mười", province="82")
    put = a_put(coop)
    put = revision(put, None, **{name: getattr(a_full_body(), name) for name in a_full_body().__struct_fields__})
    await listings.ask(put, speaker(coop))
    listing = await seen(listings, put.listing_id, speaker(coop))
    assert listing.body == a_full_body()
    assert (listing.organisation.name, listing.province) == ("HTX Đồng Tháp Mười", "82")
    assert listing.photos == []
    again = await listings.ask(put, speaker(coop))
    assert again.outcome == "unchanged"


async def test_an_amount_written_otherwise_is_the_same_amount(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop, moq=Quantity(amount=Decimal("1.50"), unit="KGM"))
    await listings.ask(put, speaker(coop))
    same = revision(put, None, moq=Quantity(amount=Decimal("1.5"), unit="KGM"))
    assert (await listings.ask(same, speaker(coop))).outcome == "unchanged"


@pytest.mark.parametrize(("version", "code"), [(None, "version_required"), (3, "version_stale")])
async def test_a_revision_names_the_version_it_has_seen(listings: Surroundings, version: int | None, code: str) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    refusal = await listings.refusal(revision(put, version, sku="other"), speaker(coop))
    assert (refusal.code, refusal.details) == (code, {"version": 1})
    assert (await seen(listings, put.listing_id, speaker(coop))).body.sku == put.body.sku


async def test_a_draft_is_nobodys_business(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    await listings.ask(revision(put, 1, sku="x"), speaker(coop))
    await listings.settled()
    assert [message for message in listings.heard if str(put.listing_id) in message.data.decode()] == []


async def test_a_coop_that_is_not_verified_may_write_drafts(listings: Surroundings) -> None:
    coop = await known(listings, "registered")
    assert (await listings.ask(a_put(coop), speaker(coop))).outcome == "created"


async def test_a_buyer_sells_nothing(listings: Surroundings) -> None:
    buyer = await known(listings, kind="buyer")
    assert (await listings.refusal(a_put(buyer), speaker(buyer))).code == "forbidden"


async def test_a_listing_stays_with_its_coop(listings: Surroundings) -> None:
    coop, other = await known(listings), await known(listings)
    put = a_put(coop)
    await listings.ask(put, speaker(coop))
    taken = replace(revision(put, 1, sku="mine"), organisation_id=other.id)
    for actor in (speaker(other), account("coop", speaks_for=[coop.id, other.id])):
        assert (await listings.refusal(taken, actor)).code == "forbidden"
    listing = await seen(listings, put.listing_id, speaker(coop))
    assert (listing.organisation.id, listing.version) == (coop.id, 1)


async def test_an_organisation_not_heard_of_is_asked_for_once(listings: Surroundings) -> None:
    facts = organisation_changed(uuid7(), "verified", 4, name="HTX Mới", province="24").organisation
    put = a_put(facts)
    async with listings.answering(GetOrganisation, lambda _: facts) as asked:
        for command in (put, a_put(facts)):
            assert (await listings.ask(command, speaker(facts))).outcome == "created"
        assert [question.organisation_id for question in asked] == [facts.id]
    assert (await seen(listings, put.listing_id, speaker(facts))).organisation.name == "HTX Mới"


async def test_many_first_listings_at_once_of_an_organisation_not_heard_of(listings: Surroundings) -> None:
    facts = organisation_changed(uuid7(), "verified", 4).organisation
    async with listings.answering(GetOrganisation, lambda _: facts):
        replies = await asyncio.gather(*(listings.ask(a_put(facts), speaker(facts)) for _ in range(20)))
    assert [reply.outcome for reply in replies] == ["created"] * 20


async def test_an_organisation_that_nobody_knows(listings: Surroundings) -> None:
    nobody = organisation_changed(uuid7(), "verified", 1).organisation

    def unknown(_: GetOrganisation) -> Organisation:
        raise Rejected("organisation_unknown")

    async with listings.answering(GetOrganisation, unknown):
        assert (await listings.refusal(a_put(nobody), speaker(nobody))).code == "organisation_unknown"


async def test_while_the_registry_is_away_a_stranger_is_told_to_try_again(listings: Surroundings) -> None:
    stranger = organisation_changed(uuid7(), "verified", 1).organisation
    with pytest.raises(Unavailable):
        await listings.ask(a_put(stranger), speaker(stranger))


async def test_a_revision_of_a_published_listing_is_told_with_the_whole_card(listings: Surroundings) -> None:
    coop = await known(listings, name="HTX Yên Phong")
    put = a_put(coop)
    await published(listings, put)
    full = a_full_body()
    revised = revision(put, 2, **{name: getattr(full, name) for name in full.__struct_fields__})
    assert (await listings.ask(revised, speaker(coop))).version == 3
    [event] = await told_of(listings, ListingRevised, put.listing_id)
    card = event.listing
    assert (event.version, card.version, card.status, card.organisation.name) == (3, 3, "published", "HTX Yên Phong")
    assert (card.names, card.sku, card.price, card.moq) == (full.names, full.sku, full.price, full.moq)
    assert (card.capacity, card.certificates, card.ocop, card.stars) == (
        full.capacity,
        full.certificates,
        full.ocop,
        4,
    )
    await listings.ask(revision(revised, 3), speaker(coop))
    assert len(await told_of(listings, ListingRevised, put.listing_id)) == 1


PRICE = Price(amount=Decimal(1), currency="VND", unit="KGM")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"sku": "\u200b"}, {"sku": "required"}),
        ({"names": {"en": "Rice"}}, {"names.vi": "required"}),
        ({"names": {"vi": "\u202e \u200b"}}, {"names.vi": "required"}),
        ({"price": Price(amount=Decimal("NaN"), currency="XXX", unit="KGM")}, {
            "price.amount": "not_an_amount", "price.currency": "unknown"
        }),
        ({"moq": Quantity(amount=Decimal(-1), unit="KGM")}, {"moq.amount": "not_an_amount"}),
        ({"moq": Quantity(amount=Decimal("Infinity"), unit="KGM")}, {"moq.amount": "not_an_amount"}),
        ({"capacity": Capacity(unit="TNE", by_month=[Decimal("1e13"), *[Decimal(1)] * 11])}, {
            "capacity.by_month.0": "not_an_amount"
        }),
        ({"ocop": Ocop(stars=4, certificate="1", issued=FUTURE)}, {"ocop.issued": "in_the_future"}),
        ({"ocop": Ocop(stars=4, certificate="\u200b", issued=NOON.date().replace(year=2020))}, {
            "ocop.certificate": "required"
        }),
        ({"certificates": [Certificate(scheme="JAS", issued=FUTURE)]}, {"certificates.0.issued": "in_the_future"}),
        # one letter that becomes three in NFC
        ({"names": {"vi": "Gạo", "he": "\ufb2c" * 100}}, {"names.he": "too_long"}),
        ({"sku": "\ufb2c" * 100}, {"sku": "too_long"}),
        ({"descriptions": {"he": "\ufb2c" * 5000}}, {"descriptions.he": "too_long"}),
        ({"price": Price(amount=Decimal(1), currency="VND", unit="KGM", place="\ufb2c" * 200)}, {
            "price.place": "too_long"
        }),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_at_its_field(
    listings: Surroundings, changes: dict[str, Any], wrong: dict[str, str]
) -> None:
    coop = await known(listings)
    put = a_put(coop, **changes)
    refusal = await listings.refusal(put, speaker(coop))
    assert (refusal.code, refusal.details) == ("invalid", wrong)
    assert (await listings.refusal(GetListing(listing_id=put.listing_id), speaker(coop))).code == "listing_unknown"


async def test_all_wrong_fields_are_named_at_once(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(coop, sku=" ", names={"ja": "米"}, moq=Quantity(amount=Decimal(-1), unit="KGM"))
    refusal = await listings.refusal(put, speaker(coop))
    assert refusal.details == {"sku": "required", "names.vi": "required", "moq.amount": "not_an_amount"}


async def test_hostile_text_is_kept_harmless(listings: Surroundings) -> None:
    coop = await known(listings)
    put = a_put(
        coop,
        names={"vi": "Chả\u202e lụa\u0000", "en": "\u200b"},
        descriptions={"vi": "một\u0000\r\nhai\u2066", "en": "\u2066"},
        price=Price(amount=Decimal(1), currency="VND", unit="KGM", place="Hà\u0000 Nội\u202e"),
        ocop=Ocop(stars=3, certificate="<script>\u0000", issued=NOON.date().replace(year=2020)),
        certificates=[Certificate(scheme="JAS", number="\u0000J\u202e-1")],
    )
    assert (await listings.ask(put, speaker(coop))).outcome == "created"
    body = (await seen(listings, put.listing_id, speaker(coop))).body
    assert body.names == {"vi": "Chả lụa"}
    assert body.descriptions == {"vi": "một\nhai"}
    assert body.price is not None
    assert body.ocop is not None
    assert (body.price.place, body.ocop.certificate, body.certificates[0].number) == ("Hà Nội", "<script>", "J-1")
