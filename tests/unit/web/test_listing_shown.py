"""The API's listing has a place for everything that the service tells of one."""

from shared.contracts.listings import Listing
from web.api.listings import ListingShown


def test_no_fact_of_a_listing_is_without_a_place() -> None:
    assert set(Listing.__struct_fields__) - {"body"} <= set(ListingShown.__struct_fields__)
