"""Persons who sign in, and whom they speak for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from services.registry.models.row import STAMP, Row
from services.registry.person import Person
from shared.actor import Role
from shared.contracts.registry import AccountChanged
from shared.contracts.values import Language


class Account(Row, table=True):
    """`email` in lower case. `phone` in E.164, or empty. `consented_at`: since when partners of accepted matches may
    see name, e-mail and phone; null while they may not. Without `roles` the account is closed. `zone`: on whose clock
    the person is told moments, or empty.
    """

    __table_args__ = (sa.UniqueConstraint("email", info={"rejects": "email_taken"}),)

    id: UUID = Field(primary_key=True)
    version: int = 1
    email: str
    person_name: str
    phone: str
    password_hash: str
    roles: list[Role] = Field(sa_type=ARRAY(sa.Text))
    locale: Language = Field(sa_type=sa.Text)
    zone: str = Field(default="", sa_column_kwargs={"server_default": ""})
    consented_at: datetime | None = Field(sa_type=STAMP)
    created_at: datetime = Field(sa_type=STAMP)

    @classmethod
    def of(
        cls,
        account_id: UUID,
        person: Person,
        *,
        password_hash: str,
        roles: list[Role],
        locale: Language,
        at: datetime,
        consent: bool = False,
    ) -> "Account":
        return cls(
            id=account_id,
            email=person.email,
            person_name=person.name,
            phone=person.phone,
            password_hash=password_hash,
            roles=roles,
            locale=locale,
            consented_at=at if consent else None,
            created_at=at,
        )

    @property
    def person(self) -> Person:
        return Person(email=self.email, name=self.person_name, phone=self.phone)

    def changed(self, organisation_ids: Sequence[UUID]) -> AccountChanged:
        return AccountChanged(
            id=self.id,
            version=self.version,
            roles=self.roles,
            organisation_ids=list(organisation_ids),
            locale=self.locale,
            active=bool(self.roles),
            zone=self.zone,
        )


class Membership(Row, table=True):
    """The account speaks for the organisation."""

    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id", index=True)
    role: Role = Field(sa_type=sa.Text)
    since: datetime = Field(sa_type=STAMP)


class RoleChange(Row, table=True):
    """`changed_by` is null for the operator. Rows are never changed: they are the log."""

    __tablename__ = "role_change"

    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    version: int = Field(primary_key=True)
    roles: list[Role] = Field(sa_type=ARRAY(sa.Text))
    changed_by: UUID | None
    changed_at: datetime = Field(sa_type=STAMP)
