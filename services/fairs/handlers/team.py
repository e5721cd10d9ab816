"""The team of a fair: invited, joined, changed, removed. The fair is locked, so two never found it at once."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlmodel import col, select

from services.fairs.models import Fair, Member
from services.fairs.rights import must_hold, team_of
from shared.contracts.fairs.team import ChangeRights, Invited, InviteOrganizer, JoinTeam, RemoveOrganizer
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.ids import uuid7
from shared.messaging import Transaction
from shared.secret import digest, new_secret
from shared.text import clean


async def invite_organizer(command: InviteOrganizer, tx: Transaction) -> Invited:
    tx.actor.must_be("organizer")
    await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    await must_hold("owner", command.fair_id, tx)
    name, rights = clean(command.name), _sorted(command.rights)
    if not name:
        raise Invalid({"name": "required"})
    if not await team_of(command.fair_id, tx):
        tx.add(_founder(command.fair_id, tx))
    member, token = await tx.session.get(Member, command.member_id, with_for_update=True), new_secret()
    known = member is not None
    if member is None:
        member = Member(id=command.member_id, fair_id=command.fair_id, name=name, rights=rights, invited_at=tx.now)
        tx.add(member)
    elif (member.fair_id, member.name, member.rights) != (command.fair_id, name, rights) or member.removed_at:
        raise Rejected("id_reused", id=command.member_id)
    if member.joined_at is None:
        member.token_hash = digest(token)
    return Invited(id=member.id, outcome="repeated" if known else "created", token=token)


def _sorted(rights: Iterable[str]) -> list[str]:
    return sorted(set(rights))


def _founder(fair_id: UUID, tx: Transaction) -> Member:
    return Member(
        id=uuid7(),
        fair_id=fair_id,
        name="",
        rights=["owner"],
        account_id=tx.actor.must_be_account(),
        invited_at=tx.now,
        joined_at=tx.now,
    )


async def join_team(command: JoinTeam, tx: Transaction) -> ActPut:
    """A link is good for one person, once."""
    tx.actor.must_be("organizer")
    account_id = tx.actor.must_be_account()
    invited = select(Member).where(
        col(Member.fair_id) == command.fair_id,
        col(Member.token_hash) == digest(command.token),
        col(Member.removed_at).is_(None),
    )
    member = (await tx.session.exec(invited.with_for_update())).one_or_none()
    if member is None or member.account_id not in {None, account_id}:
        raise Rejected("invitation_unknown")
    if member.joined_at is not None:
        return ActPut(id=member.id, outcome="repeated")
    member.account_id, member.joined_at = account_id, tx.now
    return ActPut(id=member.id, outcome="created")


async def change_rights(command: ChangeRights, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    member, team = await _locked(command.member_id, tx)
    await must_hold("owner", member.fair_id, tx)
    if member.removed_at is not None:
        raise Rejected("member_unknown", id=member.id)
    rights = _sorted(command.rights)
    if member.rights == rights:
        return ActPut(id=member.id, outcome="repeated")
    if "owner" not in rights:
        _must_leave_an_owner(team, member)
    member.rights = rights
    return ActPut(id=member.id, outcome="created")


async def remove_organizer(command: RemoveOrganizer, tx: Transaction) -> ActPut:
    tx.actor.must_be("organizer")
    member, team = await _locked(command.member_id, tx)
    if member.account_id is None or member.account_id != tx.actor.account_id:
        await must_hold("owner", member.fair_id, tx)
    if member.removed_at is not None:
        return ActPut(id=member.id, outcome="repeated")
    _must_leave_an_owner(team, member)
    member.removed_at, member.token_hash = tx.now, None
    return ActPut(id=member.id, outcome="created")


async def _locked(member_id: UUID, tx: Transaction) -> tuple[Member, Sequence[Member]]:
    """With the fair before it, and with all others."""
    known = await tx.found(Member, member_id, or_reject="member_unknown")
    await tx.locked(Fair, known.fair_id, or_reject="fair_unknown")
    member = await tx.locked(Member, member_id, or_reject="member_unknown")
    return member, await team_of(member.fair_id, tx)


def _must_leave_an_owner(team: Sequence[Member], member: Member) -> None:
    if not any(one.may("owner") and "owner" in one.rights for one in team if one.id != member.id):
        raise Rejected("last_owner")
