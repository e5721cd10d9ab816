"""`/health/live`, `/health/ready`, `/metrics` of the web process."""

from http import HTTPStatus
from ipaddress import ip_address

from litestar import Response, get
from litestar.enums import MediaType
from prometheus_client import generate_latest

from shared.errors import Rejected
from web.arrivals import site_of
from web.visitor import AnyRequest


@get("/health/live", media_type=MediaType.TEXT, include_in_schema=False)
async def live() -> str:
    return "alive"


@get("/health/ready", media_type=MediaType.TEXT, include_in_schema=False)
async def ready(request: AnyRequest) -> Response[str]:
    connected = site_of(request).connection.is_connected
    return Response(
        "ready" if connected else "bus",
        status_code=HTTPStatus.OK if connected else HTTPStatus.SERVICE_UNAVAILABLE,
    )


@get("/metrics", media_type=MediaType.TEXT, include_in_schema=False)
async def metrics(request: AnyRequest) -> bytes:
    """For a Prometheus on this machine; the rest of the world is told nothing."""
    if request.client is None or not ip_address(request.client.host).is_loopback:
        raise Rejected("page_unknown")
    return generate_latest()
