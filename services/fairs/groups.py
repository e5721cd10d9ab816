"""Groups of people of a fair: statements that find the co-ops or the accounts in them."""

from uuid import UUID

import sqlalchemy as sa

from services.fairs.models import HAS_BOOTH, Application, Booking, Organisation, Registration, WaitingEntry, table_of
from shared.contracts.fairs.announcements import Group

APPLICATION, BOOKING, WAITING = table_of(Application), table_of(Booking), table_of(WaitingEntry)
ORGANISATION, REGISTRATION = table_of(Organisation), table_of(Registration)
PART = 5000
"""Ids in one event: far below the largest message, with the longest text."""


def coops_in(group: Group, fair_id: UUID) -> sa.Select[UUID]:
    """Who gave the booth back is no exhibitor any more, though the application was accepted."""
    if group.name == "waiting":
        waiting = sa.select(WAITING.c.organisation_id).where(WAITING.c.fair_id == fair_id, WAITING.c.left_at.is_(None))
        return waiting.distinct()
    booked = sa.select(BOOKING.c.organisation_id).where(BOOKING.c.fair_id == fair_id)
    has_booth = booked.where(HAS_BOOTH)
    accepted = sa.select(APPLICATION.c.organisation_id).where(
        APPLICATION.c.fair_id == fair_id,
        APPLICATION.c.status == "accepted",
        APPLICATION.c.organisation_id.not_in(booked),
    )
    exhibitors = sa.union(has_booth, accepted).subquery()
    return sa.select(exhibitors.c.organisation_id)


def accounts_in(group: Group, fair_id: UUID) -> sa.Select[UUID]:
    """Who walked in has no account: the row names the gate's."""
    registered = sa.select(REGISTRATION.c.account_id).where(
        REGISTRATION.c.fair_id == fair_id, REGISTRATION.c.walked_in.is_(False)
    )
    if group.kind is not None:
        registered = registered.where(REGISTRATION.c.kind == group.kind)
    if group.country is not None:
        there = ORGANISATION.c.country == group.country
        registered = registered.join(ORGANISATION, ORGANISATION.c.id == REGISTRATION.c.organisation_id).where(there)
    return registered.distinct()
