"""Reading the registry of organisations."""

import re
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from services.registry.models.account import Account, Membership
from services.registry.models.organisation import Organisation, StatusChange
from shared.actor import Role
from shared.contracts import registry as contract
from shared.contracts.registry import (
    AccountLine,
    FindOrganisations,
    GetDossier,
    GetOrganisation,
    OrganisationDossier,
    OrganisationPage,
    StatusLine,
)
from shared.errors import Rejected
from shared.messaging import Reading
from shared.provinces import former_province
from shared.text import fold

ORGANISATION = Organisation.metadata.tables["organisation"]
READERS: tuple[Role, ...] = ("officer", "organizer", "auditor", "admin")
_PUBLIC = [column for column in ORGANISATION.c if column.name in {*contract.Organisation.__struct_fields__, "address"}]
_SEPARATORS = re.compile(r"[^\w-]+")

Condition = sa.ColumnElement[bool]


async def find_organisations(query: FindOrganisations, reading: Reading) -> OrganisationPage:
    """In Vietnamese dictionary order. Names are found with or without marks, by parts of words; so are tax codes."""
    reading.actor.must_be(*READERS)
    asked = _asked(query)
    counts = await _counts(asked, reading)
    chosen = [*asked]
    if query.status is not None:
        chosen.append(ORGANISATION.c.status == query.status)
    if query.sector is not None:
        chosen.append(ORGANISATION.c.sector == query.sector)
    page = (
        sa.select(*_PUBLIC)
        .where(*chosen)
        .order_by(ORGANISATION.c.sort_key, ORGANISATION.c.id)
        .limit(query.page_size)
        .offset((query.page - 1) * query.page_size)
    )
    rows = await reading.execute(page)
    by_status: dict[str, int] = {}
    by_sector: dict[str, int] = {}
    total = 0
    for status, sector, found in counts:
        by_status[status] = by_status.get(status, 0) + found
        if sector is not None:
            by_sector[sector] = by_sector.get(sector, 0) + found
        if query.status in {None, status} and query.sector in {None, sector}:
            total += found
    return OrganisationPage(items=[_public(row) for row in rows], total=total, by_status=by_status, by_sector=by_sector)


def _asked(query: FindOrganisations) -> list[Condition]:
    words = _SEPARATORS.sub(" ", fold(query.q)).split()
    conditions: list[Condition] = [ORGANISATION.c.search_text.contains(word, autoescape=True) for word in words]
    if query.kind is not None:
        conditions.append(ORGANISATION.c.kind == query.kind)
    return conditions


async def _counts(asked: list[Condition], reading: Reading) -> list[tuple[str, str | None, int]]:
    columns = (ORGANISATION.c.status, ORGANISATION.c.sector)
    statement = sa.select(*columns, sa.func.count()).where(*asked).group_by(*columns)
    rows = await reading.execute(statement)
    return [(status, sector, found) for status, sector, found in rows]


async def get_organisation(query: GetOrganisation, reading: Reading) -> contract.Organisation:
    statement = sa.select(*_PUBLIC).where(ORGANISATION.c.id == query.organisation_id)
    row = (await reading.execute(statement)).one_or_none()
    if row is None:
        raise Rejected("organisation_unknown", id=query.organisation_id)
    return _public(row)


async def get_dossier(query: GetDossier, reading: Reading) -> OrganisationDossier:
    if not reading.actor.speaks_for(query.organisation_id):
        reading.actor.must_be(*READERS)
    statement = sa.select(ORGANISATION).where(ORGANISATION.c.id == query.organisation_id)
    row = (await reading.execute(statement)).one_or_none()
    if row is None:
        raise Rejected("organisation_unknown", id=query.organisation_id)
    return OrganisationDossier(
        organisation=_public(row),
        tax_state=row.tax_state,
        tax_code=row.tax_code,
        address=row.address,
        founded=row.founded,
        members=row.members,
        reason=row.reason,
        registered_at=row.registered_at,
        accounts=await _accounts(query, reading),
        history=await _history(query, reading),
    )


async def _accounts(query: GetDossier, reading: Reading) -> list[AccountLine]:
    statement = (
        sa.select(col(Account.id), col(Account.email), col(Account.person_name), col(Account.phone))
        .join(Membership, col(Membership.account_id) == col(Account.id))
        .where(col(Membership.organisation_id) == query.organisation_id)
        .order_by(col(Membership.since), col(Account.id))
    )
    rows = await reading.execute(statement)
    return [AccountLine(id=id_, email=email, person_name=name, phone=phone) for id_, email, name, phone in rows]


async def _history(query: GetDossier, reading: Reading) -> list[StatusLine]:
    statement = (
        sa.select(col(StatusChange.status), col(StatusChange.reason), col(StatusChange.changed_at))
        .where(col(StatusChange.organisation_id) == query.organisation_id)
        .order_by(col(StatusChange.version))
    )
    rows = await reading.execute(statement)
    return [StatusLine(status=status, reason=reason, at=at) for status, reason, at in rows]


def _public(row: sa.Row[Any]) -> contract.Organisation:
    return contract.Organisation(
        id=row.id,
        version=row.version,
        name=row.name,
        kind=row.kind,
        legal_form=row.legal_form,
        sector=row.sector,
        country=row.country,
        province=row.province,
        status=row.status,
        former_province=former_province(row.province, row.address),
    )
