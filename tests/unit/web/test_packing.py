"""Who is sent what is compressed."""

import pytest

from web.packing import takes_gzip


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip; q=0.001", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("br, x-gzip", False),
        ("identity", False),
        ("", False),
    ],
)
def test_who_takes_gzip(accepted: str, *, takes: bool) -> None:
    assert takes_gzip(accepted) is takes
