"""Who the token stands for."""

from uuid import UUID

from litestar import Response
from msgspec import Struct

from shared.actor import Role
from shared.contracts.registry import OrganisationRole
from shared.contracts.values import Language
from shared.errors import Rejected
from web.api.answers import answer
from web.api.operations import reading
from web.visitor import Visitor


class Account(Struct, frozen=True, kw_only=True):
    id: UUID
    email: str
    locale: Language


class Me(Struct, frozen=True, kw_only=True):
    account: Account
    roles: list[Role]
    organisations: list[OrganisationRole]


@reading("/me")
async def me(visitor: Visitor) -> Response[Me]:
    """The account behind the token, its roles and the organisations that it speaks for."""
    identity = visitor.identity
    if identity is None:
        raise Rejected("unauthenticated")
    account = Account(id=identity.account_id, email=identity.email, locale=identity.locale)
    return answer(Me(account=account, roles=identity.roles, organisations=identity.organisations))


HANDLERS = (me,)
