"""Whose address a request comes from, when reverse proxies stand in between."""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from web.site import Site

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]


def told_by_proxies(app: ASGIApp) -> ASGIApp:
    """`Forwarded` (RFC 7239) or `X-Forwarded-For` is believed as far as trusted proxies have written it."""

    async def middleware(scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == ScopeType.HTTP and client:
            site: Site = scope["litestar_app"].state.site
            trusted = networks(site.settings.trusted_proxies)
            if trusted:
                scope["client"] = (peer(client[0], _hops(scope), trusted), client[1])
        await app(scope, receive, send)

    return middleware


@lru_cache(maxsize=8)
def networks(text: str) -> Networks:
    """Addresses and networks, by comma."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def peer(connected: str, hops: list[str], trusted: Networks) -> str:
    """The last hop that no trusted proxy is. What cannot be read was not written by one of ours."""
    last = connected
    for hop in [connected, *reversed(hops)]:
        address = _address(hop)
        if address is None:
            return last
        last = str(address)
        if not any(address in network for network in trusted):
            return last
    return last


def _hops(scope: Scope) -> list[str]:
    """The nearest proxy's word last."""
    said: dict[bytes, list[str]] = {b"forwarded": [], b"x-forwarded-for": []}
    for name, value in scope["headers"]:
        if name in said:
            said[name] += value.decode("latin-1").split(",")
    return [_for(element) for element in said[b"forwarded"]] or said[b"x-forwarded-for"]


def _for(element: str) -> str:
    pairs = (pair.strip().partition("=") for pair in element.split(";"))
    return next((value for name, _, value in pairs if name.lower() == "for"), "")


def _address(hop: str) -> Address | None:
    """`192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` or `"[2001:db8::1]:80"`."""
    text = hop.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return ip_address(text)
    except ValueError:
        return None
