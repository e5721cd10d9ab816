"""Many people registered from one list: each as if they came alone, and none of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select

from services.fairs import particulars
from services.fairs.admitting import Door, door_at, keep_at
from services.fairs.entitlement import exhibiting, must_be_entitled
from services.fairs.models import ARRANGING, Enrolment, Fair, Organisation, Registration
from services.fairs.naming import coops_named, namesakes
from services.fairs.rights import must_hold
from shared.contracts.fairs import attendees as contract
from shared.contracts.fairs.attendee_groups import (
    GroupFault,
    GroupLine,
    GroupMember,
    GroupOutcome,
    GroupRegistered,
    GroupTaken,
    RegisterGroup,
)
from shared.contracts.values import Named
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, fold


@dataclass
class Group:
    """What is known when a list is gone through. `earlier`: who was registered before, or further up in it."""

    fair: Fair
    organizes: bool
    doors: dict[contract.AttendeeKind, Door]
    exhibitors: frozenset[UUID]
    earlier: dict[UUID, Registration | Enrolment]
    told: dict[UUID, contract.Particulars]
    listed: set[UUID] = field(default_factory=set)

    def judge(self, one: Registration, says: contract.Particulars) -> GroupOutcome:
        """What becomes of them. A place that is given here is taken."""
        if not one.person_name:
            raise Invalid({"person_name": "required"})
        if one.id in self.listed:
            raise Invalid({"person_name": "duplicate"})
        self.listed.add(one.id)
        known = self.earlier.get(one.id)
        if known is not None:
            self._must_be_the_same(one, known)
            return "unchanged" if self.told.get(one.id, particulars.NOTHING) == says else "changed"
        must_be_entitled(one.kind, one.organisation_id, self.exhibitors, organizes=self.organizes)
        return self.doors[one.kind].place()

    def _must_be_the_same(self, one: Registration, known: Registration | Enrolment) -> None:
        of_one_house = one.organisation_id is not None and one.organisation_id == known.organisation_id
        theirs = self.organizes or of_one_house or one.account_id == known.account_id
        if known.fair_id != self.fair.id or not theirs:
            raise Invalid({"person_name": "id_reused"})
        if isinstance(known, Enrolment) and known.status in {"refused", "withdrawn"}:
            raise Invalid({"person_name": "taken_off"})
        if known.kind != one.kind:
            raise Invalid({"kind": "registered_otherwise"})


async def register_group(command: RegisterGroup, tx: Transaction) -> GroupTaken:
    fair = await _entered(command, tx)
    people = await _people(command, tx)
    group = await _group(fair, people, tx)
    doubled = await namesakes(people, fair.id, tx)
    taken, said = GroupTaken(lines=[], refused=[]), dict[UUID, contract.Particulars]()
    asked = 0
    for member, one in zip(command.people, people, strict=True):
        says = particulars.tidy(member.particulars)
        try:
            outcome = group.judge(one, says)
        except Rejected as refusal:
            taken.refused.append(GroupFault(line=member.line, faults=_faults(refusal)))
            continue
        taken.lines.append(GroupLine(line=member.line, outcome=outcome, namesake=one.id in doubled))
        if outcome == "unchanged" or command.rehearsal:
            continue
        said[one.id] = says
        if outcome != "changed":
            asked += outcome == "asked"
            keep_at(outcome, one, fair, tx, in_group=True)
    await particulars.keep(said, fair.id, tx)
    if said:
        tx.emit(_registered(command, fair, asked, tx))
    return taken


async def _entered(command: RegisterGroup, tx: Transaction) -> Fair:
    """Organizers register anybody, others in the name of the organisation that they speak for."""
    if tx.actor.is_one_of("organizer"):
        await must_hold("people", command.fair_id, tx)
    elif command.organisation_id is None:
        raise Rejected("forbidden")
    else:
        tx.actor.must_act_for(command.organisation_id)
    fair = await tx.found(Fair, command.fair_id, or_reject="fair_unknown")
    fair.must_be_seen_by(staff=tx.actor.is_one_of("organizer"))
    fair.must_be(*ARRANGING)
    return fair


async def _people(command: RegisterGroup, tx: Transaction) -> list[Registration]:
    """As they would be kept. Co-ops that organizers name are known by their names."""
    known: list[Named] = []
    if tx.actor.is_one_of("organizer"):
        known = await coops_named([clean(member.organisation_name) for member in command.people], tx)
    ids = {one.name.lower(): one.id for one in known}
    if command.organisation_id is not None:
        own = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
        ids |= {"": own.id, own.name.lower(): own.id}
    return [_registration(member, command.fair_id, ids, tx) for member in command.people]


def _registration(member: GroupMember, fair_id: UUID, ids: dict[str, UUID], tx: Transaction) -> Registration:
    name, organisation_name = clean(member.person_name), clean(member.organisation_name)
    organisation_id = ids.get(organisation_name.lower())
    return Registration(
        id=member.registration_id,
        fair_id=fair_id,
        account_id=tx.actor.must_be_account(),
        kind=member.kind,
        person_name=name,
        name_folded=fold(name),
        organisation_id=organisation_id,
        organisation_name="" if organisation_id else organisation_name,
        code="",
        registered_at=tx.now,
    )


async def _group(fair: Fair, people: Sequence[Registration], tx: Transaction) -> Group:
    """Doors are locked in the order of their kinds, always."""
    ids = [one.id for one in people]
    badges = await tx.session.exec(select(Registration).where(col(Registration.id).in_(ids)))
    queued = await tx.session.exec(select(Enrolment).where(col(Enrolment.id).in_(ids)))
    earlier: dict[UUID, Registration | Enrolment] = {one.id: one for one in queued}
    earlier |= {one.id: one for one in badges}
    return Group(
        fair=fair,
        organizes=tx.actor.is_one_of("organizer"),
        doors={kind: await door_at(fair.id, kind, tx) for kind in sorted({one.kind for one in people})},
        exhibitors=await exhibiting({one.organisation_id for one in people if one.organisation_id}, fair.id, tx),
        earlier=earlier,
        told=await particulars.particulars_of(ids, tx),
    )


def _faults(refusal: Rejected) -> dict[str, str]:
    """A rule says no to what they come as, or a field is wrong."""
    if isinstance(refusal, Invalid):
        return {field: str(code) for field, code in refusal.details.items()}
    return {"kind": refusal.code}


def _registered(command: RegisterGroup, fair: Fair, asked: int, tx: Transaction) -> GroupRegistered:
    return GroupRegistered(
        id=command.group_id,
        version=1,
        fair_id=fair.id,
        fair_name=fair.name,
        account_id=tx.actor.must_be_account(),
        asked=asked,
    )
