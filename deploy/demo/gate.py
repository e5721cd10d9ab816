"""Who came to the past fair: exhibitors and buyers with badges, visitors without, as its gate read them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from deploy.demo.accounts import ORGANIZER
from deploy.demo.fairs import fair_id
from deploy.demo.organisations import organisation_id
from deploy.local.console import Console
from shared.contracts.fairs.attendee_groups import GroupMember, RegisterGroup
from shared.contracts.fairs.attendees import AttendeeKind, Badge, FindBadges
from shared.contracts.fairs.fair import FairBody
from shared.contracts.fairs.gate import MergeScans, Scan, WalkIn
from shared.contracts.registry import Identify, IssueToken, LoadedOrganisation

DAYS = 2
VISITORS = 90
"""Without a badge, on each day."""
STAYED_AWAY = 12
"""One exhibitor in so many."""
GATE = "Cổng chính"
PERSON = "Đại diện"


async def let_in(
    console: Console, exhibitors: Sequence[LoadedOrganisation], buyers: Sequence[LoadedOrganisation], held: FairBody
) -> None:
    """As the organizer: whoever registers and reads badges is somebody."""
    issued = await console.ask(IssueToken(email=ORGANIZER, hours=1))
    organizer = (await console.ask(Identify(kind="token", credential=issued.token))).actor_tokens["fairs.v1.cmd."]
    people = [*_people("exhibitor", exhibitors), *_people("buyer", buyers)]
    group = RegisterGroup(group_id=organisation_id("group", "past"), fair_id=fair_id("past"), people=people)
    await console.ask(group, actor=organizer)
    badges = (await console.ask(FindBadges(fair_id=fair_id("past"), page_size=100))).items
    scans = [scan for day in range(DAYS) for scan in _scans(badges, held.starts_at + timedelta(days=day))]
    await console.ask(MergeScans(fair_id=fair_id("past"), phone_now=datetime.now(UTC), scans=scans), actor=organizer)


def _people(kind: AttendeeKind, organisations: Sequence[LoadedOrganisation]) -> Iterator[GroupMember]:
    for line, organisation in enumerate(organisations, start=1):
        yield GroupMember(
            line=line,
            registration_id=organisation_id("badge", "past", organisation.id),
            kind=kind,
            person_name=PERSON,
            organisation_name=organisation.name,
        )


def _scans(badges: Sequence[Badge], opening: datetime) -> Iterator[Scan]:
    """One a minute."""
    by_id = sorted((badge for badge in badges if badge.person_name == PERSON), key=lambda badge: badge.registration_id)
    came = [badge.code for place, badge in enumerate(by_id) if place % STAYED_AWAY]
    for minute, code in enumerate([*came, *[""] * VISITORS]):
        yield Scan(
            id=organisation_id("scan", opening.date(), minute),
            at=opening + timedelta(minutes=minute),
            gate=GATE,
            code=code,
            walk_in=None if code else WalkIn(person_name=f"Khách {minute - len(came) + 1}"),
        )
