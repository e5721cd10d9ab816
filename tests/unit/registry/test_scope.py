"""What scopes reach."""

import pytest

from services.registry.scope import reached
from shared.contracts.inventory import OWNERS


def test_everything_is_each_service_both_ways() -> None:
    assert len(reached(["*"])) == 2 * len(OWNERS) == 10


@pytest.mark.parametrize(
    ("scopes", "prefixes"),
    [
        (["fairs:read"], ["fairs.v1.qry."]),
        (["fairs:write"], ["fairs.v1.cmd.", "fairs.v1.qry."]),
        (["listings:read", "fairs:write"], ["fairs.v1.cmd.", "fairs.v1.qry.", "listings.v1.qry."]),
        ([], []),
    ],
)
def test_reached(scopes: list[str], prefixes: list[str]) -> None:
    assert sorted(reached(scopes)) == prefixes
