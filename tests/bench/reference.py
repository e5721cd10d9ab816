"""The trivial handler that every figure is compared with: Litestar, one small JSON object, under the same server."""

from litestar import Litestar, get


@get("/")
async def hello() -> dict[str, str]:
    return {"hello": "market"}


app = Litestar(route_handlers=[hello], openapi_config=None, logging_config=None)
