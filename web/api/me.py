"""Who the token stands for."""

from typing import Any

from litestar import Response, get

from shared.errors import Rejected
from web.api.put import answer
from web.visitor import Visitor


@get("/me")
async def me(visitor: Visitor) -> Response[bytes]:
    """The account behind the token, its roles and the organisations that it speaks for."""
    identity = visitor.identity
    if identity is None:
        raise Rejected("unauthenticated")
    account: dict[str, Any] = {"id": identity.account_id, "email": identity.email, "locale": identity.locale}
    return answer({"account": account, "roles": identity.roles, "organisations": identity.organisations})


HANDLERS = (me,)
