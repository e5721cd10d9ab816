"""What accounts may do, and taking it from them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from shared.actor import Role
from shared.contracts.message import Command, Done, Query
from shared.contracts.registry.sessions import OrganisationRole
from shared.contracts.values import PageNumber


class AccountAccess(Struct, frozen=True, kw_only=True):
    """Without roles an account is closed. `sessions`, `tokens`: how many open it today."""

    id: UUID
    email: str
    person_name: str
    roles: list[Role]
    organisations: list[OrganisationRole]
    created_at: datetime
    sessions: int
    tokens: int


class AccountPage(Struct, frozen=True, kw_only=True):
    items: list[AccountAccess]
    total: int


class FindAccounts(Query[AccountPage], frozen=True, kw_only=True):
    """Admin only, by e-mail. `q`: a part of the e-mail or of the name."""

    subject = "registry.v1.qry.find_accounts"
    q: Annotated[str, Meta(max_length=200)] = ""
    account_id: UUID | None = None
    page: PageNumber = 1
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class SetRoles(Command[Done], frozen=True, kw_only=True):
    """Admin only, not for one's own account. None closes the account. Its sessions and API tokens end."""

    subject = "registry.v1.cmd.set_roles"
    account_id: UUID
    roles: Annotated[list[Role], Meta(max_length=6)]
