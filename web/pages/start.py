"""The address without a language leads to the catalogue in the reader's."""

from litestar import get
from litestar.response import Redirect

from web.languages import asked_language
from web.visitor import AnyRequest


@get("/")
async def start(request: AnyRequest) -> Redirect:
    return Redirect(f"/{asked_language(request)}", status_code=303, headers={"Vary": "Accept-Language"})


HANDLERS = (start,)
