"""Whose address counts, by what proxies say of it."""

import pytest

from web.peers import networks, peer

PROXIES = networks("10.0.0.0/8, 192.0.2.7,2001:db8::/32")


@pytest.mark.parametrize(
    ("connected", "hops", "who"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1", " 192.0.2.7"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ['"[2001:4860::1]:4711"'], "2001:4860::1"),
        ("2001:db8::5", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1", "unknown", "10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["'; DROP TABLE"], "10.0.0.1"),
    ],
)
def test_the_last_hop_that_no_trusted_proxy_is(connected: str, hops: list[str], who: str) -> None:
    assert peer(connected, hops, PROXIES) == who


def test_nobody_is_trusted_by_default() -> None:
    assert peer("10.0.0.1", ["198.51.100.1"], networks("")) == "10.0.0.1"


def test_a_network_that_is_none() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        networks("nonsense")
