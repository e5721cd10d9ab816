"""`/health/live`, `/health/ready`, `/metrics` of the web process."""

from http import HTTPStatus

from litestar import Response, get
from litestar.enums import MediaType
from prometheus_client import generate_latest

from web.visitor import AnyRequest, site_of


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
async def metrics() -> bytes:
    return generate_latest()
