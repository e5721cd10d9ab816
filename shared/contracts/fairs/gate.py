"""The gates of a fair: what a phone needs to work there without network, and what it read, merged later."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from shared.contracts.fairs.attendees import AttendeeKind
from shared.contracts.fairs.fair import FairKind, Zone
from shared.contracts.message import Command, Event, Query
from shared.contracts.values import Line

MOST_SCANS = 500
"""In one batch: its answer stays well below what the bus takes."""

Verdict = Literal["counted", "already", "unknown", "forged", "other_fair", "cancelled"]
"""`counted`: came in on that day, or to that session, by this scan. `unknown`: signed as ours, but nobody's."""
Clock = Literal["right", "corrected", "doubtful"]
"""What can be said of the time that a phone told; `doubtful`: its clock was changed between scan and merge."""
GateName = Annotated[str, Meta(max_length=40)]
SessionName = Annotated[str, Meta(max_length=120)]
"""Of a class, a workshop; empty: the entrance."""
Mark = Annotated[str, Meta(pattern="^[0-9a-f]{24}$")]
"""The first 96 bits of a code's SHA-256: it tells a badge that is shown, and makes none."""


class Expected(Struct, frozen=True, kw_only=True):
    """Somebody with a badge. `came`: the days, at the venue, on which the entrance was passed."""

    mark: Mark
    kind: AttendeeKind
    person_name: str
    organisation_name: str
    came: list[date]


class GateList(Struct, frozen=True, kw_only=True):
    """`key`, in hex, tells what was signed for this fair. `now`: by it a phone sees how wrong its clock is.
    `next` asks for what follows.
    """

    fair_id: UUID
    fair_name: str
    kind: FairKind
    zone: Zone
    key: str
    now: datetime
    total: int
    items: list[Expected]
    next: UUID | None


class GetGateList(Query[GateList], frozen=True, kw_only=True):
    """Organizers. In pages, by the ids of the registrations."""

    subject = "fairs.v1.qry.get_gate_list"
    fair_id: UUID
    after: UUID | None = None
    page_size: Annotated[int, Meta(ge=1, le=2000)] = 2000


class WalkIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who came without a badge and is registered at the gate."""

    person_name: Line
    organisation_name: Annotated[str, Meta(max_length=200)] = ""
    kind: Literal["visitor", "guest", "trainee"] = "visitor"


class Scan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`code` as it was read, or the `mark` of who was found by name in the list, or a walk-in. `at` by the phone's
    clock; `behind`: the seconds that this clock was behind ours when they last met before the scan, where it knows.
    """

    id: UUID
    at: Annotated[datetime, Meta(tz=True)]
    behind: Annotated[int, Meta(ge=-(10**10), le=10**10)] | None = None
    gate: GateName = ""
    session: SessionName = ""
    code: Annotated[str, Meta(max_length=200)] = ""
    mark: Mark | None = None
    walk_in: WalkIn | None = None


class ScanResult(Struct, frozen=True, kw_only=True):
    """`at`: when, as far as it can be known. Of who was in already: `first_at`, `first_gate`. `code`: the badge that a
    walk-in was given. `fair_name`: of the other fair that the badge is for.
    """

    id: UUID
    verdict: Verdict
    at: datetime
    clock: Clock
    day: date
    registration_id: UUID | None = None
    person_name: str = ""
    organisation_name: str = ""
    kind: AttendeeKind | None = None
    code: str = ""
    first_at: datetime | None = None
    first_gate: str = ""
    fair_name: str = ""


class MergedScans(Struct, frozen=True, kw_only=True):
    """In the order in which they were sent."""

    results: list[ScanResult]


class MergeScans(Command[MergedScans], frozen=True, kw_only=True):
    """Organizers. The same scan again is answered the same and counts once. `phone_now`: the phone's clock when it
    sends.
    """

    subject = "fairs.v1.cmd.merge_scans"
    fair_id: UUID
    phone_now: Annotated[datetime, Meta(tz=True)]
    scans: Annotated[list[Scan], Meta(min_length=1, max_length=MOST_SCANS)]


class ScanPage(Struct, frozen=True, kw_only=True):
    items: list["ScanKept"]
    total: int


class ScanKept(Struct, frozen=True, kw_only=True):
    """What a gate read and nobody could be let in by, or whose time is in doubt."""

    id: UUID
    verdict: Verdict
    at: datetime
    clock: Clock
    gate: str
    code: str
    person_name: str


class FindOddScans(Query[ScanPage], frozen=True, kw_only=True):
    """Organizers and auditors: the latest first."""

    subject = "fairs.v1.qry.find_odd_scans"
    fair_id: UUID
    page_size: Annotated[int, Meta(ge=1, le=100)] = 50


class ScansMerged(Event, frozen=True, kw_only=True):
    """`id` is that of the batch's first scan. `counted` more have come in."""

    subject = "fairs.v1.evt.scans_merged"
    fair_id: UUID
    counted: int
