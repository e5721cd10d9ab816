"""Many demands at once: a buyer's own file."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from shared.contracts.importing import ImportOutcome
from shared.contracts.matching import DemandBody
from shared.contracts.message import Command


class ImportedDemand(DemandBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`expected_version`: refused when somebody changed it since; without it the line goes over whatever there is."""

    id: UUID
    line: int
    expected_version: int | None = None


class ImportDemands(Command[ImportOutcome], frozen=True, kw_only=True):
    """Many demands of one buyer. A `rehearsal` says what would become of each line, and changes nothing."""

    subject = "matching.v1.cmd.import_demands"
    organisation_id: UUID
    items: Annotated[list[ImportedDemand], Meta(max_length=50)]
    rehearsal: bool = False
