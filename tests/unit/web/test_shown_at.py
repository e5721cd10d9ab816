import pytest
from litestar import Litestar, get, post

from web.shown_at import shown_at

MATCH = "/vi/matches/01a20a16-5341-7f5b-b1cf-56d1afd44789"


@get(["/{lang:str}/sign-in", "/{lang:str}/matches", "/{lang:str}/matches/{match_request_id:uuid}"])
async def page() -> str:
    return ""


@post(["/{lang:str}/sign-in", "/{lang:str}/matches/{match_request_id:uuid}/quotes/{quote_id:uuid}/acceptance"])
async def form() -> None: ...


APP = Litestar([page, form], openapi_config=None)


@pytest.mark.parametrize(
    ("taken", "shown"),
    [
        (f"{MATCH}/quotes/01a20a16-90a8-7867-8246-d5f7cf090648/acceptance", MATCH),
        ("/vi/sign-in", "/vi/sign-in"),
        ("/vi/nowhere", "/"),
    ],
)
def test_a_refused_form_is_shown_at_an_address_that_can_be_opened(taken: str, shown: str) -> None:
    assert shown_at(APP, taken) == shown
