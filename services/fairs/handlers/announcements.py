"""A message of the organizers to a group, told once to who is in it now."""

from uuid import UUID

from services.fairs.groups import PART, accounts_in, coops_in
from services.fairs.models import Announcement, Fair
from services.fairs.rights import must_hold
from shared.contracts.fairs.announcements import AnnouncementMade, MakeAnnouncement
from shared.contracts.values import ActPut
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction
from shared.text import clean, clean_lines


async def make_announcement(command: MakeAnnouncement, tx: Transaction) -> ActPut:
    await must_hold("people", command.fair_id, tx)
    fair = await tx.locked(Fair, command.fair_id, or_reject="fair_unknown")
    announcement = _stated(command, tx)
    earlier = await tx.session.get(Announcement, command.announcement_id)
    if earlier is not None:
        if not earlier.says_the_same_as(announcement):
            raise Rejected("id_reused", id=earlier.id)
        return ActPut(id=earlier.id, outcome="repeated")
    await _address(announcement, tx)
    tx.add(announcement)
    for part in range(0, len(announcement.organisation_ids) + len(announcement.account_ids), PART):
        tx.emit(_made(announcement, fair.name, part))
    return ActPut(id=announcement.id, outcome="created")


def _stated(command: MakeAnnouncement, tx: Transaction) -> Announcement:
    title, text = clean(command.title), clean_lines(command.text)
    wrong = {field: "required" for field, said in (("title", title), ("text", text)) if not said}
    if command.group.name != "registered" and (command.group.kind or command.group.country):
        wrong["group"] = "not_narrowed"
    if wrong:
        raise Invalid(wrong)
    return Announcement(
        id=command.announcement_id,
        fair_id=command.fair_id,
        group_name=command.group.name,
        kind=command.group.kind,
        country=command.group.country,
        title=title,
        text=text,
        at=tx.now,
        account_id=tx.actor.account_id,
        organisation_ids=[],
        account_ids=[],
    )


async def _address(announcement: Announcement, tx: Transaction) -> None:
    group, fair_id = announcement.group, announcement.fair_id
    found = (accounts_in if group.name == "registered" else coops_in)(group, fair_id)
    ids: list[UUID] = sorted((await tx.execute(found)).scalars())
    if not ids:
        raise Rejected("group_empty")
    if group.name == "registered":
        announcement.account_ids = ids
    else:
        announcement.organisation_ids = ids


def _made(announcement: Announcement, fair_name: str, start: int) -> AnnouncementMade:
    def part_of(ids: list[UUID]) -> list[UUID]:
        return ids[start : start + PART]

    return AnnouncementMade(
        id=announcement.id,
        version=start // PART + 1,
        fair_id=announcement.fair_id,
        fair_name=fair_name,
        title=announcement.title,
        text=announcement.text,
        organisation_ids=part_of(announcement.organisation_ids),
        account_ids=part_of(announcement.account_ids),
    )
