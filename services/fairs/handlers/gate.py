"""What gates have read without network, merged: nothing lost, nothing counted twice."""

from datetime import timedelta

from services.fairs.badge_code import new_code, printed
from services.fairs.gate import Gate, a_scan, at_gate, earlier_scans, in_turn
from services.fairs.gate_marks import by_codes
from services.fairs.gate_time import true_time, within_reason
from services.fairs.models import Fair, GateScan, Registration
from services.fairs.rights import must_hold
from shared.contracts.fairs.gate import MergedScans, MergeScans, Scan, ScanResult, ScansMerged, WalkIn
from shared.errors import Invalid
from shared.fair_days import day_at_venue
from shared.messaging import Transaction
from shared.text import clean, fold


async def merge_scans(command: MergeScans, tx: Transaction) -> MergedScans:
    """In the order of their times, whatever the order in which they were sent."""
    await must_hold("desk", command.fair_id, tx)
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    await in_turn(fair.id, tx)
    command = await by_codes(command, tx)
    _must_name_walk_ins(command)
    before = await earlier_scans(fair.id, [(scan.id, _read(scan)) for scan in command.scans], tx)
    known = [scan.registration_id for scan in before.values() if scan.registration_id]
    gate = await at_gate(fair, [scan.code for scan in command.scans if not scan.walk_in], known, tx)
    fresh = {scan.id: _scan(scan, command, fair, tx) for scan in command.scans if scan.id not in before}
    walk_ins = {scan.id: scan.walk_in for scan in command.scans}
    for scan in sorted(fresh.values(), key=lambda scan: (scan.at, scan.id)):
        walk_in = walk_ins[scan.id]
        if walk_in is None:
            gate.judge(scan, tx)
        else:
            await _let_in(walk_in, scan, gate, tx)
        tx.add(scan)
    counted = sum(scan.verdict == "counted" for scan in fresh.values())
    if counted:
        tx.emit(ScansMerged(id=command.scans[0].id, version=1, fair_id=fair.id, counted=counted))
    await tx.session.flush()
    all_of_them = before | fresh
    return MergedScans(results=[_result(all_of_them[scan.id], gate, scan) for scan in command.scans])


def _must_name_walk_ins(command: MergeScans) -> None:
    wrong = {
        f"scans.{place}": "required"
        for place, scan in enumerate(command.scans)
        if not (clean(scan.walk_in.person_name) if scan.walk_in else scan.code.strip())
    }
    if wrong:
        raise Invalid(wrong)


def _read(scan: Scan) -> str:
    return clean(scan.walk_in.person_name) if scan.walk_in else scan.code.strip()


def _scan(scan: Scan, command: MergeScans, fair: Fair, tx: Transaction) -> GateScan:
    behind = None if scan.behind is None else timedelta(seconds=scan.behind)
    told = within_reason(scan.at)
    at, clock = true_time(told, within_reason(command.phone_now), tx.now, behind=behind)
    gate, session = clean(scan.gate), clean(scan.session)
    kept = a_scan(scan.id, fair, _read(scan), at=at, day=day_at_venue(at, fair.zone), tx=tx, gate=gate, session=session)
    kept.told_at, kept.clock = told, clock
    return kept


async def _let_in(walk_in: WalkIn, scan: GateScan, gate: Gate, tx: Transaction) -> None:
    """Registered under the scan's id, so that they are registered once."""
    if gate.fair.status == "cancelled":
        scan.verdict = "cancelled"
        return
    name = clean(walk_in.person_name)
    registration = Registration(
        id=scan.id,
        fair_id=gate.fair.id,
        account_id=scan.account_id,
        kind=walk_in.kind,
        person_name=name,
        name_folded=fold(name),
        organisation_name=clean(walk_in.organisation_name),
        code=new_code(gate.fair.badge_key),
        registered_at=tx.now,
        walked_in=True,
    )
    tx.add(registration)
    await tx.session.flush()
    gate.count(scan, registration)


def _result(scan: GateScan, gate: Gate, sent: Scan) -> ScanResult:
    holder, first = gate.holder(scan), gate.first(scan)
    ours = holder is not None and holder.fair_id == scan.fair_id
    return ScanResult(
        id=scan.id,
        verdict=scan.verdict,
        at=scan.at,
        clock=scan.clock,
        day=scan.day,
        registration_id=holder.id if holder and ours else None,
        person_name=holder.person_name if holder and ours else "",
        organisation_name=holder.organisation_name if holder and ours else "",
        kind=holder.kind if holder and ours else None,
        code=printed(holder.code) if holder and sent.walk_in else "",
        first_at=first.at if first else None,
        first_gate=first.gate if first else "",
        fair_name=gate.others.get(holder.fair_id, "") if holder else "",
    )
