"""Judging what gates have read: whose it is, and whether it counts. One merge at a time at each fair."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from services.fairs.badge_code import is_signed, understood
from services.fairs.models import Fair, GateScan, JoinedBadge, Registration
from services.fairs.telling import attendee_checked_in
from shared.contracts.fairs.gate import Verdict
from shared.errors import Rejected
from shared.messaging import Transaction

_TURN = sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(sa.bindparam("fair"), 1)))

Time = tuple[UUID | None, date, str]
"""Whose, on which day, in which session: what counts once."""


@dataclass
class Gate:
    """What is known at a fair of the badges that were read and of who is in. Locked until the commit."""

    fair: Fair
    badges: dict[str, Registration]
    others: dict[UUID, str] = field(default_factory=dict)
    counted: dict[Time, GateScan] = field(default_factory=dict)
    people: dict[UUID, Registration] = field(default_factory=dict)

    def judge(self, scan: GateScan, tx: Transaction) -> None:
        """By the rules of the gate; what counts is told."""
        badge = self.badges.get(understood(scan.read))
        scan.registration_id = badge.id if badge else None
        scan.verdict = self._verdict(scan, badge)
        if badge is not None and scan.verdict == "counted":
            self.count(scan, badge)
            if not badge.walked_in:
                tx.emit(attendee_checked_in(badge, scan.at, self.fair.name))

    def count(self, scan: GateScan, badge: Registration) -> None:
        scan.registration_id, scan.verdict = badge.id, "counted"
        self.people[badge.id] = badge
        self.counted[time_of(scan)] = scan
        badge.came(scan.at)

    def _verdict(self, scan: GateScan, badge: Registration | None) -> Verdict:
        if badge is None:
            return "unknown" if is_signed(understood(scan.read), self.fair.badge_key) else "forged"
        if badge.fair_id != self.fair.id:
            return "other_fair"
        if self.fair.status == "cancelled":
            return "cancelled"
        return "already" if time_of(scan) in self.counted else "counted"

    def first(self, scan: GateScan) -> GateScan | None:
        """The scan by which somebody was in already."""
        return self.counted.get(time_of(scan)) if scan.verdict == "already" else None

    def holder(self, scan: GateScan) -> Registration | None:
        return self.people.get(scan.registration_id) if scan.registration_id else None


def time_of(scan: GateScan) -> Time:
    return scan.registration_id, scan.day, scan.session


async def in_turn(fair_id: UUID, tx: Transaction) -> None:
    """Until the commit, nobody else merges at this fair."""
    await tx.execute(_TURN, {"fair": str(fair_id)})


async def at_gate(fair: Fair, reads: Iterable[str], registration_ids: Iterable[UUID], tx: Transaction) -> Gate:
    """Badges are locked in the order of their ids."""
    codes = {understood(read) for read in reads}
    became = select(JoinedBadge.code, JoinedBadge.registration_id).where(col(JoinedBadge.code).in_(codes))
    joined = dict((await tx.session.exec(became)).all())
    ids = [*registration_ids, *joined.values()]
    asked = (
        select(Registration)
        .where(sa.or_(col(Registration.code).in_(codes), col(Registration.id).in_(ids)))
        .order_by(col(Registration.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    people = list(await tx.session.exec(asked))
    inside = select(GateScan).where(
        col(GateScan.registration_id).in_([one.id for one in people]), col(GateScan.verdict) == "counted"
    )
    by_id = {one.id: one for one in people}
    badges = {one.code: one for one in people} | {code: by_id[key] for code, key in joined.items() if key in by_id}
    gate = Gate(fair, badges, people=by_id)
    gate.counted = {time_of(scan): scan for scan in await tx.session.exec(inside)}
    elsewhere = {one.fair_id for one in people} - {fair.id}
    if elsewhere:
        named = select(Fair.id, Fair.name).where(col(Fair.id).in_(elsewhere))
        gate.others = dict((await tx.session.exec(named)).all())
    return gate


async def earlier_scans(fair_id: UUID, scans: Sequence[tuple[UUID, str]], tx: Transaction) -> dict[UUID, GateScan]:
    """Those of these ids that were merged before. `id_reused` when one of them was something else."""
    asked = select(GateScan).where(col(GateScan.id).in_([key for key, _ in scans]))
    found = {scan.id: scan for scan in await tx.session.exec(asked)}
    for key, read in scans:
        if key in found and (found[key].fair_id, found[key].read) != (fair_id, read):
            raise Rejected("id_reused", id=key)
    return found


def a_scan(  # noqa: PLR0913 – what is kept of a reading
    key: UUID, fair: Fair, read: str, *, at: datetime, day: date, tx: Transaction, gate: str = "", session: str = ""
) -> GateScan:
    """Not judged yet."""
    return GateScan(
        id=key,
        fair_id=fair.id,
        gate=gate,
        session=session,
        read=read,
        told_at=at,
        at=at,
        day=day,
        clock="right",
        verdict="unknown",
        merged_at=tx.now,
        account_id=tx.actor.must_be_account(),
    )
