"""Many demands of a buyer at once; a line that cannot be is refused alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec.structs import asdict
from sqlmodel import col, select

from services.matching.copies import keep_organisations
from services.matching.handlers.demands import keep
from services.matching.models import Demand, Organisation, must_be_ahead
from services.matching.statement import stated
from services.matching.suggesting import hold_listings_still
from shared.contracts.demand_sheets import ImportDemands, ImportedDemand
from shared.contracts.importing import ImportOutcome, LineOutcome, Refusal, TakenLine
from shared.contracts.matching import DemandBody
from shared.contracts.registry import Organisation as OrganisationFacts
from shared.errors import Invalid, Rejected
from shared.messaging import Transaction

OF_THE_LINE = ("id", "line", "expected_version")


async def import_demands(
    command: ImportDemands, tx: Transaction, unknown_buyer: OrganisationFacts | None = None
) -> ImportOutcome:
    tx.actor.must_act_for(command.organisation_id)
    await hold_listings_still(tx)
    if unknown_buyer is not None:
        await keep_organisations([unknown_buyer], tx)
    buyer = await tx.found(Organisation, command.organisation_id, or_reject="organisation_unknown")
    buyer.must_buy()
    lines: list[TakenLine] = []
    refusals: list[Refusal] = []
    known = await _locked([item.id for item in command.items], tx)
    seen: set[UUID] = set()
    for item in sorted(command.items, key=lambda item: (item.id, item.line)):
        try:
            outcome = await _take(item, known, seen, command, tx)
        except Rejected as refusal:
            refusals.append(Refusal.of(item.line, refusal))
        else:
            lines.append(TakenLine(line=item.line, outcome=outcome))
    counted = Counter(line.outcome for line in lines)
    return ImportOutcome(
        created=counted["created"],
        updated=counted["updated"],
        unchanged=counted["unchanged"],
        rejected=sorted(refusals, key=lambda refusal: refusal.line),
        lines=sorted(lines, key=lambda taken: taken.line),
    )


async def _take(
    item: ImportedDemand, known: Mapping[UUID, Demand], seen: set[UUID], command: ImportDemands, tx: Transaction
) -> LineOutcome:
    if item.id in seen:
        raise Invalid({"id": "duplicate"})
    seen.add(item.id)
    demand = known.get(item.id)
    if demand is not None and demand.organisation_id != command.organisation_id:
        raise Rejected("forbidden")
    if item.expected_version not in {None, demand.version if demand else 0}:
        raise Rejected("version_stale", version=demand.version if demand else 0)
    body = stated(DemandBody(**{name: it for name, it in asdict(item).items() if name not in OF_THE_LINE}))
    if demand is not None and demand.says(body):
        return "unchanged"
    must_be_ahead(body, tx.today)
    if not command.rehearsal:
        if demand is None:
            demand = Demand(id=item.id, organisation_id=command.organisation_id, posted_at=tx.now, body=body)
            tx.add(demand)
        await keep(demand, body, tx)
        return "created" if demand.version == 1 else "updated"
    return "created" if demand is None else "updated"


async def _locked(ids: Sequence[UUID], tx: Transaction) -> dict[UUID, Demand]:
    statement = select(Demand).where(col(Demand.id).in_(ids)).order_by(col(Demand.id)).with_for_update()
    return {demand.id: demand for demand in await tx.session.exec(statement)}
