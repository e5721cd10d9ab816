"""What is shown of a listing: everything that the service tells of it, and of its certificates those that hold."""

from datetime import timedelta

import msgspec
from msgspec.structs import replace

from shared import home
from shared.contracts.listings import Listing
from shared.contracts.values import Certificate
from tests.contracts.examples import golden_file
from web.api.listings import ListingShown
from web.render import held
from web.structured import product


def test_no_fact_of_a_listing_is_without_a_place() -> None:
    assert set(Listing.__struct_fields__) - {"body"} <= set(ListingShown.__struct_fields__)


def test_a_certificate_is_told_of_until_its_last_day() -> None:
    today = home.today()
    papers = [
        Certificate(scheme="HACCP", expires=today),
        Certificate(scheme="VIETGAP", expires=today - timedelta(days=1)),
        Certificate(scheme="HALAL"),
    ]
    assert [one.scheme for one in held(papers)] == ["HACCP", "HALAL"]

    any_listing = msgspec.json.decode(golden_file("listings.v1.qry.get_listing.reply").read_bytes(), type=Listing)
    listing = replace(any_listing, body=replace(any_listing.body, certificates=papers))
    told = product(listing, "レンコン", "", "https://a.vn", today, "https://a.vn")
    assert told["hasCertification"] == [
        {"@type": "Certification", "name": "HACCP"},
        {"@type": "Certification", "name": "HALAL"},
    ]
