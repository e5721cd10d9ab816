"""Sign-in, API tokens, and who a credential stands for."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from shared.actor import Role
from shared.contracts.message import Command, Done, Event, Query
from shared.contracts.registry.accounts import Email, OwnZone, Password
from shared.contracts.values import Language


class SignedIn(Struct, frozen=True, kw_only=True):
    """`session` is the opaque token for the cookie; the registry keeps only its hash."""

    session: str
    account_id: UUID
    locale: Language


class OrganisationRole(Struct, frozen=True, kw_only=True):
    id: UUID
    name: str
    role: Role


class Identity(Struct, frozen=True, kw_only=True):
    """Who a credential stands for. `actor_tokens`: one for each subject prefix that the credential reaches.

    `contact_consent`: partners of accepted matches may see the person's contacts.
    """

    account_id: UUID
    email: str
    person_name: str
    locale: Language
    roles: list[Role]
    organisations: list[OrganisationRole]
    actor_tokens: dict[str, str]
    expires_at: datetime
    contact_consent: bool = False
    zone: OwnZone = ""


class IssuedToken(Struct, frozen=True, kw_only=True):
    token: str
    expires_at: datetime


class SignIn(Command[SignedIn], frozen=True, kw_only=True):
    """`replaces`: the session that this browser had until now, which ends."""

    subject = "registry.v1.cmd.sign_in"
    anonymous = True
    email: Annotated[str, Meta(max_length=254)]
    password: Annotated[str, Meta(max_length=200)]
    replaces: Annotated[str, Meta(max_length=100)] | None = None


class SignOut(Command[Done], frozen=True, kw_only=True):
    subject = "registry.v1.cmd.sign_out"
    session: Annotated[str, Meta(max_length=100)]


class ChangePassword(Command[SignedIn], frozen=True, kw_only=True):
    """One's own, in a browser: every session of the account ends, and a new one begins."""

    subject = "registry.v1.cmd.change_password"
    current: Annotated[str, Meta(max_length=200)]
    password: Password


class IssueToken(Command[IssuedToken], frozen=True, kw_only=True):
    """An API token with the account's own rights, narrowed to `scopes` (`fairs:write`, `listings:read`, `*`).

    Writing includes reading. One's own account; for admins any.
    """

    subject = "registry.v1.cmd.issue_token"
    email: Email
    scopes: list[Annotated[str, Meta(max_length=50)]] = msgspec.field(default_factory=lambda: ["*"])
    hours: Annotated[int, Meta(ge=1, le=24 * 365)] = 24


class Identify(Query[Identity], frozen=True, kw_only=True):
    """Web only: who a session cookie or an API token stands for."""

    subject = "registry.v1.qry.identify"
    kind: Literal["session", "token"]
    credential: Annotated[str, Meta(max_length=100)]


class SessionsEnded(Event, frozen=True, kw_only=True):
    """`id` is the account: what anybody remembers of its sessions is no longer so. Nobody keeps versions of that."""

    subject = "registry.v1.evt.sessions_ended"
