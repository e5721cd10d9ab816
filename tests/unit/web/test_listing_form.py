from datetime import UTC, datetime

from shared.contracts.listings import Listing, ListingBody
from shared.contracts.values import Certificate, Named, Scheme
from shared.ids import uuid7
from web.forms.fields import Form
from web.forms.listings import fill_listing, listing_body

SCHEMES: tuple[Scheme, ...] = ("HACCP", "VIETGAP", "JAS", "HALAL", "KOSHER")


def test_a_listing_sent_back_unchanged_loses_nothing() -> None:
    """More certificates came over the API than the form begins with."""
    body = ListingBody(sku="A", names={"vi": "Mật ong"}, certificates=[Certificate(scheme=one) for one in SCHEMES])
    listing = Listing(
        id=uuid7(),
        version=1,
        status="draft",
        organisation=Named(id=uuid7(), name="HTX"),
        province=None,
        body=body,
        stars=None,
        photos=[],
        updated_at=datetime.now(UTC),
    )
    assert listing_body(fill_listing(Form("vi"), listing)) == body
