"""Organisations, and how each came to its status."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.registry.models.row import STAMP, Row
from services.registry.profile import Profile
from shared.contracts import registry as contract
from shared.contracts.registry import Kind, LegalForm, OrganisationChanged, OrganisationStatus, Sector, TaxState
from shared.errors import Invalid, Rejected
from shared.provinces import former_province
from shared.text import fold, sort_key

DECIDABLE = frozenset({"registered", "verified", "refused"})
"""An officer decides on these, and may think better of it; who stopped or was dissolved is not verified again."""


class Organisation(Row, table=True):
    """`search_text`: folded name and tax code. `sort_key`: Vietnamese dictionary order.

    A missing tax code is a state, not a gap: `tax_code` is null for any number of organisations.
    """

    __table_args__ = (
        sa.CheckConstraint("(tax_state = 'known') = (tax_code IS NOT NULL)", name="tax_state"),
        sa.Index(
            "organisation_tax_code_key",
            "country",
            "tax_code",
            unique=True,
            postgresql_where=sa.text("tax_code IS NOT NULL"),
            info={"rejects": "tax_code_taken"},
        ),
        sa.Index(
            "organisation_search_text_idx",
            "search_text",
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        sa.Index("organisation_sort_key_idx", "sort_key", "id"),
    )

    id: UUID = Field(primary_key=True)
    version: int = 1
    name: str
    search_text: str
    sort_key: str
    kind: Kind = Field(sa_type=sa.Text)
    legal_form: LegalForm = Field(sa_type=sa.Text)
    sector: Sector | None = Field(sa_type=sa.Text)
    country: str
    province: str | None
    status: OrganisationStatus = Field(sa_type=sa.Text)
    tax_state: TaxState = Field(sa_type=sa.Text)
    tax_code: str | None
    address: str
    founded: int | None = None
    members: int | None = None
    reason: str = ""
    registered_at: datetime = Field(sa_type=STAMP)

    @classmethod
    def of(cls, organisation_id: UUID, profile: Profile, *, status: OrganisationStatus, at: datetime) -> "Organisation":
        return cls(
            id=organisation_id,
            name=profile.name,
            search_text=f"{fold(profile.name)} {profile.tax_code or ''}".strip(),
            sort_key=sort_key(profile.name),
            kind=profile.kind,
            legal_form=profile.legal_form,
            sector=profile.sector,
            country=profile.country,
            province=profile.province,
            status=status,
            tax_state="missing" if profile.tax_code is None else "known",
            tax_code=profile.tax_code,
            address=profile.address,
            registered_at=at,
        )

    @property
    def profile(self) -> Profile:
        return Profile(
            name=self.name,
            kind=self.kind,
            legal_form=self.legal_form,
            sector=self.sector,
            country=self.country,
            province=self.province,
            tax_code=self.tax_code,
            address=self.address,
        )

    def decide(self, *, verified: bool, reason: str) -> bool:
        """Whether this changes anything."""
        if self.status not in DECIDABLE:
            raise Rejected("not_decidable", status=self.status)
        if not verified and not reason:
            raise Invalid({"reason": "required"})
        status: OrganisationStatus = "verified" if verified else "refused"
        if (self.status, self.reason) == (status, reason):
            return False
        self.status, self.reason = status, reason
        self.version += 1
        return True

    def public(self) -> contract.Organisation:
        return contract.Organisation(
            id=self.id,
            version=self.version,
            name=self.name,
            kind=self.kind,
            legal_form=self.legal_form,
            sector=self.sector,
            country=self.country,
            province=self.province,
            status=self.status,
            former_province=former_province(self.province, self.address),
        )

    def changed(self) -> OrganisationChanged:
        return OrganisationChanged(id=self.id, version=self.version, organisation=self.public())

    def history_entry(self, *, by: UUID | None, at: datetime) -> "StatusChange":
        return StatusChange(
            organisation_id=self.id,
            version=self.version,
            status=self.status,
            reason=self.reason,
            changed_by=by,
            changed_at=at,
        )


class StatusChange(Row, table=True):
    """`changed_by` is the deciding account; null for a self-registration and for the operator."""

    __tablename__ = "status_change"

    organisation_id: UUID = Field(primary_key=True, foreign_key="organisation.id")
    version: int = Field(primary_key=True)
    status: OrganisationStatus = Field(sa_type=sa.Text)
    reason: str
    changed_by: UUID | None
    changed_at: datetime = Field(sa_type=STAMP)
